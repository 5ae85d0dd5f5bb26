import Kernel
import TestSupport
import Testing

/// When before and validate hooks run, what they may do, and what their faults leave.
@Suite struct HookTests {
  @Test func `a hook whose condition comes true by an amendment runs once, in a next round`()
    throws
  {
    let desk = KernelDesk()
    desk.enable(
      "rounds", permissions: [Grant("ticket.update"), Grant("ticket.view"), Grant("note.add")],
      .before("field.priority", "field") { try $0.addNote("priority", by: $1) },
      .before("ticket.update", "late", when: "priority:urgent") {
        try $0.addNote("urgent", by: $1)
      },
      .before("field.tags", "early") {
        try $0.amend("priority", .value(.text("urgent")), by: $1)
      })
    let id = try desk.question()
    try desk.act("ann", "update", id, ["tags": .texts(["fire"])]).receipt()
    let entries = try desk.entries(id)
    #expect(entries.map(\.text) == ["", "priority", "", "priority", "urgent"])
    #expect(entries[2].edits.map(\.by) == [nil, "rounds@1.0.0:early"])
  }

  @Test func `what rules and validate hooks refuse comes back together, by field`() throws {
    let desk = KernelDesk()
    desk.enable(
      "strict", permissions: [Grant("ticket.view")],
      .validate("ticket.update", "one") { $0.refuse("tags", "no tags", by: $1) },
      .validate("ticket.update", "two") { $0.refuse(nil, "not today", by: $1) })
    let id = try desk.question()
    let outcome = try desk.act(
      "ann", "update", id, ["queue": .text("nowhere"), "tags": .texts(["a"])])
    #expect(outcome.refusedFields == ["queue", "tags", nil])
    #expect(outcome.refusal?.problems.map(\.by) == [nil, "strict", "strict"])
    #expect(try desk.entries(id).count == 1)
  }

  @Test func `a before hook that refuses ends it there`() throws {
    let desk = KernelDesk()
    desk.enable(
      "first",
      .before("ticket.update") { $0.refuse("tags", "stop", by: $1) },
      .validate("ticket.update") { $0.refuse("tags", "never said", by: $1) })
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, ["tags": .texts(["a"])])
    #expect(outcome.refusal?.problems.map(\.message) == ["stop"])
  }

  struct Fault: Error {}

  @Test func `a fault that is skipped leaves nothing of what the hook did`() throws {
    let desk = KernelDesk()
    desk.enable(
      "faulty", permissions: [Grant("ticket.update"), Grant("note.add")],
      .before("ticket.update", onFault: .skip) { proposal, hook in
        try proposal.amend("tags", .value(.texts(["half"])), by: hook)
        try proposal.addNote("half done", by: hook)
        proposal.schedule("half", at: proposal.submission.now, data: "", by: hook)
        throw Fault()
      })
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, ["priority": .text("high")])
    #expect(outcome.isDone && outcome.faults.count == 1)
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.priority == .high && ticket.tags == [])
    #expect(try desk.entries(id).count == 2)
    #expect(desk.store.content.outbox.isEmpty)
  }

  @Test func `a hook amends within what its plugin's manifest asks for`() throws {
    let desk = KernelDesk()
    desk.enable(
      "meek", permissions: [Grant("ticket.update", fields: ["tags"])],
      .before("field.tags", "tags") { try $0.amend("tags", .value(.texts(["ok"])), by: $1) },
      .before("field.due", "due") { try $0.amend("priority", .value(.text("low")), by: $1) })
    let id = try desk.question()
    try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    #expect(try desk.ticket(id)?.tags == ["ok"])
    let outcome = try desk.act("admin", "update", id, ["due": .text("+1d")])
    #expect(outcome.refusal?.message.contains("manifest does not ask for ticket.update") == true)
  }

  @Test func `a hook that closes needs the permission to close`() throws {
    for (permission, code) in [("ticket.update", Refusal.Code.denied), ("ticket.close", nil)] {
      let desk = KernelDesk()
      desk.enable(
        "closer", permissions: [Grant(permission)],
        .before("field.tags") { try $0.amend("stage", .value(.text("resolved")), by: $1) })
      let id = try desk.question()
      let outcome = try desk.act("admin", "update", id, ["tags": .texts(["a"])])
      #expect(outcome.refusal?.code == code)
    }
  }

  @Test func `the staff alone are told which plugin may not do what its hook asks for besides`()
    throws
  {
    let desk = KernelDesk()
    desk.enable(
      "eager", permissions: [Grant("ticket.view")],
      .before("ticket.reply") { proposal, hook in
        let request = Request(
          actor: proposal.submission.request.actor, source: .plugin, action: .verb(.update),
          ticket: proposal.submission.id, set: [("tags", .value(.texts(["said"])))])
        try proposal.also(request, by: hook)
      })
    let id = try desk.question()
    let told = try ["ann", "carl"].map { name in
      try #require(try desk.act(name, "reply", id, text: "Is it?").refusal)
    }
    #expect(told[0].code == .denied && told[0].message.contains("eager"))
    #expect(!told[1].message.contains("eager"))
    #expect(try desk.entries(id).count == 1)
  }
}

/// The timers that hooks set.
@Suite struct HookTimerTests {
  @Test func `of the timers of one name the last one holds, at the place of the last`() throws {
    let desk = KernelDesk()
    desk.enable(
      "clock",
      .before("ticket.update") { proposal, hook in
        for (name, hours) in [("a", 1), ("b", 2), ("a", 3), ("c", 4)] {
          let moment = proposal.submission.now.advanced(byMilliseconds: Int64(hours) * 3_600_000)
          proposal.schedule(name, at: moment, data: "", by: hook)
        }
        proposal.schedule("c", at: nil, data: "", by: hook)
      })
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let hours = desk.store.content.outbox.map {
      ($0.name, $0.notBefore.milliseconds(since: desk.now) / 3_600_000)
    }
    #expect(hours.map(\.0) == ["b", "a"])
    #expect(hours.map(\.1) == [2, 3])
  }
}
