import Kernel
import Storage
import Texts

/// A subscription as it concerns somebody.
package struct ConcerningSubscription: Equatable, Sendable {
  package let subscription: Subscription
  /// Whether the person wants nothing of it.
  package let isMuted: Bool
  /// Why it tells nobody, if it does not.
  package let trouble: String?
}

extension DeskSession {
  /// What the person is told of, or with `person.manage` what another is, or everybody.
  package func subscriptions(
    of name: String? = nil, everybody: Bool = false,
  ) throws -> [ConcerningSubscription] {
    let book = rulebook.subscriptions
    let people = QueryPeople(reading: reader)
    guard !everybody else {
      try requireManaging(Text.subscriptionAll)
      let own = try reader.subscriptions().map(book.compiled)
      return try (book.shipped + own).map { try concerning($0, person, people) }
    }
    let holder = try name.map(existing) ?? person
    if holder.id != person.id {
      try requireManaging(Text.subscriptionToldTo(person: holder.name))
    }
    let viewer = Viewer(
      authority: rulebook.authority(of: holder), rulebook: rulebook,
      context: rulebook.context(at: now, me: holder.id))
    return try book.concerning(holder, as: viewer, in: reader).map {
      try concerning($0, holder, people)
    }
  }

  private func concerning(
    _ found: CompiledSubscription, _ holder: Person, _ people: QueryPeople,
  ) throws -> ConcerningSubscription {
    ConcerningSubscription(
      subscription: found.spec,
      isMuted: try rulebook.subscriptions.isMuted(found.spec.key, for: holder.id, in: reader),
      trouble: found.idle(people)?.text.description)
  }

  /// Whether it tells of notes only, and there are none for whom it is for.
  package func tellsNothing(_ subscription: Subscription) throws -> Bool {
    guard subscription.isAboutNotes else { return false }
    switch subscription.audience {
    case .person(let id):
      return try reader.person(id).map { !rulebook.authority(of: $0).mayEver(.noteView) } ?? true
    case .role(let name):
      let grants = rulebook.roles[name]?.grants ?? []
      return !Authority(actor: .desk, grants: grants).mayEver(.noteView)
    default: return false
    }
  }

  /// How many subscriptions a person has of their own; `nil` where the asker may not know.
  package func ownSubscriptions(of holder: Person) throws -> Int? {
    guard holder.id == person.id || may(.personManage) else { return nil }
    return try reader.subscriptions(of: [.person(holder.id)]).count
  }

  private func requireManaging(_ what: Text) throws {
    guard may(.personManage) else {
      throw Refusal(.denied, Text.permissionSeeing(person: person.name, what: what))
    }
  }
}
