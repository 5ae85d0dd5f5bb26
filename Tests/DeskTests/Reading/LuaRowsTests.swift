import Desk
import Kernel
import TestSupport
import Testing

/// Tickets that a loop goes through are snapshots, in whatever way they are read.
@Suite struct LuaRowsTests {
  private func session(_ desk: TemporaryDesk, _ name: String) throws -> PromptSession {
    try PromptSession(desk.desk, as: try desk.person(name), mayWrite: true) { _ in }
  }

  private func values(_ text: String, in session: PromptSession) throws -> [PromptValue] {
    let result = try session.evaluate(text, number: 1)
    #expect(result.problem == nil)
    return result.values
  }

  @Test(arguments: ["admin", "mia", "ann", "carl"], [false, true])
  func `a loop and a list give what one look gives`(name: String, hasSecrets: Bool) throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    let view = hasSecrets ? ", view = 'more.see'" : ""
    let fields = """
      docket.field{ name = "sizes", type = "integer", many = true }
      docket.field{ name = "span", type = "duration" }
      docket.field{ name = "friend", type = "person" }
      docket.field{ name = "hint", type = "text"\(view) }
      """
    try desk.enable(TestPlugin("more", fields))
    var work = RandomWork(on: desk, seed: 11)
    for _ in 1...150 { _ = try work.step() }
    for id in stride(from: 1, through: work.tickets, by: 2) {
      try desk.act(
        "admin", "update", id,
        [
          "sizes": .list([.integer(3), .integer(id)]), "span": .integer(id * 1_000),
          "friend": .text("ann"), "tags": .list([.text("a"), .text("b")]),
          "hint": .text("blue"),
        ])
    }
    let code = """
      local function text(value)
        if type(value) ~= "table" then return tostring(value) end
        local out = {}
        for name, member in pairs(value) do out[#out + 1] = tostring(name) .. "=" .. text(member) end
        return "{" .. table.concat(out, " ") .. "}"
      end
      local wrong, seen = {}, 0
      local function look(ticket)
        seen = seen + 1
        local one = docket.tickets.get(ticket.id)
        local same = text(ticket) == text(one)
          and docket.json.encode(ticket) == docket.json.encode(one) and ticket.version == one.version
        if not same then wrong[#wrong + 1] = text(ticket) .. "\\n" .. text(one) end
      end
      for _, query in ipairs{ "", "sort:-updated", "is:open", "not:id:3" } do
        for ticket in docket.tickets.each(query) do look(ticket) end
        for _, ticket in ipairs(docket.tickets.find(query, { limit = 1000 })) do look(ticket) end
      end
      return table.concat(wrong, "\\n"), seen > 0
      """
    #expect(try values(code, in: session(desk, name)) == [.text(""), .boolean(true)])
  }

  @Test func `a ticket that was kept stays as it was read`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...20 { _ = try desk.question(["subject": .text("before")]) }
    let session = try session(desk, "mia")
    _ = try values("kept = tickets(''):list()", in: session)
    try desk.act("ann", "update", 2, ["subject": .text("after")]).receipt()
    let code = "return kept[2].subject, t2.subject, kept[2].version, t2.version"
    #expect(
      try values(code, in: session) == [
        .text("before"), .text("after"), .integer(1), .integer(2),
      ])
  }

  @Test func `an iterator that was kept has come to its end`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...20 { _ = try desk.question() }
    let session = try session(desk, "mia")
    let first = "step = docket.tickets.each('') return step().id"
    #expect(try values(first, in: session) == [.integer(1)])
    #expect(try values("return step() == nil", in: session) == [.boolean(true)])
  }

  @Test func `what a loop changes is seen where its turn comes later`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...70 { _ = try desk.question(["subject": .text("before")]) }
    let code = """
      local first, last
      for ticket in tickets("") do
        if ticket.id == 1 then docket.tickets.update(70, { set = { subject = "after" } }) end
        first, last = first or ticket.subject, ticket.subject
      end
      return first, last
      """
    #expect(
      try values(code, in: session(desk, "mia")) == [.text("before"), .text("after")])
  }
}
