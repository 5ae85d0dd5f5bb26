/// A field that every ticket has, whatever the plugins add.
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

  /// What the field holds.
  package var kind: FieldKind {
    switch self {
    case .id, .parent: .ticket
    case .type, .source, .closeReason: .choice
    case .subject: .text
    case .body: .longText
    case .queue: .queue
    case .stage: .stage
    case .category: .category
    case .priority: .priority
    case .tags, .rootCauses: .tag
    case .requester, .assignee, .team, .followers: .person
    case .due, .wake, .created, .updated, .closed, .touched, .stageSince: .time
    case .version: .integer
    case .attachments: .attachment
    }
  }

  /// Whether it holds a list.
  package var isMany: Bool {
    switch self {
    case .tags, .rootCauses, .team, .followers, .attachments: true
    default: false
    }
  }

  /// Whether a request may set it; attachments have verbs of their own, the others follow from the
  /// history.
  package var isEditable: Bool {
    switch self {
    case .attachments: false
    default: isRecorded
    }
  }

  /// Whether entries hold edits of it.
  package var isRecorded: Bool {
    switch self {
    case .id, .category, .created, .updated, .closed, .version, .touched, .stageSince: false
    default: true
    }
  }

  /// Whether its values are words of people, which are kept apart so that they can be redacted.
  package var isTextual: Bool {
    switch self {
    case .subject, .body, .tags, .rootCauses, .attachments: true
    default: false
    }
  }
}

/// Some of a ticket's fields; nearly always none, which costs nothing to carry along and to ask.
package struct TicketFieldSet: Equatable, Sendable {
  private var bits: UInt32 = 0

  package init() {}

  package func contains(_ field: TicketField) -> Bool {
    bits != 0 && bits & TicketFieldSet.bit(of: field) != 0
  }

  package mutating func insert(_ field: TicketField) {
    bits |= TicketFieldSet.bit(of: field)
  }

  private static func bit(of field: TicketField) -> UInt32 {
    TicketField.allCases.firstIndex(of: field).map { 1 << UInt32($0) } ?? 0
  }
}
