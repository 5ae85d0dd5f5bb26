import Kernel
import Lua
import Texts

/// Other names for what commands declared: whatever in the file speaks of it follows.
extension OwnDeclarations {
  /// Gives something another name, and notes the old one, by which tickets and queries are found.
  mutating func rename(
    _ edit: DeclarationEdit, to next: String, in registry: Registry,
  ) throws(Refusal) {
    let name = next.composed
    guard name != edit.name else {
      throw Refusal(.refused, Text.renameSame(name: name), field: "name")
    }
    let lifecycle = edit.kind == .stage ? try stage(meantBy: edit).lifecycle : nil
    guard names(of: edit.kind).contains(edit.name) else { throw missing(edit) }
    let isTaken =
      lifecycle.map { cycle in stages.contains { $0.name == name && $0.lifecycle == cycle } }
      ?? names(of: edit.kind).contains(name)
    guard !isTaken else {
      throw OwnDeclarations.taken(DeclarationEdit(.add, edit.kind, name))
    }
    forget(formerName: name, of: edit.kind, in: lifecycle)
    let naming = DeclaredName(
      edit, to: name, lifecycle: lifecycle, isOfPeople: isOfPeople(edit), in: registry)
    mapItems { item, function in naming.followed(naming.renamed(item, function), function) }
  }

  private func isOfPeople(_ edit: DeclarationEdit) -> Bool {
    edit.kind == .field
      && items(of: .field).first { $0["name"]?.text == edit.name }?["on"]?.text == "person"
  }

  /// Has nothing claim a name any more as its older one: something new has it.
  mutating func forget(
    formerName name: String, of kind: DeclarationEdit.Kind, in lifecycle: String? = nil,
  ) {
    mapItems { item, function in
      guard function == kind.function else { return item }
      guard kind == .stage else {
        return item["was"]?.text == name ? item.saying([("was", .null)]) : item
      }
      guard lifecycle == nil || item["name"]?.text == lifecycle else { return item }
      let stages = (item["stages"]?.items ?? []).map {
        $0["was"]?.text == name ? $0.saying([("was", .null)]) : $0
      }
      return item.with("stages", .array(stages))
    }
  }
}

/// A name that becomes another one, in the tables that the Lua API takes.
private struct DeclaredName {
  private let kind: DeclarationEdit.Kind
  private let from: String
  private let to: String
  /// The life cycle that a stage is of.
  private let lifecycle: String?
  private let queries: QueryRenaming
  private let isOfPeople: Bool

  init(
    _ edit: DeclarationEdit, to name: String, lifecycle: String?, isOfPeople: Bool,
    in registry: Registry,
  ) {
    kind = edit.kind
    (from, to) = (edit.name, name)
    self.lifecycle = lifecycle
    self.isOfPeople = isOfPeople
    let renamings: [Renaming] =
      switch edit.kind {
      case .field: [Renaming(isOfPeople ? .personField : .field, from: from, to: to)]
      case .type: [Renaming(.type, from: from, to: to)]
      case .reason: [Renaming(.reason, from: from, to: to)]
      case .stage:
        registry.types.filter { $0.lifecycle == lifecycle }
          .map { [from, to] in Renaming(.stage, of: $0.name, from: from, to: to) }
      case .move, .lifecycle: []
      }
    let others = registry.lifecycles.filter { $0.name != lifecycle }
    queries = QueryRenaming(
      renamings, fields: registry.fields, people: registry.personFields ?? [],
      stages: others.flatMap { $0.stages.map(\.name) })
  }

  /// The declaration itself under its new name.
  func renamed(_ item: LuaValue, _ function: String) -> LuaValue {
    guard function == kind.function else { return item }
    switch kind {
    case .field, .type, .reason:
      guard item["name"]?.text == from else { return item }
      return item.saying([("name", .string(to)), ("was", .string(from))])
    case .lifecycle:
      return item["name"]?.text == from ? item.saying([("name", .string(to))]) : item
    case .stage: return item["name"]?.text == lifecycle ? withStage(item) : item
    case .move: return item
    }
  }

