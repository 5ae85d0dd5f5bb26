import Texts

/// What became of a bulk, so far or in the end.
package struct BulkResult: Equatable, Sendable {
  /// The request's name, as `r12`; `nil` where nothing was done.
  package var name: String?
  /// How many tickets it is about.
  package var total: Int
  /// How many tickets were changed.
  package var changed = 0
  /// How many were so already.
  package var unchanged = 0
  package var refused: [BulkRefusal] = []
  /// Whether no ticket is left to be done.
  package var isFinished = false
  /// The keys of the first rows that it wrote to the outbox.
  package var outbox: [String] = []
  /// What was not taken back, where it is an undo.
  package var undone = UndoneEffects()

  /// How many keys of outbox rows are kept: the rest is the worker's.
  package static let mostKeys = 1_000

  package init(name: String?, total: Int) {
    self.name = name
    self.total = total
  }

  /// How many tickets are as they were to be.
  package var done: Int { changed + unchanged }

  /// Counts one ticket's outcome.
  package mutating func count(_ outcome: Outcome, of target: BulkTarget) {
    switch outcome.verdict {
    case .refused(let refusal): refused.append(BulkRefusal(target.ticket, refusal))
    case .done(let receipt):
      if receipt.seq == nil { unchanged += 1 } else { changed += 1 }
      outbox += receipt.outbox.prefix(BulkResult.mostKeys - outbox.count).map(\.key)
      if let effects = receipt.undone { undone.add(effects) }
    }
  }

  /// What is stored of the whole, with what only this process knows of its own parts.
  package func completing(_ whole: BulkResult) -> BulkResult {
    var result = whole
    (result.outbox, result.undone) = (outbox, undone)
    let own = Dictionary(refused.map { ($0.ticket, $0) }) { first, _ in first }
    result.refused = whole.refused.map { own[$0.ticket] ?? $0 }
    return result
  }

  /// Takes in what another part of the same bulk came to.
  package mutating func add(_ part: BulkResult) {
    changed += part.changed
    unchanged += part.unchanged
    refused += part.refused
    outbox += part.outbox.prefix(BulkResult.mostKeys - outbox.count)
    undone.add(part.undone)
  }
}

/// A ticket that a bulk left as it is, and why.
package struct BulkRefusal: Equatable, Sendable {
  package var ticket: Ticket.ID
  package var refusal: Refusal

  package init(_ ticket: Ticket.ID, _ refusal: Refusal) {
    self.ticket = ticket
    self.refusal = refusal
  }

  /// The reason without the ticket's number: the same for all tickets that it holds for.
  package func reason(
    in language: Language, naming name: (String) -> String = { $0 },
  ) -> String {
    if refusal.problems.first?.kind.isOfVersion == true {
      return Text.bulkStale.rendered(in: language)
    }
    let number = ticket.rawValue
    let words = [
      (Text.bulkNoTicket(ticket: number), Text.bulkNoSuchTicket),
      (Text.permissionThatTicket(ticket: number), Text.bulkTheTicket),
      (Text.purgeNotDiscarded(ticket: number), Text.bulkNotDiscarded),
    ]
    return words.reduce(refusal.text(naming: name).rendered(in: language)) { text, pair in
      text.replacingWord(
        pair.0.rendered(in: language), with: pair.1.rendered(in: language))
    }
  }
}

extension BulkRefusal {
  /// The refusal as it is kept until the bulk has ended.
  package var json: JSON {
    .object([
      ("code", .string(refusal.code.rawValue)),
      (
        "problems",
        .array(
          refusal.problems.map { problem in
            .array([
              problem.field.map(JSON.string) ?? .null, .string(problem.message),
              problem.by.map(JSON.string) ?? .null,
            ])
          })
      ), ("ticket", .integer(ticket.rawValue)),
    ])
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    guard let ticket = json["ticket"]?.integer,
      let code = json["code"]?.string.flatMap(Refusal.Code.init(rawValue:)),
      let items = json["problems"]?.array
    else { return nil }
    let problems = items.compactMap { item -> Refusal.Problem? in
      guard let parts = item.array, parts.count == 3, let message = parts[1].string else {
        return nil
      }
      // A kind is not kept; only a stale version is a conflict of that field.
      let field = parts[0].string
      let isStale = code == .conflict && field == TicketField.version.rawValue
      return Refusal.Problem(
        isStale ? .stale : .init(code), field: field, message, by: parts[2].string)
    }
    guard problems.count == items.count else { return nil }
    self.init(Ticket.ID(rawValue: ticket), Refusal(code, problems))
  }

  /// The refusal without its words, for a bulk that has ended.
  package var withoutWords: BulkRefusal {
    BulkRefusal(ticket, Refusal(refusal.code, []))
  }
}

extension String {
  /// The text with another in the place of a word, which no letter or digit follows.
  fileprivate func replacingWord(_ word: String, with other: String) -> String {
    let (text, word) = (Array(utf8), Array(word.utf8))
    var result: [UInt8] = []
    var place = 0
    while place < text.count {
      let end = place + word.count
      let isWord =
        end <= text.count && text[place..<end].elementsEqual(word)
        && (end == text.count || !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[end]))
      result += isWord ? Array(other.utf8) : [text[place]]
      place += isWord ? word.count : 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
