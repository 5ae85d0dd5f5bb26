import Texts

/// Turns what people and plugins give for a field into a value of the field's kind.
///
/// What does not fit throws a `Refusal.Problem` that says what would.
package struct FieldResolver {
  let rulebook: Rulebook
  let transaction: any Transaction
  let now: Instant
  /// Whose clock times are on that are given as texts without a zone.
  let typist: Typist
  /// The language that a person typed the texts in, where it is not their own.
  let typed: Language?
  /// Who asks, for whom hidden fields do not exist; `nil` sees everything.
  let viewer: Viewer?

  package init(
    rulebook: Rulebook, transaction: any Transaction, now: Instant, typist: Typist = .desk,
    typed: Language? = nil, viewer: Viewer? = nil,
  ) {
    self.rulebook = rulebook
    self.transaction = transaction
    self.now = now
    self.typist = typist
    self.typed = typed
    self.viewer = viewer
  }

  /// Who wrote the texts that are read.
  package enum Typist {
    /// The desk, or a plugin of it.
    case desk
    case person(Person)
    /// Somebody whose zone is given, such as an importer's; with the person whose own words they are.
    case zone(Zone, of: Person? = nil)
  }

  /// The value that the field is to have.
  package func resolve(
    _ assignment: Request.Assignment, for name: String, of ticket: Ticket,
  ) throws -> Value {
    guard let field = rulebook.field(name), isVisible(name, of: ticket) else {
      throw unknown(name, of: ticket)
    }
    guard field.isEditable else {
      let words =
        switch field.kind {
        case .category: Text.fieldCategory
        case .attachment: Text.fieldAttachments
        default:
          field.spec?.isComputed == true ? Text.fieldComputed : Text.fieldNotEditable
        }
      throw Refusal.Problem(.invalid, field: name, words)
    }
    switch assignment {
    case .value(let value): return try single(value, of: field, in: ticket)
    case .elements(let adding, let removing):
      guard field.isMany else {
        throw Refusal.Problem(.invalid, field: name, Text.fieldOneValueOperator)
      }
      let more = try adding.flatMap { try elements($0, of: field, in: ticket) }
      let less = try removing.flatMap { try elements($0, of: field, in: ticket) }
      let kept = ticket.value(of: name).elements.withoutSame(as: less)
      return .listing(kept + more.uniqued.without(kept))
    }
  }

  /// The value of a field that is none of the ticket's own: a parameter of an action.
  package func resolve(_ value: Value, as field: FieldDefinition, in ticket: Ticket) throws -> Value
  {
    try single(value, of: field, in: ticket)
  }

  private func unknown(_ name: String, of ticket: Ticket) -> Refusal.Problem {
    let names = TicketField.allCases.filter(\.isEditable).map(\.rawValue) + rulebook.fields.keys
    let nearest = rulebook.nearest(
      to: name, among: names.filter { isVisible($0, of: ticket) }, as: .field)
    return Refusal.Problem(
      .invalid,
      field: name, Text.fieldUnknown(hint: Text.nearest(nearest)))
  }

  /// Whether the field exists for the one who asks, who may see the ticket or be about to make it.
  private func isVisible(_ name: String, of ticket: Ticket) -> Bool {
    !(viewer?.hides(name, of: ticket) ?? false)
  }

  private func single(_ value: Value, of field: FieldDefinition, in ticket: Ticket) throws -> Value
  {
    guard !value.isBlank else {
      // A parameter may be called like a field that is never empty.
      guard field.spec != nil || FieldResolver.mayBeEmpty(field.name) else {
        throw Refusal.Problem(.invalid, field: field.name, Text.fieldNeverEmpty)
      }
      return .none
    }
    if field.isMany {
      return .listing(try elements(value, of: field, in: ticket).uniqued)
    }
    if case .list(let values) = value.withoutBlanks {
      guard values.count == 1 else {
        throw Refusal.Problem(
          .invalid, field: field.name, Text.fieldOneValue(count: values.count))
      }
      return try element(values[0], of: field, in: ticket)
    }
    return try element(value, of: field, in: ticket)
  }

  /// Whether the field may be without a value.
  package static func mayBeEmpty(_ field: String) -> Bool { !neverEmpty.contains(field) }

  /// Fields without which a ticket makes no sense.
  private static let neverEmpty: Set<String> = ["type", "stage", "priority", "source"]

  private func elements(_ value: Value, of field: FieldDefinition, in ticket: Ticket) throws
    -> [Value]
  {
    if case .text(let text) = value {
      return try text.split(separator: ",").filter { !$0.isBlank }.map { part in
        try element(.text(part.trimmingBlanks), of: field, in: ticket)
      }
    }
    return try value.withoutBlanks.elements.map { try element($0, of: field, in: ticket) }
  }

  private func element(_ value: Value, of field: FieldDefinition, in ticket: Ticket) throws -> Value
  {
    switch field.kind {
    case .text, .longText: return .text(try text(value, Text.fieldWantsText, of: field))
    case .tag, .queue: return .text(try name(value, Text.fieldWantsText, of: field))
    case .choice: return .text(try name(value, Text.fieldWantsChoice, of: field))
    case .priority: return try priority(value, of: field)
    case .stage, .category: return try stage(value, of: field, in: ticket)
    case .attachment: throw Refusal.Problem(.invalid, field: field.name, Text.fieldWantsFile)
    case .person: return try person(value, of: field)
    case .ticket: return try reference(value, of: field)
    case .integer, .number, .boolean, .duration:
      let typing = Typing(in: language, zone: .utc, now: now)
      return try ScalarReader(field: field.name, kind: field.kind, typing: typing).value(value)
    case .time, .date:
      let typing = Typing(in: language, zone: zone, now: now)
      return try MomentReader(field: field.name, kind: field.kind, typing: typing).value(value)
    }
  }

  /// Looked up where a time is read: most requests have none.
  private var zone: Zone {
    switch typist {
    case .desk: rulebook.settings.zone
    case .person(let person): rulebook.settings.zone(of: person)
    case .zone(let zone, _): zone
    }
  }

  /// A plugin's words are English, whatever the desk speaks.
  private var language: Language? {
    switch typist {
    case .desk, .zone(_, of: nil): nil
    case .person(let person), .zone(_, of: let person?):
      typed ?? rulebook.settings.language(of: person)
    }
  }

  private func text(_ value: Value, _ expected: Text, of field: FieldDefinition) throws -> String {
    switch value {
    case .text(let text), .stage(let text, _): return text
    default:
      throw Refusal.Problem(
        .invalid, field: field.name, Text.fieldWants(expected: expected))
    }
  }

  /// A text by which things are found again: without blanks around it, in its composed form.
  private func name(_ value: Value, _ expected: Text, of field: FieldDefinition) throws -> String {
    try text(value, expected, of: field).trimmingBlanks.composed
  }

  private func priority(_ value: Value, of field: FieldDefinition) throws -> Value {
    guard case .text(let text) = value, Priority(rawValue: text) != nil else {
      let names = Priority.allCases.map(\.rawValue)
      throw Refusal.Problem(
        .invalid,
        field: field.name,
        Text.fieldNoneOf(
          value: value.plainText, choices: names.joined(separator: ", "),
          hint: Text.nearest(
            rulebook.nearest(to: value.plainText, among: names, as: .value(of: .priority)))))
    }
    return value
  }

  /// A stage by its name, with the category that the ticket's life cycle gives it.
  private func stage(_ value: Value, of field: FieldDefinition, in ticket: Ticket) throws -> Value {
    let name = try text(value, Text.fieldWantsStage, of: field)
    guard let lifecycle = rulebook.lifecycle(ofType: ticket.type) else {
      throw Refusal.Problem(
        .invalid,
        field: field.name, Text.fieldTypeWithoutPlugin(type: ticket.type))
    }
    guard let category = lifecycle.category(of: name) else {
      let names = lifecycle.stages.map(\.name)
      throw Refusal.Problem(
        .invalid,
        field: field.name,
        Text.fieldNoStage(
          stage: name,
          hint: Text.suggestion(
            rulebook.nearest(to: name, among: names, as: .stage(of: lifecycle.name))),
          type: ticket.type, known: names.joined(separator: ", ")),
        by: lifecycle.plugin)
    }
    return .stage(name, category)
  }

  private func person(_ value: Value, of field: FieldDefinition) throws -> Value {
    switch value {
    case .person(let id):
      guard try transaction.person(id) != nil else {
        throw Refusal.Problem(
          .invalid,
          field: field.name, Text.fieldNoPersonNumber(person: id.rawValue))
      }
      return value
    case .text(let name):
      if let person = try transaction.person(named: name) { return .person(person.id) }
      let mayKnow = viewer.map { $0.authority.may(.personView, in: $0.context) }
      let names = mayKnow ?? true ? try transaction.names(like: name) : []
      let hint = Text.nearest(nearestName(to: name, among: names))
      throw Refusal.Problem(
        .invalid,
        field: field.name, Text.fieldNoPerson(person: name, hint: hint))
    default: throw Refusal.Problem(.invalid, field: field.name, Text.fieldWantsPerson)
    }
  }

  private func reference(_ value: Value, of field: FieldDefinition) throws -> Value {
    let id: Ticket.ID? =
      switch value {
      case .ticket(let id): id
      case .integer(let number): Ticket.ID(rawValue: number)
      case .text(let text): Int64(text).map(Ticket.ID.init(rawValue:))
      default: nil
      }
    guard let id, id.rawValue > 0 else {
      throw Refusal.Problem(.invalid, field: field.name, Text.fieldWantsTicket)
    }
    guard let found = try transaction.ticket(id), viewer?.sees(found) ?? true else {
      throw Refusal.Problem(
        .invalid, field: field.name, Text.ticketMissing(ticket: id.rawValue))
    }
    return .ticket(id)
  }
}

extension [Value] {
  /// The values that are not among others, however their letters are spelled: older desks may hold
  /// names that are not in composed form.
  fileprivate func withoutSame(as others: [Value]) -> [Value] {
    let texts = Set(others.compactMap(\.text))
    return without(others).filter { value in value.text.map { !texts.contains($0) } ?? true }
  }
}
