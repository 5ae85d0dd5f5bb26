import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct RedactionTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  @Test(arguments: [
    ("text", "reply"), ("text", "note"), ("edits", "body"), ("edits", "tags"), ("edits", "field"),
    ("all", "reply"), ("all", "attachment"), ("all", "create"), ("data", "data"),
    ("params", "params"),
  ])
  func `redacted words are in no file of the desk any more`(_ part: String, _ place: String) throws
  {
    let desk = try desk()
    try desk.enable(.words)
    let id = try desk.question()
    let seq = try write("hunter2secret", to: id, as: place, on: desk)
    try desk.act("ann", "update", id, ["tags": .texts(["late"])]).receipt()
    try desk.act("ann", "update", id, ["body": .text("another"), "subject": .text("y")]).receipt()
    try desk.work()
    #expect(try desk.holds("hunter2secret"), "or this test would find nothing anyhow")
    try desk.redact(seq, of: id, part).receipt()
    #expect(try !desk.holds("hunter2secret"))
    #expect(try desk.auditProblems() == [])
    let fold = Ticket(id: Ticket.ID(rawValue: id), folding: try desk.entries(id))
    #expect(try desk.ticket(id) == fold)
  }

  @Test func `a field that is named alone loses its words`() throws {
    let desk = try desk()
    let id = try desk.question(["body": .text("my card is 4111"), "tags": .texts(["vip"])])
    let seq = try #require(try desk.entries(id).first?.seq)
    try desk.redact(seq, of: id, "edits", fields: ["body"]).receipt()
    let ticket = try #require(try desk.ticket(id))
    #expect((ticket.subject, ticket.body, ticket.tags) == ("No light", "", ["vip"]))
    #expect(try !desk.holds("my card is 4111"))
  }

  @Test func `an attachment's content goes, unless another ticket keeps it`() throws {
    let desk = try desk()
    let (first, second) = (try desk.question(), try desk.question())
    let seq = try desk.attach("a.txt", "hunter2secret", to: first).seq
    try desk.attach("b.txt", "harmless", to: first).receipt()
    try desk.attach("a.txt", "hunter2secret", to: second).receipt()
    try desk.redact(seq, of: first, "all").receipt()
    #expect(try desk.ticket(first)?.attachments.map(\.name) == ["b.txt"])
    #expect(try desk.content("b.txt", of: first) == "harmless")
    #expect(try desk.content("a.txt", of: second) == "hunter2secret")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a redaction is an entry that says who took what away`() throws {
    let desk = try desk()
    let id = try desk.question()
    let seq = try desk.act("ann", "reply", id, text: "secret").seq
    try desk.redact(seq, of: id, "text").receipt()
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.action == "redact" && entry.visibility == .public)
    #expect(entry.params["entry"] == .integer(seq.rawValue))
    #expect(try desk.entries(id).first { $0.seq == seq }?.redacted == [.text])
    #expect(try desk.history(id, by: "carl")?.last?.params["entry"] == nil)
  }

  @Test func `a redacted note tells customers nothing`() throws {
    let desk = try desk()
    let id = try desk.question()
    let seen = (try desk.seen(id, by: "carl"), try desk.history(id, by: "carl"))
    let seq = try desk.act("ann", "note", id, text: "secret").seq
    try desk.redact(seq, of: id, "text").receipt()
    #expect(try desk.seen(id, by: "carl") == seen.0)
    #expect(try desk.history(id, by: "carl") == seen.1)
  }

  @Test func `what was to be told of redacted words is told no more`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "tell", permissions: "\"ticket.view\", \"note.view\"",
        "docket.before('ticket.reply', function(c) c:notify{ to = { 'bob' }, text = c.text } end)"))
    let id = try desk.question()
    let seq = try desk.act("ann", "reply", id, text: "secret").seq
    try desk.redact(seq, of: id, "text").receipt()
    #expect(
      try desk.rows(.notify).filter { $0.key.hasPrefix("notify/") }.map(\.state) == [.dropped])
    let inbox = try desk.desk.session(as: try desk.person("bob")) { try $0.inbox() }
    #expect(inbox == [])
  }

  /// Puts the words somewhere into a ticket; gives the entry.
  private func write(
    _ words: String, to id: Int64, as place: String, on desk: TemporaryDesk,
  ) throws -> EntryID {
    switch place {
    case "body": try desk.act("ann", "update", id, ["body": .text(words)]).seq
    case "tags": try desk.act("ann", "update", id, ["tags": .texts(["a", words])]).seq
    case "field": try desk.act("ann", "update", id, ["serial": .text(words)]).seq
    case "attachment": try desk.attach(words, words, to: id).seq
    case "create":
      try desk.act("ann", "update", id, ["subject": .text(words), "body": .text("x")]).seq
    case "data": try desk.act("ann", "say", id).seq
    case "params": try desk.act("ann", "hear", id, params: ["words": .text(words)]).seq
    default: try desk.act("ann", place, id, text: words).seq
    }
  }
}

extension TestPlugin {
  /// A custom field, and an action with parameters or data.
  fileprivate static var words: TestPlugin {
    TestPlugin(
      "words", permissions: "\"ticket.view\", \"ticket.update\"",
      """
      docket.field{ name = "serial", type = "text" }
      docket.action{
        name = "say", data = { said = { type = "text" } }, permission = "ticket.update",
        -- In two parts, since the desk keeps this file as well.
        propose = function(change) return { said = "hunter2" .. "secret" } end,
      }
      docket.action{
        name = "hear", params = { words = { type = "text" } }, data = { said = { type = "text" } },
        permission = "ticket.update", propose = function(change) return { said = "x" } end,
      }
      """)
  }
}

extension Outcome {
  /// The first entry that was written.
  fileprivate var seq: EntryID {
    get throws { try #require(try receipt().seq) }
  }
}

extension TemporaryDesk {
  /// Whether the words stand in any of the desk's files, folded or not.
  func holds(_ words: String) throws -> Bool {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try files.filter { $0.hasPrefix("docket.db") }.contains { file in
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
      return data.range(of: Data(words.utf8)) != nil
    }
  }
}
