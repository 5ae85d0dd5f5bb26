import Crypto
import Kernel
import PluginHost
import Storage

/// Makes the desk as a configuration says, step by step: each step may need what the one before
/// brings.
struct ConfigApplication {
  let document: ConfigDocument
  /// The plugins of the configuration with their files on the disk, where they are there.
  let sources: [(plugin: ConfigDocument.Plugin, found: PluginSource?)]
  let file: ConfigurationFile
  let traits: DeskTraits
  let actor: Actor
  let now: Instant
  let transaction: WriteTransaction
  let deciding: Deciding

  /// All steps; gives what they changed.
  func run() throws -> [ConfigChange] {
    let start = try transaction.lastDeskEntry()?.number ?? 0
    try applySettings()
    try applyPlugins()
    try applyDefaultType()
    try applyQueues()
    try applyRoles()
    try applyPeople()
    return try transaction.entries(of: .desk).filter { $0.number > start }.flatMap(changes)
  }

  /// What an entry of the desk's chain says, with people by their names.
  private func changes(of entry: Entry) throws -> [ConfigChange] {
    try entry.edits.compactMap { edit in
      guard edit.field != "epoch" else { return nil }
      var parts = edit.field.split(separator: ".").map(String.init)
      if parts.count == 3, parts[0] == "person", let id = Int64(parts[1]),
        let person = try transaction.person(Person.ID(rawValue: id))
      {
        parts[1] = person.name
      }
      return ConfigChange(subject: parts.joined(separator: "."), from: edit.from, to: edit.to)
    }
  }

  /// The desk as it is by now, in the name of who applies.
  private func administration() throws -> Administration {
    let rulebook = try deciding.rules(in: transaction).rulebook
    let person = try actor.person.flatMap { try transaction.person($0) }
    return Administration(
      transaction: transaction, rulebook: rulebook, actor: actor,
      authority: person.map(rulebook.authority(of:)) ?? Rulebook.deskAuthority,
      chain: DeskChain(transaction: transaction, clock: now, actor: actor, source: "cli"))
  }
}

extension ConfigApplication {
  /// What stands in `docket.lua`: the file is written once all else is committed.
  private func applySettings() throws {
    guard !file.edits.isEmpty else { return }
    let administration = try administration()
    try administration.require("plugin.manage")
    try administration.chain.append("desk.set", edits: file.edits)
  }

  private func applyDefaultType() throws {
    guard let type = document.defaultType else { return }
    let administration = try administration()
    let rulebook = administration.rulebook
    guard type != rulebook.settings.defaultType else { return }
    try administration.require("plugin.manage")
    guard rulebook.types[type] != nil else {
      let types = rulebook.types.keys.sorted()
      let nearest = nearestName(to: type, among: types).map { "; did you mean \($0)?" }
      throw Refusal(
        .invalid,
        "there is no type `\(type)`" + (nearest ?? "; there is \(types.joined(separator: ", "))"),
        field: "default_type")
    }
    try transaction.set("default_type", to: type)
    try administration.chain.append(
      "desk.set",
      edits: [
        Edit(
          field: "desk.default_type", from: .naming(rulebook.settings.defaultType),
          to: .text(type))
      ])
    try administration.chain.bumpRevision()
  }

  private func applyQueues() throws {
    for queue in document.queues ?? [] {
      let administration = try administration()
      if !administration.rulebook.queues.contains(queue) { try administration.addQueue(queue) }
    }
  }

  private func applyRoles() throws {
    guard let roles = document.roles else { return }
    let own = try transaction.roles()
    for role in roles {
      let present = own.first { $0.name == role.name }?.grants ?? []
      for grant in present where !role.grants.contains(where: { $0.isSame(as: grant) }) {
        try administration().revoke(grant, from: role.name)
      }
      for grant in role.grants where !present.contains(where: { $0.isSame(as: grant) }) {
        try administration().grant(grant, to: role.name, side: role.side)
      }
    }
    for role in own where !roles.contains(where: { $0.name == role.name }) {
      for grant in role.grants { try administration().revoke(grant, from: role.name) }
    }
  }

