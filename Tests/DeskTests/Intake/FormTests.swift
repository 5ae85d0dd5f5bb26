import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// What comes of a form's answers.
@Suite struct FormTests {
  @Test func `answers become what the form asks for, in the name of who answers`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let result = try desk.visit(
      #"{"subject": "Lamp", "level": "high", "who": "carl", "tags": ["a", "b"], "span": 90}"#)
    let ticket = try #require(try desk.ticket(result.receipt?.ticket.rawValue ?? 0))
    #expect(ticket.subject == "Lamp" && ticket.source == "desk_bell")
    #expect(ticket.body == "ann high 90" && ticket.tags == ["a", "b"])
    #expect(ticket.requester == (try desk.person("carl").id))
    let entry = try #require(try desk.entries(ticket.id.rawValue).first)
    #expect(entry.source.rawValue == "desk_bell")
    #expect(entry.actor == .person(try desk.person("ann").id))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `texts are read by the field's kind, and what is missing has its default`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let result = try desk.visit(#"{"subject": "x", "span": "2m", "who": "me", "tags": "a, b"}"#)
    let ticket = try #require(try desk.ticket(result.receipt?.ticket.rawValue ?? 0))
    #expect(ticket.body == "ann low 120" && ticket.tags == ["a", "b"])
    #expect(ticket.requester == (try desk.person("ann").id))
  }

