import Kernel
import Lua
import Texts

/// Stages of the desk's own life cycles and those that are added to plugins', with the moves to and from
/// them.
extension OwnDeclarations {
  /// A stage and where it stands.
  struct Stage: Equatable {
    var name: String
    var lifecycle: String
    var category: String
    /// The stages that lead to it.
    var from: [String]
    /// The stages that it leads to.
    var to: [String]
  }

  /// Every stage that commands added.
  var stages: [Stage] {
    lifecycles.flatMap { cycle -> [Stage] in
      let moves = Moves(cycle["transitions"])
      return (cycle["stages"]?.items ?? []).compactMap { item in
        guard let name = item["name"]?.text ?? item.texts?.first else { return nil }
        return Stage(
          name: name, lifecycle: cycle["name"]?.text ?? "",
          category: item["category"]?.text ?? item.texts?.last ?? "",
          from: moves.sources(of: name), to: moves.targets(of: name))
      }
    }
  }

  func stageText(_ name: String) -> String? {
    let found = stages.filter { $0.name == name }.map { stage in
      LuaSource.text(
        .table([
          LuaPair("lifecycle", .string(stage.lifecycle)),
          LuaPair("category", .string(stage.category)),
          LuaPair("from", .array(stage.from.map(LuaValue.string))),
          LuaPair("to", .array(stage.to.map(LuaValue.string))),
        ]), depth: 1)
    }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  mutating func applyStage(_ edit: DeclarationEdit) throws(Refusal) {
    let lifecycle = edit.text("lifecycle")
    let present = stages.filter {
      $0.name == edit.name && (lifecycle ?? $0.lifecycle) == $0.lifecycle
    }
    switch edit.step {
    case .add:
      guard present.isEmpty else { throw OwnDeclarations.taken(edit) }
      var stage = Stage(
        name: edit.name, lifecycle: lifecycle ?? "", category: "", from: [], to: [])
      stage.take(edit)
      put(stage)
    case .set:
      let old = try stage(meantBy: edit)
      var stage = old
      stage.take(edit)
      change(old, to: stage)
    case .remove: take(away: try stage(meantBy: edit))
    case .rename, .renameChoice: break
    }
  }

  /// The one stage that an edit is of; throws a `Refusal` where there is none, or several.
  func stage(meantBy edit: DeclarationEdit) throws(Refusal) -> Stage {
    let lifecycle = edit.text("lifecycle")
    let present = stages.filter {
      $0.name == edit.name && (lifecycle ?? $0.lifecycle) == $0.lifecycle
    }
    guard let stage = present.first else {
      let others = stages.filter { $0.name == edit.name }.map(\.lifecycle)
      guard let lifecycle, !others.isEmpty else { throw missing(edit) }
      throw Refusal(
        .notFound,
        Text.madeOtherCycle(
          name: edit.name, lifecycle: lifecycle, lifecycles: others.joined(separator: ", ")),
        field: "lifecycle")
    }
    guard present.count == 1 else {
      throw Refusal(
        .invalid,
        Text.madeSeveralCycles(
          name: edit.name, lifecycles: present.map(\.lifecycle).joined(separator: ", ")),
        field: "lifecycle")
    }
    return stage
  }

  /// Puts a stage with its moves into the addition to its life cycle, which is made if there is none.
  private mutating func put(_ stage: Stage) {
    var all = lifecycles
    let place = all.firstIndex { $0["name"]?.text == stage.lifecycle }
    let cycle =
      place.map { all[$0] }
      ?? .table([
        LuaPair("name", .string(stage.lifecycle)), LuaPair("extends", .boolean(true)),
      ])
    var items = cycle["stages"]?.items ?? []
    let item = LuaValue.table([
      LuaPair("name", .string(stage.name)), LuaPair("category", .string(stage.category)),
    ])
    if let at = items.firstIndex(where: { OwnDeclarations.name(of: $0) == stage.name }) {
      items[at] = item
    } else {
      items.append(item)
    }
    var moves = Moves(cycle["transitions"])
    for from in stage.from { moves.add(from, stage.name) }
    for to in stage.to { moves.add(stage.name, to) }
    let new = cycle.with("stages", .array(items)).with("transitions", moves.lua)
    if let place { all[place] = new } else { all.append(new) }
    lifecycles = all
  }

  /// Has a stage stand otherwise; moves that stay keep what they want, as a permission.
  private mutating func change(_ old: Stage, to new: Stage) {
    lifecycles = lifecycles.map { cycle in
      guard cycle["name"]?.text == old.lifecycle else { return cycle }
      let items = (cycle["stages"]?.items ?? []).map { item in
        guard OwnDeclarations.name(of: item) == new.name, new.category != old.category else {
          return item
        }
        return (item["name"] == nil ? LuaValue.table([LuaPair("name", .string(new.name))]) : item)
          .with("category", .string(new.category))
      }
      var moves = Moves(cycle["transitions"])
      for from in old.from where !new.from.contains(from) { moves.remove(from, new.name) }
      for to in old.to where !new.to.contains(to) { moves.remove(new.name, to) }
      for from in new.from { moves.add(from, new.name) }
      for to in new.to { moves.add(new.name, to) }
      return cycle.with("stages", .array(items)).with("transitions", moves.lua)
    }
  }

  /// Takes a stage away, with its moves.
  private mutating func take(away stage: Stage) {
    lifecycles = lifecycles.compactMap { cycle in
      guard cycle["name"]?.text == stage.lifecycle else { return cycle }
      var moves = Moves(cycle["transitions"])
      moves.remove(stage.name)
      let items = (cycle["stages"]?.items ?? []).filter {
        OwnDeclarations.name(of: $0) != stage.name
      }
      let isLeft = !items.isEmpty || !moves.isEmpty || !OwnDeclarations.isAddition(cycle)
      guard isLeft else { return nil }
      return cycle.with("stages", .array(items)).with("transitions", moves.lua)
    }
  }

  static func name(of stage: LuaValue) -> String? {
    stage["name"]?.text ?? stage.texts?.first
  }
}

extension OwnDeclarations.Stage {
  fileprivate mutating func take(_ edit: DeclarationEdit) {
    category = edit.text("category") ?? category
    from = edit.texts("from") ?? from
    to = edit.texts("to") ?? to
  }
}

extension DeclarationEdit {
  func text(_ key: String) -> String? { value(of: key)?.string }

  fileprivate func texts(_ key: String) -> [String]? {
    guard let value = value(of: key) else { return nil }
    return (value.array ?? []).compactMap(\.string)
  }

  private func value(of key: String) -> JSON? { values.first { $0.key == key }?.value }
}
