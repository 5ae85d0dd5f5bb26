import Kernel
import Lua
import LuaSyntax
import Texts

/// Calls of the API: keys and types of what stands in them, and where they are.
struct CallRules {
  let file: CodeFile
  /// Fields that plugins declare.
  let fields: Set<String>

  func findings() -> [CheckFinding] { file.calls.flatMap { findings(of: $0) } }

  private func findings(of call: CodeFile.Call) -> [CheckFinding] {
    var found: [CheckFinding] = []
    for (position, id) in call.arguments.enumerated() {
      guard let part = part(at: position, of: call.function) else { break }
      found += argument(id, as: part, of: call.function)
    }
    return found + missing(in: call)
  }

  private func part(at position: Int, of function: APIFunction) -> APIPart? {
    let parameters = function.parameters
    if position < parameters.count { return parameters[position] }
    return parameters.last.flatMap { $0.isRepeated ? $0 : nil }
  }

  private func argument(
    _ id: Expression.ID, as part: APIPart, of function: APIFunction,
  ) -> [CheckFinding] {
    if case .keys(let keys) = part.type, case .table(let items) = file.tree[id].kind {
      return table(items, at: id, keys, of: function.name)
    }
    guard
      let (wanted, got) = mismatch(id, part.type, { part.type.wanted(inPlaceOf: $0) })
    else { return [] }
    let problem = Text.apiWrongArgument(name: part.name, wanted: wanted, got: got)
    return [wrong(at: id, function.name, problem)]
  }

  /// Arguments that are not there, and have to be.
  private func missing(in call: CodeFile.Call) -> [CheckFinding] {
    if let last = call.arguments.last, file.isOpenEnded(last) { return [] }
    return call.function.parameters.dropFirst(call.arguments.count).prefix(1).compactMap { part in
      guard let wanted = part.type.wanted(inPlaceOf: .null) else { return nil }
      let problem = Text.apiWrongArgument(
        name: part.name, wanted: wanted, got: LuaValue.null.kindName)
      return wrong(at: call.id, call.function.name, problem)
    }
  }

  private func table(
    _ items: [SyntaxTree.Item], at id: Expression.ID, _ keys: [APIPart], of owner: String,
  ) -> [CheckFinding] {
    var (found, given, isOpen): ([CheckFinding], Set<String>, Bool) = ([], [], false)
    for item in items {
      guard case .name(let name) = item.key else {
        isOpen = true
        continue
      }
      given.insert(name)
      guard let part = keys.first(where: { $0.name == name }) else {
        let hint = hint(insteadOf: name, among: keys)
        let problem = Text.tableKey(key: name, problem: Text.tableUnknownKey(hint: hint))
        found.append(
          file.finding(.unknownKey, at: item.place, Text.frameOf(owner: owner, problem: problem)))
        continue
      }
      found += value(item, as: part, of: owner)
    }
    guard !isOpen else { return found }
    let lacking = keys.filter { $0.isRequired && !given.contains($0.name) }
    return found
      + lacking.map { part in
        wrong(at: id, owner, Text.tableKey(key: part.name, problem: Text.tableMissing))
      }
  }

  private func value(
    _ item: SyntaxTree.Item, as part: APIPart, of owner: String,
  ) -> [CheckFinding] {
    if case .table(let inner) = file.tree[item.value].kind {
      switch part.type {
      case .keys(let keys): return table(inner, at: item.value, keys, of: "\(owner): \(part.name)")
      case .edits: return edits(inner, of: owner)
      default: break
      }
    }
    guard file.literal(item.value) != .null,
      let (wanted, got) = mismatch(item.value, part.type, { part.type.wanted(underKey: $0) })
    else { return [] }
    let problem = Text.tableKey(
      key: part.name, problem: Text.tableWants(wanted: wanted, got: got))
    return [wrong(at: item.value, owner, problem)]
  }

