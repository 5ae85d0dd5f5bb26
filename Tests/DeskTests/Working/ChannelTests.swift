import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What people are told, and through what.
@Suite struct ChannelTests {
  /// Tells people on each change of tags; the channel keeps what it was given in its state.
  static func pager(to: String, visibility: String = "public", answer: String = "true")
    -> TestPlugin
  {
    TestPlugin(
      "pager", permissions: "'ticket.view', 'note.view', 'notify.public'",
      """
      docket.channel{
        name = "pager",
        send = function(message)
          docket.state.set("message " .. message.attempt, {
            to = message.recipient,
            text = message.text,
            priority = message.ticket.priority,
            version = message.ticket.version,
          })
          return \(answer)
        end,
      }
      docket.before("field.tags", function(change)
        change:notify{
          to = { \(to) },
          text = "look",
          visibility = "\(visibility)",
          channel = "pager",
        }
      end)
      """)
  }

  /// A ticket whose change of tags has told somebody.
  static func tell(_ desk: TemporaryDesk, _ set: [String: Value] = [:]) throws -> Int64 {
    let id = try desk.question(set)
    try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    return id
  }

  @Test func `a message shows the ticket as its recipient may see it when it is sent`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.pager(to: "'requester'"))
    let id = try Self.tell(desk)
    try desk.act("ann", "note", id, text: "secret").receipt()
    try desk.act("ann", "update", id, ["priority": .text("urgent")]).receipt()
    #expect(try desk.work().done == 1)
    #expect(
      try desk.state("pager", "message 1")
        == #"{"priority":"urgent","text":"look","to":"carl","version":3}"#)
  }

  @Test func `who lost access meanwhile is told nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.pager(to: "'requester'"))
    let id = try Self.tell(desk)
    try desk.act("ann", "update", id, ["requester": .text("dora")]).receipt()
    #expect(try desk.work().dropped == 1)
    #expect(try desk.state("pager", "message 1") == nil)
  }

  @Test func `internal words do not reach who lost the view of notes meanwhile`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.pager(to: "'ann'", visibility: "internal"))
    try Self.demote("ann", on: desk)
    #expect(try desk.work().dropped == 1)
    #expect(try desk.state("pager", "message 1") == nil)
  }

  @Test func `public words of a plugin that may not say them are internal ones`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    var plugin = Self.pager(to: "'ann'")
    plugin.permissions = "'ticket.view', 'note.view'"
    try desk.enable(plugin)
    try Self.demote("ann", on: desk)
    #expect(try desk.work().dropped == 1)
    #expect(try desk.state("pager", "message 1") == nil)
  }

  /// Tells an agent of a ticket of her own, who is then no more than its requester.
  static func demote(_ name: String, on desk: TemporaryDesk) throws {
    _ = try tell(desk, ["requester": .text(name)])
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson(name, PersonDraft(roles: ["customer"]))
    }
  }

  @Test func `a channel that says retry is given the message again at the time it says`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let answer = "nil, { code = 'retry', after = '5m', message = 'line busy' }"
    try desk.enable(Self.pager(to: "'ann'", answer: answer))
    _ = try Self.tell(desk)
    #expect(try desk.work().failed == 1)
    let row = try #require(try desk.rows(.notify).first)
    #expect(row.notBefore == desk.time.clock.now().advanced(byMilliseconds: 300_000))
    #expect(row.lastError == "line busy")
    #expect(try desk.work(after: .seconds(299)).failed == 0)
    #expect(try desk.work(after: .seconds(1)).failed == 1)
    #expect(try desk.rows(.notify).first?.tries == 2)
  }

  @Test func `a channel that says drop is not asked again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let answer = "nil, { code = 'drop', message = 'no such number' }"
    try desk.enable(Self.pager(to: "'ann'", answer: answer))
    _ = try Self.tell(desk)
    #expect(try desk.work().dead == 1)
    #expect(try desk.rows(.notify).first?.lastError == "no such number")
  }

  @Test func `a channel that says later is asked again then, and that was no try`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let answer = "nil, { code = 'later', after = '5m', message = 'closed until nine' }"
    try desk.enable(Self.pager(to: "'ann'", answer: answer))
    _ = try Self.tell(desk)
    for _ in 1...20 { #expect(try desk.work(after: .seconds(300)) == Worker.Report()) }
    let row = try #require(try desk.rows(.notify).first)
    #expect(row.state == .waiting)
    #expect(row.tries == 0)
    #expect(row.lastError == "closed until nine")
  }

  @Test func `a channel that nobody has any more keeps its messages for when it is back`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.pager(to: "'ann'"))
    _ = try Self.tell(desk)
    try desk.disable("pager")
    #expect(try desk.work().failed == 1)
    let error = try desk.rows(.notify).first?.lastError
    #expect(error == "no enabled plugin has the channel `pager`")
    try desk.enable(named: ["pager"])
    #expect(try desk.work(after: .seconds(20)).done == 1)
  }

  @Test func `two notices of one hook to one person are two`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      TestPlugin(
        "twice", permissions: "'ticket.view'",
        """
        docket.after("ticket.create", function(change)
          for _, text in ipairs{ "one", "two" } do
            docket.notify{ about = change.id, to = { "ann" }, text = text }
          end
        end)
        """))
    try desk.question()
    try desk.work()
    let ann = try desk.person("ann")
    #expect(try desk.desk.session(as: ann) { try $0.inbox().map(\.text) } == ["one", "two"])
  }

  @Test func `the inbox forgets what its owner may not see any more`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let id = try desk.question()
    try desk.act("admin", "update", id, ["assignee": .text("ann")]).receipt()
    try desk.work()
    let inbox = {
      let ann = try desk.person("ann")
      return try desk.desk.session(as: ann) { try $0.inbox().map(\.ticket?.rawValue) }
    }
    #expect(try inbox() == [id])
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("ann", PersonDraft(roles: ["customer"]))
    }
    #expect(try inbox() == [])
  }
}
