import Crypto
import Kernel
import PluginHost
import Storage

/// The lines of an export, one JSON object each, as one person may see them.
struct ExportLines {
  let session: DeskSession
  let write: ([UInt8]) throws -> Void
  private var told: Set<Person.ID> = []
  private var names: [Person.ID: String] = [:]
  private var contents: Set<Digest> = []
  /// What is said in place of what there is; `nil` where all is said as it is.
  private let disguise: Disguise?
  /// What the desk renamed; it goes with the tickets, and its own chain does not.
  private let given: GivenNames

  init(
    _ session: DeskSession, as disguise: Disguise? = nil,
    write: @escaping ([UInt8]) throws -> Void,
  ) throws {
    self.session = session
    self.disguise = disguise
    self.write = write
    given = try GivenNames(readingFrom: session.reader, by: session.rulebook)
  }

  /// The form of the lines; it rises where an older reader would go wrong.
  static let format: Int64 = 1

  /// The first line: what it is, and which desk it is of.
  func header(tickets: Int) throws {
    let genesis = try session.reader.entry(EntryID(rawValue: 1))?.digest?.hex.prefix(16) ?? ""
    let name = session.moment.desk.configuration.name
    var members: [(String, JSON)] = [
      ("docket", .string("export")), ("format", .integer(ExportLines.format)),
      ("at", .string(session.now.iso)), ("tickets", .integer(Int64(tickets))),
      ("last", .integer(try session.reader.lastTicketID().rawValue)),
      ("notes", .boolean(session.viewer.seesNotesEverywhere)),
      (
        "desk",
        .object([
          ("id", .string(disguise?.desk(String(genesis)) ?? String(genesis))),
          ("name", .string(disguise?.words.text(name) ?? name)),
          ("language", .string(session.rulebook.settings.languageCode)),
          ("zone", .string(session.rulebook.settings.zone.name)),
        ])
      ),
    ]
    if disguise != nil { members.append(("anonymous", .boolean(true))) }
    try line(members)
  }

  /// A line for a person, the first time only.
  mutating func tell(_ person: Person) throws {
    guard told.insert(person.id).inserted else { return }
    var seen = person
    seen.fields = session.viewer.view(of: person).fields
    for id in seen.fields.values.flatMap(\.elements).compactMap(\.personID) {
      if let other = try session.reader.person(id) { try tell(other) }
    }
    let person = disguise?.person(seen) ?? seen
    names[person.id] = person.name
    var members: [(String, JSON)] = [
      ("name", .string(person.name)), ("email", .string(person.email)),
      ("language", .string(person.language)), ("zone", .string(person.zone)),
      ("roles", .array(person.roles.map(JSON.string))),
    ]
    if !person.fields.isEmpty { members.append(("fields", try json(person.fields))) }
    try line([("person", .object(members))])
  }

  /// A ticket as it is now, then its entries; the people in them come first.
  ///
  /// `false` where its history is hidden, so that there is nothing to export.
  mutating func tell(_ ticket: Ticket) throws -> Bool {
    let all = try session.reader.entries(of: ticket.id)
    let entries = session.viewer.entries(all, of: ticket)
    guard !entries.isEmpty else { return false }
    let seen = session.viewer.view(of: ticket)
    for entry in entries { try tellPeople(of: entry) }
    let renamed = session.viewer.seesNotes(of: ticket) ? given.told(in: all) : []
    try line([("ticket", try summary(of: seen, entries: entries.count, renamed: renamed))])
    for entry in entries {
      for attachment in entry.edits.flatMap(\.attachmentsAdded) { try tellContent(of: attachment) }
      try line([("entry", try json(disguise?.entry(entry) ?? entry))])
    }
    return true
  }

  /// Lines with the parts of an attachment's content, the first time only.
  private mutating func tellContent(of attachment: Attachment) throws {
    let digest = disguise?.attachment(attachment).digest ?? attachment.digest
    guard contents.insert(digest).inserted else { return }
    let made = disguise.map { MadeContent(of: attachment, by: $0.words) }
    var position: Int64 = 0
    try session.reader.readContent(attachment.digest) { bytes in
      let bytes = made?.bytes(at: position, count: bytes.count) ?? bytes
      try line([
        (
          "content",
          .object([
            ("digest", .string(digest.hex)), ("position", .integer(position)),
            ("bytes", .string(Base64.encode(bytes))),
          ])
        )
      ])
      position += Int64(bytes.count)
    }
  }

