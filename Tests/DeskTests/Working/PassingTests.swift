import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// Channels that give what they are handed to another channel.
@Suite struct PassingTests {
  /// The channel `held` keeps each message for an hour and then does as `answer` says; `board`
  /// remembers what it was given last, and how often.
  static func courier(
    _ answer: String, to part: String = "requester", event: String = "ticket.reply",
  ) -> TestPlugin {
    TestPlugin(
      "courier", permissions: "'ticket.view', 'note.view', 'history.view'",
      """
      docket.channel{ name = "held", send = function(message)
        local till = message.at + 3600
        if docket.time.now() < till then
          return nil, { code = "later", after = till - docket.time.now() }
        end
        return nil, \(answer)
      end }
      docket.channel{ name = "board", send = function(message)
        docket.state.add("count", 1)
        docket.state.set("last", message.event .. "|" .. message.subject .. "|" .. message.text
          .. "|" .. #message.entries .. "|" .. (message.ticket and message.ticket.id or "none"))
        return true
      end }
      docket.channel{ name = "back", send = function()
        return nil, { code = "pass", channel = "held" }
      end }
      docket.subscription{ name = "all", to = "\(part)", event = "\(event)", channel = "held" }
      """)
  }

  static let together = "{ code = 'pass', channel = 'board', together = true }"

  private static func desk(_ answer: String) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(courier(answer))
    return desk
  }

  /// An agent's message to carl on a ticket of his, a new one where none is named.
  @discardableResult
  private static func say(
    _ words: String, on ticket: Int64? = nil, _ desk: TemporaryDesk,
  ) throws -> Int64 {
    let id = try ticket ?? desk.question()
    try desk.act("ann", "reply", id, text: words).receipt()
    return id
  }

  @Test func `what a channel passes on together is one message of the other one`() throws {
    let desk = try Self.desk(Self.together)
    let first = try Self.say("Is the plug in?", desk)
    try Self.say("Which door?", desk)
    try Self.say("Hello?", on: first, desk)
    try desk.work(after: .seconds(3_600))
    #expect(try desk.state("courier", "count") == "1")
    let told = try #require(try desk.state("courier", "last"))
    #expect(told.contains("ticket.reply|3 messages about 2 tickets|Ticket 1: No light"))
    // Those about one ticket stand beside each other.
    #expect(
      told.contains(
        #"Is the plug in?\n\nTicket 1: No light\n  Hello?\n\nTicket 2: No light\n"#))
    #expect(told.hasSuffix("|none\""))
    #expect(try desk.rows(.notify).filter { $0.name == "held" }.allSatisfy { $0.state == .done })
  }

  @Test func `a message that is passed on alone stays as it was`() throws {
    let desk = try Self.desk(Self.together)
    try Self.say("Is the plug in?", desk)
    try desk.work(after: .seconds(3_600))
    let told = try #require(try desk.state("courier", "last"))
    #expect(told.hasPrefix("\"ticket.reply|Ticket 1: No light|"))
    #expect(told.hasSuffix("|1|1\""))
  }

  @Test func `what is not due yet does not go along`() throws {
    let desk = try Self.desk(Self.together)
    try Self.say("Is the plug in?", desk)
    try desk.work(after: .seconds(600))
    try Self.say("Which door?", desk)
    try desk.work()
    try desk.work(after: .seconds(3_000))
    #expect(try desk.state("courier", "count") == "1")
    #expect(try desk.state("courier", "last")?.contains("Which door?") == false)
    try desk.work(after: .seconds(600))
    #expect(try desk.state("courier", "count") == "2")
  }

  @Test func `without together each message is passed on by itself`() throws {
    let desk = try Self.desk("{ code = 'pass', channel = 'board' }")
    try Self.say("Is the plug in?", desk)
    try Self.say("Which door?", desk)
    try desk.work(after: .seconds(3_600))
    #expect(try desk.state("courier", "count") == "2")
  }

  @Test func `nothing of another's goes along`() throws {
    let desk = try Self.desk(Self.together)
    try Self.say("Is the plug in?", desk)
    try Self.say("For dora", on: try desk.question(["requester": .text("dora")]), desk)
    try desk.work(after: .seconds(3_600))
    #expect(try desk.state("courier", "count") == "2")
    #expect(try desk.state("courier", "last")?.contains("messages") == false)
  }

  @Test func `what was passed on shows what its reader may see by then`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      Self.courier(
        "{ code = 'pass', channel = 'inbox', together = true }", to: "followers",
        event: "ticket.*"))
    let id = try desk.question(["followers": .texts(["bob"])])
    try desk.act("ann", "note", id, text: "he shouts").receipt()
    try Self.say("Is the plug in?", on: id, desk)
    let seq = try #require(try Self.say("My key is 1234", on: id, desk).lastEntry(on: desk))
    try desk.work(after: .seconds(3_600))
    #expect(try Self.words(of: "bob", desk).contains("he shouts"))
    #expect(try Self.words(of: "bob", desk).contains("1234"))
    try desk.act("mia", "redact", id, params: ["entry": .integer(seq.rawValue)]).receipt()
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("bob", PersonDraft(roles: ["customer"]))
    }
    let left = try Self.words(of: "bob", desk)
    #expect(left.contains("plug") && !left.contains("shouts") && !left.contains("1234"))
  }

  /// Subjects and words of the digests in somebody's inbox.
  private static func words(of name: String, _ desk: TemporaryDesk) throws -> String {
    try desk.desk.session(as: try desk.person(name)) { session in
      try session.inbox().filter { $0.event == MessageDigest.event }
        .map { $0.subject + "\n" + $0.text }.joined(separator: "\n")
    }
  }

  @Test(arguments: [
    ("{ code = 'pass', channel = 'held' }", "passes on to itself"),
    ("{ code = 'pass', channel = 'back' }", "passed on 4 times"),
  ])
  func `a message is not passed on in a circle`(answer: String, words: String) throws {
    let desk = try Self.desk(answer)
    try Self.say("Is the plug in?", desk)
    for _ in 1...8 { try desk.work(after: .seconds(3_600)) }
    let dead = try desk.rows(.notify).filter { $0.state == .dead }
    #expect(dead.count == 1 && dead[0].lastError.contains(words))
  }

  @Test func `a message waits for the channel that it is to be passed on to`() throws {
    let desk = try Self.desk("{ code = 'pass', channel = 'pager' }")
    try Self.say("Is the plug in?", desk)
    #expect(try desk.work(after: .seconds(3_600)).failed == 1)
    let row = try desk.rows(.notify).first { $0.name == "held" }
    #expect(row?.state == .waiting)
    #expect(row?.lastError == "no enabled plugin has the channel `pager`")
  }

  @Test func `the words of a digest are cut, and in its reader's language`() {
    let long = String(repeating: "я", count: Limit.digestCharacters + 1)
    let parts = [
      MessageDigest.Part(ticket: Ticket.ID(rawValue: 1), subject: "a", text: long),
      MessageDigest.Part(ticket: Ticket.ID(rawValue: 2), subject: "b", text: ""),
    ]
    let digest = MessageDigest(parts, in: Language("ru") ?? .english)
    #expect(digest.subject == "2 сообщения по 2 заявкам")
    #expect(digest.text.count == "a\n  ".count + Limit.digestCharacters + "\n\nb".count)
  }
}

extension Int64 {
  /// The last entry of the ticket with that number.
  fileprivate func lastEntry(on desk: TemporaryDesk) throws -> EntryID? {
    try desk.desk.read { reader, _ in try reader.entries(of: Ticket.ID(rawValue: self)).last?.seq }
  }
}
