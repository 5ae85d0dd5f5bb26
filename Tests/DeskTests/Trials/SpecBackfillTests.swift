import Desk
import PluginHost
import Testing

/// How a plugin's spec tries its backfills.
@Suite struct SpecBackfillTests {
  private static let sizes = """
    docket.field{ name = "size", type = "integer", edit = "plugin", default = 7, required = true }
    docket.before("ticket.create", function(change) change:set("size", 1) end)
    docket.validate("ticket.create", function(change) change:refuse("size", "no more") end,
      { when = "subject:=full" })
    docket.backfill{ name = "size", query = "no:size", each = function(ticket)
      if ticket.subject == "odd" then error("odd one") end
      return { size = #ticket.subject }
    end }
    """

  @Test func `a backfill is tried on tickets that were there before the plugin`() throws {
    let body = """
      local id = desk:create_before{ subject = "full" }
      desk:create_before{ subject = "odd" }
      spec.equal(desk:get(id).fields.size, nil)
      spec.equal(desk:get(desk:create{ subject = "new" }).fields.size, 1)
      local result = desk:backfill("size")
      spec.equal(result.done, 1)
      spec.equal(#result.refused, 1)
      spec.equal(desk:get(id).fields.size, 4)
      spec.equal(desk:history(id)[2].source, "backfill")
      spec.equal(desk:backfill("size").done, 0)
      spec.raises(function() desk:backfill("sise") end, "size")
      """
    let result = try SpecDeskTests().run(body, permissions: "'ticket.view'", Self.sizes)
    #expect(result.failure == nil, "\(String(describing: result.failure))")
    #expect(result.warnings.isEmpty)
  }

  @Test func `a backfill that keeps something in a variable is found out`() throws {
    let main = """
      local count = 0
      docket.field{ name = "size", type = "integer", edit = "plugin" }
      docket.backfill{ name = "size", query = "no:size", each = function(ticket)
        count = count + 1
        return { size = count }
      end }
      """
    let body = """
      desk:create{ subject = "one" } desk:create{ subject = "two" }
      desk:backfill("size")
      """
    let result = try SpecDeskTests().run(body, permissions: "'ticket.view'", main)
    #expect(result.failure != nil || !result.warnings.isEmpty)
  }
}
