import Kernel
import Storage
import Texts

/// A change as one of those reads it who were told of it: only what they may see, and as it is by now.
///
/// Redacted words are gone from it, and so is what the reader may not see any more.
struct ToldChange {
  /// The ticket as the reader sees it.
  let ticket: Ticket
  /// The entries of the change that the reader sees.
  let entries: [Entry]
  /// Who made the change.
  let actor: String
  /// Whether notes of the ticket exist for the reader.
  let seesNotes: Bool
  private let viewer: Viewer
  private let reader: Reader
  private let rulebook: Rulebook

  /// Looks it up; `nil` where the reader sees nothing of the ticket any more.
  init?(
    _ row: OutboxRow, for viewer: Viewer, by rulebook: Rulebook, readingFrom reader: Reader,
  ) throws {
    guard let id = row.ticket, let ticket = try reader.ticket(id), viewer.sees(ticket) else {
      return nil
    }
    let told = try row.entry.flatMap { try reader.entry($0) }
    entries =
      try told.map { told in
        try viewer.entries(reader.entries(of: id), of: ticket) { entry in
          entry.request == told.request && entry.seq >= told.seq
        }
      } ?? []
    actor =
      try entries.first.map { entry in
        try entry.actor.person.flatMap { try reader.person($0)?.name } ?? entry.actor.text
      } ?? ""
    seesNotes = viewer.seesNotes(of: ticket)
    self.ticket = viewer.view(of: ticket)
    self.viewer = viewer
    self.reader = reader
    self.rulebook = rulebook
  }

  /// What happened, as `ticket.reply`; empty where nothing of it is seen.
  var event: String { entries.first.map { "ticket.\($0.action)" } ?? "" }

  /// `Ticket 7: No light`.
  var subject: String {
    let number = Text("told.ticket", ["ticket": ticket.id.rawValue]).description
    return ticket.subject.isEmpty ? number : "\(number): \(ticket.subject)"
  }

  /// The edits, a line each, and the words; a note's are marked.
  func text() throws -> String {
    try entries.flatMap(lines).joined(separator: "\n")
  }

  private func lines(of entry: Entry) throws -> [String] {
    var lines: [String] = []
    for edit in entry.edits {
      if entry.action == "create" {
        // A new ticket is all edits: its body is what is new to read.
        if edit.field == TicketField.body.rawValue { lines.append(try words(edit.to, edit.field)) }
      } else {
        let (from, to) = (try words(edit.from, edit.field), try words(edit.to, edit.field))
        lines.append("\(edit.field): \(from) → \(to)")
      }
    }
    guard !entry.text.isEmpty else { return lines }
    return lines + [
      entry.visibility == .internal
        ? Text("told.internal", ["words": entry.text]).description : entry.text
    ]
  }

  private func words(_ value: Value, _ field: String) throws -> String {
    switch value {
    case .person(let id):
      try reader.person(id)?.name ?? Text("person.number", ["number": id.rawValue]).description
    case .list(let values): try values.map { try words($0, field) }.joined(separator: ", ")
    case .time(let moment): clock(moment)
    case .integer(let length) where rulebook.field(field)?.kind == .duration:
      "\(TimeSpan(milliseconds: length))"
    default: value.plainText
    }
  }

  private func clock(_ moment: Instant) -> String {
    let civil = viewer.context.zone.civil(moment)
    let (hour, minute) = ("0\(civil.hour)".suffix(2), "0\(civil.minute)".suffix(2))
    return "\(civil.date) \(hour):\(minute)"
  }
}

extension OutboxRow {
  /// Whether somebody subscribed to it: then its words are looked up, and none stand in it.
  var isSubscribed: Bool { key.hasPrefix("told/") }
}
