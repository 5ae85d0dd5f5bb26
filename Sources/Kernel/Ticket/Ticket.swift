import Crypto

/// A ticket as of some moment: the fold of its entries up to then.
package struct Ticket: Equatable, Sendable {
  /// The number that people call a ticket by: 1, 2, 3 …, never reused; 0 is the desk itself.
  package struct ID: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
      self.rawValue = rawValue
    }

    /// The desk itself, whose own chain of entries is kept under this number.
    package static let desk = ID(rawValue: 0)

    package static func < (left: ID, right: ID) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package let id: ID
  package var type = ""
  package var subject = ""
  package var body = ""
  package var queue = ""
  package var stage = ""
  package var category = Category.open
  package var priority = Priority.normal
  package var tags: [String] = []
  package var rootCauses: [String] = []
  package var requester: Person.ID?
  package var assignee: Person.ID?
  package var team: [Person.ID] = []
  package var followers: [Person.ID] = []
  package var attachments: [Attachment] = []
  /// Files that came with notes: internal as these are.
  package var noteAttachments: [Attachment] = []
  package var due: Instant?
  package var wake: Instant?
  package var parent: ID?
  package var source = ""
  package var closeReason = ""
  package var created = Instant(milliseconds: 0)
  package var updated = Instant(milliseconds: 0)
  package var closed: Instant?
  /// How many requests wrote an edit, public text or data.
  package var version: Int64 = 0
  /// When the last entry of any kind happened, notes included: internal.
  package var touched = Instant(milliseconds: 0)
  /// What of it is only for some: the entries of secret fields alone.
  package var veiled = Veil()
  /// Custom fields that have a value.
  package var fields: [String: Value] = [:]

  /// Fields that whoever looks may not see: to them they are empty, even those that never are.
  package private(set) var hidden = CaseSet<TicketField>()

  /// When the present stage was entered.
  package var stageSince = Instant(milliseconds: 0)
  /// Whether all words of it are gone, so that it stands in the history only.
  package internal(set) var isPurged = false
  /// All categories the ticket has ever been in.
  package var been: CategorySet = []
  /// The stages to go back to: where it was discarded from (several deep) or postponed from.
  package var stagesBefore: [String] = []
  /// The number of the last entry.
  package var number: Int64 = 0
  /// The digest of the last entry: the end of the ticket's chain.
  package var head: Digest?

  /// A ticket before its first entry.
  package init(id: ID) {
    self.id = id
  }

  /// Empties a field for one who may not see it.
  ///
  /// The version stays, by which a change tells what it was made of.
  mutating func hide(_ field: TicketField) {
    set(field, to: .none)
    hidden.insert(field)
  }

  /// The ticket for one who sees no notes, as far as their files go.
  package var withoutNoteAttachments: Ticket {
    var seen = self
    seen.hide(.noteAttachments)
    return seen
  }

  /// Whether there is nothing of it but its number for whoever looks.
  package var isNumberAlone: Bool { hidden.contains(.type) && hidden.contains(.created) }

  /// The ticket for one for whom there is nothing of it but its number.
  var numberAlone: Ticket {
    var bare = Ticket(id: id)
    bare.version = version
    for field in TicketField.allCases where field != .id { bare.hide(field) }
    return bare
  }
}

extension Ticket {
  /// The value of a field by its name, kernel's or custom; `none` where it is empty or unknown.
  package func value(of name: String) -> Value {
    guard let field = TicketField(named: name) else { return fields[name] ?? .none }
    return value(of: field)
  }

  /// The value of one of the kernel's fields.
  package func value(of field: TicketField) -> Value {
    guard !hidden.contains(field) else { return .none }
    return switch content(of: field) {
    case .text(let text): .naming(text)
    case .texts(let texts): .texts(texts)
    case .integer(let number): .integer(number)
    case .moment(let moment): .optional(moment)
    case .person(let id): .optional(id)
    case .people(let ids): .people(ids)
    case .ticket(let id): id.map(Value.ticket) ?? .none
    case .attachments(let attachments): .attachments(attachments)
    case .stage(let name, let category): name.isEmpty ? .none : .stage(name, category)
    case .priority(let priority): .text(priority.rawValue)
    }
  }

