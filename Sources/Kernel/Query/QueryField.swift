/// A field as a query names it.
package struct QueryField: Hashable, Sendable {
  package let name: String
  package let kind: FieldKind
  package let isMany: Bool
  /// The kernel's field of that name; `nil` for a custom one.
  package let kernel: TicketField?
  /// Whose field it is, where it is a person's; `nil` for a ticket's own.
  package let step: PersonStep?

  /// One of the kernel's fields.
  package init(_ field: TicketField) {
    name = field.rawValue
    kind = field.kind
    isMany = field.isMany
    kernel = field
    step = nil
  }

  /// A field that a plugin declared.
  package init(_ spec: FieldSpec) {
    name = spec.name
    kind = spec.kind
    isMany = spec.isMany
    kernel = nil
    step = nil
  }

  /// A field of a person whom the ticket names, or of whoever asks.
  package init(_ spec: FieldSpec, of whose: PersonStep.Whose) {
    let step = PersonStep(whose, spec.name)
    name = step.name
    kind = spec.kind
    isMany = spec.isMany
    kernel = nil
    self.step = step
  }

  /// The names of all that it tells of: of a person's field also the ticket's that names the person.
  package var names: [String] { [name] + (step?.whose.ticketField.map { [$0.rawValue] } ?? []) }

  /// Whether its values are stored and compared as numbers; else as texts, by their bytes.
  package var isNumeric: Bool {
    switch kind {
    case .text, .longText, .date, .choice, .queue, .tag, .stage, .category, .attachment: false
    case .integer, .number, .boolean, .time, .duration, .person, .ticket, .priority: true
    }
  }

  /// Whether one value is more or less than another, so that a range makes sense.
  package var isOrdered: Bool {
    switch kind {
    case .boolean, .choice, .person, .queue, .tag, .stage, .category, .attachment: false
    case .text, .longText, .integer, .number, .time, .date, .duration, .ticket, .priority: true
    }
  }

  /// Whether words of it are asked for: it is compared as texts are searched.
  package var isFolded: Bool { kernel == .subject || kernel == .body }

  /// Whether texts of it are sorted whatever their case and accents.
  package var isSortedFolded: Bool { !isNumeric && kind != .date }

  /// Whether a value of the other field can be compared with one of this.
  package func isComparable(with other: QueryField) -> Bool {
    isNumeric == other.isNumeric && family == other.family
  }

  private enum Family {
    case words, amount, boolean, time, date, duration, person, ticket, priority
  }

  private var family: Family {
    switch kind {
    case .text, .longText, .choice, .queue, .tag, .stage, .category, .attachment: .words
    case .integer, .number: .amount
    case .boolean: .boolean
    case .time: .time
    case .date: .date
    case .duration: .duration
    case .person: .person
    case .ticket: .ticket
    case .priority: .priority
    }
  }
}
