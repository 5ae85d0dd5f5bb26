import Kernel
import Storage
import Texts

/// Tickets in columns by what one field of theirs says, as somebody sees them at one moment.
package struct Board: Sendable {
  /// The tickets that have a value in common.
  package struct Column: Equatable, Sendable {
    /// `none` for the tickets without a value.
    package let value: Value
    /// What a stage means; `nil` where that is not known, and for other fields.
    package let category: Category?
    package let count: Int
  }

  /// Which tickets stand on it, in the order of its columns where it says one.
  package let query: Query
  package let field: QueryField
  package let columns: [Column]
  /// How many columns there are besides, and how many tickets stand in them.
  package let rest: (columns: Int, count: Int)
  package let made: Instant
}

extension FieldKind {
  /// Whether there are few of its values, so that each can have a column.
  fileprivate var makesColumns: Bool {
    switch self {
    case .boolean, .choice, .person, .queue, .tag, .stage, .category, .priority: true
    case .text, .longText, .integer, .number, .time, .date, .duration, .ticket, .attachment: false
    }
  }
}

extension DeskSession {
  /// The field of that name as one that makes columns; another one, and one that the person may not
  /// name, is an error.
  package func boardField(named name: String) throws(QueryError) -> QueryField {
    let key: GroupKey
    do throws(QueryError) {
      key = try viewer.schema.groupKey(named: name)
    } catch {
      throw naming(error, in: viewer.schema)
    }
    guard key.period == nil, key.field.kind.makesColumns else {
      throw .syntax(Text.queryNoColumns(field: name), column: 1)
    }
    return key.field
  }

  /// The columns of the tickets that a query asks for; its groups, columns and limit are of no
  /// account.
  ///
  /// Counts all of them once. The stages are those of the life cycles that the tickets are in, in
  /// their order and also where nothing stands in them; priorities are the most urgent first, categories
  /// in their order, other values those of most tickets first.
  package func board(of query: Query, by field: QueryField) throws -> Board {
    let asked = viewer.listed(query).ordered
    let groups = try groups(asked.grouped(by: GroupKey(field)))
    let columns =
      switch field.kernel {
      case .stage: stageColumns(groups)
      case .priority:
        namedColumns(groups, Priority.allCases.sorted(by: >).map(\.rawValue), keepsEmpty: true)
      case .category: namedColumns(groups, Category.allCases.map(\.rawValue), keepsEmpty: false)
      default: groups.map { Board.Column(value: $0.value, category: nil, count: $0.count) }
      }
    let left = columns.dropFirst(Limit.boardColumns)
    return Board(
      query: asked, field: field, columns: Array(columns.prefix(Limit.boardColumns)),
      rest: (left.count, left.reduce(0) { $0 + $1.count }), made: now)
  }

  /// The first tickets of a column: in the order of the board's query, else the most urgent first,
  /// of closed ones the newest.
  package func cards(of column: Board.Column, on board: Board, limit: Int) throws -> [Ticket] {
    guard limit > 0, column.count > 0 else { return [] }
    let isDone = column.category == .closed || column.category == .discarded
    let seesPriority = viewer.mayName(TicketField.priority.rawValue)
    let first = isDone || !seesPriority ? TicketField.id : .priority
    let order = Query.SortKey(.field(QueryField(first)), isDescending: isDone || first == .priority)
    let query = board.query.restricted(to: board.condition(of: column)).ordered(by: [order])
    return try list(query, limit: min(limit, Limit.boardCards))
  }

  /// The columns of a field whose values have an order.
  private func namedColumns(
    _ groups: [GroupCount], _ names: [String], keepsEmpty: Bool,
  ) -> [Board.Column] {
    let counts = Dictionary(groups.map { ($0.value, $0.count) }) { $0 + $1 }
    return names.compactMap { name in
      let count = counts[.text(name)]
      guard count != nil || keepsEmpty else { return nil }
      return Board.Column(value: .text(name), category: nil, count: count ?? 0)
    }
  }

  private func stageColumns(_ groups: [GroupCount]) -> [Board.Column] {
    let named = groups.compactMap { group in group.value.text.map { ($0, group.count) } }
    let counts = Dictionary(named) { $0 + $1 }
    let used = lifecycles(with: Set(counts.keys))
    let seesCategory = viewer.mayName(TicketField.category.rawValue)
    var columns: [Board.Column] = []
    func add(_ stage: String, _ category: Category?) {
      guard !columns.contains(where: { $0.value.text == stage }) else { return }
      columns.append(
        Board.Column(
          value: .text(stage), category: seesCategory ? category : nil, count: counts[stage] ?? 0))
    }
    let stages = used.flatMap(\.stages)
      .filter { $0.category != .discarded || counts[$0.name] != nil }
    // Of several life cycles the stages that mean the same stand together.
    if used.count > 1 {
      for category in Category.allCases {
        for stage in stages where stage.category == category { add(stage.name, category) }
      }
    } else {
      for stage in stages { add(stage.name, stage.category) }
    }
    // Stages of plugins that are gone.
    for group in groups { if let stage = group.value.text { add(stage, nil) } }
    return columns
  }

  /// The fewest life cycles that have all of those stages, as far as any has them: first the one that
  /// has most of them, of equals the one of the desk's standard type.
  private func lifecycles(with stages: Set<String>) -> [LifecycleSpec] {
    let standard = rulebook.lifecycle(ofType: rulebook.settings.defaultType)
    let others = rulebook.registry.lifecycles.filter { $0.name != standard?.name }
    var candidates = (standard.map { [$0] } ?? []) + others
    guard !stages.isEmpty else { return Array(candidates.prefix(1)) }
    var (used, missing): ([LifecycleSpec], Set<String>) = ([], stages)
    while !missing.isEmpty {
      let found = candidates.map { missing.intersection($0.stages.map(\.name)) }
      guard let most = found.map(\.count).max(), most > 0,
        let place = found.firstIndex(where: { $0.count == most })
      else { break }
      missing.subtract(found[place])
      used.append(candidates.remove(at: place))
    }
    return used
  }
}

extension Board {
  /// What the tickets of a column have in common.
  fileprivate func condition(of column: Column) -> Condition {
    guard !column.value.isEmpty else { return .isEmpty(field) }
    let operand: Operand =
      switch column.value {
      case .person(let id): .person(id, name: "")
      case .text(let word) where field.kind == .priority:
        .value(Priority(rawValue: word).map { .integer($0.rank) } ?? column.value)
      default: .value(column.value)
      }
    return .field(field, [.equals(operand)])
  }
}
