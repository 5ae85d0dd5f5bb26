/// A field that every ticket has, whatever the plugins add.
///
/// All that is particular to one field stands in this file: its row, and where a ticket keeps it.
/// Columns, keys, records, pages and help follow from that.
package enum TicketField: String, CaseIterable, Sendable {
  case id
  case type
  case subject
  case body
  case queue
  case stage
  case category
  case priority
  case tags
  case rootCauses = "root_causes"
  case requester
  case assignee
  case team
  case followers
  case attachments
  case noteAttachments = "note_attachments"
  case due
  case wake
  case parent
  case source
  case closeReason = "close_reason"
  case created
  case updated
  case closed
  case version
  case touched
  case stageSince = "stage_since"

  /// What is said of one field.
  private struct Row {
    let kind: FieldKind
    let traits: Traits
    let help: String
    let alias: String?

    init(_ kind: FieldKind, _ traits: Traits, help: String, alias: String? = nil) {
      (self.kind, self.traits, self.help, self.alias) = (kind, traits, help, alias)
    }
  }

  private struct Traits: OptionSet {
    let rawValue: UInt8

    static let list = Traits(rawValue: 1)
    static let neverEmpty = Traits(rawValue: 2)
    static let recorded = Traits(rawValue: 4)
    static let assigned = Traits(rawValue: 8)
    static let textual = Traits(rawValue: 16)
    static let `internal` = Traits(rawValue: 32)

    /// What a request may set.
    static let editable: Traits = [.recorded, .assigned]

    /// The same as `contains`, which a build for debugging does not specialize.
    func has(_ other: Traits) -> Bool { rawValue & other.rawValue == other.rawValue }
  }

  // Inlined, each property is a table of its own: nothing of the other members is made.
  @inline(__always) private var row: Row {
    switch self {
    case .id: Row(.ticket, .neverEmpty, help: "the ticket's number")
    case .type: Row(.choice, .editable, help: "its type, which says what life cycle it has")
    case .subject: Row(.text, [.editable, .textual], help: "what it is about, in one line")
    case .body: Row(.longText, [.editable, .textual], help: "the whole story")
    case .queue: Row(.queue, .editable, help: "where it waits; docket queue list")
    case .stage: Row(.stage, .editable, help: "where in its life cycle it is")
    case .category: Row(.category, .neverEmpty, help: "what the stage means")
    case .priority: Row(.priority, [.editable, .neverEmpty], help: "")
    case .tags:
      Row(.tag, [.editable, .list, .textual], help: "words to find it by (a list)", alias: "tag")
    case .rootCauses:
      Row(
        .tag, [.editable, .list, .textual], help: "what was behind it (a list)", alias: "root_cause"
      )
    case .requester: Row(.person, .editable, help: "who asks")
    case .assignee: Row(.person, .editable, help: "who works on it")
    case .team: Row(.person, [.editable, .list], help: "who works on it besides (a list)")
    case .followers:
      Row(.person, [.editable, .list], help: "who wants to know (a list)", alias: "follower")
    case .attachments:
      Row(
        .attachment, [.recorded, .list, .textual],
        help: "its files (a list); docket attach and docket detach", alias: "attachment")
    case .noteAttachments:
      Row(
        .attachment, [.recorded, .list, .textual],
        help: "files of its notes (a list), for those who see notes; docket note --attach")
    case .due: Row(.time, .editable, help: "when it is to be done; docket help times")
    case .wake: Row(.time, .editable, help: "when a postponed ticket comes back")
    case .parent: Row(.ticket, .editable, help: "the ticket that it is a part of")
    case .source: Row(.choice, .editable, help: "the way it came in: email, phone, letter, web …")
    case .closeReason: Row(.choice, .editable, help: "why it is closed")
    case .created: Row(.time, .neverEmpty, help: "when it was taken in")
    case .updated:
      Row(.time, .neverEmpty, help: "when something of it last changed; notes do not count")
    case .closed: Row(.time, [], help: "when it was closed")
    case .version:
      Row(
        .integer, .neverEmpty,
        help: "how many changes it has seen; --version N refuses a change of a later one")
    case .touched:
      Row(.time, [.neverEmpty, .internal], help: "when anything last happened, notes included")
    case .stageSince:
      Row(
        .time, .neverEmpty,
        help: "since when it has been in its stage; queries call it stage.changed too",
        alias: "stage.changed")
    }
  }
}

