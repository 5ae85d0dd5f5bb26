import Kernel

/// How an action is asked for: the keys of its table, which reader and reference share.
package struct VerbUsage: Sendable {
  /// Where it is asked for, which decides what can be said besides.
  package enum Place: Int, CaseIterable {
    /// Within the transaction of a change.
    case deciding
    case importing
    /// In a spec, by one of its people.
    case spec
    /// By a plugin after the commit, or by a person's script.
    case reacting
  }

  /// By place.
  private let keys: [[APIPart]]
  /// The arguments of its example, and of the one with a row that is imported.
  let example: String
  let rowExample: String

  private init(_ own: [APIPart], _ example: String, row: String = "", creates: Bool = false) {
    keys = Place.allCases.map { VerbUsage.keys(own, at: $0, creates: creates) }
    self.example = example
    rowExample = row
  }

  /// The keys that it takes at that place.
  func keys(_ place: Place) -> [APIPart] { keys[place.rawValue] }

  /// The keys of a plugin's action, whose parameters are fields.
  package static func keys(of action: ActionSpec, at place: Place) -> [APIPart] {
    keys(action.params.map { APIPart($0.name, .field($0.kind)) }, at: place)
  }

  private static func keys(
    _ own: [APIPart], at place: Place, creates: Bool = false,
  ) -> [APIPart] {
    let files = place == .importing && own.contains(base64) ? [path] : []
    let trials = place == .spec || place == .reacting ? [dryRun] : []
    let people = place == .reacting ? [person] : []
    return own + files + (creates ? [] : [set]) + common + trials + people
  }

  /// That of a verb of the kernel; a plugin's action has its own parameters.
  static func of(_ verb: Verb) -> VerbUsage { all[verb] ?? others }

  static func of(_ action: Action) -> VerbUsage { action.verb.map(of) ?? others }

  /// That of an action which nobody declares.
  static let others = VerbUsage([], "{}")
}

extension VerbUsage {
  private static let set = APIPart("set", .edits, "fields to edit with it, { name = value }")
  private static let name = APIPart("name", .text, "the file's name")
  private static let base64 = APIPart("base64", .text, "its content")
  private static let path = APIPart("path", .text, "or a file beside the one that is imported")
  private static let owner = APIPart("ticket", .ticket, "or a ticket that has a file of that name")
  private static let dryRun = APIPart("dry_run", .boolean, "change nothing, give what would be")
  private static let person = APIPart(
    "as", .person, "the person in whose name; needs the permission as")

  /// What every action on a ticket takes.
  private static let common: [APIPart] = [
    .init("note", .words, "an internal note besides"),
    .init("version", .integer, "refuse with conflict where the ticket has another one"),
    .init(
      "attachments", .list,
      "of { name, base64 }, or { name, ticket }; those of a note are internal"),
    .init("once", .text, "done once ever under this key; again it gives the first result"),
    .init("notify", .boolean, "false tells nobody"),
  ]

  /// Names that no parameter of a plugin's action can have.
  static let taken = Set((common + [set, dryRun, person]).map(\.name))

  /// The keys of a file that comes with an action.
  static func file(_ place: Place) -> [APIPart] {
    [name, base64, owner] + (place == .importing ? [path] : [])
  }

  private static let create: [APIPart] =
    meanings.map { field, meaning in
      APIPart(field.rawValue, type(of: field), meaning)
    } + [APIPart("fields", .customFields, "fields of plugins, { name = value }")]

  /// What is said of the fields of a new ticket.
  private static let meanings: [(TicketField, String)] = [
    (.subject, "one line"), (.body, "more of it"), (.type, "else the desk's default type"),
    (.queue, "where it goes"), (.stage, "only the first one, but for imports"),
    (.priority, "low, normal, high or urgent"), (.tags, "words to find it by"),
    (.rootCauses, "why it came about"), (.requester, "a person's name"),
    (.assignee, "a person's name"), (.team, "people beside the assignee"),
    (.followers, "people who are told"), (.due, "until when"),
    (.wake, "when a postponed one comes back"), (.parent, "another ticket"),
    (.source, "as email, phone or web"), (.closeReason, "of a closed one"),
  ]

  private static func type(of field: TicketField) -> APIType {
    let one: APIType =
      switch field.kind {
      case .time: .time
      case .ticket: .ticket
      case .person: .person
      default: .value(of: field)
      }
    return .assigned(field.isMany ? .listOf(one) : one)
  }

  private static let all: [Verb: VerbUsage] = [
    .create: VerbUsage(
      create, #"{ subject = "Paper is low", tags = { "paper" } }"#, row: "subject = row.title",
      creates: true),
    .update: VerbUsage(
      [], #"{ set = { priority = "high" } }"#, row: #"set = { priority = "high" }"#),
    .note: VerbUsage(
      [.init("text", .words, "the note")], #"{ text = "Called back" }"#, row: "text = row.remark"),
    .reply: VerbUsage(
      [.init("text", .words, "the message")], #"{ text = "It is on its way" }"#,
      row: "text = row.answer"),
    .close: VerbUsage(
      [
        .init("reason", .value(of: .closeReason), "the close reason"),
        .init("root_causes", .assigned(.listOf(.value(of: .rootCauses))), "why it came about"),
        .init("comment", .words, "a last word, internal"),
        .init("public", .boolean, "whether the comment is a message"),
      ], #"{ reason = "solved", root_causes = { "cable" } }"#,
      row: #"reason = "solved", root_causes = { "cable" }"#),
    .reopen: VerbUsage([], #"{ note = "It broke again" }"#),
    .postpone: VerbUsage(
      [
        .init("till", .either(.time, .text), #"until when, also as "friday 9:00""#),
        .init("by", .text, #"or for how long, as "3d" or "1mo""#),
      ], #"{ by = "3d" }"#),
    .assign: VerbUsage(
      [.needed("to", .assigned(.person), "the person's name; docket.none for nobody")],
      #"{ to = "ann" }"#,
      row: #"to = "ann""#),
    .forward: VerbUsage(
      [
        .init("to", .either(.person, .list), "names, role:NAME and addresses"),
        .init("subject", .text, "its heading; the ticket's, where it is left out"),
        .init("message", .words, "your words"),
        .init("include", .listOf(.text), "details, body, history, notes, files"),
      ], #"{ to = "role:manager", message = "Please decide" }"#),
    .attach: VerbUsage(
      [name, base64], #"{ name = "log.txt", base64 = docket.base64.encode("all is well") }"#,
      row: "path = row.file"),
    .detach: VerbUsage(
      [.needed("name", .value(of: .attachments), "the file's name")], #"{ name = "log.txt" }"#,
      row: "name = row.file"),
    .discard: VerbUsage([.init("to", .discard, "which way, as spam")], #"{ to = "spam" }"#),
    .undo: VerbUsage(
      [
        .needed("entry", .integer, "the entry whose change is taken back, as a result's seq"),
        .init("to", .discard, "where an undone create goes, as spam"),
      ], "{ entry = 214 }"),
    .purge: VerbUsage(
      [.init("only", .boolean, "leave entries of others that repeat the words")], "{}"),
    .redact: VerbUsage(
      [
        .needed("entry", .integer, "the entry's number on the desk"),
        .init("part", .words(of: RedactablePart.self)),
        .init("fields", .listOf(.fieldName), "only these fields of its edits"),
        .init("only", .boolean, "leave other entries that repeat the words"),
      ], #"{ entry = 214, part = "text" }"#),
  ]
}
