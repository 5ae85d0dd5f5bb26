import Kernel

/// A value that the API hands to Lua, with its members; or the events, which hooks are named by.
///
/// The shapes of values take the names of their members from here.
package struct APITopic: Sendable {
  package let name: String
  package let summary: String
  package let members: [APIDoc.Part]

  private init(_ name: String, _ summary: String, _ members: String) {
    self.name = name
    self.summary = summary
    self.members = APIDoc.parts(members)
  }

  /// The names of the members.
  var names: [String] { members.map(\.name) }

  /// All of them.
  package static let all = [
    events, change, ticket, entry, edit, actor, cause, attachment, person, message, timer,
  ]

  /// The one with that name.
  package static func named(_ name: String) -> APITopic? {
    all.first { $0.name == name }
  }

  static let events = APITopic(
    "events", "what hooks of before, validate and after wait for",
    """
    ticket.create: event: a new ticket
    ticket.update: event: edits that are no other action
    ticket.close: event: into a closed stage, by whatever verb
    ticket.reopen: event: out of a closed stage
    ticket.postpone: event: into a postponed stage
    ticket.wake: event: out of a postponed stage
    ticket.discard: event: into a discarded stage
    ticket.restore: event: out of a discarded stage
    ticket.note: event: an internal note
    ticket.reply: event: a message
    ticket.assign: event: asked for as docket assign
    ticket.forward: event: sent to others
    ticket.attach: event: a file comes
    ticket.detach: event: a file goes
    ticket.redact: event: words are taken out
    ticket.purge: event: all words are taken out
    ticket.undo: event: a change is taken back
    ticket.ACTION: event: a plugin's action
    ticket.*: event: any of them
    field.NAME: event: a change that edits the field, creates included
    timer.NAME: event: a timer of change:schedule; only of docket.after
    """)

  static let change = APITopic(
    "change", "what a hook is given, and an action's propose",
    """
    action: text: the event's verb, as close
    params: table: what a plugin's action was given
    id: whole number: the ticket's number, also of a create
    before: ticket: as it was; nil on a create, where change.ticket is an error
    after: ticket: as it is to be, with the amendments so far, this hook's included
    edits: list of edits: what changes
    text: text: the note or message; a note's needs note.view
    visibility: text: public or internal
    data: table: what an action's propose gave
    attachments: list: files that come with it
    actor: actor: who asked
    from_customer: boolean: whether the actor is the requester, or has no staff's role
    automatic: boolean: whether no person is at it
    source: text: the way in, as cli or import
    cause: cause: what it follows from, or nil
    depth: whole number: how many causes away the first one is
    now: time: when it happens
    dry_run: boolean: whether nothing will be written
    seq: whole number: the entry's number; only in after hooks
    """)

  static let ticket = APITopic(
    "ticket", "a ticket as it was when it was read",
    TicketField.shown.map { field in
      "\(field.rawValue): \(type(of: field))"
    }.joined(separator: "\n") + "\nfields: table: fields of plugins, by name")

  private static func type(of field: TicketField) -> String {
    let one = words[field.kind] ?? field.kind.rawValue
    return field.isMany ? "list of \(one)" : one
  }

  private static let words: [FieldKind: String] = [
    .person: "person's name", .ticket: "ticket's number", .integer: "whole number",
    .longText: "text",
  ]

  static let entry = APITopic(
    "entry", "one line of the history",
    """
    seq: whole number: its number on the desk
    ticket: whole number: the ticket
    number: whole number: 1, 2, 3 within the ticket
    version: whole number: the ticket's version after it
    at: time: when it happened
    recorded: time: when it was written
    request: text: what it has in common with others, as r12
    actor: text: who did it: a name, plugin:NAME or desk
    source: text: the way in
    action: text: the verb
    params: table: what a plugin's action was given
    data: table: what it gave
    edits: list of edits: what changed
    text: text: the note or message
    visibility: text: public or internal
    attachments: list: files that came with it
    cause: whole number: the entry that it follows from
    origin: whole number: the first of the chain
    depth: whole number: how far that is
    digest: text: of this entry
    previous: text: of the ticket's entry before
    """)

  static let edit = APITopic(
    "edit", "one field's change",
    """
    field: text: its name
    from: value: what stood there
    to: value: what stands there now
    by: text: the hook that amended it; nil for the actor
    """)

  static let actor = APITopic(
    "actor", "who asked for a change",
    """
    name: text: a person's name, plugin:NAME or desk
    roles: list of texts: a person's roles
    """)

  static let cause = APITopic(
    "cause", "what a change follows from",
    """
    seq: whole number: the entry
    plugin: text: whose hook made it
    hook: text: the hook's name
    """)

  static let attachment = APITopic(
    "attachment", "a file of a ticket",
    """
    name: text: its name
    size: whole number: bytes
    type: text: as text/plain
    digest: text: of its content
    """)

  static let person = APITopic(
    "person", "somebody the desk knows",
    """
    name: text: what it is known by
    email: text: an address, or empty
    language: text: as en
    zone: text: as Europe/Berlin
    roles: list of texts: what it may do
    """)

  static let message = APITopic(
    "message", "what a channel's send is given: what the recipient and its manifest may see",
    """
    id: whole number: the same for every attempt
    recipient: text: a person's name
    address: text: the person's, where the channel declares an address
    event: text: as ticket.reply
    ticket: ticket: what it is about; without ticket.view its number alone
    entries: list of entries: what happened; needs history.view
    subject: text: a heading
    text: text: the words
    language: text: the recipient's
    attempt: whole number: 1, 2, 3
    at: time: when it happened
    """)

  static let timer = APITopic(
    "timer", "what docket.every's function is given",
    """
    name: text: its name
    now: time: the present
    data: value: what was scheduled with it
    last: time: when it ran before, or nil
    late: number: seconds
    """)
}
