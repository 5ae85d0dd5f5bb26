import Crypto
import Desk
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct AttachmentTests {
  @Test func `an attachment is on the ticket and can be read by who sees the ticket`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.attach("a.txt", "Hello", to: id).receipt()
    let attachment = try #require(try desk.seen(id, by: "carl")?.attachments.first)
    #expect(attachment.name == "a.txt" && attachment.size == 5)
    #expect(attachment.type == "text/plain" && attachment.digest == Digest(of: "Hello"))
    #expect(try desk.content("a.txt", of: id, as: "carl") == "Hello")
    #expect(throws: Refusal.self) { try desk.content("a.txt", of: id, as: "dora") }
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a content is kept once, whoever attaches it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let (first, second) = (try desk.question(), try desk.question())
    try desk.attach("a.txt", "Hello", to: first).receipt()
    try desk.attach("b.txt", "Hello", to: second).receipt()
    try desk.attach("a.txt", "Hello", to: second).receipt()
    #expect(try desk.contents() == "1|1\n")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a long content is kept in parts and comes back as it was`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let text = String(repeating: "0123456789abcdef", count: 40_000)
    try desk.attach("long.txt", text, to: id).receipt()
    #expect(try desk.contents() == "1|3\n")
    #expect(try desk.content("long.txt", of: id) == text)
  }

  @Test func `names are made safe and unique`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    for text in ["1", "2"] { try desk.attach("../../x/.a.txt", text, to: id).receipt() }
    #expect(try desk.ticket(id)?.attachments.map(\.name) == ["a.txt", "a (2).txt"])
  }

  @Test func `what was detached is gone from the ticket, but not from its past`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.attach("a.txt", "Hello", to: id).receipt()
    let then = desk.time.clock.now()
    desk.time.advance(milliseconds: 1_000)
    try desk.act("ann", "detach", id, params: ["name": .text("a.txt")]).receipt()
    #expect(try desk.ticket(id)?.attachments == [])
    #expect(throws: Refusal.self) { try desk.content("a.txt", of: id) }
    #expect(try desk.content("a.txt", of: id, at: then) == "Hello")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `detaching what is not there names what is`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.attach("report.pdf", "x", to: id).receipt()
    let refusal = try desk.act("ann", "detach", id, params: ["name": .text("reprot.pdf")]).refusal
    #expect(refusal?.code == .notFound)
    #expect(refusal?.message.contains("did you mean report.pdf?") == true)
  }

  @Test(arguments: ["create", "reply", "attach"])
  func `a refused request leaves no content behind`(_ verb: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(
      TestPlugin(
        "no", "docket.validate('field.attachments', function(c) c:refuse(nil, 'no') end)"))
    let upload = try Upload.text("a.txt", "Hello")
    let fields: [String: Value] = verb == "create" ? ["subject": .text("x")] : [:]
    let outcome = try desk.act("ann", verb, verb == "create" ? nil : id, fields, text: "words") {
      $0.uploads = [upload]
    }
    #expect(outcome.refusal != nil)
    #expect(try desk.contents() == "0|0\n")
    #expect(try desk.ticket(id)?.attachments == [])
  }

  @Test func `a dry run attaches nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let receipt = try desk.attach("a.txt", "Hello", to: id, isDryRun: true).receipt()
    #expect(receipt.edits.map(\.field) == ["attachments"])
    #expect(try desk.contents() == "0|0\n")
  }

  @Test func `who may not attach does not, not with a new ticket nor a reply either`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) {
      var denial = Grant("ticket.attach")
      denial.isDenial = true
      try $0.grant(denial, to: "customer")
    }
    let id = try desk.question()
    let upload = try Upload.text("a.txt", "Hello")
    for verb in ["attach", "reply", "create"] {
      let isNew = verb == "create"
      let outcome = try desk.act(
        "carl", verb, isNew ? nil : id, isNew ? ["subject": .text("x")] : [:], text: "words"
      ) { $0.uploads = [upload] }
      #expect(outcome.refusal?.code == .denied, "\(verb)")
    }
    #expect(try desk.contents() == "0|0\n")
  }

  @Test func `an update does not set attachments`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let outcome = try desk.act("admin", "update", id, ["attachments": .text("x")])
    #expect(outcome.refusal?.message.contains("docket attach") == true)
  }

  @Test func `a closed ticket takes attachments`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    let id = try desk.question(in: "resolved")
    try desk.attach("a.txt", "Hello", to: id).receipt()
    #expect(try desk.ticket(id)?.category == .closed)
  }

  @Test func `the desk says how large an attachment may be`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { try $0.set("attachment_limit", to: "4") }
    let id = try desk.question()
    #expect(try desk.attach("a.txt", "1234", to: id).isDone)
    let refusal = try desk.attach("b.txt", "12345", to: id).refusal
    #expect(refusal?.message.contains("at most 4 bytes") == true, "\(String(describing: refusal))")
  }

  @Test func `a content that changed since it was looked at is refused, and nothing is kept`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    for second in ["Hell", "Hello!", "Holla"] {
      let upload = try Upload(name: "a", content: Changing("Hello", second), limit: 100)
      let outcome = try desk.act("ann", "attach", id) { $0.uploads = [upload] }
      #expect(outcome.refusal?.message.contains("changed while it was read") == true)
      #expect(try desk.contents() == "0|0\n")
    }
  }

  @Test func `tickets are found by what is attached`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.question()
    try desk.attach("a.txt", "Hello", to: id).receipt()
    for query in ["has:attachments", "attachment:a.txt"] {
      let found = try desk.desk.session(as: try desk.person("ann")) { session in
        try session.list(try session.query(query)).map(\.id.rawValue)
      }
      #expect(found == [id], "\(query)")
    }
  }

  @Test(arguments: [
    ("UPDATE content_part SET bytes = x'00'", "is not what was attached"),
    ("DELETE FROM content_part", "is not what was attached"),
    ("DELETE FROM content", "of an attachment is missing"),
    ("DELETE FROM attachment", "which it does not keep"),
    ("INSERT INTO content VALUES (zeroblob(32), 1)", "belongs to no ticket"),
  ])
  func `an audit finds contents that are missing or altered`(sql: String, words: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.attach("a.txt", "Hello", to: id).receipt()
    try desk.shell(sql)
    let problems = try desk.auditProblems()
    #expect(problems.contains { $0.contains(words) }, "\(problems)")
  }

  @Test func `a content that was altered is not handed out as if it were not`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.attach("a.txt", "Hello", to: id).receipt()
    try desk.shell("UPDATE content_part SET bytes = x'00'")
    #expect(throws: ContentError.altered(Digest(of: "Hello"))) {
      try desk.content("a.txt", of: id)
    }
  }
}

/// A content that is another when it is read a second time.
private final class Changing: Content, Sendable {
  private let texts: [String]
  private let readings = SettableClock(Instant(milliseconds: 0))

  init(_ first: String, _ second: String) {
    texts = [first, second]
  }

  var size: Int64 { 0 }

  func bytes(at offset: Int64, count: Int) -> [UInt8] {
    if offset == 0 { readings.advance(milliseconds: 1) }
    let text = texts[min(1, Int(readings.clock.now().milliseconds) - 1)]
    return Array(Array(text.utf8).dropFirst(Int(offset)).prefix(count))
  }
}
