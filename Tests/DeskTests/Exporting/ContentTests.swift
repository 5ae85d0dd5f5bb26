import Crypto
import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// Contents of attachments that come with a history.
@Suite struct ContentTests {
  private static func line(_ text: String, as content: String, at position: Int64 = 0) -> String {
    let bytes = Data(text.utf8).base64EncodedString()
    return #"""
      {"content":{"digest":"\#(Digest(of: content).hex)","position":\#(position),"bytes":"\#(bytes)"}}
      """#
  }

  private static func export() throws -> [String] {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    try desk.attach("a.txt", "the right words", to: 1)
    return try ExportTests.lines(of: desk)
  }

  @Test func `a content that no entry names leaves nothing behind`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    let header = try Self.export()[0]
    let stray = Self.line("the wrong words", as: "the right words")
    #expect(try ExportTests.take([header, stray], into: desk).bad == [])
    #expect(try desk.contents() == "0|0\n")
    #expect(try desk.shell("SELECT count(*) FROM staged_part") == "0\n")
    try desk.attach("a.txt", "the right words", to: 1).receipt()
    #expect(try desk.content("a.txt", of: 1) == "the right words")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `parts that are not what the entry names are that line's error`() throws {
    let lines = try Self.export().map { line in
      line.hasPrefix("{\"content\"") ? Self.line("the wrong word", as: "the right words") : line
    }
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    let report = try ExportTests.take(lines, into: desk)
    #expect(report.bad.count == 1)
    #expect(try desk.contents() == "0|0\n")
    try desk.attach("b.txt", "the right words", to: 1).receipt()
    #expect(try desk.content("b.txt", of: 1) == "the right words")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a content that is here already is not touched by a file`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    try desk.attach("a.txt", "the right words", to: 1).receipt()
    let stray = Self.line("the wrong words", as: "the right words")
    try ExportTests.take([try Self.export()[0], stray], into: desk)
    #expect(try desk.content("a.txt", of: 1) == "the right words")
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [1, Int64.max])
  func `a part stands right behind the one before`(_ position: Int64) throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    let part = Self.line("words", as: "the right words", at: position)
    let report = try ExportTests.take([try Self.export()[0], part], into: desk)
    #expect(report.bad.map(\.reason.description).joined().contains("follow each other"))
  }

  @Test func `a dry run of an import stages nothing`() throws {
    let (desk, files) = (try TemporaryDesk(staffed: ExportTests.plugins), try ImportFiles())
    let file = "\(files.folder)/desk.ndjson"
    try (Self.export().joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    let report = try desk.desk.importExport(file, isDryRun: true, as: desk.admin)
    #expect(report.bad == [])
    #expect(try desk.contents() == "0|0\n")
    #expect(try desk.ticket(1) == nil)
  }
}
