import Kernel
import PluginHost
import Storage
import Texts

/// Makes the desk as a configuration says, step by step: each step may need what the one before
/// brings.
struct ConfigApplication {
  let document: ConfigDocument
  /// The plugins of the configuration with their files on the disk, where they are there.
  let sources: [(plugin: ConfigDocument.Plugin, found: PluginSource?)]
  /// The desk's own plugin as it is to be; `nil` if the configuration does not speak of it.
  let own: OwnPluginChange?
  let file: ConfigurationFile
  /// What plugins see of a desk with such settings.
  let traits: @Sendable (DeskSettings) -> DeskTraits
  let actor: Actor
  /// What an admin agreed to of the plugins.
  let consent: Consent
  let now: Instant
  let transaction: WriteTransaction
  let deciding: DecidingLane

  /// All steps; gives what they changed.
  func run() throws -> [ConfigChange] {
    let start = try transaction.lastDeskEntry()?.number ?? 0
    let settings = try presentSettings()
    try applySettings()
    try applySetting(.language, document.language)
    try applySetting(.timeZone, document.zone)
    try applyPlugins()
    try applyDefaultType()
    try applySetting(.attachmentLimit, document.attachmentLimit)
    try applyQueues()
    try applyRoles()
    try applyPeople()
    try applyViews()
    try applySubscriptions()
    try refuseUnknownNames(since: settings)
    var written = EntryFilter()
    written.tickets = [.desk]
    written.numbers = start + 1..<Int64.max
    written.isOldestFirst = true
    var found: [ConfigChange] = []
    try transaction.eachEntry(fitting: written) { entry in
      found += try changes(of: entry)
      return true
    }
    return found
  }

  /// What an entry of the desk's chain says, with people by their names.
  private func changes(of entry: Entry) throws -> [ConfigChange] {
    try entry.edits.compactMap { edit in
      guard edit.field != DeskEntry.epoch else { return nil }
      var parts = edit.field.split(separator: ".").map(String.init)
      if parts.count == 3, ["person", "view"].contains(parts[0]), let id = Int64(parts[1]),
        let person = try transaction.person(Person.ID(rawValue: id))
      {
        parts[1] = person.name
      }
      return ConfigChange(subject: parts.joined(separator: "."), from: edit.from, to: edit.to)
    }
  }

  /// The desk as it is by now, in the name of who applies.
  func administration() throws -> Administration {
    let rulebook = try deciding.rules(in: transaction).rulebook
    let person = try actor.person.flatMap { try transaction.person($0) }
    return Administration(
      transaction: transaction, rulebook: rulebook, actor: actor,
      authority: person.map(rulebook.authority(of:)) ?? Rulebook.deskAuthority,
      chain: DeskChain(transaction: transaction, clock: now, actor: actor, source: .cli))
  }
}

extension ConfigApplication {
  /// What stands in `docket.lua`: the file is written once all else is committed.
  private func applySettings() throws {
    guard !file.edits.isEmpty else { return }
    let administration = try administration()
    try administration.require(.pluginManage)
    try administration.chain.append(.set, edits: file.edits)
  }

  private func applyDefaultType() throws {
    guard let type = document.defaultType else { return }
    let administration = try administration()
    let rulebook = administration.rulebook
    guard type != rulebook.settings.defaultType else { return }
    try administration.require(.pluginManage)
    guard rulebook.types[type] != nil else {
      let types = rulebook.types.keys.sorted()
      let nearest = Text.nearest(
        rulebook.nearest(to: type, among: types, as: .value(of: .type)))
      throw Refusal(
        .invalid,
        Text.ticketNoType(
          type: type, hint: nearest ?? Text.hintKnown(names: types.joined(separator: ", "))),
        field: "default_type")
    }
    try transaction.set("default_type", to: type)
    try administration.chain.append(
      .set,
      edits: [
        Edit(
          field: "desk.default_type", from: .naming(rulebook.settings.defaultType),
          to: .text(type))
      ])
    try administration.chain.bumpRevision()
  }

  private func applySetting(_ setting: DeskSetting, _ value: String?) throws {
    guard let value, value != (try transaction.setting(setting.rawValue) ?? setting.standard)
    else { return }
    try administration().set(setting.rawValue, to: value)
  }

