import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// For whom a field does not exist, changes of it alone have not happened.
@Suite struct HiddenEditTests {
  static let hiding = TestPlugin(
    "hidden",
    """
    docket.field{ name = 'grudge', type = 'text', view = 'hidden.view', edit = 'hidden.edit' }
    docket.field{ name = 'worth', type = 'integer', view = 'worth.view' }
    docket.action{ name = 'weigh', permission = 'hidden.edit',
      data = { secret = { type = 'text', view = 'hidden.view' } },
      propose = function(change) return { secret = 'heavy' } end }
    """)

  /// A desk on which rita sees and edits `grudge`, sam as well, wim sees `worth` only.
  static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.enable(hiding)
    try desk.desk.administer(as: .desk) { administration in
      for permission in ["hidden.view", "hidden.edit"] {
        try administration.grant(Grant(permission), to: "rater")
      }
      try administration.grant(Grant("worth.view"), to: "worker")
    }
    try desk.add("rita", roles: ["agent", "rater"])
    try desk.add("sam", roles: ["agent", "rater"])
    try desk.add("wim", roles: ["agent", "worker"])
    return desk
  }

  private func hide(_ desk: TemporaryDesk, _ id: Int64, _ words: String = "x") throws {
    desk.time.advance(milliseconds: 60_000)
    try desk.act("rita", "update", id, ["grudge": .text(words)]).receipt()
  }

  /// All that somebody gets to see, without the numbers of the whole desk that staff sees.
  private static func everything(
    of desk: TemporaryDesk, tickets: Int64, by name: String,
  ) throws -> [String] {
    var seen: [String] = []
    try desk.desk.session(as: try desk.person(name)) { session in
      for id in (1...tickets).map(Ticket.ID.init(rawValue:)) {
        for var ticket in [try session.ticket(id), try session.ticket(id, at: session.now)] {
          // Where a ticket's chain ends is for the writer alone.
          ticket?.number = 0
          ticket?.head = nil
          seen.append("\(String(describing: ticket))")
        }
        for var entry in try session.history(id) ?? [] {
          (entry.seq, entry.request, entry.recorded) = (EntryID(rawValue: 0), "", entry.at)
          (entry.digest, entry.previous, entry.parts, entry.params) = (nil, nil, [:], [:])
          seen.append("\(entry)")
        }
      }
      for word in [
        "is:open", "sort:-updated", "updated:-2d..", "updated:..-1d", "dark", "group:stage",
        "tag:dark", "sort:touched", "touched:-1d..", "version:3..", "sort:version", "group:version",
        "grudge:x",
      ] {
        do {
          let query = try session.query(word)
          let tickets = try session.list(query).map { listed in
            var ticket = listed
            (ticket.number, ticket.head) = (0, nil)
            return ticket
          }
          seen.append("\(word): \(tickets), \(try session.count(query))")
        } catch {
          seen.append("\(word): \(error)")
        }
      }
    }
    return seen
  }

  @Test(arguments: ["carl", "ann", "wim"], [5, 6] as [UInt64])
  func `somebody sees the same of two desks that differ only in hidden edits`(
    name: String, seed: UInt64
  ) throws {
    let (plain, marked) = (try Self.desk(), try Self.desk())
    var works = [RandomWork(on: plain, seed: seed), RandomWork(on: marked, seed: seed)]
    var hidden = 0
    for step in 1...150 {
      let id = try works[0].step()
      _ = try works[1].step()
      guard step.isMultiple(of: 3) else { continue }
      let verb = step.isMultiple(of: 2) ? "update" : "weigh"
      let set: [String: Value] = verb == "update" ? ["grudge": .text("step \(step)")] : [:]
      if try marked.act("admin", verb, id, set).isDone { hidden += 1 }
    }
    #expect(hidden > 20)
    let all = try Self.everything(of: plain, tickets: works[0].tickets, by: name)
    let same = try Self.everything(of: marked, tickets: works[1].tickets, by: name)
    for (one, other) in zip(all, same) where one != other {
      Issue.record("hidden edits show:\n\(one)\n\(other)")
      break
    }
    #expect(all.count == same.count)
    #expect(try marked.auditProblems() == [])
  }

  @Test func `a hidden edit moves neither version nor times for whom it does not exist`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let before = try ["carl", "ann"].map { try desk.seen(id, by: $0) }
    try hide(desk, id)
    try desk.act("admin", "weigh", id).receipt()
    let after = try ["carl", "ann"].map { try desk.seen(id, by: $0) }
    for (one, other) in zip(before, after) {
      #expect(one?.version == other?.version)
      #expect(one?.updated == other?.updated)
      #expect(one?.touched == other?.touched)
    }
    #expect(try desk.seen(id, by: "admin")?.version == 3)
    #expect(try desk.seen(id, by: "rita")?.version == 3)
  }

  @Test func `who cannot see a later edit is not stale by it`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let seen = try #require(try desk.seen(id, by: "ann")?.version)
    try hide(desk, id)
    let outcome = try desk.act("ann", "update", id, ["priority": .text("high")]) {
      $0.expectedVersion = seen
    }
    #expect(try outcome.receipt().version == seen + 1)
    #expect(try desk.seen(id, by: "ann")?.version == seen + 1)
    #expect(try desk.seen(id, by: "rita")?.version == seen + 2)
  }

  @Test func `the number that others have for a ticket is no version for whom it hides`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    try hide(desk, id)
    let numbers = try [1, 2, 3].map { version in
      try desk.act("ann", "update", id, ["priority": .text("high")], isDryRun: true) {
        $0.expectedVersion = version
      }.isDone
    }
    #expect(numbers == [true, false, false])
  }

  @Test func `two who edit a hidden field that they see are in conflict`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let seen = try #require(try desk.seen(id, by: "sam")?.version)
    try hide(desk, id, "first")
    let refusal = try desk.act("sam", "update", id, ["grudge": .text("second")]) {
      $0.expectedVersion = seen
    }.refusal
    #expect(refusal?.code == .conflict)
    #expect(refusal?.message.contains("rita") == true)
    let again = try #require(try desk.seen(id, by: "sam")?.version)
    #expect(
      try desk.act("sam", "update", id, ["grudge": .text("second")]) {
        $0.expectedVersion = again
      }.isDone)
  }

  @Test func `an edit of open fields beside hidden ones is seen without them`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    try desk.act("rita", "update", id, ["grudge": .text("x"), "priority": .text("high")]).receipt()
    #expect(try desk.seen(id, by: "ann")?.version == 2)
    #expect(try desk.history(id, by: "ann")?.last?.edits.map(\.field) == ["priority"])
  }

  @Test func `what was written when a field was open stays counted`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let open = TestPlugin("later", "docket.field{ name = 'mood', type = 'text' }")
    try desk.enable(open)
    let id = try desk.question()
    try desk.act("admin", "update", id, ["mood": .text("good")]).receipt()
    let closed = TestPlugin(
      "later", "docket.field{ name = 'mood', type = 'text', view = 'mood.view' }")
    try closed.write(toDesk: desk.folder, version: "1.0.1")
    try desk.desk.reloadPlugins("later", as: .desk)
    #expect(try desk.seen(id, by: "ann")?.version == 2)
    try desk.act("admin", "update", id, ["mood": .text("bad")]).receipt()
    #expect(try desk.seen(id, by: "ann")?.version == 2)
    #expect(try desk.seen(id, by: "admin")?.version == 3)
    #expect(try desk.history(id, by: "ann")?.map(\.version) == [1])
  }

  @Test func `a plan of many tickets is not stale by hidden edits`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let order = try desk.order("mia", "id:\(id)", ["priority": .text("high")])
    try hide(desk, id)
    #expect(try desk.desk.perform(order).changed == 1)
    let late = try desk.order("mia", "id:\(id)", ["priority": .text("low")])
    try desk.act("ann", "update", id, ["tags": .texts(["a"])]).receipt()
    #expect(try desk.desk.perform(late).changed == 0)
  }

  @Test func `a plugin that may not see a field does not count changes of it`() throws {
    let desk = try Self.desk()
    try desk.enable(
      TestPlugin(
        "curious", permissions: "'ticket.view', 'ticket.update'",
        """
        docket.before("field.priority", function(change)
          if change.before then change:set("tags", { "v" .. change.before.version }) end
        end)
        """))
    let id = try desk.question()
    try hide(desk, id)
    try desk.act("admin", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.ticket(id)?.tags == ["v1"])
  }

  @Test func `redacting a hidden edit is as hidden as the edit`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    try hide(desk, id, "bad words")
    let seq = try #require(try desk.entries(id).last?.seq.rawValue)
    let before = try desk.history(id, by: "ann")
    try desk.act("admin", "redact", id, params: ["entry": .integer(seq)]).receipt()
    #expect(try desk.history(id, by: "ann")?.count == before?.count)
    #expect(try desk.seen(id, by: "ann")?.version == 1)
    #expect(try desk.auditProblems() == [])
    #expect(
      try desk.act("mia", "redact", id, params: ["entry": .integer(seq)]).refusal?.code
        == .notFound)
  }

  @Test func `nobody is told of what does not exist for them`() throws {
    let desk = try Self.desk()
    try desk.enable(named: ["inbox"])
    for name in ["ann", "sam"] {
      let actor = Actor.person(try desk.person(name).id)
      _ = try desk.desk.administer(as: actor) {
        try $0.subscribe(SubscriptionDraft(event: "update"))
      }
    }
    let id = try desk.question()
    func told() throws -> [Person.ID] {
      try desk.desk.read { reader, _ in
        try reader.outboxRows(OutboxFilter()).filter { $0.key.hasPrefix("told/") }
          .compactMap(\.recipient)
      }
    }
    let before = try told()
    try hide(desk, id)
    #expect(try told() == before + [try desk.person("sam").id])
  }
}
