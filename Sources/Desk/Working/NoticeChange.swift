import Kernel
import Storage
import Texts

/// A change as one of those reads it who were told of it: only what they may see, and as it is by now.
///
/// Redacted words are gone from it, and so is what the reader may not see any more, and what those do not
/// see through whom they are told.
struct NoticeChange {
  /// The ticket as it is seen; its number alone where the reader is told through one who does not see
  /// it.
  let ticket: Ticket
  /// The entries of the change that are seen.
  let entries: [Entry]
  /// Whether the reader sees anything of the change, whoever tells them.
  let isThere: Bool
  /// What happened, as `ticket.reply`; empty where that is not seen.
  let event: String
  /// When it happened; `nil` where the reader sees nothing of it.
  let at: Instant?
  /// Who made the change.
  let actor: String
  /// Whether notes of the ticket exist for the reader.
  let seesNotes: Bool
  /// The subscription that tells it, if one does.
  private let subscription: String?
  /// Fields whose edits are not told beside others.
  private let aside: Set<String>
  private let viewer: Viewer
  private let present: Ticket
  private let reader: Reader
  private let rulebook: Rulebook
  /// The reader's clock.
  private let zone: Zone

  /// Looks it up; `nil` where the reader sees nothing of the ticket any more.
  ///
  /// `seen` is what the reader sees through whoever tells them; `nil` where they look themselves.
  init?(
    _ row: OutboxRow, for reading: Viewer, through seen: Viewer? = nil, by rulebook: Rulebook,
    readingFrom reader: Reader, zone: Zone,
  ) throws {
    guard let id = row.ticket, let ticket = try reader.ticket(id), reading.sees(ticket) else {
      return nil
    }
    let told = try row.entry.flatMap { try reader.entry($0) }
    let isTold = { (entry: Entry) in entry.request == told?.request }
    let own =
      try told.map { try SeenHistory(reader, as: reading).change(from: $0, where: isTold) } ?? []
    let viewer = seen ?? reading
    entries =
      seen == nil
      ? own
      : try told.map { try SeenHistory(reader, as: viewer).change(from: $0, where: isTold) } ?? []
    (isThere, at) = (!own.isEmpty, own.first?.at)
    let mayKnow = own.first.map { $0.visibility == .public || viewer.seesNotes(of: ticket) }
    event = mayKnow == true ? own.first.map { HookEvent.action(Action($0.action)).name } ?? "" : ""
    actor =
      try entries.first.map { entry in
        try entry.actor.person.flatMap { try reader.person($0)?.name } ?? entry.actor.text
      } ?? ""
    seesNotes = reading.seesNotes(of: ticket)
    self.ticket = viewer.sight(of: ticket, allowedAs: ticket)
    self.viewer = viewer
    subscription =
      row.isSubscribed && !row.payload.isEmpty
      ? try JSON(parsing: row.payload)["subscription"]?.string : nil
    aside = rulebook.registry.fieldsAside(ofSubscription: subscription)
    present = ticket
    self.reader = reader
    self.rulebook = rulebook
    self.zone = zone
  }

  /// Whether words about the ticket may be said through whoever tells the reader.
  func mayBeTold(isPublic: Bool) -> Bool {
    !ticket.isNumberAlone && (isPublic || viewer.seesNotes(of: present))
  }

  /// `Ticket 7`.
  func number(in language: String) -> String {
    said(Text.toldTicket(ticket: ticket.id.rawValue), in: language)
  }

  /// The words that the subscription has for it, else `Ticket 7: No light`.
  func subject(in language: String) -> String {
    guard !ticket.subject.isEmpty else { return number(in: language) }
    let heading = subscription.flatMap {
      rulebook.labels(in: language).heading(ofSubscription: $0, about: ticket)
    }
    return heading ?? "\(number(in: language)): \(ticket.subject)"
  }

  /// The edits, a line each, and the words; a note's are marked.
  ///
  /// English readers are shown names as they are typed, others what the names are called.
  func text(in language: String) throws -> String {
    let labels = language == Language.english.code ? nil : rulebook.labels(in: language)
    return try entries.flatMap { try lines(of: $0, labels, in: language) }.joined(separator: "\n")
  }

  private func said(_ text: Text, in language: String) -> String {
    let language = Language(language) ?? .english
    return text.rendered(in: language, clock: zone.textClock(in: language))
  }

  private func lines(
    of entry: Entry, _ labels: Labels?, in language: String,
  ) throws -> [String] {
    var lines: [String] = []
    let language = Language(language) ?? .english
    let main = entry.edits.filter { !aside.contains($0.field) }
    for edit in main.isEmpty && entry.text.isEmpty ? entry.edits : main {
      if entry.isOf(.create) {
        // A new ticket is all edits: its body is what is new to read.
        if edit.field == TicketField.body.rawValue {
          lines.append(try words(edit.to, edit.field, labels, in: language))
        }
      } else {
        let from = try words(edit.from, edit.field, labels, in: language)
        let to = try words(edit.to, edit.field, labels, in: language)
        lines.append("\(labels?.field(edit.field) ?? edit.field): \(from) → \(to)")
      }
    }
    guard !entry.text.isEmpty else { return lines }
    return lines + [
      entry.visibility == .internal
        ? said(Text.toldInternal(words: entry.text), in: language.code) : entry.text
    ]
  }

  private func words(
    _ value: Value, _ field: String, _ labels: Labels?, in language: Language,
  ) throws -> String {
    if let words = value.words(of: rulebook.field(field)?.kind, in: language) { return words }
    switch value {
    case .person(let id):
      return try reader.person(id)?.name
        ?? Text.personNumber(number: id.rawValue).rendered(in: language)
    case .list(let values):
      return try values.map { try words($0, field, labels, in: language) }.joined(separator: ", ")
    case .text(let name), .stage(let name, _):
      return labels?.value(name, of: field, onType: present.type) ?? name
    case .time(let moment): return zone.clock(moment, by: language.writing)
    default: return value.plainText
    }
  }
}

extension OutboxRow {
  /// Whether somebody subscribed to it: then its words are looked up, and none stand in it.
  var isSubscribed: Bool { key.hasPrefix("told/") }
}

extension Registry {
  /// What plugins keep to themselves, as clocks and sums: it follows from what somebody did, of which a
  /// plugin's subscription tells; one that people made tells all, and one of such a field that field.
  fileprivate func fieldsAside(ofSubscription key: String?) -> Set<String> {
    guard let told = subscriptions?.first(where: { $0.key == key }) else { return [] }
    let names = fields.filter { $0.editPermission == .ownPlugin }.map(\.name)
    return Set(names.filter { told.event != HookEvent.field($0).name })
  }
}
