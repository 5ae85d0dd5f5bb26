import Kernel
import TestSupport
import Testing

/// Grants with fields and conditions.
@Suite struct PermissionTests {
  /// A desk on which erin has a role with just these grants, besides seeing tickets.
  static func desk(_ grants: Grant...) -> KernelDesk {
    let desk = KernelDesk()
    for grant in [Grant("ticket.view")] + grants { desk.grant(grant, to: "special") }
    desk.add("erin", roles: ["special"])
    return desk
  }

  @Test func `a grant for some fields is one for those only`() throws {
    let desk = Self.desk(Grant("ticket.update", fields: ["priority", "tags"]))
    let id = try desk.question()
    try desk.act("erin", "update", id, ["priority": .text("high")]).receipt()
    let outcome = try desk.act("erin", "update", id, ["due": .text("+1d"), "tags": .texts(["a"])])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusedFields == ["due"])
  }

  @Test func `a denial for a field wins over a grant of all`() throws {
    let desk = Self.desk(
      Grant("ticket.update"), Grant("ticket.update", isDenial: true, fields: ["due"]))
    let id = try desk.question()
    try desk.act("erin", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.act("erin", "update", id, ["due": .text("+1d")]).refusedFields == ["due"])
  }

  @Test func `an allow's condition must hold before the change`() throws {
    let desk = Self.desk(Grant("ticket.update", when: "priority:high"))
    let id = try desk.question()
    let outcome = try desk.act("erin", "update", id, ["priority": .text("high")])
    #expect(outcome.refusal?.code == .denied)
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.act("erin", "update", id, ["priority": .text("low")]).receipt()
    #expect(try desk.act("erin", "update", id, ["due": .text("+1d")]).refusal?.code == .denied)
  }

  @Test func `an allow's condition on create must hold after`() throws {
    let desk = Self.desk(Grant("ticket.create", when: "priority:low"))
    let outcome = try desk.act("erin", "create", nil, ["subject": .text("x")])
    #expect(outcome.refusal?.code == .denied)
    try desk.act("erin", "create", nil, ["subject": .text("x"), "priority": .text("low")]).receipt()
  }

  @Test func `a denial holds if its condition does before or after the change`() throws {
    let desk = Self.desk(
      Grant("ticket.update"), Grant("ticket.update", isDenial: true, when: "priority:urgent"))
    let id = try desk.question()
    let into = try desk.act("erin", "update", id, ["priority": .text("urgent")])
    #expect(into.refusal?.code == .denied)
    try desk.act("ann", "update", id, ["priority": .text("urgent")]).receipt()
    let out = try desk.act("erin", "update", id, ["priority": .text("low")])
    #expect(out.refusal?.code == .denied)
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.act("erin", "update", id, ["priority": .text("low")]).receipt()
  }

  @Test func `a ticket that one may not see is not there`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let hidden = try desk.act("dora", "reply", id, text: "Mine too").refusal
    let missing = try desk.act("dora", "reply", 99, text: "Mine too").refusal
    #expect(hidden?.code == .notFound)
    #expect(hidden?.message == missing?.message.replacing("99", with: "\(id)"))
    let parent = try desk.act(
      "dora", "create", nil, ["subject": .text("x"), "parent": .text("\(id)")])
    #expect(parent.refusal?.message.contains("there is no ticket \(id)") == true)
  }

  @Test func `what one may not edit is refused also beside another action`() throws {
    let desk = Self.desk(Grant("ticket.reply"))
    let id = try desk.question()
    let outcome = try desk.act("erin", "reply", id, ["priority": .text("high")], text: "Hello")
    #expect(outcome.refusedFields == ["priority"])
    let noted = try desk.act("erin", "reply", id, text: "Hello") { $0.note = "psst" }
    #expect(noted.refusal?.message.contains("note.add") == true)
  }
}
