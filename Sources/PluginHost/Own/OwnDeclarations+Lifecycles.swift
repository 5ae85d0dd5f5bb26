import Kernel
import Lua
import Texts

/// Life cycles of the desk's own, as opposed to what is added to those of plugins.
extension OwnDeclarations {
  /// What of a life cycle is declared as a whole: its stages and moves are told one by one.
  private static let parts: Set = ["stages", "transitions"]

  /// Whether it adds to the life cycle of a plugin.
  static func isAddition(_ lifecycle: LuaValue) -> Bool { lifecycle["extends"] == .boolean(true) }

  /// What is said of a life cycle itself, as Lua.
  func lifecycleText(_ name: String) -> String? {
    ownLifecycle(name).map { cycle in
      let pairs = (cycle.pairs ?? []).filter { !OwnDeclarations.parts.contains($0.key) }
      return LuaSource.text(.table(pairs), depth: 1)
    }
  }

  private func ownLifecycle(_ name: String) -> LuaValue? {
    lifecycles.first { $0["name"]?.text == name && !OwnDeclarations.isAddition($0) }
  }

  /// Adds a life cycle, has one begin or lead elsewhere, or takes one away that no type follows.
  mutating func applyLifecycle(_ edit: DeclarationEdit) throws(Refusal) {
    let present = ownLifecycle(edit.name)
    switch edit.step {
    case .add:
      guard present == nil else { throw OwnDeclarations.taken(edit) }
      let start = LuaValue.table([LuaPair("name", .string(edit.name))])
      lifecycles.append(start.saying(edit.values).withShortStages)
    case .set:
      guard let present else { throw missing(edit) }
      replace(edit.name, by: present.leading(edit.values))
    case .remove:
      guard present != nil else { throw missing(edit) }
      let types = items(of: .type).filter { $0["lifecycle"]?.text == edit.name }
        .compactMap { $0["name"]?.text }
      guard types.isEmpty else {
        throw Refusal(
          .refused,
          Text.madeLifecycleUsed(name: edit.name, types: types.joined(separator: ", ")),
          field: "name")
      }
      replace(edit.name, by: nil)
    case .rename, .renameChoice: break
    }
  }

  private mutating func replace(_ name: String, by new: LuaValue?) {
    lifecycles = lifecycles.compactMap { cycle in
      let isIt = cycle["name"]?.text == name && !OwnDeclarations.isAddition(cycle)
      return isIt ? new : cycle
    }
  }
}

extension LuaValue {
  /// The life cycle with what is said of it; of leads and replies, what is not named stays.
  fileprivate func leading(_ values: [(key: String, value: JSON)]) -> LuaValue {
    values.reduce(self) { cycle, said in
      guard ["leads", "on_reply"].contains(said.key), let members = said.value.members else {
        return cycle.saying([said])
      }
      let inner = (cycle[said.key] ?? .table([])).saying(members.map { (key: $0.0, value: $0.1) })
      return cycle.with(said.key, inner)
    }
  }

  /// The life cycle with each stage as a name and a category, which reads best.
  fileprivate var withShortStages: LuaValue {
    let stages = (self["stages"]?.items ?? []).map { stage -> LuaValue in
      guard let name = stage["name"], let category = stage["category"],
        stage.pairs?.count == 2
      else { return stage }
      return .array([name, category])
    }
    return with("stages", .array(stages))
  }
}
