import Texts

/// All subscriptions of a desk, ready to be matched; a desk without any pays nothing for them.
package struct SubscriptionBook: Sendable {
  package let all: [CompiledSubscription]
  private let mutes: Set<Mute>

  /// What it is made of, besides those that plugins ship.
  package struct Source: Sendable {
    package var own: [Subscription]
    package var mutes: Set<Mute>

    package init(own: [Subscription] = [], mutes: Set<Mute> = []) {
      self.own = own
      self.mutes = mutes
    }
  }

  init(shipped: [Subscription], _ source: Source, compiler: ConditionCompiler) {
    mutes = source.mutes
    all = (shipped + source.own).map { CompiledSubscription($0, compiler: compiler) }
  }

  package var isEmpty: Bool { all.isEmpty }

  /// Whether the person wants nothing of it.
  package func isMuted(_ key: String, for person: Person.ID) -> Bool {
    !mutes.isEmpty && mutes.contains(Mute(person: person, key: key))
  }

  /// The channels that a person gets something through; the inbox for who has chosen none.
  package func channels(of person: Person) -> [String] {
    var channels: [String] = []
    for subscription in all where subscription.spec.audience == .person(person.id) {
      let channel = subscription.spec.channel
      if !channels.contains(channel) { channels.append(channel) }
    }
    return channels.isEmpty ? [Subscription.standardChannel] : channels
  }

  /// Those that concern a person: their own, and those of their roles and of parts in tickets.
  ///
  /// What speaks of something that is hidden from the person never tells them, and is left out.
  package func concerning(_ person: Person, as viewer: Viewer) -> [CompiledSubscription] {
    all.filter { subscription in
      switch subscription.spec.audience {
      case .person(let id): id == person.id
      case .role(let name): person.roles.contains(name) && subscription.mayTell(viewer)
      case .part: subscription.mayTell(viewer)
      }
    }
  }
}

/// A subscription with its condition parsed.
package final class CompiledSubscription: Sendable {
  package let spec: Subscription
  /// Why it tells nobody: its condition says what is not there any more.
  package let idle: IdleCondition?
  let condition: Query?
  let event: HookEvent

  init(_ spec: Subscription, compiler: ConditionCompiler) {
    self.spec = spec
    event = HookEvent(spec.event)
    let parsed = compiler.parse(
      spec.when, of: Text("condition.of_subscription", ["subscription": spec.key]))
    condition = parsed.query
    idle = parsed.idle
  }

  /// Whether all that it speaks of exists for this one.
  fileprivate func mayTell(_ viewer: Viewer) -> Bool {
    switch event {
    case .action("note"): guard viewer.authority.mayEver("note.view") else { return false }
    case .field(let name): guard viewer.mayName(name) else { return false }
    case .action, .anyChange, .other: break
    }
    return idle == nil && condition?.fields.allSatisfy(viewer.mayQuery) ?? true
  }
}
