import Desk
import Kernel
import TestSupport
import Testing

/// Grants with fields and conditions.
@Suite struct PermissionTests {
  /// A desk on which erin has a role with just these grants, besides seeing tickets.
  static func desk(_ grants: Grant...) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("ticket.view"), to: "special")
      for grant in grants { try administration.grant(grant, to: "special") }
    }
    try desk.add("erin", roles: ["special"])
    return desk
  }

  @Test func `a role of the customers' side never sees notes, whatever it is granted`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let role = { (grants: String) in
      TestPlugin(
        "portal", "docket.role{ name = 'visitor', side = 'customer', grants = { \(grants) } }")
    }
    for grant in ["'*'", "'note.view'"] {
      #expect(throws: DeskError.self) { try desk.enable(role(grant)) }
    }
    try desk.enable(role("'ticket.view', 'history.view'"))
    try desk.add("vic", roles: ["visitor"])
    let id = try desk.question()
    try desk.act("ann", "note", id, text: "secret").receipt()
    #expect(try desk.history(id, by: "vic")?.count == 1)
    #expect(try desk.act("vic", "note", id, text: "x").refusal?.code == .denied)
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .desk) { try $0.grant(Grant("note.view"), to: "visitor") }
    }
  }

  @Test func `a change of a role holds from the next request on`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    #expect(try desk.act("erin", "update", id, ["tags": .texts(["a"])]).refusal?.code == .denied)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.update"), to: "special") }
    try desk.act("erin", "update", id, ["tags": .texts(["a"])]).receipt()
    _ = try desk.desk.administer(as: .desk) { try $0.revoke("ticket.update", from: "special") }
    #expect(try desk.act("erin", "update", id, ["tags": .texts(["b"])]).refusal?.code == .denied)
  }
}
