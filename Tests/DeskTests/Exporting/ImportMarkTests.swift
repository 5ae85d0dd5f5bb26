import Crypto
import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// Who took a history in, from what file, and whose a source is.
@Suite struct ImportMarkTests {
  private static func worked() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    try desk.act("ann", "reply", 1, text: "one").receipt()
    return desk
  }

  @Test func `each replayed entry names who imported it and the file's digest`() throws {
    let old = try Self.worked()
    let new = try TemporaryDesk(staffed: ExportTests.plugins)
    let lines = try ExportTests.lines(of: old)
    try ExportTests.take(lines, into: new, as: "mia")
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let marks = try new.entries(1).map(\.imported)
    let mark = try #require(marks.first ?? nil)
    #expect(marks.allSatisfy { $0 == mark })
    try new.desk.session(as: new.admin) { session in
      let told = try #require(try session.importMention(mark))
      #expect(told.by == .person(try new.person("mia").id))
      #expect(told.file == Digest(of: bytes).hex)
    }
    #expect(try new.question().description == "2")
    #expect(try new.entries(2).allSatisfy { $0.imported == nil })
    #expect(try new.auditProblems() == [])
  }

  @Test func `rows of an importer are marked as well`() throws {
    let (files, desk) = (try ImportFiles(), try TemporaryDesk(staffed: ["support"]))
    let report = try files.take("1,2025-01-01,ann,create,dark\n", into: desk)
    #expect(report.bad == [])
    #expect(try desk.entries(1).allSatisfy { $0.imported != nil })
    #expect(try desk.auditProblems() == [])
  }

  @Test func `nothing is appended behind what was made here`() throws {
    let old = try Self.worked()
    let new = try TemporaryDesk(staffed: ExportTests.plugins)
    try ExportTests.take(ExportTests.lines(of: old), into: new)
    try new.act("bob", "note", 1, text: "ours").receipt()
    let count = try new.entries(1).count
    old.time.advance(milliseconds: 1_000)
    new.time.advance(milliseconds: 5_000)
    for name in ["ann", "mia"] { try old.act(name, "note", 1, text: "theirs").receipt() }
    let report = try ExportTests.take(ExportTests.lines(of: old), into: new)
    #expect(report.bad.count == 2)
    #expect(report.bad.allSatisfy { $0.reason.description.contains("gone on with here") })
    #expect(try new.entries(1).count == count)
  }

  @Test func `an entry alone, without the beginning of its ticket, does not go in`() throws {
    let old = try Self.worked()
    let lines = try ExportTests.lines(of: old)
    let new = try TemporaryDesk(staffed: ExportTests.plugins)
    try ExportTests.take(lines, into: new)
    let forged = #"""
      {"entry":{"ticket":1,"number":3,"at":"2026-01-01T00:00:00.000Z","actor":"bob","source":"cli",\#
      "action":"note","visibility":"internal","text":"I did not say so"}}
      """#
    let report = try ExportTests.take([lines[0], forged], into: new)
    #expect(report.bad.map(\.reason.description).joined().contains("from its beginning"))
    #expect(try new.entries(1).count == 2)
  }

  @Test func `a source belongs to who first imported from it`() throws {
    let old = try Self.worked()
    let lines = try ExportTests.lines(of: old)
    let new = try TemporaryDesk(staffed: ExportTests.plugins)
    try ExportTests.take(lines, into: new, as: "mia")
    let refusal = #expect(throws: Refusal.self) { try ExportTests.take(lines, into: new) }
    #expect(refusal?.code == .denied)
    #expect(refusal?.message.contains("mia imported from") == true)
    #expect(try ExportTests.take(lines, into: new, source: "mine").bad == [])
    let files = try ImportFiles()
    let rows = "1,2025-01-01,zoe,create,dark\n"
    #expect(try files.take(rows, into: new, as: "admin").bad == [])
    #expect(throws: Refusal.self) { try files.take(rows, into: new, as: "mia") }
    try new.desk.administer(as: .desk) {
      var draft = PersonDraft()
      draft.removedRoles = ["manager"]
      _ = try $0.setPerson("mia", draft)
    }
    #expect(try ExportTests.take(lines, into: new).bad == [], "who cannot go on lets go")
  }

  @Test func `a file with another beginning is refused before anything of it goes in`() throws {
    let old = try Self.worked()
    let lines = try ExportTests.lines(of: old)
    let new = try TemporaryDesk(staffed: ExportTests.plugins)
    try ExportTests.take(lines, into: new)
    try old.question()
    let other = try ExportTests.lines(of: old).map {
      $0.replacingOccurrences(of: "\"one\"", with: "\"another\"")
    }
    let refusal = #expect(throws: Refusal.self) { try ExportTests.take(other, into: new) }
    #expect(refusal?.code == .conflict)
    #expect(refusal?.message.contains("said something else") == true)
    #expect(try new.ticket(2) == nil)
  }

  @Test func `a row behind what was made here is the importer's own change, where it updates`()
    throws
  {
    let (files, desk) = (try ImportFiles(), try TemporaryDesk(staffed: ["support"]))
    let first = "1,2025-01-01,ann,create,dark\n"
    try files.take(first, into: desk)
    try desk.act("bob", "note", 1, text: "ours").receipt()
    let rows = first + "1,2025-01-02,ann,priority,high\n"
    let report = try files.take(rows, into: desk)
    #expect(report.bad.map(\.reason.description).joined().contains("gone on with here"))
    let updating = ImportFiles.cases.replacingOccurrences(
      of: "format = \"csv\",", with: "format = \"csv\", update = true,"
    ).replacingOccurrences(of: "not import:seen(row.case)", with: "row.what == \"create\"")
    #expect(try files.take(rows, into: desk, script: updating).bad.map(\.reason.description) == [])
    let last = try #require(try desk.entries(1).last)
    #expect(last.actor == .person(try desk.admin.id))
    #expect(last.at == last.recorded)
    #expect(try desk.ticket(1)?.priority == .high)
  }

  @Test(arguments: Verb.allCases.filter { $0.importing == .never })
  func `a row neither erases, nor takes back, nor sends away`(_ verb: Verb) throws {
    let (files, desk) = (try ImportFiles(), try TemporaryDesk(staffed: ["support"]))
    try files.take("1,2025-01-01,ann,create,dark\n", into: desk)
    let id = try #require(try desk.ticket(1)?.id)
    var request = Request(
      actor: .person(try desk.admin.id), source: .import, action: .verb(verb),
      ticket: id,
      params: ["entry": .integer(1), "to": .texts(["ann"])])
    if verb == .undo { request.undoes = UndoScope(request: try desk.entries(1)[0].request) }
    let outcome = try desk.desk.perform(request)
    #expect(outcome.refusal != nil)
    #expect(try desk.entries(1).count == 1)
  }

  @Test(arguments: ["", " ", "a\u{1B}[2Jb", "a\nb", String(repeating: "x", count: 65)])
  func `a source's name is a short line without controls`(_ name: String) throws {
    let new = try TemporaryDesk(staffed: ExportTests.plugins)
    let lines = try ExportTests.lines(of: Self.worked())
    let refusal = #expect(throws: Refusal.self) {
      try ExportTests.take(lines, into: new, source: name)
    }
    #expect(refusal?.problems.first?.field == "source")
  }
}
