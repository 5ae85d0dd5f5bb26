import Texts

/// Somebody whom a ticket is forwarded to.
package enum ForwardRecipient: Equatable, Sendable {
  case person(Person)
  case address(String)
}

/// Finds out who is meant by recipients, and whether they may be sent the ticket.
struct ForwardReader {
  let rulebook: Rulebook
  let transaction: any Transaction
  let ticket: Ticket
  /// The one who forwards.
  let asker: Viewer
  let now: Instant
  let includesNotes: Bool
  let mayMail: Bool

  /// The recipients, each once, in the order given; all that is wrong with them comes back together.
  func recipients(_ asked: [String]) throws -> [ForwardRecipient] {
    var found: [ForwardRecipient] = []
    var problems: [Refusal.Problem] = []
    for name in asked {
      do {
        let recipient = Recipient(name, among: .forwarded)
        found += try recipients(meantBy: recipient).filter { !found.contains($0) }
      } catch let problem as Refusal.Problem {
        problems.append(problem)
      }
    }
    if asked.isEmpty { problems.append(problem(Text.forwardNobody)) }
    if found.count > Forward.mostRecipients {
      problems.append(problem(Text.forwardTooMany(limit: Forward.mostRecipients)))
    }
    problems += secrecyProblems(of: found, asked)
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
    return found
  }

  private func recipients(meantBy recipient: Recipient<String>) throws -> [ForwardRecipient] {
    if case .role(let role) = recipient { return try members(of: role) }
    let name = recipient.text
    if let person = try transaction.person(named: name) {
      if viewer(of: person).sees(ticket) { return [.person(person)] }
      // Whoever is not told of people hears the same of one who is not there.
      if asker.sees(person) {
        throw problem(
          Text.forwardNotTheirs(person: name, ticket: ticket.id.rawValue))
      }
    }
    guard name.contains("@") else {
      throw problem(
        Text.forwardUnknown(name: name, hint: nearest(name, of: try transaction.names(like: name))))
    }
    guard MailAddress.isOne(name) else {
      throw problem(Text.forwardBadAddress(address: name))
    }
    guard mayMail else { throw problem(Text.forwardNoMail(address: name)) }
    return [.address(name)]
  }

  private func members(of role: String) throws -> [ForwardRecipient] {
    guard rulebook.roles[role] != nil else {
      throw problem(
        Text.forwardNoRole(role: role, hint: nearest(role, of: rulebook.roles.keys.sorted())))
    }
    let people = try transaction.people(withRole: role).filter { viewer(of: $0).sees(ticket) }
    guard !people.isEmpty else {
      throw problem(
        Text.forwardEmptyRole(role: role, ticket: ticket.id.rawValue))
    }
    return people.map(ForwardRecipient.person)
  }

  /// Notes go only to those who may read them; on delivery it is looked at again.
  ///
  /// Of people with a role whom the asker does not see, the role is named.
  private func secrecyProblems(
    of found: [ForwardRecipient], _ asked: [String],
  ) -> [Refusal.Problem] {
    guard includesNotes else { return [] }
    let others = found.filter { recipient in
      guard case .person(let person) = recipient else { return true }
      return !viewer(of: person).seesNotes(of: ticket)
    }
    guard !others.isEmpty else { return [] }
    let named = others.compactMap { recipient -> String? in
      switch recipient {
      case .address(let address): address
      case .person(let person):
        asker.sees(person) || asked.contains(person.name) ? person.name : nil
      }
    }
    let roles = asked.filter {
      if case .role = Recipient($0, among: .forwarded) { true } else { false }
    }
    let names = (named + (named.count < others.count ? roles : [])).joined(separator: ", ")
    return [
      Refusal.Problem(.invalid, field: "include", Text.forwardNotesTo(names: names))
    ]
  }

  /// The nearest name, for an asker who is told of people and roles.
  private func nearest(_ name: String, of names: [String]) -> Text? {
    asker.seesPeople ? Text.nearest(nearestName(to: name, among: names)) : nil
  }

  private func viewer(of person: Person) -> Viewer {
    rulebook.viewer(of: person, at: now, reading: transaction)
  }

  private func problem(_ text: Text) -> Refusal.Problem {
    Refusal.Problem(.invalid, field: "to", text)
  }
}
