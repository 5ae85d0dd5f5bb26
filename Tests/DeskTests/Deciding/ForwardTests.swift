import Desk
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ForwardTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  private static func forwarded(_ desk: TemporaryDesk) throws -> [OutboxRow] {
    try desk.rows(.notify).filter { $0.key.hasPrefix("forward/") }
  }

  @Test func `a person finds a forwarded ticket in the inbox, with what was included`() throws {
    let desk = try desk()
    let id = try desk.question(["body": .text("It went dark.")])
    try desk.act("ann", "note", id, text: "bulb again").receipt()
    try desk.forward(id, to: ["bob"], include: ["body", "history", "notes"]).receipt()
    try desk.work()
    let notice = try #require(try desk.inbox("bob").first)
    #expect(notice.subject == "Fwd: ticket \(id): No light")
    for words in ["Have a look", "It went dark.", "admin: create", "bulb again"] {
      #expect(notice.text.contains(words), "\(words) in \(notice.text)")
    }
  }

  @Test func `what a ticket shows is decided when it is read, not when it was forwarded`() throws {
    let desk = try desk()
    let id = try desk.question(["body": .text("old words")])
    try desk.act("ann", "note", id, text: "secret").receipt()
    try desk.forward(id, to: ["bob"], include: ["body", "notes"]).receipt()
    try desk.act("ann", "update", id, ["body": .text("new words")]).receipt()
    try desk.work()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("note.view", isDenial: true), to: "agent")
    }
    let text = try #require(try desk.inbox("bob").first).text
    #expect(text.contains("new words") && !text.contains("old words"))
    #expect(!text.contains("secret"))
  }

  /// A desk where ticket 2 was merged into 1; both have a message and a note.
  private func merged() throws -> TemporaryDesk {
    let desk = try desk()
    for id in [1, 2] as [Int64] {
      try desk.question()
      try desk.act("ann", "reply", id, text: "reply \(id)").receipt()
      try desk.act("ann", "note", id, text: "note \(id)").receipt()
    }
    try desk.act("mia", "merge", 2, params: ["into": .ticket(Ticket.ID(rawValue: 1))]).receipt()
    return desk
  }

  @Test func `the conversation of merged tickets goes along, each as its reader may see it`() throws
  {
    let desk = try merged()
    try desk.forward(1, to: ["bob"], include: ["history", "notes"]).receipt()
    try desk.work()
    let whole = try #require(try desk.inbox("bob").first).text
    for words in ["reply 1", "note 1", "#2 ann: reply", "reply 2", "note 2"] {
      #expect(whole.contains(words), "\(words) in \(whole)")
    }
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("note.view", isDenial: true, when: "id:2"), to: "agent")
    }
    let cut = try #require(try desk.inbox("bob").first).text
    #expect(cut.contains("reply 2") && cut.contains("note 1") && !cut.contains("note 2"))
  }

  @Test func `nobody is given more of merged tickets than the one who forwards sees`() throws {
    let desk = try merged()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true, when: "id:2"), to: "blinkered")
    }
    try desk.add("eve", roles: ["agent", "blinkered"])
    try desk.act(
      "eve", "forward", 1,
      params: [
        "to": .texts(["bob"]), "include": .texts(["history"]),
      ]
    ).receipt()
    try desk.work()
    let text = try #require(try desk.inbox("bob").first).text
    #expect(text.contains("reply 1") && !text.contains("reply 2"), "\(text)")
  }

  @Test func `a role is everybody in it who sees the ticket, each once`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.forward(id, to: ["role:agent", "bob", "role:manager"]).receipt()
    let names = try receipt.outbox.compactMap(\.recipient).map { recipient in
      try desk.desk.read { reader, _ in try reader.person(recipient)?.name }
    }
    #expect(names == ["ann", "bob", "mia"])
  }

  @Test func `it comes through the channels that a person has chosen`() throws {
    let desk = try desk()
    try desk.enable(ChannelTests.pager(to: "'bob'"))
    _ = try desk.desk.administer(as: .desk) {
      try $0.subscribe(SubscriptionDraft(to: "bob", event: "close", channel: "pager"))
    }
    let id = try desk.question()
    let receipt = try desk.forward(id, to: ["ann", "bob"]).receipt()
    #expect(receipt.outbox.filter { $0.kind == .notify }.map(\.name) == ["inbox", "pager"])
    try desk.work()
    #expect(try desk.inbox("bob").isEmpty)
    #expect(try desk.state("pager", "message 1")?.contains("Have a look") == true)
  }

  @Test func `an address waits for the channel mail, and says so`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.forward(id, to: ["vendor@example.com"]).receipt()
    try desk.work()
    let row = try #require(try desk.rows(.notify).last)
    #expect(row.name == "mail" && row.state == .waiting)
    #expect(row.lastError.contains("no enabled plugin has the channel `mail`"))
  }

  @Test func `an address sees what a customer may, and never notes`() throws {
    let desk = try desk()
    try desk.enable(.mail)
    let id = try desk.question(["body": .text("It went dark."), "cost": .text("999")])
    try desk.act("ann", "note", id, text: "secret").receipt()
    try desk.act("ann", "reply", id, text: "try again").receipt()
    try desk.forward(id, to: ["vendor@example.com"], include: ["body", "history"]).receipt()
    try desk.work()
    let sent = try #require(try desk.state("post", "sent"))
    for words in ["vendor@example.com", "It went dark.", "try again", "Have a look"] {
      #expect(sent.contains(words), "\(words) in \(sent)")
    }
    #expect(!sent.contains("secret") && !sent.contains("999") && !sent.contains("cost"), "\(sent)")
  }

  @Test func `notes are forwarded only by and to those who may read them`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.forward"), to: "customer")
    }
    let id = try desk.question()
    let byCarl = try desk.forward(id, to: ["ann"], include: ["notes"], as: "carl").refusal
    #expect(byCarl?.code == .denied)
    let toAll = try desk.forward(id, to: ["bob", "carl", "x@example.com"], include: ["notes"])
    #expect(toAll.refusal?.message.contains("notes: carl, x@example.com;") == true)
    #expect(try Self.forwarded(desk).isEmpty)
  }

  @Test func `a forward of the staff's tells customers nothing`() throws {
    let desk = try desk()
    let id = try desk.question()
    let seen = (try desk.seen(id, by: "carl"), try desk.history(id, by: "carl"))
    try desk.forward(id, to: ["bob"]).receipt()
    #expect(try desk.seen(id, by: "carl") == seen.0)
    #expect(try desk.history(id, by: "carl") == seen.1)
    #expect(try desk.entries(id).last?.action == "forward")
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [
    ("bbo", "did you mean bob?"), ("role:agnet", "did you mean agent?"),
    ("a@b.c\r\nBcc: x@y.zz", "no e-mail address"), ("dora", "may not see ticket"),
    ("role:customer", "nobody with the role"), ("", "forward to whom?"),
  ])
  func `who cannot be reached is told, and nobody gets anything`(_ to: String, _ words: String)
    throws
  {
    let desk = try desk()
    let id = try desk.question(["requester": .text("ann")])
    let refusal = try desk.forward(id, to: to.isEmpty ? [] : ["bob", to]).refusal
    #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
    #expect(try Self.forwarded(desk).isEmpty)
    #expect(try desk.entries(id).count == 1)
  }

  @Test(arguments: [
    "a\r\nBcc: x@y.zz", "a\u{2028}b", "a\u{0}", String(repeating: "x", count: 1_001),
  ])
  func `a subject of several lines, with controls or too long is refused`(_ subject: String) throws
  {
    let desk = try desk()
    let id = try desk.question()
    let outcome = try desk.forward(id, to: ["bob"], subject: subject)
    #expect(outcome.refusedFields == ["subject"])
  }

  @Test(arguments: [false, true])
  func `hooks read whom and what a forward is for only where their plugin reads notes`(
    _ seesNotes: Bool,
  ) throws {
    let desk = try desk()
    let permissions = "'ticket.view', 'history.view'" + (seesNotes ? ", 'note.view'" : "")
    try desk.enable(
      TestPlugin(
        "nosy", permissions: permissions,
        """
        local function keep(name, change)
          local text = docket.json.encode({ change.params, change.text or "", change.data })
          local found = {}
          for _, entry in ipairs(docket.history.of(change.id) or {}) do
            found[#found + 1] = docket.json.encode({ entry.params, entry.text or "" })
          end
          docket.state.set(name, text .. table.concat(found))
        end
        for _, event in ipairs{ "ticket.forward", "ticket.*" } do
          docket.before(event, function(change) keep("before " .. event, change) end)
          docket.validate(event, function(change) keep("validate " .. event, change) end)
          docket.after(event, function(change) keep("after " .. event, change) end)
        end
        """))
    let id = try desk.question()
    try desk.forward(id, to: ["bob", "vendor@example.com"], subject: "Hush").receipt()
    try desk.work()
    for event in ["ticket.forward", "ticket.*"] {
      for kind in ["before", "validate", "after"] {
        let kept = try #require(try desk.state("nosy", "\(kind) \(event)"))
        for words in ["vendor@example.com", "bob", "Hush", "Have a look", "include"] {
          #expect(kept.contains(words) == seesNotes, "\(kind) \(event): \(kept)")
        }
      }
    }
  }

  @Test func `redacting a forward takes its words and what waits to be sent`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.forward(id, to: ["vendor@example.com", "bob"]).receipt()
    try desk.redact(try #require(receipt.seq), of: id, "all").receipt()
    #expect(try !desk.holds("vendor@example.com") && !desk.holds("Have a look"))
    #expect(try Self.forwarded(desk).allSatisfy { $0.state == .dropped })
    #expect(try desk.inbox("bob") == [])
  }

  @Test func `who may not forward does not`() throws {
    let desk = try desk()
    let id = try desk.question()
    #expect(try desk.forward(id, to: ["ann"], as: "carl").refusal?.code == .denied)
  }
}

extension TestPlugin {
  /// A channel `mail` that keeps what it is given, and a field that customers do not see.
  static var mail: TestPlugin {
    TestPlugin(
      "post", permissions: "\"ticket.view\", \"history.view\", \"post.cost\"",
      """
      docket.field{ name = "cost", type = "text", view = "post.cost" }
      docket.channel{
        name = "mail", address = "email",
        send = function(message)
          docket.state.set("sent", message.address .. message.subject .. message.text)
          return true
        end,
      }
      """)
  }
}

extension TemporaryDesk {
  func forward(
    _ id: Int64, to: [String], include: [String] = ["body"], subject: String? = nil,
    as person: String = "mia",
  ) throws -> Outcome {
    var params: [String: Value] = ["to": .texts(to), "include": .texts(include)]
    if let subject { params["subject"] = .text(subject) }
    return try act(person, "forward", id, text: "Have a look", params: params)
  }

  fileprivate func inbox(_ name: String) throws -> [Notice] {
    try desk.session(as: try person(name)) { try $0.inbox() }
  }
}
