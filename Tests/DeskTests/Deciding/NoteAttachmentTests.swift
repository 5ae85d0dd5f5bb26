import Crypto
import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Files that came with a note: as internal as it is.
@Suite struct NoteAttachmentTests {
  private func desk() throws -> (desk: TemporaryDesk, id: Int64) {
    let desk = try TemporaryDesk(staffed: ["support"])
    return (desk, try desk.question())
  }

  @Test func `a note's file stands on the note and on the ticket, for those who see notes`() throws
  {
    let (desk, id) = try desk()
    try desk.note("offer.pdf", on: id).receipt()
    #expect(try desk.seen(id, by: "ann")?.noteAttachments.map(\.name) == ["offer.pdf"])
    #expect(try desk.content("offer.pdf", of: id) == "words")
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.visibility == .internal && entry.text == "see there")
    #expect(entry.edits.map(\.field) == ["note_attachments"])
    #expect(try desk.entries(id).count == 2)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `for a customer nothing has happened`() throws {
    let (desk, id) = try desk()
    let before = try #require(try desk.seen(id, by: "carl"))
    let history = try desk.history(id, by: "carl")
    desk.time.advance(milliseconds: 1_000)
    try desk.note("offer.pdf", on: id).receipt()
    try desk.act("ann", "detach", id, params: ["name": .text("offer.pdf")]).receipt()
    try desk.note("other.pdf", on: id).receipt()
    #expect(try desk.seen(id, by: "carl") == before)
    #expect(try desk.history(id, by: "carl") == history)
    #expect(throws: Refusal.self) { try desk.content("other.pdf", of: id, as: "carl") }
    #expect(try desk.act("carl", "detach", id, params: ["name": .text("other.pdf")]).refusal != nil)
  }

  @Test func `neither version nor update time tell of it`() throws {
    let (desk, id) = try desk()
    let before = try #require(try desk.ticket(id))
    desk.time.advance(milliseconds: 1_000)
    try desk.note("offer.pdf", on: id).receipt()
    let after = try #require(try desk.ticket(id))
    #expect(after.version == before.version && after.updated == before.updated)
    #expect(after.touched > before.touched)
  }

  @Test func `a customer's file may have the name of an internal one`() throws {
    let (desk, id) = try desk()
    try desk.note("offer.pdf", on: id).receipt()
    try desk.attach("offer.pdf", "public", to: id, as: "carl").receipt()
    #expect(try desk.seen(id, by: "carl")?.attachments.map(\.name) == ["offer.pdf"])
    #expect(try desk.content("offer.pdf", of: id) == "public")
    let internalOne = try desk.desk.session(as: try desk.person("ann")) {
      try $0.attachment("offer.pdf", of: Ticket.ID(rawValue: id), isInternal: true)
    }
    #expect(internalOne.digest == Digest(of: "words"))
    try desk.note("offer.pdf", on: id).receipt()
    #expect(
      try desk.ticket(id)?.noteAttachments.map(\.name) == ["offer.pdf", "offer (2).pdf"])
  }

  @Test func `it is detached, found in the past, and its note undone`() throws {
    let (desk, id) = try desk()
    let note = try desk.note("offer.pdf", on: id).receipt()
    let then = desk.now
    desk.time.advance(milliseconds: 1_000)
    let detached = try desk.act("ann", "detach", id, params: ["name": .text("offer.pdf")]).receipt()
    #expect(try desk.ticket(id)?.noteAttachments == [])
    #expect(try desk.content("offer.pdf", of: id, at: then) == "words")
    #expect(try desk.undo("ann", detached.request).changed == 1)
    #expect(try desk.ticket(id)?.noteAttachments.count == 1)
    #expect(try desk.undo("ann", note.request).changed == 1)
    #expect(try desk.ticket(id)?.noteAttachments == [])
    #expect(try desk.seen(id, by: "carl")?.version == 1)
    #expect(try desk.entries(id).dropFirst().allSatisfy { $0.visibility == .internal })
    #expect(try desk.auditProblems() == [])
  }

  @Test func `the fold of the history is the ticket`() throws {
    let (desk, id) = try desk()
    for name in ["a.txt", "b.txt"] { try desk.note(name, on: id).receipt() }
    try desk.act("ann", "detach", id, params: ["name": .text("a.txt")]).receipt()
    let folded = Ticket(id: Ticket.ID(rawValue: id), folding: try desk.entries(id))
    #expect(folded == (try desk.ticket(id)))
  }

  @Test func `queries and searches know it for those who see notes only`() throws {
    let (desk, id) = try desk()
    try desk.note("offer.pdf", on: id).receipt()
    func found(_ name: String, _ query: String) throws -> Int {
      try desk.desk.session(as: try desk.person(name)) {
        try $0.list(try $0.query(query), limit: 10).count
      }
    }
    #expect(try found("ann", "has:note_attachments") == 1)
    #expect(try found("ann", "note_attachments:offer.pdf") == 1)
    #expect(try found("carl", "text:offer") == 0)
    #expect(throws: QueryError.self) { try found("carl", "has:note_attachments") }
    #expect(throws: QueryError.self) { try found("carl", "note_attachments:offer.pdf") }
  }

  @Test func `a redaction of the note takes the file's name, and a purge the content`() throws {
    let (desk, id) = try desk()
    let seq = try #require(try desk.note("offer.pdf", on: id).receipt().seq)
    let part: [String: Value] = ["entry": .integer(seq.rawValue), "part": .text("all")]
    try desk.act("mia", "redact", id, params: part).receipt()
    #expect(try desk.ticket(id)?.noteAttachments == [])
    #expect(try desk.contents() == "0|0\n")
    #expect(try desk.seen(id, by: "carl")?.noteAttachments == [])
    #expect(try desk.auditProblems() == [])
    try desk.note("more.pdf", on: id).receipt()
    try desk.act("ann", "discard", id, params: ["to": .text("spam")]).receipt()
    try desk.act("mia", "purge", id).receipt()
    #expect(try desk.contents() == "0|0\n")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a file needs the permission to attach besides that to note`() throws {
    let (desk, id) = try desk()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.attach", isDenial: true), to: "agent")
    }
    #expect(try desk.note("offer.pdf", on: id).refusal?.code == .denied)
    #expect(try desk.act("ann", "note", id, text: "words only").isDone)
  }
}

extension TemporaryDesk {
  /// Adds a note with a file.
  fileprivate func note(_ name: String, on id: Int64) throws -> Outcome {
    let upload = try Upload.text(name, "words")
    return try act("ann", "note", id, text: "see there") { $0.uploads = [upload] }
  }
}
