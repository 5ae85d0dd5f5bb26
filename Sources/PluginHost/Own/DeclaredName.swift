import Kernel
import Lua

/// A name that becomes another one, in the tables that the Lua API takes.
struct DeclaredName {
  /// What is declared by the name; `nil` for a choice.
  private let kind: DeclarationEdit.Kind?
  /// The field whose choice it is.
  private let field: String?
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
    field = nil
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

  /// A choice of a field.
  init(
    _ choice: String, to name: String, ofField field: String, isOfPeople: Bool,
    in registry: Registry,
  ) {
    kind = nil
    self.field = field
    (from, to) = (choice, name)
    lifecycle = nil
    self.isOfPeople = isOfPeople
    queries = QueryRenaming(
      [Renaming(.choice, of: field, from: choice, to: name)], fields: registry.fields,
      people: registry.personFields ?? [],
      stages: registry.lifecycles.flatMap { $0.stages.map(\.name) })
  }

  /// The declaration itself under its new name.
  func renamed(_ item: LuaValue, _ function: String) -> LuaValue {
    guard let kind else { return function == "field" ? withChoice(item) : item }
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

  /// The field with its choice under the new name, wherever it stands.
  private func withChoice(_ item: LuaValue) -> LuaValue {
    guard item["name"]?.text == field else { return item }
    var changed = item
    if let choices = item["choices"] {
      changed = changed.with("choices", choices.eachList { $0.map(choice) })
    }
    if let standard = item["default"] { changed = changed.with("default", chosen(standard)) }
    return changed
  }

  private func choice(_ item: LuaValue) -> LuaValue {
    if (item.text ?? item["name"]?.text) == from {
      return .table([LuaPair("name", .string(to)), LuaPair("was", .string(from))])
    }
    // Nothing claims the name any more as its older one.
    return item["was"]?.text == to ? item["name"] ?? item : item
  }

  /// A value of the field, or a list of such.
  private func chosen(_ value: LuaValue) -> LuaValue {
    switch value {
    case .string(from): .string(to)
    case .array(let items): .array(items.map(chosen))
    default: value
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
    case "defaults": isOfPeople ? value : defaults(value)
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

  private func defaults(_ value: LuaValue) -> LuaValue {
    guard let field else { return keys(value, of: .field) }
    return .table(
      (value.pairs ?? []).map { LuaPair($0.key, $0.key == field ? chosen($0.value) : $0.value) })
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

extension LuaValue {
  /// The list with other items, or the lists in a table of them.
  fileprivate func eachList(_ change: ([LuaValue]) -> [LuaValue]) -> LuaValue {
    if let items { return .array(change(items)) }
    return .table((pairs ?? []).map { LuaPair($0.key, .array(change($0.value.items ?? []))) })
  }
}
