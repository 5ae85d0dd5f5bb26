import Kernel

/// A value that the API hands to Lua, with its members; or the events, which hooks are named by.
///
/// The shapes of values take the names of their members from here.
package struct APITopic: Sendable {
  package let name: String
  package let summary: String
  package let members: [APIPart]

  init(_ name: String, _ summary: String, _ members: [APIPart] = []) {
    self.name = name
    self.summary = summary
    self.members = members
  }

  /// The names of the members.
  var names: [String] { members.map(\.name) }

  /// All of them.
  package static let all =
    [
      events, change, deskChange, ticket, entry, edit, actor, cause, attachment, person, message,
      timer, report, form,
      result, refusal, plan, bulk,
    ] + APITopic.files + APITopic.declarations

  /// The one with that name.
  package static func named(_ name: String) -> APITopic? {
    all.first { $0.name == name }
  }

  static let events = APITopic(
    "events", "what hooks of before, validate and after wait for",
    [
      .init("ticket.create", .shape("event"), "a new ticket"),
      .init("ticket.update", .shape("event"), "edits that are no other action"),
      .init("ticket.close", .shape("event"), "into a closed stage, by whatever verb"),
      .init("ticket.reopen", .shape("event"), "out of a closed stage"),
      .init("ticket.postpone", .shape("event"), "into a postponed stage"),
      .init("ticket.wake", .shape("event"), "out of a postponed stage"),
      .init("ticket.discard", .shape("event"), "into a discarded stage"),
      .init("ticket.restore", .shape("event"), "out of a discarded stage"),
      .init("ticket.note", .shape("event"), "an internal note"),
      .init("ticket.reply", .shape("event"), "a message"),
      .init("ticket.assign", .shape("event"), "asked for as docket assign"),
      .init("ticket.forward", .shape("event"), "sent to others"),
      .init("ticket.attach", .shape("event"), "a file comes"),
      .init("ticket.detach", .shape("event"), "a file goes"),
      .init("ticket.redact", .shape("event"), "words are taken out"),
      .init("ticket.purge", .shape("event"), "all words are taken out"),
      .init("ticket.undo", .shape("event"), "a change is taken back"),
      .init("ticket.ACTION", .shape("event"), "a plugin's action"),
      .init("ticket.*", .shape("event"), "any of them"),
      .init("field.NAME", .shape("event"), "a change that edits the field, creates included"),
      .init("timer.NAME", .shape("event"), "a timer of change:schedule; only of docket.after"),
    ]
      + DeskEvent.Group.allCases.map { group in
        let actions = group.actions.joined(separator: " ")
        return APIPart(
          "\(group.rawValue).ACTION", .shape("event"),
          "\(actions), or *: only of docket.after; needs \(group.permission.rawValue)")
      })

  static let deskChange = APITopic(
    "desk_change",
    "what a hook on person.ACTION, role.ACTION, queue.ACTION or plugin.ACTION is given",
    [
      .init("action", .text, "what was done, as add"),
      .init("name", .text, "the person, role, queue or plugin; of several the first"),
      .init(
        "edits", .listOf(.shape("edit")),
        "what changed: a person's name, email, language, zone, roles, absence; a role's grant; settings"
      ),
      .init("actor", .shape("actor"), "who did it"),
      .init("at", .time, "when"),
      .init("seq", .integer, "the entry's number"),
    ])

  static let change = APITopic(
    "change", "what a hook is given, and an action's propose",
    [
      .init("action", .text, "the event's verb, as close"),
      .init("params", .table, "what a plugin's action was given"),
      .init("id", .integer, "the ticket's number, also of a create"),
      .init(
        "before", .shape("ticket"), "as it was; nil on a create, where change.ticket is an error"),
      .init(
        "after", .shape("ticket"),
        "as it is to be, with the amendments so far, this hook's included"),
      .init("edits", .listOf(.shape("edit")), "what changes"),
      .init("text", .text, "the note or message; a note's needs note.view"),
      .init("visibility", .text, "public or internal"),
      .init("data", .table, "what an action's propose gave"),
      .init("attachments", .list, "files that come with it"),
      .init("actor", .shape("actor"), "who asked"),
      .init(
        "from_customer", .boolean, "whether the actor is the requester, or has no staff's role"),
      .init("automatic", .boolean, "whether no person is at it"),
      .init("source", .text, "the way in, as cli or import"),
      .init("cause", .shape("cause"), "what it follows from, or nil"),
      .init("depth", .integer, "how many causes away the first one is"),
      .init("now", .time, "when it happens"),
      .init("dry_run", .boolean, "whether nothing will be written"),
      .init("seq", .integer, "the entry's number; only in after hooks"),
    ])

  static let ticket = APITopic(
    "ticket", "a ticket as it was when it was read",
    TicketField.shown.map { field in
      APIPart(field.rawValue, field.isMany ? .listOf(.field(field.kind)) : .field(field.kind))
    } + [APIPart("fields", .customFields, "fields of plugins, by name")])

  static let entry = APITopic(
    "entry", "one line of the history",
    [
      .init("seq", .integer, "its number on the desk; nil for whoever lacks note.view"),
      .init("ticket", .integer, "the ticket"),
      .init("number", .integer, "1, 2, 3 within the ticket"),
      .init("version", .integer, "the ticket's version after it"),
      .init("at", .time, "when it happened"),
      .init("recorded", .time, "when it was written"),
      .init("request", .text, "what it has in common with others, as r12"),
      .init("actor", .text, "who did it: a name, plugin:NAME or desk"),
      .init("source", .text, "the way in"),
      .init("action", .text, "the verb"),
      .init("params", .table, "what a plugin's action was given"),
      .init("data", .table, "what it gave"),
      .init("edits", .listOf(.shape("edit")), "what changed"),
      .init("text", .text, "the note or message"),
      .init("visibility", .text, "public or internal"),
      .init("attachments", .list, "files that came with it"),
      .init("cause", .integer, "the entry that it follows from"),
      .init("origin", .integer, "the first of the chain"),
      .init("depth", .integer, "how far that is"),
      .init("digest", .text, "of this entry"),
      .init("previous", .text, "of the ticket's entry before"),
    ])

  static let edit = APITopic(
    "edit", "one field's change",
    [
      .init("field", .text, "its name"),
      .init("from", .any, "what stood there"),
      .init("to", .any, "what stands there now"),
      .init("by", .text, "the hook that amended it; nil for the actor"),
    ])

  static let actor = APITopic(
    "actor", "who asked for a change",
    [
      .init("name", .text, "a person's name, plugin:NAME or desk"),
      .init("roles", .listOf(.text), "a person's roles"),
    ])

  static let cause = APITopic(
    "cause", "what a change follows from",
    [
      .init("seq", .integer, "the entry"),
      .init("plugin", .text, "whose hook made it"),
      .init("hook", .text, "the hook's name"),
    ])

  static let attachment = APITopic(
    "attachment", "a file of a ticket",
    [
      .init("name", .text, "its name"),
      .init("size", .integer, "bytes"),
      .init("type", .text, "as text/plain"),
      .init("digest", .text, "of its content"),
    ])

  static let person = APITopic(
    "person", "somebody the desk knows",
    [
      .init("name", .text, "what it is known by"),
      .init("email", .text, "an address, or empty"),
      .init("language", .text, "as en"),
      .init("zone", .text, "as Europe/Berlin; nil where none is set"),
      .init("roles", .listOf(.text), "what it may do"),
      .init("fields", .personFields, "the fields that plugins declare of people"),
    ])

  static let message = APITopic(
    "message", "what a channel's send is given: what the recipient and its manifest may see",
    [
      .init("id", .integer, "the same for every attempt"),
      .init("recipient", .text, "a person's name"),
      .init("address", .text, "the person's, where the channel declares an address"),
      .init("event", .text, "as ticket.reply, or what its plugin calls it, as sla.late"),
      .init("data", .any, "what its plugin adds for channels; else nil"),
      .init("ticket", .shape("ticket"), "what it is about; without ticket.view its number alone"),
      .init("entries", .listOf(.shape("entry")), "what happened; needs history.view"),
      .init("files", .list, "{name, size, type, digest} of each file that goes along"),
      .init("subject", .text, "a heading"),
      .init("text", .text, "the words"),
      .init("language", .text, "the one that the text is in, as en"),
      .init("attempt", .integer, "1, 2, 3"),
      .init("at", .time, "when it happened"),
    ])

  static let timer = APITopic(
    "timer", "what docket.every's function is given",
    [
      .init("name", .text, "its name"),
      .init("now", .time, "the present"),
      .init("data", .any, "what was scheduled with it"),
      .init("last", .time, "when it ran before, or nil"),
      .init("late", .number, "seconds"),
    ])

  static let result = APITopic(
    "result", "what an action gives; nil and a refusal where it was not done",
    [
      .init("ticket", .ticket, "the ticket"),
      .init("seq", .integer, "the entry's number; nil where nothing was written"),
      .init("edits", .listOf(.shape("edit")), "what changed"),
      .init("data", .table, "what a plugin's action gave for the history to keep; else nil"),
      .init("answer", .any, "what a plugin's action tells who asked, the first time; else nil"),
      .init("refused", .list, "empty; of a bulk the refusals"),
      .init("trace", .list, "of a dry run the steps, { step, name, instructions, results, steps }"),
      .init("outbox", .list, "what follows, { kind, name, plugin, not_before, recipient, ticket }"),
    ])

  static let refusal = APITopic(
    "refusal", "why something was not done, the second value behind nil",
    [
      .init("code", .text, "not_found, refused, conflict, denied, invalid or busy"),
      .init("message", .text, "what is wrong, in words"),
      .init("fields", .table, "what is wrong with which field, by name"),
    ])

  static let plan = APITopic(
    "plan", "what docket.plan gives; plan:run() does it",
    [
      .init("count", .integer, "the tickets that match"),
      .init("changed", .integer, "those that would change"),
      .init("unchanged", .integer, "those that have it already"),
      .init("sample", .list, "some changes, { ticket, edits }"),
      .init("refused", .list, "refusals, each with its ticket"),
      .init("outbox", .list, "what would follow, { kind, name, plugin, count }"),
    ])

  static let bulk = APITopic(
    "bulk", "what became of a bulk or an undo",
    [
      .init("bulk", .text, "its request, as r12"),
      .init("done", .integer, "how many tickets changed"),
      .init("unchanged", .integer, "how many had it already"),
      .init("refused", .list, "refusals, each with its ticket"),
    ])
}

