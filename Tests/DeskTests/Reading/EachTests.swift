import Desk
import PluginHost
import Testing

/// Iterators over tickets and entries go to the end.
@Suite struct EachTests {
  private static let manifest = """
    return {
      name = "reader", version = "1.0.0", api = 1, summary = "A plugin of a test",
      permissions = { "ticket.view", "history.view" },
    }
    """

  @Test(arguments: [
    "docket.tickets.each('is:open')", "docket.tickets.each('is:open sort:-created')",
    "docket.history.each('action:create')",
  ])
  func `after the commit an iterator goes to the end`(iterator: String) throws {
    // Reading a name that a row does not have raises.
    let name = iterator.contains("history") ? "ticket" : "id"
    let main = """
      docket.every("1h", "count", function()
        local n, seen = 0, {}
        for row in \(iterator) do
          local id = row.\(name)
          assert(not seen[id])
          n, seen[id] = n + 1, true
        end
        docket.log.info("read " .. n)
      end)
      """
    let spec = """
      spec.case("to the end", { requires = { "support" } }, function(desk)
        for _ = 1, 1030 do desk:create{ subject = "x" } end
        desk:advance("61m")
        spec.equal(desk.log, { "info: read 1030" })
      end)
      """
    let source = PluginSource(
      name: "reader", texts: ["plugin.lua": Self.manifest, "init.lua": main, "spec.lua": spec])
    let results = try Desk.testPlugin(source, among: try Desk.bundledPlugins())
    #expect(try #require(results.first).failure?.message == nil)
  }
}