  private mutating func tellPeople(of entry: Entry) throws {
    var ids = [entry.actor.person].compactMap(\.self)
    let values =
      entry.edits.flatMap { [$0.from, $0.to] } + entry.params.values + entry.data.values
    for element in values.flatMap(\.elements) {
      if case .person(let id) = element { ids.append(id) }
    }
    for id in ids.sorted() where !told.contains(id) {
      guard let person = try session.reader.person(id) else { continue }
      let mayKnow = id == session.person.id || session.may(.personView)
      try tell(mayKnow ? person : Person(id: id, name: person.name))
    }
  }

  private func line(_ members: [(String, JSON)]) throws {
    var bytes = JSON.object(members).shownBytes
    bytes.append(0x0A)
    try write(bytes)
  }
}

extension ExportLines {
  private func name(_ id: Person.ID) throws -> String {
    if let name = names[id] { return name }
    let name = try session.name(of: id)
    return disguise?.personName(name) ?? name
  }

  private func summary(
    of ticket: Ticket, entries: Int, renamed: [GivenNames.Told],
  ) throws -> JSON {
    var fields: [(String, JSON)] = []
    for field in TicketField.shown where field != .id {
      let value = ticket.value(of: field)
      guard !value.isEmpty else { continue }
      let shown = disguise?.value(value, of: field.rawValue) ?? value
      fields.append((field.rawValue, try ExportText.json(shown, name: name)))
    }
    for (field, value) in ticket.fields {
      let shown = disguise?.value(value, of: field) ?? value
      let name = disguise?.fieldName(field) ?? field
      fields.append((name, try ExportText.json(shown, name: self.name)))
    }
    var members: [(String, JSON)] = [
      ("id", .integer(ticket.id.rawValue)), ("entries", .integer(Int64(entries))),
      ("fields", .object(fields)),
    ]
    // Entries have the names of their time: a reader has to know what became of them.
    if !renamed.isEmpty { members.append(("renamed", .array(renamed.map(json)))) }
    return .object(members)
  }

  private func json(_ told: GivenNames.Told) -> JSON {
    let params = Entry.params(of: told.renamings)
    return .object([
      ("after", .integer(told.after)),
      (
        "names",
        .object((disguise?.renamed(params) ?? params).map { ($0, .string($1.text ?? "")) })
      ),
    ])
  }

  private func json(_ entry: Entry) throws -> JSON {
    var members: [(String, JSON)] = [
      ("ticket", .integer(entry.ticket.rawValue)), ("number", .integer(entry.number)),
      ("at", .string(entry.at.iso)), ("actor", try ExportText.json(entry.actor, name: name)),
      ("source", .string(entry.source.rawValue)), ("action", .string(entry.action)),
      ("visibility", .string(entry.visibility.rawValue)),
    ]
    if !entry.edits.isEmpty { members.append(("edits", .array(try entry.edits.map(json)))) }
    if !entry.text.isEmpty { members.append(("text", .string(entry.text))) }
    if !entry.params.isEmpty { members.append(("params", try json(entry.params))) }
    if !entry.data.isEmpty { members.append(("data", try json(entry.data))) }
    if let hook = entry.hook { members.append(("hook", .string(hook))) }
    if !entry.redacted.isEmpty {
      let parts = entry.redacted.map(\.rawValue).sorted()
      members.append(("redacted", .array(parts.map(JSON.string))))
    }
    return .object(members)
  }

  private func json(_ edit: Edit) throws -> JSON {
    var members: [(String, JSON)] = [
      ("field", .string(edit.field)), ("from", try ExportText.json(edit.from, name: name)),
      ("to", try ExportText.json(edit.to, name: name)),
    ]
    if let by = edit.by { members.append(("by", .string(by))) }
    return .object(members)
  }

  private func json(_ values: [String: Value]) throws -> JSON {
    .object(try values.map { ($0.key, try ExportText.json($0.value, name: name)) })
  }
}
