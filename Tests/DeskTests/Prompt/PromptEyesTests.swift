import Desk
import Kernel
import TestSupport
import Testing
import Texts

/// Looking with somebody else's eyes at a prompt: never more than with one's own.
@Suite struct PromptEyesTests {
  private let desk: TemporaryDesk

  /// Ticket 1 is carl's and 2 dora's, each with a note.
  init() throws {
    desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    for requester in ["carl", "dora"] {
      let id = try desk.question(["requester": .text(requester)])
      try desk.act("ann", "note", id, text: "about \(requester)").receipt()
    }
  }

  private func session(_ name: String, mayWrite: Bool = false) throws -> PromptSession {
    try PromptSession(desk.desk, as: try desk.person(name), mayWrite: mayWrite) { _ in }
  }

  /// The values of an entry, which must come to its end.
  private func values(_ text: String, in session: PromptSession) throws -> [PromptValue] {
    let result = try session.evaluate(text, number: 1)
    #expect(result.problem == nil)
    return result.values
  }

  private static let ids = """
    tickets(""):map(function(t) return t.id end):list()
    """

  private func list(_ numbers: Int64...) -> [PromptValue] {
    [.table(PromptTable(items: numbers.map(PromptValue.integer)))]
  }

  /// Adds wim, who sees people, and of tickets only those that he is to work on.
  ///
  /// Ticket 1 is his, and 2 is bob's.
  private func addWorker() throws {
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("ticket.view", when: "assignee:me"), to: "worker")
      try administration.grant(Grant("ticket.update", when: "assignee:me"), to: "worker")
      try administration.grant(Grant("person.view"), to: "worker")
    }
    try desk.add("wim", roles: ["worker"])
    try desk.act("mia", "assign", 1, ["assignee": .text("wim")]).receipt()
    try desk.act("mia", "assign", 2, ["assignee": .text("bob")]).receipt()
  }

  @Test func `what both see is seen, and no more`() throws {
    let session = try session("mia")
    #expect(try values(Self.ids, in: session) == list(1, 2))
    try session.look(as: "carl")
    #expect(try values(Self.ids, in: session) == list(1))
    #expect(try values("docket.tickets.count('requester:me')", in: session) == [.integer(1)])
    #expect(try values("docket.tickets.get(2) == nil", in: session) == [.boolean(true)])
    #expect(try values("history('ticket:1'):count()", in: session) == [.integer(1)])
    try session.look(as: nil)
    #expect(try values(Self.ids, in: session) == list(1, 2))
  }

  @Test func `what is shown is what both see`() throws {
    let session = try session("mia")
    try session.look(as: "carl")
    #expect(try session.read { try $0.ticket(Ticket.ID(rawValue: 2)) } == nil)
    let texts = try session.read { try $0.history(Ticket.ID(rawValue: 1))?.map(\.text) }
    #expect(texts == [""])
    let ids = try session.read { try $0.list($0.query("requester:me")).map(\.id.rawValue) }
    #expect(ids == [1])
  }

  @Test func `the option as is within the eyes that are looked with`() throws {
    let session = try session("mia")
    try session.look(as: "carl")
    let asked = #"#docket.tickets.find("", { as = "dora" })"#
    #expect(try values(asked, in: session) == [.integer(0)])
    #expect(
      try session.evaluate(#"docket.tickets.find("", { as = "x" })"#, number: 1).problem != nil)
  }

  @Test func `grants of one's own speak of oneself, whoever else looks`() throws {
    try addWorker()
    let session = try session("wim")
    #expect(try values(Self.ids, in: session) == list(1))
    let asked = #"#docket.tickets.find("", { as = "bob" })"#
    #expect(try values(asked, in: session) == [.integer(1)])
    try session.look(as: "bob")
    #expect(try values(Self.ids, in: session) == list(1))
    #expect(try session.read { try $0.list($0.query("")).map(\.id.rawValue) } == [1])
  }

  @Test func `who sees no people learns not even whether there is one`() throws {
    let session = try session("carl")
    for name in ["dora", "nobody"] {
      #expect(throws: DeskError.noPerson(name: name, nearest: nil)) { try session.look(as: name) }
      let asked = "docket.tickets.find('', { as = '\(name)' })"
      let message = try session.evaluate(asked, number: 1).problem?.message
      #expect(message?.replacing(name, with: "NAME").contains("NAME") == true)
    }
    try session.look(as: "carl")
    #expect(session.eyes == nil)
  }

  @Test func `eyes that tell of hidden fields are refused`() throws {
    try desk.enable(
      TestPlugin("hidden", "docket.field{ name = 'grudge', type = 'text', view = 'hidden.view' }"))
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("hidden.view"), to: "manager")
      var denial = Grant("ticket.view", when: "grudge:x")
      denial.isDenial = true
      try administration.grant(denial, to: "customer")
    }
    let refusal = Refusal(.denied, Text.permissionHiddenEyes(person: "carl"))
    let agent = try session("ann")
    #expect(throws: refusal) { try agent.look(as: "carl") }
    #expect(agent.eyes == nil)
    let asked = "docket.tickets.find('', { as = 'carl' })"
    #expect(try agent.evaluate(asked, number: 1).problem?.message.contains("carl") == true)
    let manager = try session("mia")
    try manager.look(as: "carl")
    #expect(try values(asked, in: manager).isEmpty == false)
  }

  @Test func `eyes are given back once they may not be used any more`() throws {
    try addWorker()
    let session = try session("wim")
    try session.look(as: "bob")
    try desk.desk.administer(as: .desk) { _ = try $0.revoke("person.view", from: "worker") }
    #expect(throws: DeskError.self) { try session.evaluate("1", number: 1) }
    try session.look(as: nil)
    #expect(try values("1", in: session) == [.integer(1)])
  }

  @Test(arguments: [false, true])
  func `nothing is changed with other eyes, nor tried`(isDryRun: Bool) throws {
    let session = try session("mia", mayWrite: true)
    try session.look(as: "ann")
    let text = "docket.tickets.update(1, { set = { subject = 'x' }, dry_run = \(isDryRun) })"
    let result = try session.evaluate(text, number: 1)
    #expect(result.problem?.message.contains("the eyes of ann; `.as` ends that") == true)
    #expect(try desk.ticket(1)?.subject == "No light")
    #expect(result.requests.isEmpty)
  }
}
