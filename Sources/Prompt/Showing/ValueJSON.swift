import Kernel

extension PromptValue {
  /// The value for programs: what has no form in JSON is a text that says what it is.
  var json: JSON {
    switch self {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): JSON(number: value)
    case .text(let text): .string(text)
    case .bytes(let bytes): .string(LuaText.quoted(bytes))
    case .word(let word), .help(let word): .string(word)
    case .span(let seconds, _): JSON(number: seconds)
    case .cycle, .deep: .string("…")
    case .record(_, let members): .object(members.map { ($0.name, $0.value.json) })
    case .rows(let rows, _): .array(rows.map(\.json))
    case .series(let numbers): .array(numbers.map { JSON(number: $0) })
    case .groups(let groups):
      .array(groups.map { .object([("key", .string($0.label)), ("value", $0.value.json)]) })
    case .grid(let grid):
      .array(grid.rows.map { row in .object(zip(grid.titles, row).map { ($0, $1.json) }) })
    case .table(let table) where table.pairs.isEmpty && !table.items.isEmpty:
      .array(table.items.map(\.json))
    case .table(let table):
      .object(
        table.items.enumerated().map { ("\($0 + 1)", $1.json) }
          + table.pairs.map { ($0.key.name, $0.value.json) })
    }
  }

  /// The value as a name of a member.
  private var name: String {
    switch self {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .boolean(let value): "\(value)"
    default: "…"
    }
  }
}

extension JSON {
  /// A whole number as one; a fraction is a text, as everywhere in Docket's JSON.
  fileprivate init(number: Double) {
    self = Int64(exactly: number).map(JSON.integer) ?? .string("\(number)")
  }
}
