import Foundation
import Testing

@Suite struct RedactionTests {
  /// The number on the desk of a ticket's last entry.
  private func last(_ desk: TestDesk, of ticket: String = "1") throws -> String {
    let entries = try desk.json("history", ticket) as? [[String: Any]]
    return "\(try #require(entries?.last?["seq"] as? Int))"
  }

  @Test func `redacted words are marked wherever they stood`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("reply", "1", "my password", as: "carl")
    let seq = try last(desk)
    let unsure = try desk.run("redact", seq, "--part", "text")
    #expect(unsure.status == 2 && unsure.errors.contains("--yes"), "\(unsure)")
    #expect(try desk.run("redact", seq, "--part", "text", "--yes", as: "mia").status == 0)
    for person in ["ann", "carl"] {
      let shown = try desk.run("show", "1", as: person).output
      #expect(shown.contains("(redacted)") && !shown.contains("password"), "\(shown)")
      let history = try desk.run("history", "1", as: person).output
      #expect(history.contains("(redacted)") && !history.contains("password"), "\(history)")
    }
    let entries = try desk.json("history", "1") as? [[String: Any]]
    #expect(entries?[1]["redacted"] as? [String] == ["text"])
    #expect(try desk.run("list", "password").errors.contains("no ticket matches"))
  }

  @Test func `an edit's words are redacted by field, and its others stay`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Card", "--body", "it is 4111", "--tag", "vip")
    let seq = try last(desk)
    #expect(try desk.run("redact", seq, "--field", "body", "--yes").status == 0)
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect(shown?["subject"] as? String == "Card" && shown?["body"] is NSNull)
    #expect(try desk.run("history", "1").output.contains("body: – → (redacted)"))
    let wrong = try desk.run("redact", seq, "--field", "bdoy", "--yes")
    #expect(wrong.status == 1 && wrong.errors.contains("did you mean body?"), "\(wrong)")
  }

  @Test func `what repeats the words is named, before and after, and only left if asked`() throws {
    let desk = try TestDesk()
    for words in ["a", "b"] { try desk.run("new", words, "--requester", "carl") }
    try desk.run("update", "2", "stage=resolved", "close_reason=duplicate", "duplicate_of=1")
    try desk.run("reply", "2", "PIN0815", as: "carl")
    let reply = try #require(
      try (desk.json("history", "2") as? [[String: Any]])?.last {
        $0["action"] as? String == "reply"
      })
    let seq = "\(try #require(reply["seq"] as? Int))"
    #expect(try desk.run("redact", seq, "--only", "--dry-run").output.contains("ticket 1") == false)
    let tried = try desk.run("redact", seq, "--dry-run").output
    #expect(tried.contains("since they repeat the words: 1 entry of other tickets"), "\(tried)")
    let done = try desk.run("redact", seq, "--yes", as: "mia")
    #expect(done.errors.contains("(ticket 1, note) repeated the words"), "\(done)")
    #expect(try desk.run("list", "PIN0815").errors.contains("no ticket matches"))
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test func `a subject that was redacted is marked`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Card 4111")
    #expect(try desk.run("redact", try last(desk), "--part", "edits", "--yes").status == 0)
    #expect(try desk.run("show", "1").output.hasPrefix("#1 (redacted)\n"))
  }

  @Test func `who may not, or names no entry of theirs, is told`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("note", "1", "secret")
    let seq = try last(desk)
    #expect(try desk.run("redact", seq, "--yes", as: "ann").status == 4)
    #expect(try desk.run("redact", seq, "--yes", as: "carl").status == 3)
    #expect(try desk.run("redact", "999", "--yes").status == 3)
    #expect(try desk.run("redact", "1", "--yes").errors.contains("the desk's own"))
    #expect(try desk.run("show", "1").output.contains("secret"))
  }

  @Test func `a dry run of a redaction and of a purge needs no yes and takes nothing`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--body", "words")
    #expect(try desk.run("redact", try last(desk), "--dry-run").status == 0)
    try desk.run("discard", "1", "--to", "deleted")
    #expect(try desk.run("purge", "1", "--dry-run").status == 0)
    #expect(try desk.run("show", "1").output.contains("words"))
  }

  @Test func `a purged ticket tells when and by whom, and is in no list`() throws {
    let desk = try TestDesk()
    try desk.run("new", "secret words", "--requester", "carl")
    let early = try desk.run("purge", "1", as: "mia")
    #expect(early.status == 1 && early.errors.contains("docket discard 1"), "\(early)")
    try desk.run("discard", "1", "--to", "deleted")
    #expect(try desk.run("purge", "1", as: "mia").status == 2)
    #expect(try desk.run("purge", "1", "--yes", as: "mia").status == 0)
    let shown = try desk.run("show", "1")
    #expect(shown.status == 3, "\(shown)")
    #expect(shown.errors.contains("ticket 1 was purged on ") && shown.errors.contains(" by mia"))
    #expect(try desk.run("show", "1", as: "carl").errors == "docket: there is no ticket 1\n")
    #expect(try desk.run("list", "is:discarded").errors == "no ticket matches\n")
    let history = try desk.run("history", "1").output
    #expect(history.contains("purge") && history.contains("(redacted)"), "\(history)")
    #expect(!history.contains("secret"))
    #expect(try desk.run("new", "y").output == "2\n")
  }

  @Test func `who may not erase is refused before a question is asked`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl", "--body", "words")
    let seq = try last(desk)
    try desk.run("discard", "1", "--to", "deleted")
    for arguments in [["purge", "1"], ["redact", seq]] {
      let process = desk.process(arguments, as: "ann")
      #expect(try process.run().status == 4)
      let typed = try process.runOnTerminal(columns: 80, typing: "1\nyes\n")
      #expect(typed.status == 4 && !typed.output.contains("for good"), "\(typed)")
    }
    #expect(try desk.run("show", "1").output.contains("words"))
  }

  @Test func `a purge on a terminal wants the ticket's number`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("discard", "1", "--to", "deleted")
    let refused = try desk.runOnTerminal("purge", "1")
    #expect(refused.status != 0, "\(refused)")
    #expect(try desk.run("show", "1").status == 0)
  }
}
