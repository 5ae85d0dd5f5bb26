import Crypto
import Kernel
import PluginHost
import Storage
import System
import Texts

extension Desk {
  /// The plugin or script of that name, looked for in the desk's folders, then among the bundled.
  package func findPlugin(_ name: String) throws -> PluginSource {
    for folder in folder.pluginFolders(configuration) {
      if let source = try PluginFolder.plugin(at: "\(folder)/\(name)") { return source }
    }
    if let script = try PluginFolder.scripts(in: folder.scripts).first(where: { $0.name == name }) {
      return script
    }
    if let place = folder.pluginFolders(configuration).map({ "\($0)/\(name)" })
      .first(where: PluginFolder.exists(at:))
    {
      throw DeskError.invalid(
        what: place,
        reason: Text.deskNoPluginFile)
    }
    let names = try availablePlugins().map(\.name)
    throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: names))
  }

  /// The file of an importer: a path, else the name of a script of the desk's or of those that come
  /// with the program, with or without `import-` before it.
  package func importer(named name: String) throws -> String {
    if name.contains("/") || FileSystem.exists(name) { return name }
    let stem = name.hasSuffix(".lua") ? String(name.dropLast(4)) : name
    let folders = [folder.scripts] + BundledPlugins.scriptFolders
    for folder in folders {
      for file in ["\(folder)/import-\(stem).lua", "\(folder)/\(stem).lua"]
      where FileSystem.exists(file) {
        return file
      }
    }
    guard !name.hasSuffix(".lua") else { return name }
    let names = try folders.flatMap { try PluginFolder.scripts(in: $0).map(\.name) }
      .filter { $0.hasPrefix("import-") }.map { String($0.dropFirst(7)) }
    throw DeskError.noScript(
      name: name, nearest: nearestName(to: name, among: names), known: names.uniqued.sorted())
  }

  /// All plugins and scripts that could be enabled, by name.
  package func availablePlugins() throws -> [PluginSource] {
    var sources: [PluginSource] = []
    for folder in folder.pluginFolders(configuration) {
      for source in try PluginFolder.plugins(in: folder)
      where !sources.contains(where: { $0.name == source.name }) {
        sources.append(source)
      }
    }
    sources += try PluginFolder.scripts(in: folder.scripts)
    return sources.sorted { $0.name < $1.name }
  }

  /// Enables plugins, all or none: their files are copied into the database.
  ///
  /// Throws `DeskError.wantsMore` where they take or give more than an admin has agreed to, now or
  /// when they were enabled, and `DeskError.strands` where what is stored would be left without
  /// meaning. `telling` is told what followed new names.
  package func enablePlugins(
    _ names: [String], as actor: Actor, source: Source = .cli,
    agreeingTo consent: Consent = .none, telling: ([FollowedName]) -> Void = { _ in },
  ) throws {
    let turn = try turnToReadOwnPlugin(names.contains(OwnPlugin.name))
    let added = try names.map(findPlugin)
    let followed = try changePlugins(
      as: actor, source: source, action: .enablePlugin, names: names, agreeingTo: consent
    ) { enabled in
      enabled.filter { old in !added.contains { $0.name == old.name } } + added
    }
    turn.end()
    telling(followed)
  }

  /// Decides by what was loaded elsewhere: for desks that are made to try something.
  func adopt(_ set: LoadedSet) throws {
    let traits = set.desk
    pretend(traits)
    _ = try writer().perform { transaction, deciding in
      let now = self.clock.now()
      let store = PluginStore(store: transaction, traits: traits, now: now)
      try store.adopt(set, sources: set.plugins.map(\.source), settings: set.settings)
      try transaction.set(DeskSetting.language.rawValue, to: traits.language)
      try transaction.set(DeskSetting.timeZone.rawValue, to: traits.zone.name)
      let chain = DeskChain(transaction: transaction, clock: now, actor: .desk, source: .trial)
      try chain.append(
        .enablePlugin,
        edits: [Edit(field: DeskEntry.epoch, from: .none, to: .text(set.epoch))])
      deciding.use(traits)
      return .keeping(())
    }
  }

  /// Disables a plugin or script; refused while another one requires it.
  ///
  /// Where `onlyScripts` holds, there are no plugins to be disabled. Throws `DeskError.strands` where
  /// what is stored would be left without meaning.
  package func disablePlugin(
    _ name: String, as actor: Actor, onlyScripts: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws {
    try changePlugins(
      as: actor, source: .cli, action: .disablePlugin, names: [name], agreeingTo: consent
    ) { [self] enabled in
      let known = enabled.filter { $0.isScript || !onlyScripts }.map(\.name)
      guard known.contains(name) else {
        let isThere = try availablePlugins().contains {
          $0.name == name && ($0.isScript || !onlyScripts)
        }
        if isThere { throw DeskError.invalid(what: name, reason: Text.deskOffAlready) }
        let nearest = nearestName(to: name, among: known)
        throw onlyScripts
          ? DeskError.noScript(name: name, nearest: nearest)
          : DeskError.noPlugin(name: name, nearest: nearest)
      }
      return enabled.filter { $0.name != name }
    }
  }

  /// Takes the files on the disk over into the database, of one plugin or of all that are enabled.
  ///
  /// Throws as enabling does, and tells the same.
  package func reloadPlugins(
    _ name: String? = nil, as actor: Actor, agreeingTo consent: Consent = .none,
    telling: ([FollowedName]) -> Void = { _ in },
  ) throws {
    let turn = try turnToReadOwnPlugin(name.map { $0 == OwnPlugin.name } ?? true)
    let found = try name.map { [try findPlugin($0)] } ?? availablePlugins()
    let followed = try changePlugins(
      as: actor, source: .cli, action: .reloadPlugin, names: name.map { [$0] } ?? [],
      agreeingTo: consent
    ) { enabled in
      if let name, !enabled.contains(where: { $0.name == name }) {
        throw DeskError.invalid(
          what: name, reason: Text.deskPluginNotEnabled(plugin: name))
      }
      return enabled.map { old in found.first { $0.name == old.name } ?? old }
    }
    turn.end()
    telling(followed)
  }

  /// Loads another set of plugins whole, or leaves the old one where any of them does not load.
  ///
  /// `undone` are names that are to be taken back by it, `told` is what the desk's history is to say
  /// besides. `check` looks at what was loaded before anything else does; `record` writes down what
  /// goes with it, in the same entry.
  @discardableResult
  func changePlugins(
    as actor: Actor, source: Source, action: DeskAction, names: [String],
    agreeingTo consent: Consent, takingBack undone: UndoneNames = UndoneNames(),
    goingBack isGoingBack: Bool = false,
    telling told: [Edit] = [], isDryRun: Bool = false,
    checking check: @escaping @Sendable (LoadedSet) throws -> Void = { _ in },
    recording record: @escaping @Sendable (Administration) throws -> Void = { _ in },
    _ choose: @escaping @Sendable ([PluginSource]) throws -> [PluginSource],
  ) throws -> [FollowedName] {
    try administerPlugins(as: actor, source: source, isDryRun: isDryRun) {
      administration, store in
      try administration.require(.pluginManage)
      if action == .enablePlugin { try administration.forgetFaults(of: names) }
      let enabled = try store.enabledSources()
      let sources = try choose(enabled)
      // What is not touched and hung once stays as it is, without its code being run.
      let kept = administration.rulebook.quarantine.subtracting(names)
      let undone = isGoingBack ? try store.namesLeft(for: sources, keeping: kept) : undone
      let (set, followed) = try store.loadFollowing(sources, keeping: kept, takingBack: undone)
      try check(set)
      if [.disablePlugin, .removePlugin].contains(action), !set.problems.isEmpty {
        let others = Set(set.problems.map(\.plugin)).sorted().joined(separator: ", ")
        throw DeskError.invalid(
          what: names.joined(separator: ", "),
          reason: Text.deskPluginNeeded(others: others)
        )
      }
      try set.requireSound(about: names)
      let gone = enabled.filter { old in !sources.contains { $0.name == old.name } }
      for plugin in gone { try administration.switchOff(plugin.name) }
      let edits = Desk.edits(from: enabled, to: sources)
      let isTrusted =
        administration.rulebook.distrust == nil && enabled.allSatisfy { $0.distrust == nil }
      let isSame = administration.transaction.epoch == set.epoch && edits.isEmpty
      guard !isSame || !isTrusted else { return [] }
      if !isTrusted { try administration.chain.bumpRevision() }
      try administration.forgetFaults(of: edits.map { String($0.field.dropFirst(7)) })
      try record(administration)
      return try administration.adopt(
        set, sources: sources, in: store, agreeingTo: consent, as: action,
        edits: edits + told + followed, takingBack: undone)
    }
  }

  static func edits(from old: [PluginSource], to new: [PluginSource]) -> [Edit] {
    let names = Set((old + new).map(\.name)).sorted()
    return names.compactMap { name in
      let from = old.first { $0.name == name }.map { Value.text($0.digest.hex) } ?? .none
      let to = new.first { $0.name == name }.map { Value.text($0.digest.hex) } ?? .none
      return from == to ? nil : Edit(field: "plugin.\(name)", from: from, to: to)
    }
  }
}

extension Administration {
  /// Lets a plugin do no more; what was set for it is kept for the day it is enabled again.
  func switchOff(_ name: String) throws {
    try restConsent(of: name)
    guard var record = try transaction.plugins().first(where: { $0.name == name }),
      record.settings != "{}"
    else { return try transaction.removePlugin(named: name) }
    record.isEnabled = false
    try transaction.write(record)
  }
}

extension Desk {
  /// The names of the plugins and scripts that could be enabled here.
  package func availableNames() throws -> [String] { try availablePlugins().map(\.name) }
}
