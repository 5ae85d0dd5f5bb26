import Desk
import Kernel
import TestSupport
import Testing

/// Attachments, forwards and redactions as plugins have them.
@Suite struct PluginAttachmentTests {
  private func desk(_ code: String, permissions: String = "") throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let all = ["\"ticket.view\"", permissions].filter { !$0.isEmpty }
    try desk.enable(TestPlugin("files", permissions: all.joined(separator: ", "), code))
    return desk
  }

  @Test func `hooks see what a change attaches, and what the ticket has`() throws {
    let desk = try desk(
      """
      docket.validate("field.attachments", function(change)
        local new, all = change.attachments[1], change.after.attachments
        if new.type ~= "text/plain" then change:refuse(nil, new.type .. " is not taken") end
        if #all > 1 then change:refuse(nil, all[1].name .. " " .. all[1].size) end
      end)
      """)
    let id = try desk.question()
    #expect(
      try desk.attach("a.pdf", "%PDF-", to: id).refusal?.message.contains("application/pdf") == true
    )
    try desk.attach("a.txt", "12345", to: id).receipt()
    #expect(try desk.attach("b.txt", "x", to: id).refusal?.message.contains("a.txt 5") == true)
  }

  @Test func `an after hook attaches, detaches and reads what an entry attached`() throws {
    let desk = try desk(
      """
      docket.after("ticket.reply", function(change)
        docket.tickets.attach(change.id, { name = "a.txt", base64 = docket.base64.encode("Hello") })
        docket.tickets.reply(change.id, {
          text = "see b", attachments = { { name = "b.txt", base64 = "Yg==" } } })
        docket.tickets.detach(change.id, { name = "a.txt" })
        local names = {}
        for _, entry in ipairs(docket.history.of(change.id)) do
          for _, file in ipairs(entry.attachments) do names[#names + 1] = file.name end
        end
        docket.state.set("names", table.concat(names, ","))
      end, { when = "no:attachments", laps = 9 })
      """, permissions: "\"ticket.attach\", \"ticket.reply\", \"history.view\"")
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "go").receipt()
    try desk.work()
    #expect(
      try desk.ticket(id)?.attachments.map(\.name) == ["b.txt"])
    #expect(try desk.content("b.txt", of: id) == "b")
    #expect(try desk.state("files", "names") == "\"a.txt,b.txt\"")
  }

  @Test func `a plugin without the permission attaches and forwards nothing`() throws {
    let desk = try desk(
      """
      docket.after("ticket.reply", function(change)
        local _, first = docket.tickets.attach(change.id, { name = "a", base64 = "YQ==" })
        local _, second = docket.tickets.forward(change.id, { to = "bob" })
        docket.state.set("codes", first.code .. second.code)
      end)
      """)
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "go").receipt()
    try desk.work()
    #expect(try desk.state("files", "codes") == "\"denieddenied\"")
    #expect(try desk.contents() == "0|0\n")
  }

  @Test func `a plugin forwards to people, and to addresses only with the permission mail`() throws
  {
    let desk = try desk(
      """
      docket.after("ticket.reply", function(change)
        docket.tickets.forward(change.id, { to = "bob", message = "Look", include = { "history" } })
        local _, why = docket.tickets.forward(change.id, { to = { "x@example.com" } })
        docket.state.set("why", why.message)
      end)
      """, permissions: "\"ticket.forward\"")
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "go").receipt()
    try desk.work()
    let inbox = try desk.desk.session(as: try desk.person("bob")) { try $0.inbox() }
    #expect(inbox.first?.text.contains("Look") == true)
    #expect(try desk.state("files", "why")?.contains("permission mail") == true)
  }

  @Test func `a plugin redacts an entry and purges what is discarded`() throws {
    let desk = try desk(
      """
      docket.after("ticket.reply", function(change)
        docket.tickets.redact(change.id, { entry = change.seq, part = "text" })
      end)
      docket.after("ticket.discard", function(change) docket.tickets.purge(change.id) end)
      """, permissions: "\"ticket.redact\", \"ticket.purge\"")
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "hunter2secret").receipt()
    try desk.work()
    #expect(try !desk.holds("hunter2secret"))
    try desk.act("mia", "discard", id, params: ["to": .text("spam")]).receipt()
    try desk.work()
    #expect(try desk.ticket(id) == nil)
    #expect(try desk.auditProblems() == [])
  }
}
