import Kernel
import PluginHost
import Testing

/// What a hook sees of the change while it is in its hand, and afterwards.
@Suite struct ChangeViewTests {
  private func desk(_ main: String) throws -> BenchDesk {
    try BenchDesk([
      Bundled.plugin("support"),
      .sample(main, manifest: "permissions = { \"ticket.update\" }"),
    ])
  }

  private func subject(_ lua: String) throws -> String {
    let desk = try desk("docket.before(\"ticket.create\", function(change)\n\(lua)\nend)")
    return try desk.create("abc").subject
  }

  @Test(arguments: [
    // What is read after an amendment shows it, whether it was read before or not.
    ("change:set(\"priority\", \"high\") change:set(\"subject\", change.after.priority)", "high"),
    (
      """
      local after = change.after
      local old = after.priority
      change:set("priority", "high")
      change:set("subject", old .. " " .. after.priority .. " " .. change.after.priority)
      """, "normal high high"
    ),
    (
      """
      local count = #change.edits
      change:set("tags", "a")
      change:set("subject", tostring(#change.edits - count))
      """, "1"
    ),
    // Without an amendment in between it is the same object.
    ("change:set(\"subject\", tostring(change.after == change.after))", "true"),
    (
      """
      local found = {}
      for name, value in pairs(change.after) do
        if name == "subject" or name == "due" then found[#found + 1] = name .. "=" .. value end
      end
      change:set("subject", table.concat(found, " "))
      """, "subject=abc"
    ),
    ("change:set(\"subject\", tostring(change.text) .. tostring(change.before))", "nilnil"),
    (
      "change:set(\"subject\", change.action .. change.depth .. tostring(change.cause))",
      "create0nil"
    ),
  ])
  func `the change shows how it stands`(_ lua: String, _ expected: String) throws {
    #expect(try subject(lua) == expected)
  }

  @Test func `what a hook did not read of a change is gone with it`() throws {
    let desk = try desk(
      """
      local kept
      docket.before("ticket.create", function(change)
        if kept then change:set("subject", kept.subject) end
        if not kept then
          kept = change.after
          local read = kept.subject
        end
      end)
      """)
    _ = try desk.create("first")
    #expect(try desk.create("second").subject == "first")
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("third"))])
    #expect(outcome.refusal.contains("`subject` cannot be read any more: this change is over"))
    #expect(outcome.refusal.contains("sample/init.lua:3"))
  }

  @Test func `every hook runs once, however many there are and whatever they amend`() throws {
    let desk = try desk(
      """
      for _, event in ipairs{ "ticket.create", "ticket.*", "field.priority" } do
        for n = 1, 30 do
          docket.before(event, function(change)
            change:set("priority", "high")
            docket.state.add("runs")
          end, { name = event:gsub("%p", "-") .. "-" .. n })
        end
      end
      docket.validate("ticket.create", function(change)
        if docket.state.get("runs") ~= 90 then change:refuse(nil, "runs: " .. docket.state.get("runs")) end
      end)
      """)
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("abc"))])
    #expect(outcome.refusal.isEmpty)
    #expect(outcome.trace.filter { $0.step == "before" }.count == 90)
  }
}
