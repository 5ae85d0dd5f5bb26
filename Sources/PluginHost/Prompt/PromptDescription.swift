import Kernel
import Lua

/// Reads what the prompt's own Lua says of values: lists whose first item says what follows.
struct PromptDescription {
  let layout: Layout

  func value(_ described: LuaValue) -> PromptValue {
    guard let parts = described.items, let tag = parts.first?.text else { return plain(described) }
    let first = parts.count > 1 ? parts[1] : .null
    switch tag {
    case "value": return plain(first)
    case "text": return plain(first)
    case "bytes":
      return .bytes((first.items ?? []).compactMap { $0.integer.flatMap(UInt8.init(exactly:)) })
    case "word": return .word(first.text ?? "")
    case "host": return host(first, words: parts.last?.text ?? "")
    case "cycle": return .cycle
    case "deep": return .deep
    case "none": return .null
    case "help": return .help(first.text ?? "")
    case "span": return .span(seconds: first.number ?? 0, words: parts.last?.text ?? "")
    case "table": return .table(table(parts))
    case "rows":
      let total = parts.last?.integer.flatMap { $0 < 0 ? nil : Int($0) }
      return .rows((first.items ?? []).map(value), total: total)
    case "groups":
      return .groups(
        (first.items ?? []).map { group in
          let parts = group.items ?? []
          return (parts.first?.text ?? "", parts.last.map(value) ?? .null)
        })
    case "spark": return .series((first.items ?? []).compactMap(\.number))
    case "grid":
      let rows = parts.count > 2 ? parts[2].items ?? [] : []
      return .grid(
        PromptGrid(
          titles: first.texts ?? [], rows: rows.map { ($0.items ?? []).map(cell) },
          isCut: parts.last?.boolean ?? false))
    default: return .null
    }
  }

  /// A cell of a grid: nothing stands there as `docket.none`.
  private func cell(_ described: LuaValue) -> PromptValue {
    if case .none = described { .null } else { value(described) }
  }

  /// What a path leads to, as the prompt's own Lua says.
  func held(_ described: LuaValue?) -> PromptHeld {
    guard let parts = described?.items, let tag = parts.first?.text, parts.count > 1,
      let count = parts[1].integer
    else { return .nothing }
    let used = Int(count)
    switch (tag, parts.last) {
    case ("rows", _): return .rows(used: used)
    case ("groups", _): return .groups(used: used)
    case ("table", let members?): return .table(names(members), used: used)
    case ("host", .record(let shape, _, _)?): return .record(kind: name(of: shape), used: used)
    case ("host", .array(let items)?):
      guard case .record(let shape, _, _)? = items.first else { return .nothing }
      return .list(kind: name(of: shape), used: used)
    default: return .nothing
    }
  }

  private func names(_ members: LuaValue) -> [PromptHeld.Name] {
    (members.items ?? []).compactMap { member in
      guard let parts = member.items, parts.count == 2, let name = parts[0].text else {
        return nil
      }
      return PromptHeld.Name(name, isFunction: parts[1].text == "function")
    }
  }

  private func table(_ parts: [LuaValue]) -> PromptTable {
    guard parts.count == 5 else { return PromptTable(items: []) }
    let items = (parts[1].items ?? []).map(value)
    let pairs = (parts[3].items ?? []).compactMap { pair -> PromptTable.Pair? in
      guard let parts = pair.items, parts.count == 2 else { return nil }
      return PromptTable.Pair(key: value(parts[0]), value: value(parts[1]))
    }
    let count = Int(parts[2].integer ?? 0) + Int(parts[4].integer ?? 0)
    return PromptTable(items: items, pairs: pairs, more: count - items.count - pairs.count)
  }

  /// What the kernel made: a record, an empty list, or a part of the API.
  private func host(_ value: LuaValue, words: String) -> PromptValue {
    switch value {
    case .record, .none: plain(value)
    case .table(let pairs) where pairs.isEmpty && words.hasPrefix("docket"): .word(words)
    default: plain(value)
    }
  }

  /// A value as it crossed over, without descriptions in it.
  private func plain(_ value: LuaValue) -> PromptValue {
    switch value {
    case .none: .word("docket.none")
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .string(let value): .text(value)
    case .bytes(let value): .bytes(value)
    case .function: .word("function")
    case .array(let items): .table(PromptTable(items: items.map(plain)))
    case .table(let pairs):
      .table(
        PromptTable(
          items: [],
          pairs: pairs.map { PromptTable.Pair(key: .text($0.key), value: plain($0.value)) }))
    case .record(let shape, _, let pairs):
      .record(kind: name(of: shape), pairs.map { ($0.key, plain($0.value)) })
    }
  }

  private func name(of shape: ShapeID) -> String {
    let number = Int(shape.rawValue)
    return layout.shapes.indices.contains(number) ? layout.shapes[number].name : ""
  }
}