extension TicketField {
  /// What the field holds.
  package var kind: FieldKind { row.kind }
  /// Whether it holds a list.
  package var isMany: Bool { row.traits.has(.list) }
  /// Whether every ticket has a value of it.
  package var isNeverEmpty: Bool { row.traits.has(.neverEmpty) }
  /// Whether a request may set it; attachments have verbs of their own, the others follow from the
  /// history.
  package var isEditable: Bool { row.traits.has(.editable) }
  /// Whether entries hold edits of it.
  package var isRecorded: Bool { row.traits.has(.recorded) }
  /// Whether its values are words of people, which are kept apart so that they can be redacted.
  package var isTextual: Bool { row.traits.has(.textual) }
  /// Whether it is only for the kernel, which shows it to nobody.
  package var isInternal: Bool { row.traits.has(.internal) }
  /// Whether it is for those who see notes: for all others there is nothing in it.
  package var isOfNotes: Bool { self == .touched || self == .noteAttachments }
  /// Its other name in queries.
  package var alias: String? { row.alias }

  /// What the field says, in a line; the names that it takes, if the kernel knows all of them.
  package var meaning: String {
    [row.help, kind.names.joined(separator: ", ")].filter { !$0.isEmpty }
      .joined(separator: ": ")
  }

  /// The fields that are shown, in their order.
  package static let shown = allCases.filter { !$0.isInternal }

  /// Whether a field of that name is for those who see notes.
  static func isOfNotes(_ name: String) -> Bool {
    name == touched.rawValue || name == noteAttachments.rawValue
  }

  /// By the number of bytes in their names, of which at most five share one.
  private static let byLength: [[(name: String, field: TicketField)]] = {
    let longest = TicketField.allCases.map(\.rawValue.utf8.count).max() ?? 0
    return (0...longest).map { length in
      TicketField.allCases.filter { $0.rawValue.utf8.count == length }.map { ($0.rawValue, $0) }
    }
  }()

  /// The field of that name; faster than by the raw value, which tries one after the other, and than
  /// by a dictionary, which hashes the name.
  package init?(named name: String) {
    let length = name.utf8.count
    guard length < TicketField.byLength.count else { return nil }
    for known in TicketField.byLength[length] where known.name == name {
      self = known.field
      return
    }
    return nil
  }
}

extension Ticket {
  /// What stands in a field, hidden or not.
  // Inlined, it is one with the switch over what it gives.
  @inline(__always) package func content(of field: TicketField) -> FieldContent {
    switch field {
    case .id: .ticket(id)
    case .type: .text(type)
    case .subject: .text(subject)
    case .body: .text(body)
    case .queue: .text(queue)
    case .stage: .stage(stage, category)
    case .category: .text(category.rawValue)
    case .priority: .priority(priority)
    case .tags: .texts(tags)
    case .rootCauses: .texts(rootCauses)
    case .requester: .person(requester)
    case .assignee: .person(assignee)
    case .team: .people(team)
    case .followers: .people(followers)
    case .attachments: .attachments(attachments)
    case .noteAttachments: .attachments(noteAttachments)
    case .due: .moment(due)
    case .wake: .moment(wake)
    case .parent: .ticket(parent)
    case .source: .text(source)
    case .closeReason: .text(closeReason)
    case .created: .moment(created)
    case .updated: .moment(updated)
    case .closed: .moment(closed)
    case .version: .integer(version)
    case .touched: .moment(touched)
    case .stageSince: .moment(stageSince)
    }
  }

  /// Puts what the source has into a field; a ticket keeps its id.
  @inlinable package mutating func fill(
    _ field: TicketField, from source: inout some TicketFieldSource
  ) {
    switch field {
    case .id: break
    case .type: source.text(&type)
    case .subject: source.text(&subject)
    case .body: source.text(&body)
    case .queue: source.text(&queue)
    case .stage: source.stage(&stage, &category)
    case .category: source.category(&category)
    case .priority: source.priority(&priority)
    case .tags: source.texts(&tags)
    case .rootCauses: source.texts(&rootCauses)
    case .requester: source.person(&requester)
    case .assignee: source.person(&assignee)
    case .team: source.people(&team)
    case .followers: source.people(&followers)
    case .attachments: source.attachments(&attachments)
    case .noteAttachments: source.attachments(&noteAttachments)
    case .due: source.moment(&due)
    case .wake: source.moment(&wake)
    case .parent: source.ticket(&parent)
    case .source: source.text(&self.source)
    case .closeReason: source.text(&closeReason)
    case .created: source.moment(&created)
    case .updated: source.moment(&updated)
    case .closed: source.moment(&closed)
    case .version: source.integer(&version)
    case .touched: source.moment(&touched)
    case .stageSince: source.moment(&stageSince)
    }
  }
}
