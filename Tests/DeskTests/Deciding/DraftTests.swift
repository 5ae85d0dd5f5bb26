import Desk
import Kernel
import TestSupport
import Testing

/// What a form for a new ticket asks, by what is filled in so far.
@Suite struct DraftTests {
  private static let order = TestPlugin(
    "order", permissions: "'ticket.view'",
    """
    docket.field{ name = "notes", type = "text" }
    docket.field{ name = "serial", type = "text", pattern = "SN%d+", group = "device", order = 2,
      show_if = "item:hardware", required = true }
    docket.field{ name = "item", type = "choice", choices = { "hardware", "software" },
      default = "software", group = "device", order = 1 }
    docket.field{ name = "model", type = "text", group = "device", order = 3,
      required_if = "item:hardware" }
    docket.field{ name = "cost", type = "integer", edit = "order.cost" }
    docket.field{ name = "grudge", type = "text", view = "order.grudge" }
    docket.field{ name = "total", type = "integer", edit = "plugin" }
    docket.field{ name = "later", type = "text", ask = false }
    docket.field{ name = "weight", type = "text",
      computed = function(ticket) return "heavy" end }
    docket.role{ name = "manager", grants = { "order.cost", "order.grudge" } }
    """)

  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.enable(Self.order)
    return desk
  }

  private func draft(
    _ desk: TemporaryDesk, _ name: String = "ann", _ set: [String: String] = [:],
  ) throws -> FormDraft {
    let request = Request(
      actor: .person(try desk.person(name).id), source: .cli, action: .verb(.create),
      set: set.map { ($0.key, .value(.naming($0.value))) })
    return try desk.desk.draft(of: request)
  }

  @Test func `fields are asked by their order, those of a group together`() throws {
    let names = try draft(desk()).fields.map(\.name)
    #expect(Array(names.suffix(3)) == ["notes", "item", "model"], "\(names)")
    #expect(names.contains("subject") && names.contains("body") && names.contains("requester"))
  }

  @Test func `an answer decides what else is asked, and what must not be empty`() throws {
    let desk = try desk()
    #expect(try !draft(desk).fields.contains { $0.name == "serial" })
    let hardware = try draft(desk, "ann", ["item": "hardware"])
    #expect(Array(hardware.fields.map(\.name).suffix(3)) == ["item", "serial", "model"])
    #expect(hardware.required == ["subject", "serial", "model"])
    #expect(hardware.problems(of: "serial").count == 1 && hardware.problems(of: "model").count == 1)
  }

  @Test func `an answer is judged by the kernel's own words`() throws {
    let desk = try desk()
    let wrong = try draft(desk, "ann", ["item": "hardwar"])
    #expect(wrong.problems(of: "item").first?.message.contains("did you mean hardware?") == true)
    let serial = try draft(desk, "ann", ["item": "hardware", "serial": "x"])
    #expect(serial.problems(of: "serial").first?.message.contains("SN%d+") == true)
    #expect(try draft(desk, "ann", ["subject": "x"]).problems == [])
  }

  @Test func `what somebody may not see or set is neither asked nor told of`() throws {
    let desk = try desk()
    let (agent, manager) = (try draft(desk), try draft(desk, "mia"))
    for name in ["cost", "grudge"] {
      #expect(!agent.fields.contains { $0.name == name }, "\(name)")
      #expect(manager.fields.contains { $0.name == name }, "\(name)")
    }
    for name in ["total", "weight", "later", "duplicate_of"] {
      #expect(!manager.fields.contains { $0.name == name }, "\(name)")
    }
    #expect(try !draft(desk, "carl").fields.contains { $0.name == "requester" })
  }

  @Test func `a field says what it has by itself`() throws {
    let desk = try desk()
    #expect(try draft(desk).fields.first { $0.name == "item" }?.standard == .text("software"))
    let set = try draft(desk, "ann", ["item": "software"])
    #expect(set.fields.first { $0.name == "item" }?.choices(for: "") == ["hardware", "software"])
  }

  @Test func `a draft leaves nothing`() throws {
    let desk = try desk()
    _ = try draft(desk, "ann", ["subject": "x"])
    #expect(try desk.ticket(1) == nil)
    #expect(try desk.auditProblems() == [])
  }
}
