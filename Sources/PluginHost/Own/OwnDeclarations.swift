import Kernel
import Lua
import Texts

/// What commands declare in the desk's own plugin: plain data, which its `init.lua` registers.
package struct OwnDeclarations: Equatable, Sendable {
  /// The declarations in their order, by the function of the Lua API that takes them.
  private var items: [String: [LuaValue]] = [:]

  package init() {}

  package var isEmpty: Bool { items.isEmpty }

  /// The functions whose declarations such a file may hold, in the order in which they are called,
  /// with what each of them takes.
  static let functions: [(name: String, keys: [APIPart])] = [
    ("field", Draft.fieldKeys), ("queue", Draft.queueKeys), ("role", Draft.roleKeys),
    ("lifecycle", Draft.lifecycleKeys), ("type", Draft.typeKeys),
    ("close_reason", Draft.closeReasonKeys), ("view", Draft.viewKeys),
  ]

  /// What the file's table may have.
  static let keys = functions.map { APIPart($0.name, .list, "what docket.\($0.name) takes") }

  /// Reads such a file; the declarations themselves are checked where they are registered.
  init(of text: String, file: String) throws(PluginProblem) {
    let value = try PlainData.value(of: text, file: file, plugin: OwnPlugin.name)
    var table = SpecTable(file, value, OwnDeclarations.keys)
    self.init(in: &table)
    table.finish()
    guard let first = table.problems.first else { return }
    throw PluginProblem(
      plugin: OwnPlugin.name, file: file,
      line: first.key.flatMap { LineFinder.line(of: $0, in: text) },
      Text(joining: table.problems.map(\.text), by: "; "))
  }

  /// The same in a table that was read otherwise.
  init(in table: inout SpecTable) {
    for function in OwnDeclarations.functions {
      let list = table.items(function.name)
      for item in list where item["name"]?.text == nil {
        table.fail(function.name, Text.madeNameless(got: item.kindName))
      }
      if !list.isEmpty { items[function.name] = list }
    }
  }

  /// The file's text: the same for the same declarations.
  package var text: String { text(under: Text.madeHead.description) }

  /// Whether commands wrote such a file, those of older versions too.
  func wrote(_ text: String) -> Bool {
    text == self.text || text == self.text(under: OwnDeclarations.formerHead)
  }

  /// What stood above the declarations before there were life cycles of the desk's own.
  private static let formerHead = """
    -- Written by docket field, docket type, docket reason and docket stage, each time anew: comments are
    -- lost here. Your own Lua belongs into init.lua.
    """

  private func text(under head: String) -> String {
    "\(head)\nreturn \(LuaSource.text(lua))\n"
  }

  /// All of it as one table.
  var lua: LuaValue {
    .table(
      OwnDeclarations.functions.compactMap { function in
        items[function.name].map { list in
          LuaPair(function.name, .array(list.map { ordered($0, by: function.keys.map(\.name)) }))
        }
      })
  }

  /// The table with its keys in the order in which the API describes them.
  private func ordered(_ item: LuaValue, by keys: [String]) -> LuaValue {
    guard let pairs = item.pairs else { return item }
    let places = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
    let sorted = pairs.enumerated().sorted {
      (places[$0.element.key] ?? keys.count, $0.offset)
        < (places[$1.element.key] ?? keys.count, $1.offset)
    }
    return .table(sorted.map { LuaPair($0.element.key, inner($0.element)) })
  }

  /// The stages and moves of a life cycle in their own order; any other value as it is.
  private func inner(_ pair: LuaPair) -> LuaValue {
    switch pair.key {
    case "stages":
      let keys = Draft.stageKeys.map(\.name)
      return pair.value.items.map { .array($0.map { ordered($0, by: keys) }) } ?? pair.value
    case "transitions":
      let keys = Draft.transitionKeys.map(\.name)
      guard let moves = pair.value.sorted.pairs else { return pair.value }
      return .table(
        moves.map { move in
          let list = move.value.items.map { LuaValue.array($0.map { ordered($0, by: keys) }) }
          return LuaPair(move.key, list ?? move.value)
        })
    // As it is read again: names in the order of their bytes.
    default: return pair.value.sorted
    }
  }
}

extension LuaValue {
  /// The value with the names of all tables in it in the order of their bytes.
  fileprivate var sorted: LuaValue {
    switch self {
    case .array(let items): .array(items.map(\.sorted))
    case .table(let pairs):
      .table(
        pairs.map { LuaPair($0.key, $0.value.sorted) }
          .sorted { $0.key.precedesByBytes($1.key) })
    default: self
    }
  }
}

extension OwnDeclarations {
  /// The names of what is declared of a kind, in their order.
  package func names(of kind: DeclarationEdit.Kind) -> [String] {
    switch kind {
    case .field, .type, .reason:
      items(of: kind).compactMap { $0["name"]?.text }
    case .stage: stages.map(\.name)
    case .move: Array(moves.keys)
    case .lifecycle:
      lifecycles.filter { !OwnDeclarations.isAddition($0) }.compactMap { $0["name"]?.text }
    }
  }

  /// Whether commands declared what an edit is of.
  package func declare(_ edit: DeclarationEdit) -> Bool {
    edit.kind == .move ? hasMove(edit.name) : names(of: edit.kind).contains(edit.name)
  }

  /// What is declared of a kind under a name, as Lua; `nil` if nothing is.
  func lua(of kind: DeclarationEdit.Kind, named name: String) -> String? {
    switch kind {
    case .field, .type, .reason:
      let function = kind.function
      let keys = OwnDeclarations.functions.first { $0.name == function }?.keys.map(\.name) ?? []
      return (items[function] ?? []).first { $0["name"]?.text == name }
        .map { LuaSource.text(ordered($0, by: keys), depth: 1) }
    case .stage: return stageText(name)
    case .move: return moves[name]?.joined(separator: ", ")
    case .lifecycle: return lifecycleText(name)
    }
  }

