import Kernel
import Storage
import Texts

/// A change that somebody might make, of which is asked whom it would tell.
package struct ToldQuestion: Sendable {
  package let ticket: Ticket.ID
  /// As people name events, with `=VALUE` after a field where it matters to what it is set.
  package let event: String
  /// Who would make it; `nil` for the asker.
  package let by: String?

  package init(ticket: Ticket.ID, event: String, by: String? = nil) {
    self.ticket = ticket
    self.event = event
    self.by = by
  }
}

/// The request that makes such a change, with what it needs besides.
struct ToldChange {
  let session: DeskSession
  let ticket: Ticket
  let actor: Person
  let event: HookEvent
  /// What a field is set to; `nil` where nobody says.
  let value: String?

  private var rulebook: Rulebook { session.rulebook }

  /// The fields that name who works on the ticket.
  private static let work = [TicketField.assignee.rawValue, TicketField.team.rawValue]

  /// Text that stands for any.
  private static let words = "…"

  /// It goes the way of every request, without the rules that ask for evidence and allowed moves: who is
  /// told does not depend on them.
  func request() throws -> Request {
    var request = Request(
      actor: .person(actor.id), source: .trial, action: try action, ticket: ticket.id)
    request.obeysRules = false
    request.explainsTelling = true
    switch event {
    case .field(TicketField.attachments.rawValue), .action(.verb(.attach)):
      request.uploads = [
        try Upload(
          name: "a.txt", content: MemoryContent(Array(ToldChange.words.utf8)),
          limit: Limit.attachmentBytes)
      ]
    case .field(let name): request.set = [(name, try assignment(of: name))]
    case .action(.verb(let verb)): try complete(&request, for: verb)
    case .action, .anyChange, .desk, .other: break
    }
    return request
  }

  private var action: Action {
    get throws {
      switch event {
      case .field(TicketField.attachments.rawValue): .verb(.attach)
      case .field: .verb(.update)
      case .action(let action): action
      case .anyChange, .desk, .other:
        throw Refusal(.invalid, Text.whyToldWhich(event: event.name), field: "event")
      }
    }
  }

  private func complete(_ request: inout Request, for verb: Verb) throws {
    switch verb {
    case .create:
      request.ticket = nil
      request.set = copied.map { ($0.rawValue, .value(ticket.value(of: $0.rawValue))) }
    case .update:
      request.set = [
        (
          TicketField.tags.rawValue,
          .elements(adding: [.text(ToldChange.words)], removing: [])
        )
      ]
    case .assign:
      let field = TicketField.assignee.rawValue
      request.set = [(field, try assignment(of: field))]
    case .note, .reply: request.text = ToldChange.words
    case .postpone: request.params["till"] = .time(session.now.advanced(byMilliseconds: 86_400_000))
    case .discard:
      let words = rulebook.lifecycle(ofType: ticket.type)?.discards.keys.sorted() ?? []
      request.params["to"] = words.first.map(Value.text)
    case .detach: request.params["name"] = ticket.attachments.first.map { .text($0.name) }
    case .close, .reopen, .wake, .restore, .forward, .purge, .redact, .undo, .attach: break
    }
  }

  /// What a ticket like this one is taken in with; of customers, what they say themselves.
  private var copied: [TicketField] {
    let own: [TicketField] = [.type, .subject, .body, .tags]
    return rulebook.isStaff(actor) ? own + [.queue, .priority, .requester, .followers, .team] : own
  }

  /// The field set to what is asked for, else emptied, else set to something.
  private func assignment(of name: String) throws -> Request.Assignment {
    if let value { return .value(.naming(value)) }
    guard let field = rulebook.field(name) else { return .value(.none) }
    let present = ticket.value(of: name)
    if ToldChange.work.contains(name), let other = try otherWorker {
      return field.isMany ? .elements(adding: [other], removing: []) : .value(other)
    }
    if !present.isEmpty, FieldResolver.mayBeEmpty(name), field.kind != .text,
      field.kind != .longText
    {
      return .value(.none)
    }
    guard let some = some(of: field, besides: present) else {
      throw Refusal(.invalid, Text.whyToldValue(field: name), field: "event")
    }
    return .value(some)
  }

  private func some(of field: FieldDefinition, besides present: Value) -> Value? {
    switch field.kind {
    case .text, .longText, .tag: .text(ToldChange.words)
    case .priority:
      .text(present.text == Priority.high.rawValue ? "normal" : Priority.high.rawValue)
    case .integer, .number, .duration: .integer(1)
    case .boolean: .boolean(true)
    case .time: .time(session.now.advanced(byMilliseconds: 86_400_000))
    case .person: .person(actor.id)
    case .queue: rulebook.queues.sorted().first { $0 != present.text }.map(Value.text)
    case .choice, .stage, .category, .ticket, .date, .attachment: nil
    }
  }

  /// Somebody to whom the ticket could be given.
  private var otherWorker: Value? {
    get throws {
      for role in rulebook.roles.values.sorted(by: { $0.name < $1.name })
      where role.side == .staff && role.name != RoleSpec.admin.name {
        let other = try session.reader.people(withRole: role.name).first { person in
          person.id != ticket.assignee && person.id != actor.id && !ticket.team.contains(person.id)
            && rulebook.absence(of: person.id, at: session.now) == nil
            && rulebook.mayWork(
              person, on: ticket, at: session.now, reading: session.reader)
        }
        if let other { return .person(other.id) }
      }
      return nil
    }
  }
}
