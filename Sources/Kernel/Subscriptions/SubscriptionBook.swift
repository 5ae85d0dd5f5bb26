import Synchronization
import Texts

/// All subscriptions of a desk, found by the events that they are for.
///
/// A condition is read when a change may meet it first: whoever does something else pays nothing
/// for what others want to be told of.
package struct SubscriptionBook: Sendable {
  package let all: [CompiledSubscription]
  private let byEvent: [HookEvent: [Int]]
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

  init(shipped: [Subscription], _ source: Source, schema: QuerySchema, zone: Zone) {
    mutes = source.mutes
    all = (shipped + source.own).map { CompiledSubscription($0, schema: schema, zone: zone) }
    byEvent = Dictionary(grouping: all.indices) { [all] in all[$0].event }
  }

  /// Those whose event may be, in their order; each event is asked for once.
  func all(where mayHappen: (HookEvent) -> Bool) -> [CompiledSubscription] {
    var found: [Int] = []
    for (event, places) in byEvent where mayHappen(event) { found += places }
    return found.sorted().map { all[$0] }
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
  package func concerning(
    _ person: Person, as viewer: Viewer, people: QueryPeople,
  ) -> [CompiledSubscription] {
    all.filter { subscription in
      switch subscription.spec.audience {
      case .person(let id): id == person.id
      case .role(let name):
        person.roles.contains(name) && subscription.mayTell(viewer, people: people)
      case .part: subscription.mayTell(viewer, people: people)
      }
    }
  }
}

/// A subscription, whose condition is read when it is asked for first.
package final class CompiledSubscription: Sendable {
  package let spec: Subscription
  let event: HookEvent
  private let schema: QuerySchema
  private let zone: Zone
  private let known = Mutex<Query?>(nil)

  init(_ spec: Subscription, schema: QuerySchema, zone: Zone) {
    (self.spec, self.schema, self.zone) = (spec, schema, zone)
    event = HookEvent(spec.event)
  }

  /// Whether its condition was read.
  package var isRead: Bool { known.withLock { $0 != nil } }

  /// Why it tells nobody: its condition says what is not there any more.
  package func idle(_ people: QueryPeople) -> IdleCondition? { condition(people).idle }

  /// Its condition, with the people whom it names; one that means nothing is read again each time,
  /// as somebody may have been added since.
  func condition(_ people: QueryPeople) -> (query: Query?, idle: IdleCondition?) {
    guard spec.when != nil else { return (nil, nil) }
    if let query = known.withLock({ $0 }) { return (query, nil) }
    let parsed = ConditionCompiler(schema: schema, people: people, zone: zone)
      .parse(spec.when, of: Text("condition.of_subscription", ["subscription": spec.key]))
    if let query = parsed.query { known.withLock { $0 = query } }
    return parsed
  }

  /// Whether all that it speaks of exists for this one.
  fileprivate func mayTell(_ viewer: Viewer, people: QueryPeople) -> Bool {
    switch event {
    case .action("note"): guard viewer.authority.mayEver("note.view") else { return false }
    case .field(let name): guard viewer.mayName(name) else { return false }
    case .action, .anyChange, .other: break
    }
    let (query, idle) = condition(people)
    return idle == nil && query?.fields.allSatisfy(viewer.mayQuery) ?? true
  }
}
