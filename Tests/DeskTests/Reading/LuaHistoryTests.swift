import Desk
import Kernel
import TestSupport
import Testing

/// `docket.history`, `docket.explain` and counts by a field, as plugins use them.
@Suite struct LuaHistoryTests {
  /// Keeps what an after hook of replies finds, as JSON.
  private static func found(
    _ code: String, permissions: String = "'ticket.view', 'note.view', 'history.view'",
  ) throws -> String? {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("ann", "note", id, text: "hidden").receipt()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.question(["priority": .text("high"), "assignee": .text("bob")])
    try desk.enable(
      TestPlugin(
        "reader", permissions: permissions,
        """
        docket.after("ticket.reply", function(change)
          local ok, problem = pcall(function() docket.state.set("found", (function()
            \(code)
          end)()) end)
          if not ok then docket.state.set("found", tostring(problem)) end
        end)
        """))
    try desk.act("ann", "reply", id, text: "hello").receipt()
    try desk.work()
    return try desk.state("reader", "found")
  }

  @Test(arguments: [
    ("return docket.history.count('ticket:1')", "4"),
    ("return docket.history.count('action:$a', { values = { a = 'note' } })", "1"),
    ("return #docket.history.find('edited:priority', { limit = 2 })", "2"),
    ("return docket.history.find('action:note')[1].text", "\"hidden\""),
    ("return docket.history.count('action:note', { as = 'carl' })", "0"),
    (
      "local n = 0 for entry in docket.history.each('ticket:1') do n = n + 1 end return n", "4"
    ),
    (
      "return docket.tickets.count('is:open,waiting', { by = 'priority' })",
      #"{"high":2}"#
    ),
    ("return docket.tickets.count('', { by = 'assignee' })", #"{"":1,"bob":1}"#),
    ("return docket.explain(1, 'priority')[1].to", "\"high\""),
    ("return docket.explain(1, 'priority')[1].by", "\"ann\""),
    ("return #docket.explain(1, 'priority', { as = 'carl' })[1].chain", "1"),
    ("local e, p = docket.explain(9, 'priority') return p.code", "\"not_found\""),
    ("local e, p = docket.history.get(9999) return p.code", "\"not_found\""),
  ])
  func `a plugin reads the history`(_ code: String, _ expected: String) throws {
    #expect(try Self.found(code) == expected)
  }

  @Test func `without note.view there are no notes, in counts neither`() throws {
    let permissions = "'ticket.view', 'history.view'"
    #expect(try Self.found("return docket.history.count('')", permissions: permissions) == "4")
    #expect(
      try Self.found("return docket.history.count('action:note')", permissions: permissions) == "0")
    let seq = try Self.found("return docket.history.count('seq:1..')", permissions: permissions)
    #expect(seq?.contains("unknown field") == true)
  }

  @Test(arguments: [
    ("return docket.history.find('acton:x')", "did you mean “action”?"),
    ("return docket.history.find('', { limit = 0 })", "wants 1 to 1000"),
    ("return docket.tickets.count('', { by = 'priorty' })", "did you mean `priority`?"),
    ("return docket.explain(1, 'priorty')", "did you mean `priority`?"),
  ])
  func `a wrong call raises with what would be right`(_ code: String, _ words: String) throws {
    #expect(try Self.found(code)?.contains(words) == true)
  }
}
