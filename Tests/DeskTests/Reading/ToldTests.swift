import Desk
import Kernel
import TestSupport
import Testing

/// Whom a change would tell, as the pipeline itself says.
@Suite struct ToldTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "inbox"])
  }

  private func told(
    _ event: String, by name: String? = nil, as asker: String = "mia", on desk: TemporaryDesk,
  ) throws -> ToldAnswer {
    let question = ToldQuestion(ticket: Ticket.ID(rawValue: 1), event: event, by: name)
    return try desk.desk.told(by: question, asking: try desk.person(asker))
  }

  private func names(_ answer: ToldAnswer) -> [String] {
    answer.people.filter(\.isTold).map(\.name).sorted()
  }

  @Test(arguments: [
    ("ticket.reply", "ann"), ("note", "ann"), ("closed", "mia"), ("assignee=bob", "mia"),
    ("reply", "carl"), ("team=bob", "ann"), ("attachments", "carl"),
  ])
  func `those who are said to be told are those whom the change tells`(
    _ event: String, _ by: String,
  ) throws {
    let desk = try desk()
    let id = try desk.question([
      "assignee": .text("ann"), "team": .texts(["mia"]), "followers": .texts(["dora", "bob"]),
    ])
    let answer = try told(event, by: by, on: desk)
    let done: Outcome
    switch event {
    case "note": done = try desk.act(by, "note", id, text: "x")
    case "closed": done = try desk.act(by, "close", id)
    case "assignee=bob": done = try desk.act(by, "update", id, ["assignee": .text("bob")])
    case "team=bob": done = try desk.act(by, "update", id, ["team": .text("bob")])
    case "attachments": done = try desk.act(by, "update", id)
    default: done = try desk.act(by, "reply", id, text: "x")
    }
    let really = event == "attachments" ? [] : try desk.told(by: done).sorted()
    #expect(names(answer) == really)
  }

  @Test func `it says why somebody is not told`() throws {
    let desk = try desk()
    try desk.question(["assignee": .text("ann"), "followers": .texts(["bob", "dora"])])
    try desk.administer(as: "bob") { try $0.mute("inbox:notes-followers", for: nil, true) }
    let answer = try told("note", by: "ann", on: desk)
    let verdicts = Dictionary(
      uniqueKeysWithValues: answer.people.map { ($0.name, $0.tellings.map(\.telling.verdict)) })
    #expect(names(answer) == [])
    #expect(
      verdicts == [
        "ann": [.ownChange], "bob": [.muted], "dora": [.seesNoEvent], "carl": [],
      ])
  }

  @Test func `a hook that tells is named with its line`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "pager",
        """
        docket.before("ticket.close", function(change)
          change:notify{ to = { "assignee", "requester" }, channel = "inbox", text = "look" }
        end, { name = "page" })
        """))
    try desk.question(["assignee": .text("ann")])
    let answer = try told("close", on: desk)
    let ann = try #require(answer.people.first { $0.name == "ann" })
    #expect(ann.tellings.map(\.place) == ["pager/init.lua:3"])
    // Its words are for the staff: the requester is told by the subscription alone.
    let carl = try #require(answer.people.first { $0.name == "carl" })
    #expect(carl.tellings.map(\.telling.verdict) == [.seesNoWords, .told])
  }

  @Test func `who stands in for somebody is told for them`() throws {
    let desk = try desk()
    try desk.question(["assignee": .text("ann")])
    _ = try desk.administer(as: "ann") { try $0.setAway("ann", till: nil, standIn: "bob") }
    let bob = try #require(try told("note", on: desk).people.first { $0.name == "bob" })
    #expect(bob.isTold && bob.tellings.allSatisfy(\.isForAnother))
  }

  @Test func `the question leaves nothing behind`() throws {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("ann")])
    let (entries, ticket) = (try desk.entries(id), try desk.ticket(id))
    for event in ["close", "reply", "created", "assignee"] { _ = try told(event, on: desk) }
    #expect(try desk.entries(id).map(\.seq) == entries.map(\.seq))
    #expect(try desk.ticket(id) == ticket)
    try desk.work()
    #expect(try desk.inbox(of: "ann").count == 1)
    #expect(try desk.ticket(2) == nil)
  }

  @Test func `a customer hears nothing of who is told`() throws {
    let desk = try desk()
    try desk.question()
    #expect(throws: Refusal.self) { try told("reply", as: "carl", on: desk) }
    let missing = ToldQuestion(ticket: Ticket.ID(rawValue: 9), event: "reply")
    #expect(throws: Refusal.self) {
      try desk.desk.told(by: missing, asking: try desk.person("mia"))
    }
  }

  @Test func `a change that may not be made is refused as it would be`() throws {
    let desk = try desk()
    try desk.question()
    let refusal = #expect(throws: Refusal.self) { try told("close", by: "ann", on: desk) }
    #expect(refusal?.code == .denied)
    #expect(throws: Refusal.self) { try told("stage", on: desk) }
    #expect(throws: Refusal.self) { try told("ticket.*", on: desk) }
  }
}
