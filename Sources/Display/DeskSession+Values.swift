import Desk
import Kernel
import Texts

extension DeskSession {
  /// Values in words, with the people and fields of this view.
  package var values: ValueText {
    var values = ValueText(
      times: TimeText(zone: zone, now: now, language: language), labels: labels, name: name(of:),
      field: { rulebook.shownField($0) }, action: { rulebook.actions[$0] },
      importMention: importMention)
    let known = KnownTypes()
    values.typeOf = { id in try known.type(of: id) { try ticket(id)?.type } }
    return values
  }

  /// The ticket without the fields that tickets of its type, as they are, do not have.
  package func shown(_ ticket: Ticket) -> Ticket {
    var shown = ticket
    shown.fields = ticket.fields.filter { name, _ in
      rulebook.fields[name].map { rulebook.isShown($0, on: ticket, in: viewer.context) } ?? true
    }
    return shown
  }

  /// Why there is no ticket of that number any more.
  private func gone(_ id: Ticket.ID, by purge: Entry) throws -> Refusal {
    Refusal(
      .notFound,
      Text.purgeDone(
        ticket: id.rawValue, time: values.times.exactClock(purge.at),
        person: try values.who(purge.actor)))
  }

  /// The ticket, where there is one for this person.
  package func existing(_ id: Ticket.ID, at moment: Instant? = nil) throws -> Ticket {
    guard let ticket = try ticket(id, at: moment) else {
      if let purge = try purge(of: id) { throw Failure(try gone(id, by: purge)) }
      throw Failure(
        .notFound,
        moment.map { Text.ticketMissingAt(ticket: id.rawValue, time: $0) }
          ?? Text.ticketMissing(ticket: id.rawValue))
    }
    return ticket
  }
}

/// The types of tickets that were asked for: a history names each of them many times.
private final class KnownTypes {
  private var types: [Ticket.ID: String?] = [:]

  func type(of id: Ticket.ID, _ read: () throws -> String?) rethrows -> String? {
    if let known = types[id] { return known }
    let type = try read()
    types[id] = .some(type)
    return type
  }
}