  private func applyPeople() throws {
    for wanted in document.people ?? [] {
      let administration = try administration()
      let draft = PersonDraft(
        email: wanted.email, login: wanted.login, language: wanted.language, zone: wanted.zone,
        roles: wanted.roles)
      do {
        guard let present = try transaction.person(named: wanted.name) else {
          try administration.addPerson(wanted.name, draft)
          continue
        }
        let same = Person(
          id: present.id, name: wanted.name, email: wanted.email, login: wanted.login,
          language: wanted.language, zone: wanted.zone, roles: wanted.roles)
        if same != present { _ = try administration.setPerson(wanted.name, draft) }
      } catch let refusal as Refusal {
        throw Refusal(refusal.code, "person `\(wanted.name)`: \(refusal.message)", field: "people")
      }
    }
  }
}

extension ConfigApplication {
  /// Enables, disables and sets plugins all at once: they load together or not at all.
  private func applyPlugins() throws {
    guard let wanted = document.plugins else { return }
    let administration = try administration()
    let store = PluginStore(store: transaction, traits: traits, now: now)
    let enabled = try store.enabledSources()
    let chosen = try sources.map { try source(of: $0.plugin, found: $0.found, among: enabled) }
    let settings = try settingEdits(of: wanted, in: store)
    let edits = Desk.edits(from: enabled, to: chosen)
    guard !edits.isEmpty || !settings.edits.isEmpty else { return }
    try administration.require("plugin.manage")
    for record in settings.records { try transaction.write(record) }
    for old in enabled where !chosen.contains(where: { $0.name == old.name }) {
      try administration.switchOff(old.name)
    }
    let set = try store.load(chosen, keeping: administration.rulebook.quarantine)
    guard set.problems.isEmpty else {
      throw DeskError.unlinkedPlugin(
        name: Set(set.problems.map(\.plugin)).sorted().joined(separator: ", "),
        problems: set.problems.map(\.description))
    }
    let demands = PermissionDemand.all(in: set.registry, beyond: administration.rulebook.registry)
    guard demands.isEmpty else { throw DeskError.wantsMore(demands) }
    let epoch = transaction.epoch
    try store.adopt(set, sources: chosen)
    try administration.chain.append(
      "plugin.apply",
      edits: edits + settings.edits
        + [Edit(field: "epoch", from: .naming(epoch), to: .text(set.epoch))])
  }

  /// The files that a plugin of that version has: those that decide now, else those on the disk.
  private func source(
    of plugin: ConfigDocument.Plugin, found: PluginSource?, among enabled: [PluginSource],
  ) throws -> PluginSource {
    let candidates = [enabled.first { $0.name == plugin.name }, found].compactMap(\.self)
    guard let first = candidates.first else {
      let known = enabled.map(\.name)
      throw DeskError.noPlugin(
        name: plugin.name, nearest: nearestName(to: plugin.name, among: known))
    }
    guard let version = plugin.version, !first.isScript else { return first }
    let versions = candidates.map { DeclaredSettings.version(of: $0) }
    if let index = versions.firstIndex(of: version) { return candidates[index] }
    throw Refusal(
      .invalid,
      "is \(versions.compactMap(\.self).joined(separator: " or ")) here, but the file wants"
        + " \(version)",
      field: "plugin \(plugin.name)")
  }

  private func settingEdits(
    of wanted: [ConfigDocument.Plugin], in store: PluginStore<WriteTransaction>,
  ) throws -> (edits: [Edit], records: [PluginRecord]) {
    var edits: [Edit] = []
    var records: [PluginRecord] = []
    let known = try transaction.plugins()
    for plugin in wanted {
      let before = try PluginStore.given(to: plugin.name, in: transaction)
      let own = Administration.settingEdits(from: before, to: plugin.settings, of: plugin.name)
      guard !own.isEmpty else { continue }
      edits += own
      var record =
        known.first { $0.name == plugin.name }
        ?? PluginRecord(
          name: plugin.name, version: "", digest: "", isEnabled: false, isScript: plugin.isScript)
      record.settings = JSON.object(plugin.settings.map { ($0.key, $0.value) }).text
      records.append(record)
    }
    return (edits, records)
  }
}

extension Grant {
  /// Whether it says the same, in whatever order it names its fields.
  fileprivate func isSame(as other: Grant) -> Bool {
    permission == other.permission && isDenial == other.isDenial && when == other.when
      && Set(fields) == Set(other.fields)
  }
}
