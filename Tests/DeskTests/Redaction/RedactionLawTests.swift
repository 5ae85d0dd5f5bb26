import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Laws that redactions keep, whatever people did before.
@Suite struct RedactionLawTests {
  @Test(arguments: [3, 4] as [UInt64])
  func `after any redaction the row is the fold, and the words are in no entry of the ticket`(
    _ seed: UInt64,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    var work = RandomWork(on: desk, seed: seed)
    for _ in 1...150 { _ = try work.step() }
    var random = RepeatableRandom(seed: seed)
    var redacted = 0
    for _ in 1...30 {
      let id = Int64.random(in: 1...work.tickets, using: &random)
      let entry = try #require(try desk.entries(id).randomElement(using: &random))
      let part = try #require(RedactablePart.allCases.randomElement(using: &random))
      guard try desk.redact(entry.seq, of: id, part.rawValue, as: "admin").isDone else { continue }
      redacted += 1
      let entries = try desk.entries(id)
      #expect(try desk.ticket(id) == Ticket(id: Ticket.ID(rawValue: id), folding: entries))
      #expect(entries.words.isDisjoint(with: entry.brought(part)), "\(entry) \(part)")
    }
    #expect(redacted > 5)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a ticket loses the redacted words and nothing else`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    var work = RandomWork(on: desk, seed: 8)
    for _ in 1...150 { _ = try work.step() }
    var random = RepeatableRandom(seed: 9)
    for _ in 1...30 {
      let id = Int64.random(in: 1...work.tickets, using: &random)
      let entry = try #require(try desk.entries(id).randomElement(using: &random))
      let before = try #require(try desk.ticket(id))
      guard try desk.redact(entry.seq, of: id, "edits", as: "admin").isDone else { continue }
      let after = try #require(try desk.ticket(id))
      let brought = entry.brought(.edits)
      for field in TicketField.allCases where field.isRecorded {
        let kept = before.value(of: field).elements.filter { value in
          !field.isTextual || !brought.contains(Word(field: field.rawValue, value: value))
        }
        #expect(after.value(of: field).elements == kept, "\(field) of ticket \(id)")
      }
    }
  }
}

/// A value of a field that words are in.
private struct Word: Hashable {
  let field: String
  let value: Value
}

extension Entry {
  /// The words that the entry brought into its ticket, as far as the part has them.
  fileprivate func brought(_ part: RedactablePart) -> Set<Word> {
    guard part.parts.contains(.to) else { return [] }
    let words = edits.filter(\.isTextual).flatMap { edit in
      edit.to.elements.filter { !edit.from.elements.contains($0) }
        .map { Word(field: edit.field, value: $0) }
    }
    return Set(words)
  }
}

extension [Entry] {
  /// All words that their edits still hold.
  fileprivate var words: Set<Word> {
    Set(
      flatMap(\.edits).filter(\.isTextual).flatMap { edit in
        (edit.from.elements + edit.to.elements).map { Word(field: edit.field, value: $0) }
      })
  }
}
