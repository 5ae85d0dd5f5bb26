import Crypto

/// What a redaction takes out of a ticket's history, and what the ticket is without it.
///
/// Words go together with those that repeat them: the next edit of a field begins with what stood
/// there before, and a list's later values hold its earlier elements. Such a part of another entry
/// goes as a whole, since parts are kept or deleted, never changed; what it held besides is written
/// again with the redaction's own entry.
package struct Redaction: Sendable {
  /// The parts that go, by entry.
  package private(set) var parts: [EntryID: Set<PayloadPart>] = [:]
  /// The ticket as its entries make it without those parts.
  package private(set) var folded: Ticket
  /// The ticket as it is to be: as it is now, but for the words that go.
  package private(set) var result: Ticket
  /// The contents of attachments that entries still name.
  package private(set) var contents: Set<Digest> = []
  /// The entries that lose words, oldest first, as they are before.
  package private(set) var touched: [Entry] = []
  private var files: [Attachment] = []
  private var noteFiles: [Attachment] = []

  /// Takes parts of one entry; of its edits only those of `fields`, where they are given.
  ///
  /// `entries` are all of the ticket, and `named` the same under the names of now; `present` is the
  /// ticket as it is; `copies` are parts of other entries that say the words again.
  package init(
    of entry: Entry, _ asked: Set<PayloadPart>, fields: Set<String>?, in entries: [Entry],
    named: [Entry], present: Ticket, copies: [EntryID: Set<PayloadPart>] = [:],
  ) {
    folded = present
    result = present
    // What says how names were changed has no words: only names that plugins declared.
    let there =
      entry.isOf(.rename) ? [] : Set(entry.parts.keys).subtracting(entry.redacted)
    parts[entry.seq] = asked.intersection(there)
    if asked.contains(.to) {
      // Fields are called what they are now, also where the edit has an older name.
      let own = named.first { $0.seq == entry.seq } ?? entry
      let present = zip(entry.edits, own.edits).filter { fields?.contains($0.0.field) ?? false }
      let words = Redaction.words(
        of: own, fields: fields.map { $0.union(present.map { $0.1.field }) })
      for other in named where other.seq != entry.seq { take(words, outOf: other) }
      for (field, values) in words { remove(values, from: field) }
    }
    for other in entries {
      guard let copied = copies[other.seq] else { continue }
      parts[other.seq, default: []].formUnion(
        copied.intersection(Set(other.parts.keys).subtracting(other.redacted)))
    }
    fold(entries)
  }

  /// Takes all words of a ticket.
  package init(purging present: Ticket, _ entries: [Entry]) {
    folded = present
    for entry in entries { parts[entry.seq] = Set(entry.parts.keys).subtracting(entry.redacted) }
    result = present
    fold(entries)
    result = folded
    contents = []
  }

  /// The attachments whose contents go, each once; those of notes only for who sees notes.
  package func lostFiles(seeingNotes seesNotes: Bool) -> [Attachment] {
    var seen = contents
    return (seesNotes ? files + noteFiles : files).filter { seen.insert($0.digest).inserted }
  }

  /// The parts that go, as the redaction's entry names them.
  var names: [String] {
    parts.sorted { $0.key < $1.key }.flatMap { seq, parts in
      parts.map { Entry.name(of: $0, in: seq) }.sorted()
    }
  }

  /// Whether there is nothing that goes.
  package var isEmpty: Bool { parts.values.allSatisfy(\.isEmpty) }

  /// The words that an entry brought, by field: of a list, the elements that it added.
  private static func words(of entry: Entry, fields: Set<String>?) -> [String: [Value]] {
    var words: [String: [Value]] = [:]
    for edit in entry.edits where edit.isTextual && fields?.contains(edit.field) ?? true {
      let brought = edit.to.elements.without(edit.from.elements)
      if !brought.isEmpty { words[edit.field] = brought }
    }
    return words
  }

  private mutating func take(_ words: [String: [Value]], outOf entry: Entry) {
    for edit in entry.edits where edit.isTextual {
      guard let words = words[edit.field].map({ Set($0) }) else { continue }
      if edit.from.elements.contains(where: words.contains) {
        parts[entry.seq, default: []].insert(.from)
      }
      if edit.to.elements.contains(where: words.contains) {
        parts[entry.seq, default: []].insert(.to)
      }
    }
  }

  private mutating func remove(_ words: [Value], from field: String) {
    let value = result.value(of: field)
    let kept = value.elements.without(words)
    guard kept.count < value.elements.count else { return }
    if case .list = value {
      result.set(field, to: .listing(kept))
    } else {
      result.set(field, to: .none)
    }
  }

  private mutating func fold(_ entries: [Entry]) {
    let left = entries.map { entry in
      parts[entry.seq].map { entry.without($0) } ?? entry
    }
    touched = entries.filter { parts[$0.seq]?.isEmpty == false }
    let edits = entries.flatMap(\.edits)
    let named = { (edits: [Edit]) in edits.flatMap(\.to.elements).compactMap(\.attachment) }
    files = named(edits.filter { !$0.isOfNotes })
    noteFiles = named(edits.filter(\.isOfNotes))
    folded = Ticket(id: folded.id, folding: left)
    let kept = left.flatMap(\.edits).flatMap { $0.from.elements + $0.to.elements }
    let present = result.attachments + result.noteAttachments
    contents = Set((kept + present.map(Value.attachment)).compactMap(\.attachment?.digest))
  }
}

extension Entry {
  /// The entry as it reads back once those parts are deleted.
  fileprivate func without(_ gone: Set<PayloadPart>) -> Entry {
    var entry = self
    if gone.contains(.text) { entry.text = "" }
    if gone.contains(.params) { entry.params = [:] }
    if gone.contains(.data) { entry.data = [:] }
    for index in entry.edits.indices where entry.edits[index].isTextual {
      if gone.contains(.from) { entry.edits[index].from = .none }
      if gone.contains(.to) { entry.edits[index].to = .none }
    }
    entry.redacted.formUnion(gone)
    return entry
  }
}

/// What of an entry somebody may ask to be redacted.
package enum RedactablePart: String, CaseIterable, Sendable {
  case text
  case edits
  case data
  case params
  case all

  /// The parts of the payload that it stands for.
  package var parts: Set<PayloadPart> {
    switch self {
    case .text: [.text]
    case .edits: [.from, .to]
    case .data: [.data]
    case .params: [.params]
    case .all: Set(PayloadPart.allCases)
    }
  }
}