  private func applyQueues() throws {
    // The rules are made again once a step, not for each of its parts.
    let administration = try administration()
    for queue in Set(document.queues ?? []).sorted()
    where !administration.rulebook.queues.contains(queue) {
      try administration.addQueue(queue)
    }
  }

  private func applyRoles() throws {
    guard let roles = document.roles else { return }
    let administration = try administration()
    let own = try transaction.roles()
    let present = Dictionary(own.map { ($0.name, $0.grants) }) { first, _ in first }
    for role in roles {
      let present = present[role.name] ?? []
      for grant in present where !role.grants.contains(where: { $0.isSame(as: grant) }) {
        try administration.revoke(only: grant, from: role.name)
      }
      for grant in role.grants where !present.contains(where: { $0.isSame(as: grant) }) {
        try administration.grant(grant, to: role.name, side: role.side)
      }
    }
    let wanted = Set(roles.map(\.name))
    for role in own where !wanted.contains(role.name) {
      for grant in role.grants { try administration.revoke(only: grant, from: role.name) }
    }
  }

  private func applyPeople() throws {
    let administration = try administration()
    for wanted in document.people ?? [] {
      let draft = PersonDraft(
        email: wanted.email, login: wanted.login, language: wanted.language, zone: wanted.zone,
        roles: wanted.roles,
        fields: wanted.fields.sorted { $0.key < $1.key }
          .map { PersonFieldChange($0.key, .value($0.value)) },
        clock: administration.rulebook.settings.zone)
      do {
        guard let present = try transaction.person(named: wanted.name) else {
          try administration.addPerson(wanted.name, draft)
          continue
        }
        let same = Person(
          id: present.id, name: wanted.name, email: wanted.email, login: wanted.login,
          language: wanted.language, zone: wanted.zone, roles: wanted.roles,
          fields: present.fields)
        if same != present || !wanted.fields.isEmpty {
          _ = try administration.setPerson(wanted.name, draft)
        }
      } catch let refusal as Refusal {
        throw Refusal(
          .init(refusal.code), Text.personOf(person: wanted.name, problem: refusal.text),
          field: "people")
      }
    }
  }
}

extension ConfigApplication {
  /// Shared views become those of the file: each keeps its owner, and a new one is the applier's.
  func applyViews() throws {
    guard let wanted = document.views else { return }
    let views = try transaction.views()
    let names = Set(wanted.map(\.name))
    for view in views where view.share != nil {
      if !names.contains(view.name) {
        try administration().deleteView(view.name)
      }
    }
    for view in wanted {
      let present = views.first { $0.name == view.name && $0.share != nil }
      guard present?.query != view.query || present?.share != view.share else { continue }
      do {
        try administration().saveView(
          view.name, view.query, share: view.share, owner: present?.owner)
      } catch let refusal as Refusal {
        throw ConfigApplication.refusal(refusal, in: "views", of: view.name)
      }
    }
  }

  /// What roles and parts in a ticket are told becomes what the file says.
  func applySubscriptions() throws {
    guard let wanted = document.subscriptions else { return }
    var kept: Set<String> = []
    for draft in wanted {
      do {
        kept.insert(try administration().subscribe(draft).key)
      } catch let refusal as Refusal {
        throw ConfigApplication.refusal(refusal, in: "subscriptions", of: draft.to?.text ?? "")
      }
    }
    for subscription in try transaction.subscriptions() where !kept.contains(subscription.key) {
      guard SubscriptionDraft(shared: subscription) != nil else { continue }
      try administration().unsubscribe(subscription.key)
    }
  }

  /// A refusal that says which item of the file it is about.
  private static func refusal(_ refusal: Refusal, in part: String, of name: String) -> Refusal {
    Refusal(
      .init(refusal.code),
      Text.frameItem(part: part, name: name, problem: refusal.message), field: part)
  }
}

extension SubscriptionDraft {
  /// What a subscription of a role or a part says; `nil` for a person's own.
  init?(shared subscription: Subscription) {
    if case .person = subscription.audience { return nil }
    self.init(
      to: subscription.audience.text, event: subscription.event, when: subscription.when,
      channel: subscription.channel)
    tellsOwn = subscription.tellsOwn
  }
}
