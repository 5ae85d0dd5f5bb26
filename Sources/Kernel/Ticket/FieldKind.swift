/// What a field holds.
package enum FieldKind: String, CaseIterable, JSONStored, Sendable {
  case text
  case longText = "long_text"
  case integer
  case number
  case boolean
  case time
  case date
  case duration
  case choice
  case person
  case ticket
  case queue
  case tag
  /// A stage of the ticket's life cycle; only the kernel's field `stage` has it.
  case stage
  /// A category; only the kernel's field `category` has it.
  case category
  /// A priority; only the kernel's field `priority` has it.
  case priority
  /// A file; only the kernel's field `attachments` has it.
  case attachment

  /// The kinds that plugins and desks may declare fields of: all but what only the kernel's have.
  package static let declarable = allCases.filter {
    ![.stage, .category, .priority, .attachment].contains($0)
  }

  /// Whether a value is one of the names that there are, which have labels, and no text of somebody.
  package var isOfNames: Bool {
    switch self {
    case .choice, .queue, .stage, .category, .priority: true
    case .text, .longText, .integer, .number, .boolean, .time, .date, .duration, .person, .ticket,
      .tag, .attachment:
      false
    }
  }

  /// The names that a field of the kind takes, if the kernel knows all of them.
  package var names: [String] {
    switch self {
    case .category: Category.allCases.map(\.rawValue)
    case .priority: Priority.allCases.map(\.rawValue)
    default: []
    }
  }
}
