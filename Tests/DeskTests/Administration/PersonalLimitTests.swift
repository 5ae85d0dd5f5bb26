import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What one person adds has a limit, and costs those who use it.
@Suite struct PersonalLimitTests {
  private static let long = (1...60).map { "tag:word\($0)" }.joined(separator: " or ")

  private func subscribe(_ desk: TemporaryDesk, _ name: String, _ draft: SubscriptionDraft) throws {
    let actor = Actor.person(try desk.person(name).id)
    try desk.desk.administer(as: actor) { _ = try $0.subscribe(draft) }
  }

  private func read(_ desk: TemporaryDesk) throws -> Int {
    try desk.desk.read { reader, rulebook in
      try reader.subscriptions().map(rulebook.subscriptions.compiled).count(where: \.isRead)
    }
  }

  @Test func `a person has no more subscriptions than the limit`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    for number in 1...Limit.subscriptions {
      try subscribe(desk, "carl", .init(event: "any", when: "tag:t\(number)"))
    }
    let refusal = #expect(throws: Refusal.self) {
      try subscribe(desk, "carl", .init(event: "any", when: "tag:more"))
    }
    #expect(refusal?.message.contains("at most \(Limit.subscriptions) subscriptions") == true)
    try subscribe(desk, "ann", .init(event: "any"))
  }

  @Test func `the conditions of a person's subscriptions have a length together`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    var taken = 0
    let refusal = #expect(throws: Refusal.self) {
      for number in 1...20 {
        try subscribe(desk, "carl", .init(event: "any", when: Self.long + " or tag:t\(number)"))
        taken += 1
      }
    }
    #expect(taken == 4)
    #expect(refusal?.message.contains("\(Limit.subscribedCharacters)") == true)
  }

  @Test func `a condition is read by who may meet it, and by nobody who lists tickets`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    for event in ["closed", "field.due"] {
      try subscribe(desk, "carl", .init(event: event, when: Self.long))
    }
    #expect(try read(desk) == 0)
    let id = try desk.question()
    _ = try desk.desk.session(as: try desk.person("carl")) { try $0.targets($0.query("is:open")) }
    #expect(try read(desk) == 0)
    // Who lists what they are told of asks whether it means something.
    _ = try desk.desk.session(as: try desk.person("carl")) { try $0.subscriptions() }
    #expect(try read(desk) == 2)
    #expect(id == 1)
  }

  @Test func `a change costs what is to be told of it, not what others want to be told`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let (bob, dora) = (try desk.person("bob"), try desk.person("dora"))
    func work() throws -> StatementWork {
      // The first change of new rules reads them.
      try desk.question()
      return try desk.desk.measureWriting { try desk.question() }
    }
    try subscribe(desk, "carl", .init(event: "tags"))
    let few = try work()
    for person in [bob, dora] {
      try desk.desk.administer(as: .person(person.id)) { it in
        for number in 1...Limit.subscriptions {
          _ = try it.subscribe(.init(event: "closed", when: "tag:t\(number)"))
        }
      }
    }
    let many = try work()
    #expect(many.statements <= few.statements + 2)
    #expect(many.steps <= few.steps + 20)
    #expect(try read(desk) == 0)
  }

  @Test func `a condition that is read late still finds who came later`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try subscribe(desk, "ann", .init(event: "created", when: "requester:carl"))
    try desk.question()
    try desk.question(["requester": .text("dora")])
    let rows = try desk.desk.read { reader, _ in try reader.outboxRows(OutboxFilter()) }
    let told = rows.filter { $0.key.hasPrefix("told/") && !$0.payload.contains("inbox:") }
    #expect(told.count == 1)
  }

  @Test(arguments: ["subscription", "grant", "view"])
  func `a condition has a length`(_ kind: String) throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let words = String(repeating: Self.long + " or ", count: 4) + "tag:x"
    let refusal = #expect(throws: Refusal.self) {
      switch kind {
      case "subscription": try subscribe(desk, "carl", .init(event: "any", when: words))
      case "grant":
        try desk.desk.administer(as: .desk) {
          try $0.grant(Grant("ticket.view", when: words), to: "agent")
        }
      default:
        let actor = Actor.person(try desk.person("carl").id)
        try desk.desk.administer(as: actor) { _ = try $0.saveView("mine", words) }
      }
    }
    #expect(refusal?.message.contains("at most \(Limit.conditionCharacters)") == true)
  }

  @Test func `a person has no more views than the limit`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let actor = Actor.person(try desk.person("carl").id)
    try desk.desk.administer(as: actor) {
      for number in 1...Limit.views { try $0.saveView("v\(number)", "is:open") }
    }
    let refusal = #expect(throws: Refusal.self) {
      try desk.desk.administer(as: actor) { _ = try $0.saveView("more", "is:open") }
    }
    #expect(refusal?.code == .refused)
    try desk.desk.administer(as: actor) { _ = try $0.saveView("v1", "is:closed") }
  }

  /// Letters that many write, of which one that is seen may be thousands.
  private static let names = [
    String(repeating: "x", count: 100_000), String(repeating: "\u{1100}", count: 100_000),
    "a\u{7}b", "a\u{202E}b", "a\nb",
  ]

  @Test(arguments: names.indices)
  func `a name is short, and of what can be seen`(_ index: Int) throws {
    let (desk, name) = (try TemporaryDesk(staffed: ["support", "inbox"]), Self.names[index])
    try desk.desk.administer(as: .desk) { it in
      #expect(throws: Refusal.self) { try it.addPerson(name, PersonDraft()) }
      #expect(throws: Refusal.self) { try it.addPerson("zoe", PersonDraft(login: name)) }
      #expect(throws: Refusal.self) { try it.addQueue(name) }
      #expect(throws: Refusal.self) { try it.grant(Grant("ticket.view"), to: name) }
      #expect(throws: Refusal.self) {
        try it.saveView(name, "is:open", owner: Person.ID(rawValue: 1))
      }
    }
    let id = try desk.question()
    for field in ["tags", "root_causes"] {
      let outcome = try desk.act("mia", "update", id, [field: .texts([name])])
      #expect(outcome.refusedFields == [field])
    }
    #expect(try desk.act("mia", "update", id, ["source": .text(name)]).refusedFields == ["source"])
    #expect(try desk.ticket(id)?.tags == [])
  }

  @Test func `a tag may be a picture of several signs`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let id = try desk.question(["tags": .texts(["👨‍👩‍👧", "früh und spät"])])
    #expect(try desk.ticket(id)?.tags.count == 2)
  }
}