  /// Fields that are set: an unknown one may be another plugin's, unless it is nearly a known one.
  private func edits(_ items: [SyntaxTree.Item], of owner: String) -> [CheckFinding] {
    let known = TicketField.allCases.map(\.rawValue) + fields.sorted()
    return items.compactMap { item in
      guard case .name(let name) = item.key, !known.contains(name),
        let near = nearestName(to: name, among: known), isNear(name, to: near, within: 2)
      else { return nil }
      let problem = Text.tableKey(
        key: name, problem: Text.tableUnknownKey(hint: Text.hintMaybeCode(name: near)))
      return file.finding(
        .unknownKey, at: item.place, Text.frameOf(owner: owner, problem: problem))
    }
  }

  /// What is wanted and what there is, where that is certain and not the same.
  private func mismatch(
    _ id: Expression.ID, _ type: APIType, _ wanted: (LuaValue) -> Text?,
  ) -> (wanted: Text, got: Text)? {
    if let value = file.literal(id) {
      return (wanted(value) ?? word(value, of: type)).map { ($0, value.kindName) }
    }
    // What the desk hands over is a table, whatever stands in it.
    let got: Text
    switch file.type(of: id) {
    case .shape: got = Text.valueRecord
    case .listOf: got = Text.valueList
    default: return nil
    }
    return (type.isScalar ? wanted(.array([.null])) : nil).map { ($0, got) }
  }

  /// What is wanted, where the value is a text and none of the words that there are.
  private func word(_ value: LuaValue, of type: APIType) -> Text? {
    switch type {
    case .oneOf(let words):
      guard let text = value.text, !words.contains(text) else { return nil }
      return Text.checkOneOf(names: words.joined(separator: ", "))
    case .words: return value.text == nil && value != .null ? Text.valueText : nil
    case .optional(let inner), .rest(let inner): return word(value, of: inner)
    default: return nil
    }
  }

  private func hint(insteadOf key: String, among keys: [APIPart]) -> Text {
    if TicketField(named: key) != nil, let edits = keys.first(where: { $0.type == .edits }) {
      return Text.hintFieldsIn(table: edits.name, name: key)
    }
    let known = keys.map(\.name)
    return nearestName(to: key, among: known).map { Text.hintMaybeCode(name: $0) }
      ?? Text.hintKnownKeys(names: known.joined(separator: ", "))
  }

  private func wrong(at id: Expression.ID, _ owner: String, _ problem: Text) -> CheckFinding {
    file.finding(.wrongArgument, at: id, Text.frameOf(owner: owner, problem: problem))
  }
}

extension APIType {
  /// Whether it is a text or a number, so that no table is one.
  fileprivate var isScalar: Bool {
    switch self {
    case .text, .oneOf, .query, .person, .value, .fieldName, .discard, .integer, .ticket, .number,
      .time:
      true
    case .optional(let type), .rest(let type): type.isScalar
    default: false
    }
  }
}

extension CodeFile {
  /// Whether an expression as the last one of a list can be any number of values.
  func isOpenEnded(_ id: Expression.ID) -> Bool {
    switch tree[id].kind {
    case .call, .method, .arguments: true
    default: false
    }
  }

  /// The value of an expression that says all of it; `nil` where it is known only when it runs.
  func literal(_ id: Expression.ID) -> LuaValue? {
    switch tree[id].kind {
    case .nil: return .null
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .string(let text): return .string(text)
    case .unary(.minus, let inner):
      switch tree[inner].kind {
      case .integer(let value): return .integer(0 &- value)
      case .number(let value): return .number(-value)
      default: return nil
      }
    case .table(let items): return literal(of: items)
    default: return name(of: id) == "docket.none" ? LuaValue.none : nil
    }
  }

  private func literal(of items: [SyntaxTree.Item]) -> LuaValue? {
    var (list, pairs): ([LuaValue], [LuaPair]) = ([], [])
    for item in items {
      guard let value = literal(item.value), value != .null else { return nil }
      switch item.key {
      case .position: list.append(value)
      case .name(let name): pairs.append(LuaPair(name, value))
      case .value: return nil
      }
    }
    guard list.isEmpty || pairs.isEmpty else { return nil }
    return list.isEmpty ? .table(pairs.sorted { $0.key.precedesByBytes($1.key) }) : .array(list)
  }
}
