import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// Removes a role of the desk's own, with what it grants.
  ///
  /// Throws a `Refusal` while somebody has it, or something goes by it: views, subscriptions, settings of
  /// plugins. Each is named.
  package func removeRole(_ name: String, as actor: Actor) throws {
    try administerPlugins(as: actor) { administration, store in
      try administration.removeRole(name, settings: store)
    }
  }
}

extension Administration {
  fileprivate func removeRole(
    _ given: String, settings store: PluginStore<WriteTransaction>,
  ) throws {
    try require(.roleManage)
    let name = rulebook.role(named: given)?.name ?? given.composed
    try checkOwn(role: name)
    let uses = try roleUses(name) + settingUses(name, in: store)
    guard uses.isEmpty else {
      throw Refusal(
        .refused, uses.map { Refusal.Problem(.refused, field: "role", $0) })
    }
    guard let role = try transaction.role(named: name) else { return }
    try transaction.removeRole(name)
    try chain.append(
      .removeRole,
      edits: [Edit(field: "role.\(name)", from: .text(role.line), to: .none)])
    try chain.bumpRevision()
  }

  /// The settings of plugins that name the role.
  private func settingUses(
    _ name: String, in store: PluginStore<WriteTransaction>,
  ) throws -> [Text] {
    let registry = rulebook.registry
    let gone = RenamedSettings(
      [Renaming(.role, from: name, to: "")], from: registry, to: registry)
    let sources = try store.enabledSources().filter { !rulebook.quarantine.contains($0.name) }
    let found = try store.settings(naming: gone, in: sources)
    return found.isEmpty
      ? [] : [Text.roleInSettings(name: name, settings: found.listed(atMost: 10))]
  }

  /// What goes by a role: the people who have it, and the views and subscriptions of theirs.
  private func roleUses(_ name: String) throws -> [Text] {
    let people = try transaction.people(withRole: name).map(\.name).sorted()
    let views = try transaction.views().filter { $0.share == name }.map(\.name).sorted()
    let told = try transaction.subscriptions().filter { $0.audience == .role(name) }
      .map(\.event).sorted()
    return [
      people.isEmpty
        ? nil
        : Text.roleHeld(count: people.count, name: name, people: people.listed(atMost: 10)),
      views.isEmpty ? nil : Text.roleSharedWith(name: name, views: views.listed(atMost: 10)),
      told.isEmpty ? nil : Text.roleToldOf(name: name, events: told.listed(atMost: 10)),
    ].compactMap(\.self)
  }
}

extension [String] {
  /// The first of them with commas, and `…` where there are more.
  fileprivate func listed(atMost most: Int) -> String {
    (prefix(most) + (count > most ? ["…"] : [])).joined(separator: ", ")
  }
}
