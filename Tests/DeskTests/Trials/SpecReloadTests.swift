import Desk
import PluginHost
import Testing

/// Loading the plugins of a case again.
@Suite struct SpecReloadTests {
  @Test func `state and timers are there after a reload, each once, and variables are not`() throws
  {
    let result = try SpecDeskTests().run(
      """
      desk:create{ subject = "x" }
      desk:advance("90m")
      desk:reload()
      desk:advance("1h")
      spec.equal(desk.log, { "info: tick 1 1", "info: tick 2 1" })
      """,
      """
      local turns = 0
      docket.every("1h", "tick", function()
        turns = turns + 1
        docket.log.info("tick " .. docket.state.add("turns", 1) .. " " .. turns)
      end)
      """)
    #expect(result.failure == nil, "\(String(describing: result.failure)) \(result.log)")
  }

  @Test func `a plugin that registers something else when it is loaded again fails its case`()
    throws
  {
    let result = try SpecDeskTests().run(
      "desk:create{ subject = 'x' }",
      """
      -- The order of Lua's own hashes is another one in each sandbox.
      local letters, order = {}, {}
      for letter in ("abcdefghijklmnopqrstuvwxyz"):gmatch(".") do letters[letter] = true end
      for letter in next, letters do order[#order + 1] = letter end
      docket.field{ name = "order", type = "text", default = table.concat(order) }
      """)
    let words = result.failure?.message ?? ""
    #expect(words.contains("fields"), "\(words)")
  }
}
