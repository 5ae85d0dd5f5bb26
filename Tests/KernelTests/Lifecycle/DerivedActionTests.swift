import Kernel
import TestSupport
import Testing

/// An edit of the stage is the action that its category change means.
@Suite struct DerivedActionTests {
  @Test func `an update to a closed stage needs the permission to close`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, ["stage": .text("resolved")])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusal?.message.contains("ticket.close") == true)
  }

  @Test func `who may close but not update closes with an update as well`() throws {
    let desk = KernelDesk(.supportWithReasons)
    for name in ["ticket.view", "ticket.close"] { desk.grant(Grant(name), to: "closer") }
    desk.add("clara", roles: ["closer"])
    let id = try desk.question()
    var set = KernelDesk.evidence
    set["stage"] = .text("resolved")
    try desk.act("clara", "update", id, set).receipt()
    #expect(try desk.stage(id) == "resolved")
    let other = try desk.act("clara", "update", id, ["priority": .text("high")])
    #expect(other.refusal?.code == .denied)
  }

  @Test(arguments: [
    ("resolved", "open", "reopen"), ("new", "spam", "discard"), ("resolved", "spam", "discard"),
    ("spam", "new", "restore"), ("postponed", "open", "wake"), ("new", "postponed", "postpone"),
    ("new", "answered", "update"), ("postponed", "resolved", "close"),
  ])
  func `a plain update takes the name of what it means`(
    _ from: String, _ to: String, _ action: String,
  ) throws {
    let desk = KernelDesk()
    let id = try desk.question(in: from)
    var set: [String: Value] = ["stage": .text(to)]
    if to == "postponed" { set["wake"] = .text("+1d") }
    try desk.act("mia", "update", id, set).receipt()
    #expect(try desk.entries(id).last?.action == action)
  }

  @Test func `a reply that reopens keeps its name, and needs no permission to reopen`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "resolved")
    try desk.act("carl", "reply", id, text: "Dark again").receipt()
    #expect(try desk.entries(id).last?.action == "reply")
    #expect(try desk.ticket(id)?.closeReason == "")
  }

  @Test func `a reply that names a stage itself needs the permission for that`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let outcome = try desk.act(
      "carl", "reply", id, ["stage": .text("answered")], text: "I answer myself")
    #expect(outcome.refusal?.code == .denied)
  }

  @Test(arguments: ["close", "reopen", "postpone", "wake", "discard", "restore"])
  func `a verb that is given a stage of another category is refused`(_ verb: String) throws {
    let desk = KernelDesk()
    let from = ["reopen": "resolved", "wake": "postponed", "restore": "spam"][verb] ?? "new"
    let to = ["reopen": "resolved", "wake": "postponed", "restore": "deleted"][verb] ?? "answered"
    let id = try desk.question(in: from)
    let till = Value.time(desk.now.advanced(byMilliseconds: 1_000))
    try desk.act(
      "mia", verb, id, ["stage": .text(to)], params: ["to": .text("spam"), "till": till])
    let entry = try #require(try desk.entries(id).last)
    let stage = try desk.stage(id)
    #expect(entry.action != verb || stage != to)
  }
}