  /// The life cycle with its stage under the new name, wherever it stands.
  private func withStage(_ cycle: LuaValue) -> LuaValue {
    let stages = (cycle["stages"]?.items ?? []).map { stage -> LuaValue in
      guard OwnDeclarations.name(of: stage) == from else { return stage }
      let category = stage["category"] ?? stage.items?.last ?? .string("")
      return .table([
        LuaPair("name", .string(to)), LuaPair("category", category), LuaPair("was", .string(from)),
      ])
    }
    var changed = cycle.with("stages", .array(stages))
    if let initial = cycle["initial"] { changed = changed.with("initial", stage(initial)) }
    if let moves = cycle["transitions"] { changed = changed.with("transitions", moved(moves)) }
    for key in ["leads", "on_reply"] {
      if let leads = cycle[key] { changed = changed.with(key, led(leads)) }
    }
    return changed
  }

  private func stage(_ value: LuaValue) -> LuaValue { value.text == from ? .string(to) : value }

  private func stage(_ name: String) -> String { name == from ? to : name }

  /// The moves, by the stage that they lead from.
  private func moved(_ moves: LuaValue) -> LuaValue {
    .table(
      (moves.pairs ?? []).map { pair in
        let list = (pair.value.items ?? []).map { move -> LuaValue in
          guard let parts = move.pairs else { return stage(move) }
          return .table(parts.map { $0.key == "to" ? LuaPair("to", stage($0.value)) : $0 })
        }
        return LuaPair(stage(pair.key), .array(list))
      })
  }

  /// Where verbs and replies lead; a discard by words, which are no stages, all others by stages.
  private func led(_ leads: LuaValue) -> LuaValue {
    .table(
      (leads.pairs ?? []).map { verb in
        guard let pairs = verb.value.pairs else { return LuaPair(verb.key, stage(verb.value)) }
        let isByWord = verb.key == Verb.discard.rawValue
        return LuaPair(
          verb.key,
          .table(pairs.map { LuaPair(isByWord ? $0.key : stage($0.key), stage($0.value)) }))
      })
  }

  /// What speaks of it in a declaration of anything.
  func followed(_ item: LuaValue, _ function: String) -> LuaValue {
    guard let pairs = item.pairs else { return item }
    return .table(
      pairs.map { pair in
        LuaPair(pair.key, followed(pair.value, of: pair.key, in: function))
      })
  }

  private func followed(_ value: LuaValue, of key: String, in function: String) -> LuaValue {
    switch key {
    case "types": names(value, of: .type)
    case "choices": keys(value, of: .type)
    case "lifecycle": names(value, of: .lifecycle)
    case "requires", "clears", "fields": fields(value)
    case "defaults": isOfPeople ? value : keys(value, of: .field)
    case "when", "show_if", "required_if", "among": condition(value)
    case "query": value.text.flatMap { queries.text($0, .list) }.map(LuaValue.string) ?? value
    case "grants":
      .array((value.items ?? []).map { followed($0, function) })
    case "transitions":
      .table(
        (value.pairs ?? []).map { from in
          LuaPair(from.key, .array((from.value.items ?? []).map { followed($0, function) }))
        })
    default: value
    }
  }

  private func condition(_ value: LuaValue) -> LuaValue {
    value.text.flatMap { queries.text($0, .condition) }.map(LuaValue.string) ?? value
  }

  private func fields(_ value: LuaValue) -> LuaValue {
    isOfPeople ? value : names(value, of: .field)
  }

  private func names(_ value: LuaValue, of owner: DeclarationEdit.Kind) -> LuaValue {
    guard kind == owner else { return value }
    switch value {
    case .string(from): return .string(to)
    case .array(let items): return .array(items.map { $0.text == from ? .string(to) : $0 })
    default: return value
    }
  }

  private func keys(_ value: LuaValue, of owner: DeclarationEdit.Kind) -> LuaValue {
    guard kind == owner, let pairs = value.pairs, value.items == nil else { return value }
    return .table(pairs.map { LuaPair($0.key == from ? to : $0.key, $0.value) })
  }
}
