import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// What an entry of another desk's history must be to stand here.
@Suite struct ReplayRuleTests {
  private static func worked() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question(["tags": .texts(["a"])])
    try desk.act("ann", "update", 1, ["priority": .text("high")]).receipt()
    try desk.attach("a.txt", "hello", to: 1)
    try desk.act("ann", "note", 1, text: "one").receipt()
    return desk
  }

  /// A change of a line of the export, by what stands in it, and a word of what is said of it.
  private static let forgeries: [(line: String, old: String, new: String, words: String)] = [
    ("\"note\"", "\"action\":\"note\"", "\"action\":\"purge\"", "action"),
    ("\"note\"", "\"action\":\"note\"", "\"action\":\"create\"", "action"),
    ("\"create\"", "\"action\":\"create\"", "\"action\":\"update\"", "action"),
    (
      "\"note\"", "\"visibility\":\"internal\"",
      "\"visibility\":\"internal\",\"edits\":[{\"field\":\"body\",\"from\":null,\"to\":\"x\"}]",
      "words only"
    ),
    ("\"high\"", "\"from\":\"normal\"", "\"from\":\"low\"", "it was `normal`"),
    ("\"high\"", "\"from\":\"normal\"", "\"from\":null", "it was `normal`"),
    ("\"create\"", "[\"new\",\"open\"]", "[\"nowhere\",\"open\"]", "stage"),
    ("\"create\"", "[\"new\",\"open\"]", "[\"new\",\"closed\"]", "stage"),
    ("\"high\"", "\"to\":\"high\"", "\"to\":\"huge\"", "huge"),
    (
      "\"high\"", "\"field\":\"priority\",\"from\":\"normal\",\"to\":\"high\"",
      "\"field\":\"queue\",\"from\":null,\"to\":\"cellar\"", "cellar"
    ),
    (
      "\"high\"", "\"field\":\"priority\",\"from\":\"normal\",\"to\":\"high\"",
      "\"field\":\"parent\",\"from\":null,\"to\":{\"ticket\":1}", "parent"
    ),
    (
      "\"high\"", "\"field\":\"priority\",\"from\":\"normal\",\"to\":\"high\"",
      "\"field\":\"id\",\"from\":{\"ticket\":1},\"to\":{\"ticket\":1}", "id"
    ),
    (
      "\"high\"", "\"field\":\"priority\",\"from\":\"normal\",\"to\":\"high\"",
      "\"field\":\"version\",\"from\":1,\"to\":9223372036854775807", "version"
    ),
    (
      "\"high\"", "\"edits\":[",
      "\"edits\":[{\"field\":\"priority\",\"from\":\"normal\",\"to\":\"low\"},", "twice"
    ),
    ("\"create\"", "\"to\":\"No light\"", "\"to\":\"No\\nlight\"", "one line"),
    ("\"create\"", "\"to\":[\"a\"]", "\"to\":[\"a\\u0007b\"]", "without controls"),
    ("\"create\"", "\"to\":[\"a\"]", "\"to\":[\"a\",\"a\"]", "tag"),
    ("a.txt", "\"name\":\"a.txt\"", "\"name\":\"../a.txt\"", "without folders"),
    ("a.txt", "\"size\":5", "\"size\":9223372036854775807", "at most"),
    ("a.txt", "\"size\":5", "\"size\":6", "a.txt"),
    ("\"note\"", "\"number\":4", "\"number\":9223372036854775807", "did not go in"),
    ("\"note\"", "\"source\":\"cli\"", "\"source\":\"c\\nli\"", "source"),
    ("\"note\"", "\"actor\":\"ann\"", "\"actor\":\"plugin:\\u001b[2J\"", "plugin"),
    ("\"note\"", "\"text\":\"one\"", "\"text\":\"one\",\"hook\":\"a\\nb\"", "hook"),
    (
      "\"note\"", "\"text\":\"one\"", "\"text\":\"one\",\"params\":{\"p\":[[1],[2]]}", "params"
    ),
  ]

  @Test(arguments: forgeries.indices)
  func `what no desk writes is that line's error`(_ index: Int) throws {
    let forgery = Self.forgeries[index]
    var lines = try ExportTests.lines(of: Self.worked())
    let place = try #require(
      lines.firstIndex { $0.hasPrefix("{\"entry\"") && $0.contains(forgery.line) })
    let forged = lines[place].replacingOccurrences(of: forgery.old, with: forgery.new)
    #expect(forged != lines[place], "\(lines[place])")
    lines[place] = forged
    let new = try TemporaryDesk(plugins: ExportTests.plugins)
    let report = try ExportTests.take(lines, into: new)
    let bad = try #require(report.bad.first)
    #expect(bad.line == place + 1)
    #expect(bad.reason.description.contains(forgery.words), "\(bad.reason)")
    #expect(try new.auditProblems() == [])
  }

  @Test func `a history with redactions comes back from our own export`() throws {
    let old = try Self.worked()
    let receipt = try old.act(
      "ann", "update", 1, ["subject": .text("PIN0815"), "body": .text("my body")]
    ).receipt()
    try old.act("ann", "update", 1, ["subject": .text("Dark"), "body": .text("more")]).receipt()
    try old.redact(try #require(receipt.seq), of: 1, "edits", fields: ["subject"]).receipt()
    try old.act("ann", "update", 1, ["body": .text("most")]).receipt()
    let new = try ExportTests.fresh(after: old)
    #expect(try ExportTests.take(ExportTests.lines(of: old), into: new).bad == [])
    #expect(try new.ticket(1)?.body == "most")
    #expect(try new.auditProblems() == [])
  }

  @Test func `a redaction that was taken in explains no gap`() throws {
    let old = try Self.worked()
    let note = try #require(try old.entries(1).last)
    try old.redact(note.seq, of: 1, "text").receipt()
    let new = try ExportTests.fresh(after: old)
    try ExportTests.take(ExportTests.lines(of: old), into: new)
    try new.shell("DELETE FROM payload WHERE seq = \(try new.entries(1)[0].seq.rawValue)")
    #expect(try new.auditProblems() != [])
  }

  @Test func `an undo that was taken in names no entry of this desk`() throws {
    let old = try Self.worked()
    let change = try old.act("ann", "update", 1, ["priority": .text("low")]).receipt()
    #expect(try old.undo("mia", change.request).changed == 1)
    let new = try ExportTests.fresh(after: old)
    #expect(try ExportTests.take(ExportTests.lines(of: old), into: new).bad == [])
    #expect(try new.entries(1).last?.undoneEntries == [])
  }
}
