import Synchronization
import Texts

/// What of the desk's own subscriptions is asked for, so that nobody reads them all.
package protocol SubscriptionReading: PeopleReading {
  /// The events that there are subscriptions to, each once.
  func subscribedEvents() throws -> [String]
  /// Those to one of the events, in the order of their numbers.
  func subscriptions(to events: [String]) throws -> [Subscription]
  /// Those of one of the audiences, in the order of their numbers.
  func subscriptions(of audiences: [Subscription.Audience]) throws -> [Subscription]
  /// Whether anybody wants nothing of some subscription.
  func hasMutes() throws -> Bool
  func isMuted(_ mute: Mute) throws -> Bool
}

/// The subscriptions of a desk: those that plugins ship, and its own as they are asked for.
///
/// A change reads those to its events, and a condition is read when somebody may be told: whoever
/// does something else pays nothing for what others want to be told of.
package final class SubscriptionBook: Sendable {
  package let shipped: [CompiledSubscription]
  private let schema: QuerySchema
  private let zone: Zone
  private let known = Mutex(Known())

  /// What was read of the desk's own.
  ///
  /// Each change of them makes new rules, and so a new book.
  private struct Known {
    var events: Set<String>?
    var hasMutes: Bool?
    var compiled: [String: CompiledSubscription] = [:]
  }

  /// So many are kept with their conditions.
  private static let most = 1_000

  init(shipped: [Subscription], schema: QuerySchema, zone: Zone) {
    self.shipped = shipped.map { CompiledSubscription($0, schema: schema, zone: zone) }
    (self.schema, self.zone) = (schema, zone)
  }

  /// Those to one of the events, the shipped ones first; `mayHappen` says so of an event.
  func all(
    to events: @autoclosure () -> [String], in store: any SubscriptionReading,
    where mayHappen: (HookEvent) -> Bool,
  ) throws -> [CompiledSubscription] {
    let shipped = shipped.filter { mayHappen($0.event) }
    let present = try ownEvents(in: store)
    let asked = present.isEmpty ? [] : events().filter(present.contains)
    guard !asked.isEmpty else { return shipped }
    return try shipped
      + store.subscriptions(to: asked).map(compiled).filter { mayHappen($0.event) }
  }

  /// Whether the person wants nothing of it.
  package func isMuted(
    _ key: String, for person: Person.ID, in store: any SubscriptionReading,
  ) throws -> Bool {
    let hasMutes = try known.withLock(\.hasMutes) ?? store.hasMutes()
    known.withLock { $0.hasMutes = hasMutes }
    return try hasMutes && store.isMuted(Mute(person: person, key: key))
  }

  /// The channels that a person is told of changes through; the inbox for who has chosen none.
  package func channels(
    of person: Person, in store: any SubscriptionReading,
  ) throws -> [String] {
    var channels: [String] = []
    for subscription in try own(of: [.person(person.id)], in: store)
    where subscription.spec.report == nil && !channels.contains(subscription.spec.channel) {
      channels.append(subscription.spec.channel)
    }
    return channels.isEmpty ? [Subscription.standardChannel] : channels
  }

  /// The desk's own of those audiences.
  package func own(
    of audiences: [Subscription.Audience], in store: any SubscriptionReading,
  ) throws -> [CompiledSubscription] {
    guard try !ownEvents(in: store).isEmpty else { return [] }
    return try store.subscriptions(of: audiences).map(compiled)
  }

  /// Those that concern a person: their own, and those of their roles and of parts in tickets.
  ///
  /// What speaks of something that is hidden from the person never tells them, and is left out.
  package func concerning(
    _ person: Person, as viewer: Viewer, in store: any SubscriptionReading,
  ) throws -> [CompiledSubscription] {
    // The queue's people are staff.
    let parts = TicketPart.allCases.filter {
      $0 != .queue || viewer.rulebook.isStaff(person)
    }
    let audiences =
      [.person(person.id)] + person.roles.map(Subscription.Audience.role)
      + parts.map(Subscription.Audience.part)
    let people = QueryPeople(reading: store)
    let all = shipped.filter { audiences.contains($0.spec.audience) }
    return try (all + own(of: audiences, in: store)).filter { subscription in
      subscription.spec.audience == .person(person.id)
        || subscription.mayTell(viewer, people: people)
    }
  }

  /// A subscription of the desk's own, with the condition that was read before.
  package func compiled(_ spec: Subscription) -> CompiledSubscription {
    known.withLock { known in
      if let kept = known.compiled[spec.key], kept.spec == spec { return kept }
      if known.compiled.count >= SubscriptionBook.most {
        known.compiled.removeAll(keepingCapacity: true)
      }
      let made = CompiledSubscription(spec, schema: schema, zone: zone)
      known.compiled[spec.key] = made
      return made
    }
  }

  private func ownEvents(in store: any SubscriptionReading) throws -> Set<String> {
    if let events = known.withLock(\.events) { return events }
    let events = Set(try store.subscribedEvents())
    known.withLock { $0.events = events }
    return events
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
      .parse(spec.when, of: Text.conditionOfSubscription(subscription: spec.key))
    if let query = parsed.query { known.withLock { $0 = query } }
    return parsed
  }

  /// Whether it is for those whom nobody else's being told leaves to be told.
  var isForQueue: Bool { spec.audience == .part(.queue) }

  /// Whether all that it speaks of exists for this one.
  fileprivate func mayTell(_ viewer: Viewer, people: QueryPeople) -> Bool {
    switch event {
    case .action(.verb(.note)): guard viewer.authority.mayEver(.noteView) else { return false }
    case .field(let name): guard viewer.mayName(name) else { return false }
    case .action, .anyChange, .desk, .other: break
    }
    let (query, idle) = condition(people)
    return idle == nil && query?.fields.allSatisfy(viewer.mayQuery) ?? true
  }
}
