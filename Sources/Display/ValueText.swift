import Desk
import Kernel
import Texts

/// Values in words for people and in JSON for programs.
package struct ValueText {
  package let times: TimeText
  /// What names are called in the reader's language; `nil` for names as they are typed.
  package var labels: Labels?
  /// Whether times are written as the reader's language does though names are as they are typed.
  package var writesTimes = false
  package internal(set) var name: (Person.ID) throws -> String
  package let field: (String) -> FieldDefinition?
  /// Actions of plugins, whose parameters and data have kinds of their own.
  package var action: (String) -> ActionSpec? = { _ in nil }
  /// The import of which an entry of the desk tells.
  package var importMention: (EntryID) throws -> ImportMention? = { _ in nil }
  /// The type of a ticket, where there is one for the reader.
  package var typeOf: (Ticket.ID) throws -> String? = { _ in nil }
  /// The type of the ticket that is spoken of: its stages are called as its life cycle calls them.
  var type: String?

  package init(
    times: TimeText, labels: Labels? = nil, name: @escaping (Person.ID) throws -> String,
    field: @escaping (String) -> FieldDefinition?,
    action: @escaping (String) -> ActionSpec? = { _ in nil },
    importMention: @escaping (EntryID) throws -> ImportMention? = { _ in nil },
  ) {
    self.times = times
    self.labels = labels
    self.name = name
    self.field = field
    self.action = action
    self.importMention = importMention
  }

  /// The same for what an action was given or gave back, by its declarations.
  package func of(_ specs: [FieldSpec]?) -> ValueText {
    let fields = Dictionary(
      (specs ?? []).map { ($0.name, FieldDefinition($0)) }
    ) { first, _ in first }
    return ValueText(times: times, labels: labels, name: name, field: { fields[$0] })
  }

  /// The value for a person; an empty one is an empty text.
  package func text(_ value: Value, of field: String = "") throws -> String {
    // Where names are shown as they are typed, all else is.
    let language = labels == nil ? .english : times.language
    if let words = value.words(of: self.field(field)?.kind, in: language) { return words }
    switch value {
    case .none: return ""
    case .boolean, .integer, .number: return value.plainText
    case .text(let value): return fault(value, of: field) ?? shown(name: value, of: field)
    case .time(let value):
      return labels == nil && !writesTimes ? times.zone.clock(value) : times.clock(value)
    case .person(let value): return try name(value)
    case .ticket(let value): return "\(value.rawValue)"
    case .stage(let stage, _): return shown(name: stage, of: field)
    case .attachment(let attachment): return attachment.name
    case .list(let values):
      return try values.map { try text($0, of: field) }.joined(separator: ", ")
    }
  }

  /// What stands for a computed value whose plugin failed, as the reader's language says it.
  private func fault(_ value: String, of field: String) -> String? {
    guard labels != nil, self.field(field)?.spec?.isComputed == true,
      let text = Text(saying: value, amongSections: ["page"]),
      [Text.pageFaultUntold.code, Text.pageFault(problem: "").code].contains(text.code)
    else { return nil }
    return text.rendered(in: times.language)
  }

  /// What the field is called.
  package func title(of field: String) -> String {
    guard let labels, let label = labels.field(ownName(field)) else { return field }
    guard let step = PersonStep(named: field) else { return label }
    return "\(labels.field(step.whose.rawValue) ?? step.whose.rawValue): \(label)"
  }

  /// The name that a field was declared by, of a person's without whose it is.
  private func ownName(_ field: String) -> String {
    PersonStep(named: field)?.field ?? DeskEntry.personField(in: field) ?? field
  }

  /// What a name is called where it is one of those that a field may hold, and no free text.
  package func shown(name: String, of field: String) -> String {
    guard let labels, self.field(field)?.kind.isOfNames == true else { return name }
    return labels.value(name, of: ownName(field), onType: type) ?? name
  }

  /// The same with names as they are typed, for what programs read.
  package var unlabelled: ValueText {
    var copy = self
    copy.labels = nil
    return copy
  }

  /// The value for a program: people by name, times in ISO 8601, stages by name.
  package func json(_ value: Value, of field: String = "") throws -> JSON {
    let isMany = self.field(field)?.isMany ?? false
    switch value {
    case .none: return isMany ? .array([]) : .null
    case .list(let values): return .array(try values.map(element))
    default: return isMany ? .array([try element(value)]) : try element(value)
    }
  }

  private func element(_ value: Value) throws -> JSON {
    switch value {
    case .none, .list: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .string("\(value)")
    case .text(let value): .string(value)
    case .time(let value): .string(value.iso)
    case .person(let value): .string(try name(value))
    case .ticket(let value): .integer(value.rawValue)
    case .stage(let stage, _): .string(stage)
    case .attachment(let attachment): attachment.json
    }
  }

  /// Who acted: a person's name, `plugin:sla` or `desk`.
  package func actor(_ actor: Actor) throws -> String {
    try actor.person.map(name) ?? actor.text
  }

  /// An edit in a line: `stage: new → open`, with the hook that set it.
  package func line(_ edit: Edit) throws -> String {
    let by = edit.by.map { " (\($0))" } ?? ""
    return "\(title(of: edit.field)): \(try change(edit))\(by)"
  }

  /// What an edit changes: `new → open`, or of a list `+late -new`.
  package func change(_ edit: Edit) throws -> String {
    if let difference = try difference(edit) { return difference }
    if case (.time(let from), .time(let to)) = (edit.from, edit.to),
      times.clock(from) == times.clock(to)
    {
      return "\(times.exactClock(from)) → \(times.exactClock(to))"
    }
    return "\(try shown(edit.from, edit.field)) → \(try shown(edit.to, edit.field))"
  }

  /// What a list lost and gained; `nil` where that says less than the lists themselves.
  package func difference(_ edit: Edit) throws -> String? {
    let (before, after) = (edit.from.elements, edit.to.elements)
    let isMany = field(edit.field)?.isMany ?? (before.count > 1 || after.count > 1)
    guard isMany, !before.isEmpty, !after.isEmpty else { return nil }
    let gained = try after.without(before).map { "+\(try text($0, of: edit.field))" }
    let lost = try before.without(after).map { "-\(try text($0, of: edit.field))" }
    let all = gained + lost
    return all.isEmpty ? nil : all.joined(separator: " ")
  }

  private func shown(_ value: Value, _ field: String) throws -> String {
    value.isEmpty ? "–" : try text(value, of: field)
  }
}

