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
      try requireManaging(Text("subscription.all"))
      return book.all.map { found in
        ConcerningSubscription(
          subscription: found.spec, isMuted: book.isMuted(found.spec.key, for: person.id),
          trouble: found.idle(people)?.text.description)
      }
    }
    let holder = try name.map(existing) ?? person
    if holder.id != person.id {
      try requireManaging(Text("subscription.told_to", ["person": holder.name]))
    }
    let viewer = Viewer(
      authority: rulebook.authority(of: holder), rulebook: rulebook,
      context: rulebook.context(at: now, me: holder.id))
    return book.concerning(holder, as: viewer, people: people).map { found in
      ConcerningSubscription(
        subscription: found.spec, isMuted: book.isMuted(found.spec.key, for: holder.id),
        trouble: found.idle(people)?.text.description)
    }
  }

  /// Whether it tells of notes only, and there are none for whom it is for.
  package func tellsNothing(_ subscription: Subscription) throws -> Bool {
    guard subscription.isAboutNotes else { return false }
    switch subscription.audience {
    case .person(let id):
      return try reader.person(id).map { !rulebook.authority(of: $0).mayEver("note.view") } ?? true
    case .role(let name):
      let grants = rulebook.roles[name]?.grants ?? []
      return !Authority(actor: .desk, grants: grants).mayEver("note.view")
    case .part: return false
    }
  }

  /// How many subscriptions a person has of their own; `nil` where the asker may not know.
  package func ownSubscriptions(of holder: Person) -> Int? {
    guard holder.id == person.id || may("person.manage") else { return nil }
    return rulebook.subscriptions.all.count { $0.spec.audience == .person(holder.id) }
  }

  private func requireManaging(_ what: Text) throws {
    guard may("person.manage") else {
      throw Refusal(.denied, Text("permission.seeing", ["person": person.name, "what": what]))
    }
  }
}
