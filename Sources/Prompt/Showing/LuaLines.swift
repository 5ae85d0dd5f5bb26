import Kernel

/// A value as Lua that makes it again; what Lua cannot write stands as `nil` with a comment.
struct LuaLines {
  private let width: Int

  /// Tables that do not fit into the width stand on several lines.
  init(width: Int = 100) {
    self.width = width
  }

  func lines(of value: PromptValue) -> [String] {
    text(of: value, after: "", indentation: "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  private func text(of value: PromptValue, after start: String, indentation: String) -> String {
    let line = start + expression(of: value)
    guard indentation.count + line.count > width, let table = LuaParts(value) else { return line }
    let inner = indentation + "  "
    let parts = table.members.map { member in
      inner + text(of: member.value, after: assignment(to: member.key), indentation: inner) + ",\n"
    }
    let more = table.more.map { "\(inner)--[[ \($0) ]]\n" } ?? ""
    return start + "{\n" + parts.joined() + more + indentation + "}"
  }

  private func expression(of value: PromptValue) -> String {
    switch value {
    case .null: return "nil"
    case .boolean(let value): return LuaText.expression(of: .boolean(value))
    case .integer(let value): return LuaText.expression(of: .integer(value))
    case .number(let value): return LuaText.expression(of: .number(value))
    case .text(let text): return LuaText.expression(of: .string(text))
    case .bytes(let bytes): return LuaText.expression(of: .bytes(bytes))
    case .span(let seconds, _): return LuaText.expression(of: .number(seconds))
    case .help(let words): return LuaText.expression(of: .string(words))
    case .word(let word): return LuaWord(rawValue: word)?.expression ?? known(word)
    case .cycle, .deep: return "nil --[[ … ]]"
    case .record, .rows, .table, .groups, .series, .grid:
      guard let table = LuaParts(value) else { return "nil" }
      let parts = table.members.map { assignment(to: $0.key) + expression(of: $0.value) }
      let more = table.more.map { " --[[ \($0) ]]" } ?? ""
      return "{\(parts.joined(separator: ", "))\(more)}"
    }
  }

  /// A part of the API is an expression itself.
  private func known(_ word: String) -> String {
    word.hasPrefix("docket.") ? word : "nil --[[ \(word) ]]"
  }

  private func assignment(to key: PromptValue?) -> String {
    switch key {
    case nil: ""
    case .text(let name)?: "\(LuaText.key(name)) = "
    case let key?: "[\(expression(of: key))] = "
    }
  }
}

/// Numbers that Lua has no literal for.
private enum LuaWord: String {
  case nan
  case infinity = "inf"
  case negativeInfinity = "-inf"

  var expression: String {
    switch self {
    case .nan: LuaText.expression(of: .number(.nan))
    case .infinity: LuaText.expression(of: .number(.infinity))
    case .negativeInfinity: LuaText.expression(of: .number(-.infinity))
    }
  }
}

/// What a table holds, whatever it is a table of.
private struct LuaParts {
  typealias Member = (key: PromptValue?, value: PromptValue)

  var members: [Member]
  /// What is said of members that are left out.
  var more: String?

  /// `nil` for what is no table.
  init?(_ value: PromptValue) {
    switch value {
    case .record(_, let all): members = all.map { (.text($0.name), $0.value) }
    case .rows(let rows, let total):
      members = LuaParts.items(rows)
      if total.map({ $0 > rows.count }) ?? true { more = "…" }
    case .table(let table):
      members = LuaParts.items(table.items) + table.pairs.map { (key: $0.key, value: $0.value) }
      if table.more > 0 { more = "… \(table.more)" }
    case .groups(let groups):
      members = LuaParts.items(
        groups.map { group in
          .record(kind: "", [(name: "key", value: .text(group.label)), ("value", group.value)])
        })
    case .series(let numbers): members = LuaParts.items(numbers.map(PromptValue.number))
    case .grid(let grid):
      members = LuaParts.items(
        grid.rows.map { row in
          let cells = zip(grid.titles, row).filter { $0.1 != .null }
          return .record(kind: "", cells.map { (name: $0.0, value: $0.1) })
        })
      if grid.isCut { more = "…" }
    case .null, .boolean, .integer, .number, .text, .span, .bytes, .word, .help, .cycle, .deep:
      return nil
    }
  }

  private static func items(_ values: [PromptValue]) -> [Member] {
    values.map { (key: nil, value: $0) }
  }
}
