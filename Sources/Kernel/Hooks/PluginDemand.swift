import Texts

/// A permission that a plugin asks for, or gives to others, and that nobody has agreed to yet.
package struct PluginDemand: Equatable, Sendable {
  package let plugin: String
  package let version: String
  package let items: [Item]

  package init(plugin: String, version: String, items: [Item]) {
    self.plugin = plugin
    self.version = version
    self.items = items
  }

  /// One thing to be agreed to.
  package enum Item: Equatable, Sendable {
    case takes(Grant)
    /// There is a role, or it is on another side than before.
    case side(role: String, RoleSpec.Side)
    case gives(Grant, role: String)
    /// What a role was denied and is not any more.
    case lifts(Grant, role: String)
    case tells(Subscription)
    case sends(ChannelSpec)
    /// Something that needed a permission before, and needs none or another one now.
    case opens(PluginTerms.Guard, now: String?)
  }

  /// Whether it gives a role control of the desk: an admin agrees to that by the plugin's name.
  package var isGrave: Bool { items.contains(where: \.isGrave) }

  /// The demands of plugins in their order; `agreed` is what was agreed to, by plugin.
  package static func all(
    in registry: Registry, beyond agreed: [String: PluginTerms],
  ) -> [PluginDemand] {
    registry.plugins.compactMap { plugin in
      let terms = PluginTerms(of: plugin.name, in: registry)
      let items = terms.growth(beyond: agreed[plugin.name] ?? PluginTerms())
      return items.isEmpty
        ? nil : PluginDemand(plugin: plugin.name, version: plugin.version, items: items)
    }
  }
}

extension PluginDemand.Item {
  /// Whether it gives a role control of the desk.
  package var isGrave: Bool {
    switch self {
    case .gives(let grant, _), .lifts(let grant, _):
      grant.rulesTheDesk
    case .takes, .side, .tells, .sends, .opens: false
    }
  }

  /// What it is, in a line.
  package var text: Text {
    switch self {
    case .takes(let grant): Text.consentTakes(grant: grant.words)
    case .side(let role, .staff): Text.consentStaff(role: role)
    case .side(let role, .customer): Text.consentCustomers(role: role)
    case .gives(let grant, let role): Text.consentGives(role: role, grant: grant.words)
    case .lifts(let grant, let role): Text.consentLifts(role: role, grant: grant.words)
    case .tells(let subscription): subscription.demand
    case .sends(let channel): Text.consentSends(channel: channel.name)
    case .opens(let closed, let now):
      now.map {
        Text.consentReassigns(what: closed.text, other: $0, permission: closed.permission ?? "")
      } ?? Text.consentOpens(what: closed.text, permission: closed.permission ?? "")
    }
  }
}

extension PluginTerms.Guard {
  fileprivate var text: Text {
    switch kind {
    case .viewing: Text.consentViewing(field: name)
    case .editing: Text.consentEditing(field: name)
    case .action: Text.consentAction(action: name)
    case .move: Text.consentMove(move: name)
    }
  }
}

extension PluginTerms {
  /// What these terms have that the others did not: grants, people who are told, ways to send; and
  /// what they keep closed no longer.
  package func growth(beyond agreed: PluginTerms) -> [PluginDemand.Item] {
    let takes = permissions.filter { wanted in
      !agreed.permissions.contains { $0.includes(wanted) }
    }
    let told = subscriptions.filter { wanted in
      !agreed.subscriptions.contains { $0.covers(wanted) }
    }
    return takes.map { .takes($0) } + roles.flatMap { given(to: $0, beyond: agreed) }
      + lifted(from: agreed) + told.map { .tells($0) }
      + channels.filter { !agreed.channels.contains($0) }.map { .sends($0) } + opened(from: agreed)
  }

  private func given(to role: RoleSpec, beyond agreed: PluginTerms) -> [PluginDemand.Item] {
    let before = agreed.roles.first { $0.name == role.name }
    let isSameSide = before?.side == role.side
    let known = isSameSide ? before?.grants ?? [] : []
    let more = role.grants.filter { wanted in
      !wanted.isDenial && !known.contains { $0.includes(wanted) }
    }
    return (isSameSide ? [] : [.side(role: role.name, role.side)])
      + more.map { .gives($0, role: role.name) }
  }

  /// Denials that are gone: they also took away what the desk and other plugins grant.
  private func lifted(from agreed: PluginTerms) -> [PluginDemand.Item] {
    agreed.roles.flatMap { before -> [PluginDemand.Item] in
      let present = roles.first { $0.name == before.name }?.grants ?? []
      return before.grants.filter { old in
        old.isDenial && !present.contains { $0.denies(all: old) }
      }.map { .lifts($0, role: before.name) }
    }
  }

  private func opened(from agreed: PluginTerms) -> [PluginDemand.Item] {
    agreed.guards.compactMap { old in
      guard old.permission != nil else { return nil }
      let other = guards.first { $0.isSameThing(as: old) && $0.permission != old.permission }
      return other.map { .opens(old, now: $0.permission) }
    }
  }
}

extension Subscription {
  fileprivate var demand: Text {
    guard let when else {
      return Text.consentTells(audience: audience.text, event: event, channel: channel)
    }
    return Text.consentTellsWhen(
      audience: audience.text, event: event, channel: channel, condition: when)
  }

  /// Whether whoever is told of the other one is told of it by this one.
  fileprivate func covers(_ other: Subscription) -> Bool {
    key == other.key && audience == other.audience && event == other.event
      && channel == other.channel && (when == nil || when == other.when)
      && (tellsOwn || !other.tellsOwn)
  }
}

/// What an admin agreed to.
package struct Consent: Sendable {
  /// What was shown to them.
  package var demands: [PluginDemand]
  /// The plugins whose names they typed, since those give a role control of the desk.
  package var named: Set<String>
  /// Plugins that they chose among those that come with Docket.
  package var bundled: Set<String> = []
  /// What they were shown that is left without meaning, and want all the same.
  package var stranding = Stranding()

  package init(to demands: [PluginDemand] = [], naming named: Set<String> = []) {
    self.demands = demands
    self.named = named
  }

  /// Nobody has agreed to anything.
  package static let none = Consent()

  /// Whether it holds for that demand, which must be just what was shown.
  package func covers(_ demand: PluginDemand) -> Bool {
    guard !demand.isGrave || named.contains(demand.plugin) else { return false }
    return bundled.contains(demand.plugin) || demands.contains(demand)
  }
}

extension Grant {
  /// The grant in a line: `deny ticket.close on tags when queue:billing`.
  package var words: Text {
    var words = [isDenial ? Text.roleDeny(permission: permission) : Text(words: permission)]
    if !fields.isEmpty {
      words.append(Text.roleLineFields(fields: fields.joined(separator: ",")))
    }
    if let when { words.append(Text.roleGrantWhen(condition: when)) }
    return Text(joining: words, by: " ")
  }

  /// The same in English, as histories and programs have it.
  package var line: String { words.description }
}
