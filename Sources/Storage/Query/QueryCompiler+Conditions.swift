import Kernel

extension QueryCompiler {
  /// An expression over `ticket AS t` that is true or false, never unknown.
  ///
  /// SQL's third answer comes from comparing with null. Every comparison here is guarded, so that
  /// `NOT` of one with an empty field is true, as it is in memory.
  mutating func condition(_ condition: Condition) -> String {
    switch condition {
    case .all(let parts):
      return joined(parts.map { self.condition($0) }, by: "AND", empty: "1 = 1")
    case .any(let parts):
      return joined(parts.map { self.condition($0) }, by: "OR", empty: "1 = 0")
    case .not(let part): return "NOT (\(filter(part)))"
    case .field(let field, let matches): return comparison(of: field, with: matches)
    case .isEmpty(let field): return isEmpty(field)
    case .was(let categories): return past(categories)
    case .text(let phrase): return text(phrase)
    case .words(let field, let phrases): return words(of: field, phrases)
    }
  }

  /// The same for a condition by which no rows are found: it is looked at row by row.
  mutating func filter(_ condition: Condition) -> String {
    let wasFilter = isFilter
    isFilter = true
    defer { isFilter = wasFilter }
    return self.condition(condition)
  }

  /// Of tickets whose past is not to be asked for, only what they are now.
  private mutating func past(_ categories: CategorySet) -> String {
    let been = "(t.been & \(builder.bind(.integer(categories.rawValue)))) <> 0"
    guard let histories = access.histories else { return been }
    let now = Category.allCases.filter { categories.contains(CategorySet($0)) }
    let words = builder.bind(now.map { SQLValue.text($0.rawValue) })
    return "(\(been) AND \(grant(histories)) OR t.category IN (\(words)))"
  }

  private mutating func isEmpty(_ field: QueryField) -> String {
    switch FieldColumn(field) {
    case .text(let column): return "\(column) = ''"
    case .number: return "1 = 0"
    case .optionalNumber(let column): return "\(column) IS NULL"
    case .rows(let rows):
      let name = builder.bind(.text(rows.name))
      return "NOT EXISTS (SELECT 1 FROM \(rows.from(as: "v", field: name)))"
    }
  }

  private mutating func comparison(of field: QueryField, with matches: [Match]) -> String {
    switch FieldColumn(field) {
    case .text(let column):
      let value = field.isFolded ? "folded(\(column))" : column
      return "(\(column) <> '' AND \(fits(value, field, matches)))"
    case .number(let column): return fits(column, field, matches)
    case .optionalNumber(let column):
      return "(\(column) IS NOT NULL AND \(fits(column, field, matches)))"
    case .rows(let rows):
      let name = builder.bind(.text(rows.name))
      let column = "v." + rows.column
      let fits = fits(column, field, matches)
      // What finds tickets reads those with the value from the index, all of them at once; so does
      // what sorts tickets out by their people, who are fewer.
      guard !matches.contains(where: refersToRow), rows.isOfPerson || !isFilter else {
        return """
          EXISTS (SELECT 1 FROM \(rows.from(as: "v", field: name)) \
          AND \(column) IS NOT NULL AND \(fits))
          """
      }
      let found = """
        \(rows.key) IN (SELECT v.\(rows.owner) FROM \(rows.table) AS v \
        WHERE v.field = \(name) AND \(column) IS NOT NULL AND \(fits))
        """
      return rows.isOfPerson ? "(\(rows.key) IS NOT NULL AND \(found))" : found
    }
  }

  /// Whether another field of the same ticket is needed.
  private func refersToRow(_ match: Match) -> Bool {
    context.this == nil
      && match.operands.contains { operand in
        if case .reference = operand { true } else { false }
      }
  }

