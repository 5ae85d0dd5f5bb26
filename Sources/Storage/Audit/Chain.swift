import Crypto
import Kernel
import Texts

/// One ticket's chain as far as it has been checked: what its next entry must follow from.
struct Chain {
  let id: Ticket.ID
  private(set) var ticket: Ticket
  /// Whether an entry could not be read, so that what it made is not known.
  private(set) var isBroken = false
  /// The contents that its entries name.
  private(set) var contents: Set<Digest> = []
  /// What the desk's own chain makes.
  private(set) var desk = DeskFold()
  /// Words that are gone, and no redaction or purge so far has taken them.
  private(set) var gaps: Set<Gap> = []
  private var last: Entry?

  /// A part of an entry whose words are gone.
  struct Gap: Hashable {
    let entry: EntryID
    let part: PayloadPart
  }

  init(id: Ticket.ID) {
    self.id = id
    ticket = Ticket(id: id)
  }

  /// Notes that an entry cannot be read.
  mutating func skipEntry() {
    isBroken = true
  }

  /// Checks the next entry, still without its words, and its words; returns what is wrong.
  mutating func take(_ entry: Entry, words: [Payload]) -> [Text] {
    var problems = link(to: entry) + order(of: entry) + content(of: entry, words)
    var complete = entry
    do {
      try complete.restore(words)
    } catch {
      isBroken = true
      problems.append(error.text)
    }
    ticket.apply(complete)
    if id == .desk, !isBroken { problems += desk.take(complete) }
    account(for: complete)
    for attachment in complete.edits.flatMap(\.attachmentsAdded) {
      contents.insert(attachment.digest)
    }
    last = entry
    return problems
  }

  /// Notes the words that are gone, and what a redaction or a purge says that it has taken.
  private mutating func account(for entry: Entry) {
    // What another desk had taken away says nothing of what is gone here.
    switch entry.imported == nil ? entry.verb : nil {
    case .purge: gaps = []
    case .redact:
      guard let removed = entry.params[Entry.removed] else {
        // Redactions of older versions do not say which parts of other entries they took.
        gaps = []
        break
      }
      let named = Set(removed.elements.compactMap(\.text))
      gaps = gaps.filter { !named.contains(Entry.name(of: $0.part, in: $0.entry)) }
    default: break
    }
    for part in entry.redacted where entry.parts[part] != Payload.gone {
      gaps.insert(Gap(entry: entry.seq, part: part))
    }
  }

  private func link(to entry: Entry) -> [Text] {
    var problems: [Text] = []
    let expected = (last?.number ?? 0).addingSaturated(1)
    if entry.number != expected {
      problems.append(Text.auditNumber(number: entry.number, expected: expected))
    }
    if !isBroken, entry.previous != last?.digest {
      problems.append(Text.auditLink)
    }
    return problems
  }

  private func order(of entry: Entry) -> [Text] {
    var problems: [Text] = []
    if let last, entry.at < last.at { problems.append(Text.auditBeforeLast) }
    if let last, entry.seq < last.seq { problems.append(Text.auditOrder) }
    if entry.recorded < entry.at { problems.append(Text.auditRecorded) }
    return problems
  }

  private func content(of entry: Entry, _ words: [Payload]) -> [Text] {
    var problems: [Text] = []
    if entry.digest != Digest(of: entry.canonicalForm) {
      problems.append(Text.auditContent)
    }
    for payload in words where entry.parts[payload.part] != payload.digest {
      problems.append(Text.auditPart(part: payload.part.rawValue))
    }
    return problems
  }
}