extension ValueText {
  /// The ticket as API.md's value has it, times in ISO 8601 with milliseconds.
  package func json(_ ticket: Ticket) throws -> JSON {
    .object(try members(of: ticket))
  }

  /// The same with no more than those fields, and `id`; those of plugins stand in `fields`.
  package func json(_ ticket: Ticket, only names: Set<String>?) throws -> JSON {
    guard let names else { return try json(ticket) }
    var members = try members(of: ticket).filter { $0.0 == "id" || names.contains($0.0) }
    let own = ticket.fields.filter { names.contains($0.key) }
    if names.contains(where: { TicketField(rawValue: $0) == nil }) {
      members.append(("fields", try json(own)))
    }
    return .object(members)
  }

  /// The same with `entries`: the conversation, without what only a history tells.
  package func json(_ ticket: Ticket, with entries: [Entry]) throws -> JSON {
    let shown = entries.filter { $0.isShown(on: ticket.id) }
    return .object(
      try members(of: ticket)
        + [("entries", .array(try shown.map { try conversation($0, on: ticket.id) }))])
  }

  private func conversation(_ entry: Entry, on ticket: Ticket.ID) throws -> JSON {
    let hook = entry.hook.map { ("hook", JSON.string($0)) }
    let owner = entry.ticket == ticket ? [] : [("ticket", JSON.integer(entry.ticket.rawValue))]
    return .object(
      [
        ("number", .integer(entry.number)), ("at", .string(entry.at.iso)),
        ("actor", .string(try actor(entry.actor))), ("action", .string(entry.action)),
        ("visibility", .string(entry.visibility.rawValue)),
        ("text", .string(entry.speech(on: ticket))),
      ] + owner + (hook.map { [$0] } ?? []) + redacted(entry))
  }

