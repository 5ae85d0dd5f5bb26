import Crypto
import Kernel

/// One ticket's chain as far as it has been checked: what its next entry must follow from.
struct Chain {
  let id: Ticket.ID
  private(set) var ticket: Ticket
  /// Whether an entry could not be read, so that what it made is not known.
  private(set) var isBroken = false
  /// The contents that its entries name.
  private(set) var contents: Set<Digest> = []
  private var last: Entry?

  init(id: Ticket.ID) {
    self.id = id
    ticket = Ticket(id: id)
  }

  /// Notes that an entry cannot be read.
  mutating func skipEntry() {
    isBroken = true
  }

  /// Checks the next entry, still without its words, and its words; returns what is wrong.
  mutating func take(_ entry: Entry, words: [Payload]) -> [String] {
    var problems = link(to: entry) + order(of: entry) + content(of: entry, words)
    var complete = entry
    do {
      try complete.restore(words)
    } catch {
      isBroken = true
      problems.append(error.description)
    }
    ticket.apply(complete)
    for attachment in complete.edits.flatMap(\.attachmentsAdded) {
      contents.insert(attachment.digest)
    }
    last = entry
    return problems
  }

  private func link(to entry: Entry) -> [String] {
    var problems: [String] = []
    let expected = (last?.number ?? 0) + 1
    if entry.number != expected {
      problems.append("its number is \(entry.number), but \(expected) comes next")
    }
    if !isBroken, entry.previous != last?.digest {
      problems.append("it does not follow from the entry before: one was changed or is missing")
    }
    return problems
  }

  private func order(of entry: Entry) -> [String] {
    var problems: [String] = []
    if let last, entry.at < last.at { problems.append("it happened before the entry before it") }
    if let last, entry.seq < last.seq { problems.append("its number is out of the desk's order") }
    if entry.recorded < entry.at { problems.append("it happened after it was recorded") }
    return problems
  }

  private func content(of entry: Entry, _ words: [Payload]) -> [String] {
    var problems: [String] = []
    if entry.digest != Digest(of: entry.canonicalForm) {
      problems.append("its content does not have its digest: it was changed")
    }
    for payload in words where entry.parts[payload.part] != payload.digest {
      problems.append("its \(payload.part.rawValue) does not have its digest: it was changed")
    }
    return problems
  }
}