  /// Sets a field to a value of the field's kind; what does not fit its kind empties the field.
  ///
  /// The caller has checked the kind: a value that a rule would refuse never comes here. Fields that
  /// follow from the history stay.
  package mutating func set(_ name: String, to value: Value) {
    guard let field = TicketField(named: name) else {
      fields[name] = value.isEmpty ? nil : value
      return
    }
    set(field, to: value)
  }

  mutating func set(_ field: TicketField, to value: Value) {
    guard field.isRecorded else { return }
    var source = ValueForField(value: value)
    fill(field, from: &source)
  }
}

/// What stands in a field of a ticket: a text that is empty is none.
package enum FieldContent {
  case text(String)
  case texts([String])
  case integer(Int64)
  case moment(Instant?)
  case person(Person.ID?)
  case people([Person.ID])
  case ticket(Ticket.ID?)
  case attachments([Attachment])
  case stage(String, Category)
  case priority(Priority)
}

/// What fills a field of a ticket.
package protocol TicketFieldSource {
  mutating func text(_ place: inout String)
  mutating func texts(_ place: inout [String])
  mutating func integer(_ place: inout Int64)
  mutating func moment(_ place: inout Instant)
  mutating func moment(_ place: inout Instant?)
  mutating func person(_ place: inout Person.ID?)
  mutating func people(_ place: inout [Person.ID])
  mutating func ticket(_ place: inout Ticket.ID?)
  mutating func attachments(_ place: inout [Attachment])
  mutating func stage(_ name: inout String, _ category: inout Category)
  mutating func category(_ place: inout Category)
  mutating func priority(_ place: inout Priority)
}

/// Fills a field by a value.
private struct ValueForField: TicketFieldSource {
  let value: Value

  func text(_ place: inout String) { place = value.text ?? "" }
  func texts(_ place: inout [String]) { place = value.elements.compactMap(\.text) }
  func integer(_ place: inout Int64) { if case .integer(let number) = value { place = number } }
  func moment(_ place: inout Instant) { if let moment = value.instant { place = moment } }
  func moment(_ place: inout Instant?) { place = value.instant }
  func person(_ place: inout Person.ID?) { place = value.personID }
  func people(_ place: inout [Person.ID]) { place = value.elements.compactMap(\.personID) }
  func ticket(_ place: inout Ticket.ID?) { place = value.ticketID }
  func attachments(_ place: inout [Attachment]) {
    place = value.elements.compactMap(\.attachment)
  }
  func category(_ place: inout Category) {
    place = value.text.flatMap(Category.init(named:)) ?? .open
  }
  func priority(_ place: inout Priority) {
    place = value.text.flatMap(Priority.init(rawValue:)) ?? .normal
  }
  func stage(_ name: inout String, _ category: inout Category) {
    if case .stage(let stage, let its) = value {
      (name, category) = (stage, its)
    } else {
      (name, category) = ("", .open)
    }
  }
}

extension Value {
  /// A text, or `none` where it is empty.
  package static func naming(_ text: String) -> Value {
    text.isEmpty ? .none : .text(text)
  }

  package static func texts(_ texts: [String]) -> Value {
    listing(texts.map(Value.text))
  }

  package static func people(_ people: [Person.ID]) -> Value {
    listing(people.map(Value.person))
  }

  package static func attachments(_ attachments: [Attachment]) -> Value {
    listing(attachments.map(Value.attachment))
  }

  package static func optional(_ person: Person.ID?) -> Value {
    person.map(Value.person) ?? .none
  }

  package static func optional(_ instant: Instant?) -> Value {
    instant.map(Value.time) ?? .none
  }

  /// The person, where this is one.
  package var personID: Person.ID? {
    if case .person(let id) = self { id } else { nil }
  }

  /// The ticket, where this is one.
  package var ticketID: Ticket.ID? {
    if case .ticket(let id) = self { id } else { nil }
  }

  /// The moment, where this is one.
  package var instant: Instant? {
    if case .time(let instant) = self { instant } else { nil }
  }
}