  /// Whether a value that is not null fits one of the matches.
  mutating func fits(
    _ column: String, _ field: QueryField, _ matches: [Match],
  ) -> String {
    var plain: [SQLValue] = []
    var parts: [String] = []
    for match in matches {
      switch match {
      case .equals(let operand):
        for source in sources(of: operand, for: field) {
          if case .known(let extent) = source, extent.end == nil {
            plain.append(SQLValue(extent.start))
          } else {
            parts.append(equals(column, source, of: field))
          }
        }
      case .between(let lower, let upper):
        let ends = [
          lower.map { bound($0, column, field, isLower: true) },
          upper.map { bound($0, column, field, isLower: false) },
        ]
        parts.append(joined(ends.compactMap(\.self), by: "AND", empty: "1 = 1"))
      }
    }
    if plain.count == 1 { parts.append("\(column) = \(builder.bind(plain[0]))") }
    if plain.count > 1 { parts.append("\(column) IN (\(builder.bind(plain)))") }
    return joined(parts, by: "OR", empty: "1 = 0")
  }
}

extension QueryCompiler {
  /// What an operand stands for in a statement.
  enum Source {
    case known(Operand.Extent)
    /// Another field of the same row.
    case row(QueryField)
  }

  /// The things that an operand stands for, of which one that fits is enough.
  func sources(of operand: Operand, for field: QueryField) -> [Source] {
    let (extents, isNumeric): ([Operand.Extent], Bool)
    switch operand {
    case .reference(let other):
      guard let this = context.this else { return [.row(other)] }
      extents = context.extents(of: other, on: this, folded: field.isFolded)
      isNumeric = other.isNumeric
    case .mine(let own, let person):
      extents = context.extents(ofMine: own, of: person, folded: field.isFolded)
      isNumeric = own.isNumeric
    default: return operand.extent(in: context, for: field).map { [.known($0)] } ?? []
    }
    return extents.filter { $0.isNumeric == isNumeric }.map(Source.known)
  }

  mutating func equals(_ column: String, _ source: Source, of field: QueryField) -> String {
    switch source {
    case .known(let extent):
      let start = builder.bind(SQLValue(extent.start))
      guard let end = extent.end else { return "\(column) = \(start)" }
      return "(\(column) >= \(start) AND \(column) < \(builder.bind(SQLValue(end))))"
    case .row(let other): return compare(column, "=", with: other, folded: field.isFolded)
    }
  }

  /// Whether the value is within one end of a range.
  mutating func bound(
    _ bound: Bound, _ column: String, _ field: QueryField, isLower: Bool,
  ) -> String {
    let parts = sources(of: bound.operand, for: field).map { source in
      switch source {
      case .known(let extent): within(extent, column, isLower, bound.isInclusive)
      case .row(let other):
        compare(
          column, (isLower ? ">" : "<") + (bound.isInclusive ? "=" : ""), with: other,
          folded: field.isFolded)
      }
    }
    return joined(parts, by: "OR", empty: "1 = 0")
  }

  /// Whether it is within an end that is known; a day is beyond its end where it counts as a whole.
  private mutating func within(
    _ extent: Operand.Extent, _ column: String, _ isLower: Bool, _ isInclusive: Bool,
  ) -> String {
    if let end = extent.end, isLower != isInclusive {
      return "\(column) \(isLower ? ">=" : "<") \(builder.bind(SQLValue(end)))"
    }
    let sign = (isLower ? ">" : "<") + (isInclusive ? "=" : "")
    return "\(column) \(sign) \(builder.bind(SQLValue(extent.start)))"
  }

  private mutating func compare(
    _ column: String, _ sign: String, with other: QueryField, folded isFolded: Bool,
  ) -> String {
    func value(_ field: String) -> String { isFolded ? "folded(\(field))" : field }
    switch FieldColumn(other) {
    case .text(let field): return "(\(field) <> '' AND \(column) \(sign) \(value(field)))"
    case .number(let field): return "\(column) \(sign) \(field)"
    case .optionalNumber(let field): return "(\(field) IS NOT NULL AND \(column) \(sign) \(field))"
    case .rows(let rows):
      let field = "r." + rows.column
      let name = builder.bind(.text(rows.name))
      return """
        EXISTS (SELECT 1 FROM \(rows.from(as: "r", field: name)) AND \(field) IS NOT NULL \
        AND \(column) \(sign) \(value(field)))
        """
    }
  }
}
