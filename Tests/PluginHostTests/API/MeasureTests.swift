import Kernel
import PluginHost
import Testing

@Suite struct `docket.tickets.measure in Lua` {
  /// The words that a before hook on a note raises.
  private func said(_ lua: String) throws -> String {
    let desk = try BenchDesk([
      Bundled.plugin("support"),
      .sample(
        """
        docket.before("ticket.note", function(change)
          \(lua)
        end, { name = "try" })
        """, manifest: "permissions = { \"ticket.view\", \"history.view\" },"),
    ])
    let ticket = try desk.create(set: [("body", .text("help"))])
    return try desk.ask("ann", "note", ticket.id, text: "n").refusal
  }

  @Test func `counts stand under their names, each with what one alone would have`() throws {
    let said = try said(
      """
      local it = docket.tickets.measure("", {
        counts = { made = "action:create", told = "action:reply" }, target = 0,
      })[1]
      error(("%d %d %d %d %s"):format(
        it.count, it.counts.made.sum, it.counts.made.within, it.counts.told.within, it.sum))
      """)
    #expect(said.contains("1 1 0 1 nil"), "\(said)")
  }

  @Test(arguments: [
    ("counts = {}", "from one to 8"), ("counts = { a = 1 }", "from one to 8"),
    ("counts = { 'action:create' }", "counts"),
    ("counts = { a = 'no:edited' }", "cannot be counted"),
    ("counts = { a = '' }, entries = ''", "or `counts`"), ("", "or `counts`"),
    ("cuonts = { a = '' }", "`counts`"),
  ])
  func `wrong counts are refused with what would be right`(
    _ options: String, _ words: String,
  ) throws {
    let said = try said("docket.tickets.measure('', { \(options) })")
    #expect(said.contains(words), "\(said)")
  }

  @Test func `more counts than a statement is made for are refused`() throws {
    let counts = (1...9).map { "c\($0) = ''" }.joined(separator: ", ")
    #expect(try said("docket.tickets.measure('', { counts = { \(counts) } })").contains("8"))
  }
}
