import Kernel

extension QueryCompiler {
  /// What an operand stands for in a statement.
  enum Source {
    case known(Operand.Extent)
    /// Another field of the same row.
    case row(QueryField)
  }

  /// The things that an operand stands for, of which one that fits is enough.
  func sources(of operand: Operand, for field: QueryField) -> [Source] {
    guard case .reference(let other) = operand else {
      return operand.extent(in: context, for: field).map { [.known($0)] } ?? []
    }
    guard let this = context.this else { return [.row(other)] }
    return this.extents(of: other).filter { $0.isNumeric == other.isNumeric }.map(Source.known)
  }

  mutating func equals(_ column: String, _ source: Source) -> String {
    switch source {
    case .known(let extent):
      let start = builder.bind(SQLValue(extent.start))
      guard let end = extent.end else { return "\(column) = \(start)" }
      return "(\(column) >= \(start) AND \(column) < \(builder.bind(SQLValue(end))))"
    case .row(let other): return compare(column, "=", with: other)
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
        compare(column, (isLower ? ">" : "<") + (bound.isInclusive ? "=" : ""), with: other)
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
    _ column: String, _ sign: String, with other: QueryField,
  ) -> String {
    switch FieldColumn(other) {
    case .text(let field): return "(\(field) <> '' AND \(column) \(sign) \(field))"
    case .number(let field): return "\(column) \(sign) \(field)"
    case .optionalNumber(let field): return "(\(field) IS NOT NULL AND \(column) \(sign) \(field))"
    case .rows(let name, let isNumeric):
      let field = "r." + FieldColumn.valueColumn(isNumeric: isNumeric)
      return """
        EXISTS (SELECT 1 FROM ticket_value AS r WHERE r.ticket = t.id \
        AND r.field = \(builder.bind(.text(name))) AND \(field) IS NOT NULL \
        AND \(column) \(sign) \(field))
        """
    }
  }
}