  /// The choices that a field has, of all types of ticket.
  func choices(of field: String) -> Set<String> {
    guard
      let choices = (items["field"] ?? []).first(where: { $0["name"]?.text == field })?["choices"]
    else { return [] }
    let lists = choices.items.map { [$0] } ?? (choices.pairs ?? []).compactMap(\.value.items)
    return Set(lists.joined().compactMap { $0.text ?? $0["name"]?.text })
  }

  /// What differs from earlier declarations, as the desk's history tells it.
  ///
  /// A field that only some may see is not told of, nor what speaks of it: the history's readers need
  /// not know that it exists.
  package func edits(since earlier: OwnDeclarations) -> [Edit] {
    let veiled = veiledFields + earlier.veiledFields
    return DeclarationEdit.Kind.allCases.flatMap { kind in
      Set(names(of: kind) + earlier.names(of: kind)).sorted { $0.precedesByBytes($1) }
        .compactMap { name -> Edit? in
          let (from, to) = (earlier.lua(of: kind, named: name), lua(of: kind, named: name))
          guard from != to, !(kind == .field && veiled.contains(name)) else { return nil }
          let said = "\(from ?? "") \(to ?? "")"
          let words = Set(said.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
          guard !veiled.contains(where: { words.contains(Substring($0)) }) else { return nil }
          return Edit(
            field: "\(kind.rawValue).\(name)", from: .naming(from ?? ""), to: .naming(to ?? ""))
        }
    }
  }

  private var veiledFields: [String] {
    (items["field"] ?? []).filter { $0["view"]?.text != nil }.compactMap { $0["name"]?.text }
  }
}

extension OwnDeclarations {
  /// Makes one change; throws a `Refusal` where there is something of the name, or nothing.
  ///
  /// `registry` has what the desk declares before it: what speaks of a name that becomes another one
  /// is read by it.
  package mutating func apply(
    _ edit: DeclarationEdit, in registry: Registry = Registry(),
  ) throws(Refusal) {
    switch edit.step {
    case .rename(let next): return try rename(edit, to: next, in: registry)
    case .renameChoice(let choice, let next):
      return try rename(choice, to: next, of: edit, in: registry)
    case .add, .set, .remove: break
    }
    switch edit.kind {
    case .field, .type, .reason: try applyItem(edit)
    case .stage: try applyStage(edit)
    case .move: try applyMove(edit)
    case .lifecycle: try applyLifecycle(edit)
    }
    if edit.step == .add { forget(formerName: edit.name, of: edit.kind) }
  }

  private mutating func applyItem(_ edit: DeclarationEdit) throws(Refusal) {
    let function = edit.kind.function
    var list = items[function] ?? []
    let place = list.firstIndex { $0["name"]?.text == edit.name }
    switch edit.step {
    case .add:
      guard place == nil else { throw OwnDeclarations.taken(edit) }
      list.append(.table([LuaPair("name", .string(edit.name))]).saying(edit.values))
    case .set:
      guard let place else { throw missing(edit) }
      list[place] = list[place].saying(edit.values)
    case .remove:
      guard let place else { throw missing(edit) }
      list.remove(at: place)
    case .rename, .renameChoice: break
    }
    items[function] = list.isEmpty ? nil : list
  }

  static func taken(_ edit: DeclarationEdit) -> Refusal {
    Refusal(
      .refused, Text.madeTaken(kind: edit.kind.thing, name: edit.name, command: edit.kind.rawValue),
      field: "name")
  }

  func missing(_ edit: DeclarationEdit) -> Refusal {
    let nearest = nearestName(to: edit.name, among: names(of: edit.kind))
    return Refusal(
      .notFound,
      Text.madeMissing(kind: edit.kind.thing, name: edit.name, hint: Text.nearest(nearest)),
      field: "name")
  }

  /// The life cycles, and the additions to those of plugins.
  var lifecycles: [LuaValue] {
    get { items["lifecycle"] ?? [] }
    set { items["lifecycle"] = newValue.isEmpty ? nil : newValue }
  }
}

extension LuaValue {
  /// The table with other values under some keys; `null` takes a key away.
  func saying(_ values: [(key: String, value: JSON)]) -> LuaValue {
    var pairs = pairs ?? []
    for (key, json) in values {
      let place = pairs.firstIndex { $0.key == key }
      guard let value = LuaValue(saying: json) else {
        if let place { pairs.remove(at: place) }
        continue
      }
      if let place { pairs[place] = LuaPair(key, value) } else { pairs.append(LuaPair(key, value)) }
    }
    return .table(pairs)
  }

  /// The value that is to be said; `nil` where nothing is.
  private init?(saying json: JSON) {
    if case .null = json { return nil }
    self.init(json)
  }
}

extension OwnDeclarations {
  /// What is declared by the function that declares a kind, or what it is a part of.
  func items(of kind: DeclarationEdit.Kind) -> [LuaValue] { items[kind.function] ?? [] }

  /// What is declared by each function of the Lua API, changed in place.
  mutating func mapItems(_ change: (_ item: LuaValue, _ function: String) -> LuaValue) {
    for (function, list) in items { items[function] = list.map { change($0, function) } }
  }
}

extension DeclarationEdit.Kind {
  /// The function of the Lua API that declares it, or what it is a part of.
  var function: String {
    switch self {
    case .field: "field"
    case .type: "type"
    case .reason: "close_reason"
    case .stage, .move, .lifecycle: "lifecycle"
    }
  }
}