  private func members(of ticket: Ticket) throws -> [(String, JSON)] {
    var members: [(String, JSON)] = []
    // For who sees no notes there is not even a place for their files.
    for field in TicketField.shown where !(field.isOfNotes && ticket.hidden.contains(field)) {
      members.append((field.rawValue, try json(ticket.value(of: field), of: field.rawValue)))
    }
    members.append(
      ("fields", .object(try ticket.fields.map { ($0.key, try json($0.value, of: $0.key)) })))
    return members
  }

  /// The entry as API.md's value has it; what is hidden from the reader is left out.
  package func json(_ entry: Entry) throws -> JSON {
    var members: [(String, JSON)] = [
      ("ticket", .integer(entry.ticket.rawValue)), ("number", .integer(entry.number)),
      ("version", .integer(entry.version)), ("at", .string(entry.at.iso)),
      ("recorded", .string(entry.recorded.iso)), ("request", .string(entry.request)),
      ("actor", .string(try actor(entry.actor))), ("source", .string(entry.source.rawValue)),
      ("action", .string(entry.action)),
      ("params", try of(action(entry.action)?.params).json(entry.params)),
      ("data", try of(action(entry.action)?.data).json(entry.data)),
      ("edits", .array(try entry.edits.map(json))),
      ("attachments", .array(entry.edits.flatMap(\.attachmentsAdded).map(\.json))),
      ("text", .string(entry.text)), ("visibility", .string(entry.visibility.rawValue)),
    ]
    members += redacted(entry)
    if entry.seq.rawValue > 0 {
      members.append(("seq", .integer(entry.seq.rawValue)))
      members.append(("depth", .integer(entry.depth)))
      if let cause = entry.cause { members.append(("cause", .integer(cause.rawValue))) }
      if let origin = entry.origin { members.append(("origin", .integer(origin.rawValue))) }
      if let hook = entry.hook { members.append(("hook", .string(hook))) }
      if let told = try entry.imported.flatMap(importMention) {
        members.append(("imported", try json(told)))
      }
      if let digest = entry.digestText { members.append(("digest", .string(digest))) }
      if let previous = entry.previousText { members.append(("previous", .string(previous))) }
    }
    return .object(members)
  }

  private func json(_ told: ImportMention) throws -> JSON {
    .object([
      ("by", .string(try actor(told.by))), ("source", .string(told.source)),
      ("file", .string(told.file)),
    ])
  }

  /// Which words are gone, where some are: `data`, `edits`, `params`, `text`.
  private func redacted(_ entry: Entry) -> [(String, JSON)] {
    guard !entry.redacted.isEmpty else { return [] }
    let parts = RedactablePart.allCases.filter { part in
      part != .all && !part.parts.isDisjoint(with: entry.redacted)
    }
    return [("redacted", .array(parts.map { .string($0.rawValue) }))]
  }

  package func json(_ edit: Edit) throws -> JSON {
    var members: [(String, JSON)] = [
      ("field", .string(edit.field)), ("from", try json(edit.from, of: edit.field)),
      ("to", try json(edit.to, of: edit.field)),
    ]
    if let by = edit.by { members.append(("by", .string(by))) }
    return .object(members)
  }

  package func json(_ values: [String: Value]) throws -> JSON {
    .object(try values.map { ($0.key, try json($0.value, of: $0.key)) })
  }

  /// The person as API.md's value has it.
  package func json(_ person: Person) -> JSON {
    .object([
      ("id", .integer(person.id.rawValue)), ("name", .string(person.name)),
      ("email", .string(person.email)), ("login", .string(person.login)),
      ("language", .string(person.language)), ("zone", .string(person.zone)),
      ("roles", .array(person.roles.map(JSON.string))),
    ])
  }

  /// A person's fields, the empty ones included.
  package func json(fieldsOf person: Person, among specs: [FieldSpec]) throws -> JSON {
    .object(
      try specs.map { spec in
        (spec.name, try json(person.fields[spec.name] ?? .none, of: spec.name))
      })
  }
}
