import Kernel
import Texts

/// An entry as a line of an export has it: of the other desk's ticket, in this desk's people.
struct ExportEntry {
  /// The other desk's number of the ticket.
  let there: Ticket.ID
  let number: Int64
  private let json: JSON

  init(_ json: JSON) throws {
    self.json = json
    number = try Self.integer(json, "number")
    there = Ticket.ID(rawValue: try Self.integer(json, "ticket"))
  }

  /// The parts whose words are gone there.
  var redacted: Set<PayloadPart> {
    Set((json["redacted"]?.array ?? []).compactMap { $0.string.flatMap(PayloadPart.init) })
  }

  /// The fields whose words after the entry were redacted, and those of which they are told.
  func words() -> (gone: Set<String>, told: Set<String>) {
    var words: (gone: Set<String>, told: Set<String>) = ([], [])
    for edit in json["edits"]?.array ?? [] {
      guard let field = edit["field"]?.string else { continue }
      let isEmpty = edit["to"].map { $0 == .null } ?? true
      if isEmpty, redacted.contains(.to), Edit.isTextual(field) {
        words.gone.insert(field)
      } else {
        words.told.insert(field)
      }
    }
    return words
  }

  /// The entry with this desk's people and tickets; throws a `Refusal` for what is none.
  func recorded(
    on ticket: Ticket.ID, _ values: ExportValues,
  ) throws -> RecordedEntry {
    guard let at = try? Instant(iso: Self.text(json, "at"), zone: .utc) else {
      throw Refusal(.invalid, Text.importNoTime, field: "at")
    }
    var entry = RecordedEntry(
      ticket: ticket, number: number, at: at, actor: try values.actor(Self.text(json, "actor")),
      source: Source(rawValue: try Self.text(json, "source")), action: try Self.text(json, "action")
    )
    guard let visibility = Entry.Visibility(rawValue: try Self.text(json, "visibility")) else {
      throw Refusal(.invalid, Text.importNoVisibility, field: "visibility")
    }
    entry.visibility = visibility
    entry.text = json["text"]?.string ?? ""
    entry.hook = json["hook"]?.string
    entry.params = try members("params", values)
    entry.data = try members("data", values)
    entry.redacted = redacted
    entry.edits = try (json["edits"]?.array ?? []).map { edit in
      let field = try Self.text(edit, "field")
      return Edit(
        field: field, from: try values.value(edit["from"] ?? .null, of: field),
        to: try values.value(edit["to"] ?? .null, of: field), by: edit["by"]?.string)
    }
    // Those name entries and requests by the numbers of the other desk.
    if entry.isOf(.undo) || entry.isOf(.redact) {
      for name in ["entries", "undoes", "entry", Entry.removed] { entry.params[name] = nil }
    }
    return entry
  }

  private func members(_ key: String, _ values: ExportValues) throws -> [String: Value] {
    var read: [String: Value] = [:]
    for (name, value) in json[key]?.members ?? [] {
      read[name] = try values.value(value, of: "\(key).\(name.prefix(64))")
    }
    return read
  }

  static func text(_ json: JSON, _ key: String) throws -> String {
    guard let text = json[key]?.string, !text.isEmpty else {
      throw Refusal(.invalid, Text.importNoText, field: key)
    }
    return text
  }

  static func integer(_ json: JSON, _ key: String) throws -> Int64 {
    guard let number = json[key]?.integer, number > 0 else {
      throw Refusal(.invalid, Text.importNoNumber, field: key)
    }
    return number
  }
}

extension RecordedEntry {
  /// Whether it says something else than an entry that came of it before.
  ///
  /// Words that were redacted since, there or here, say nothing; nor do people, who may be called
  /// otherwise by now.
  func differs(from entry: Entry) -> Bool {
    if entry.at != at || entry.action != action || entry.source != source { return true }
    if entry.visibility != visibility || entry.hook != hook { return true }
    if !isSame(text, entry.text) { return true }
    let others = Dictionary(entry.edits.map { ($0.field, $0) }) { first, _ in first }
    guard edits.count == entry.edits.count else { return true }
    return edits.contains { edit in
      guard let other = others[edit.field] else { return true }
      return !isSame(edit.from, other.from) || !isSame(edit.to, other.to)
    }
  }

  private func isSame(_ text: String, _ other: String) -> Bool {
    text.isEmpty || other.isEmpty || text.hasSameBytes(as: other)
  }

  private func isSame(_ value: Value, _ other: Value) -> Bool {
    if value.isEmpty || other.isEmpty { return true }
    return value.elements.filter { $0.personID == nil }
      == other.elements.filter { $0.personID == nil }
  }
}

/// What is known of a file while it is read from its beginning.
struct ExportProgress: Sendable {
  /// The last entry of each of the other desk's tickets, by number.
  private var last: [Ticket.ID: Int64] = [:]
  /// The fields of them whose words were redacted.
  private var unknown: [Ticket.ID: Set<String>] = [:]

  /// Notes an entry that was in the file.
  mutating func note(_ entry: ExportEntry) {
    last[entry.there] = entry.number
    let (gone, told) = entry.words()
    guard !gone.isEmpty || unknown[entry.there] != nil else { return }
    unknown[entry.there] = unknown[entry.there, default: []].subtracting(told).union(gone)
  }

  /// The fields of which nobody can say what they are, with those that this entry lost.
  func unknown(before entry: ExportEntry) -> Set<String> {
    unknown[entry.there, default: []].union(entry.words().gone)
  }

  /// Refuses an entry of which the file lacks the one before.
  func require(before entry: ExportEntry) throws {
    let known = last[entry.there] ?? 0
    guard entry.number > known.addingSaturated(1), known == 0 else { return }
    throw Refusal(.invalid, Text.importNoBeginning(number: entry.number))
  }
}