  @Test(arguments: [
    (#"{}"#, ["subject"]), (#"{"subject": "x", "levle": "low"}"#, ["levle"]),
    (#"{"subject": "x", "level": "hihg"}"#, ["level"]), (#"{"subject": 7}"#, ["subject"]),
    (#"{"subject": "x", "who": "nobody", "span": "soon"}"#, ["who", "span"]),
    (#"{"subject": "x", "subject": "y"}"#, ["subject"]), (#"{"subject": {"a": 1}}"#, ["subject"]),
    (#"{"subject": "this one is much too long"}"#, ["subject"]),
    (#"{"subject": "wrong"}"#, ["level"]), (#"{"subject": "x", "asker": "no one"}"#, ["requester"]),
  ])
  func `what is wrong is refused by field, all at once`(json: String, fields: [String]) throws {
    let desk = try TemporaryDesk(withForm: ())
    let refusal = try #require(try desk.visit(json).refusal)
    #expect(refusal.problems.map(\.field) == fields, "\(refusal.message)")
    #expect(try desk.ticket(1) == nil)
  }

  @Test func `what is misspelled is told with the nearest name`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let message = try desk.visit(#"{"subject": "x", "levle": "low"}"#).refusal?.message ?? ""
    #expect(message.contains("the form visit takes no `levle`; did you mean level?"), "\(message)")
    let unknown = #expect(throws: Refusal.self) {
      try desk.desk.submit(FormAnswers("vist", []), as: desk.person("ann"))
    }
    #expect(unknown?.code == .notFound && unknown?.message.contains("did you mean visit") == true)
  }

  @Test func `a document that has a name comes in once, whoever gives it again`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let first = try desk.visit(#"{"subject": "x", "id": "7"}"#)
    let again = try desk.visit(#"{"subject": "y", "id": "7"}"#, as: "bob")
    #expect(again.receipt?.ticket == first.receipt?.ticket && again.receipt?.isRepeated == true)
    #expect(try desk.ticket(2) == nil)
    // A refused one was not in, and may be mended.
    #expect(try desk.visit(#"{"subject": "wrong", "id": "8"}"#).refusal != nil)
    #expect(try desk.visit(#"{"subject": "x", "id": "8"}"#).receipt?.isRepeated == false)
    let long = String(repeating: "x", count: 321)
    let refusal = try desk.visit(#"{"subject": "x", "id": "\#(long)"}"#).refusal
    #expect(refusal?.problems.map(\.field) == ["id"])
  }

  @Test func `customers' documents have names of their own`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let ours = try desk.visit(#"{"subject": "x", "id": "7"}"#)
    let first = try desk.visit(#"{"subject": "y", "id": "7"}"#, as: "carl")
    let again = try desk.visit(#"{"subject": "z", "id": "7"}"#, as: "carl")
    let other = try desk.visit(#"{"subject": "z", "id": "7"}"#, as: "dora")
    let tickets = [ours, first, again, other].map { $0.receipt?.ticket.rawValue }
    #expect(tickets == [1, 2, 2, 3], "\(tickets)")
  }

  @Test func `a document without a name is known by what it says only where that is wanted`()
    throws
  {
    let desk = try TemporaryDesk(withForm: ())
    for json in [#"{"subject": "x", "level": "low"}"#, #"{ "level":"low","subject":"x" }"#] {
      _ = try desk.visit(json, isOnce: true)
    }
    #expect(try desk.ticket(2) == nil)
    _ = try desk.visit(#"{"subject": "x", "level": "low"}"#)
    #expect(try desk.ticket(2) != nil)
  }

  @Test func `whoever has an address asks, and is added as a customer with the ticket`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let json = #"{"subject": "x", "asker": "Jane Doe <jane@example.com>", "id": "1"}"#
    let tried = try desk.visit(json, isDryRun: true)
    #expect(tried.added?.name == "jane.doe")
    #expect(throws: DeskError.self) { try desk.person("jane.doe") }
    #expect(try desk.visit(json).added?.name == "jane.doe")
    let again = try desk.visit(json)
    #expect(again.added == nil && again.receipt?.isRepeated == true)
    #expect(try desk.ticket(1)?.requester == (try desk.person("jane.doe").id))
  }

  @Test func `who answers may do no more than otherwise, and their form sees no more`() throws {
    let desk = try TemporaryDesk(withForm: ())
    try desk.question()
    try desk.question(["requester": .text("dora")])
    let note = try desk.visit(#"{"subject": "x", "open": 1}"#, as: "carl").refusal
    #expect(note?.code == .denied, "\(note?.message ?? "")")
    #expect(try desk.visit(#"{"subject": "x", "open": 2}"#, as: "carl").refusal?.code == .invalid)
    #expect(try desk.visit(#"{"subject": "count"}"#).receipt != nil)
    #expect(try desk.entries(1).last?.text == "seen 2")
    #expect(try desk.visit(#"{"subject": "count"}"#, as: "carl").refusal?.code == .denied)
  }

  @Test func `a form that asks for nothing says why, and leaves nothing`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let result = try desk.visit(#"{"subject": "none"}"#)
    #expect(result.nothing?.description == "nobody is here" && result.outcome == nil)
    #expect(try desk.ticket(1) == nil)
  }

  @Test func `a form that fails changes nothing, and tells its fault to the staff alone`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let staff = try #require(try desk.visit(#"{"subject": "fault"}"#).refusal)
    #expect(staff.message.contains("it fell over"), "\(staff.message)")
    let customer = try #require(try desk.visit(#"{"subject": "fault"}"#, as: "carl").refusal)
    #expect(!customer.message.contains("fell over"), "\(customer.message)")
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(log.count { $0.message.contains("it fell over") && $0.plugin == "gate" } == 2)
  }

  @Test func `a dry run leaves nothing, not even in the log`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let result = try desk.visit(#"{"subject": "x", "id": "1"}"#, isDryRun: true)
    #expect(result.receipt != nil)
    _ = try desk.visit(#"{"subject": "fault"}"#, isDryRun: true)
    #expect(try desk.ticket(1) == nil)
    #expect(try desk.desk.read { reader, _ in try reader.logLines(last: 10) }.isEmpty)
    #expect(try desk.visit(#"{"subject": "x", "id": "1"}"#).receipt?.isRepeated == false)
  }

  @Test func `a draft tells what is wrong with the answers so far, by field`() throws {
    let desk = try TemporaryDesk(withForm: ())
    let ann = try desk.person("ann")
    func draft(_ name: String, _ text: String) throws -> FormDraft {
      try desk.desk.draft(of: FormAnswers("visit", [(name, .string(text))]), as: ann)
    }
    #expect(try draft("level", "high").problems(of: "level") == [])
    #expect(try draft("asker", " ").problems(of: "asker") == [])
    let wrong = try draft("level", "hihg")
    #expect(wrong.problems(of: "level").first?.message.contains("did you mean high?") == true)
    #expect(wrong.required.contains("subject") && wrong.problems(of: "subject").count == 1)
    #expect(try desk.ticket(1) == nil)
  }

  @Test func `a form goes with its plugin`() throws {
    let desk = try TemporaryDesk(withForm: ())
    try desk.disable("gate")
    let refusal = #expect(throws: Refusal.self) { try desk.visit(#"{"subject": "x"}"#) }
    #expect(refusal?.code == .notFound)
    #expect(refusal?.message.contains("docket plugin enable intake") == true)
  }
}