/// What plugins and desks declare in tables that are no function's own.
extension APITopic {
  /// Files and values besides the functions.
  static let files: [APITopic] = [
    APITopic("docket.none", "the value that empties a field: change:set(\"due\", docket.none)"),
    APITopic(
      "docket.settings",
      "the plugin's settings by name, as the desk has set them; see docket help api settings"),
    APITopic("manifest", "what plugin.lua returns", ManifestReader.keys),
    APITopic(
      "settings", "what a manifest says of a setting: settings = { NAME = { type = \"text\" } }",
      SettingSpec.keys),
    APITopic(
      "limits", "what a plugin may use at most; a manifest can only lower it", PluginLimits.keys),
    APITopic(
      "locales", "keys of locales/LL.lua that label what the plugin declares", LabelCheck.keys),
    APITopic("docket.lua", "what the file of a desk's directory says", DeskConfiguration.keys),
    APITopic("config", "what a file of docket config says", ConfigReader.keys),
  ]

  /// Tables within those that registrations take.
  static let declarations: [APITopic] = [
    APITopic("params", "what docket.action says of a parameter", Draft.paramKeys),
    APITopic("choices", "a choice of docket.field that had another name", Draft.choiceKeys),
    APITopic("stages", "a stage of docket.lifecycle", Draft.stageKeys),
    APITopic("transitions", "a move of docket.lifecycle", Draft.transitionKeys),
    APITopic("leads", "where verbs lead in docket.lifecycle", Draft.leadKeys),
    APITopic("on_reply", "where replies lead in docket.lifecycle", Draft.replyKeys),
    APITopic("grants", "a permission with conditions", PermissionList.grantKeys),
    APITopic(
      "elements", "a change of a list, in place of the whole list", ValueConversion.elementKeys),
  ]
}
