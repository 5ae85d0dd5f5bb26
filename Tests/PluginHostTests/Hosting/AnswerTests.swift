import Kernel
import PluginHost
import Testing

/// What an action tells whoever asks.
@Suite struct AnswerTests {
  private static func desk(_ answer: String) throws -> BenchDesk {
    let source = PluginSource.sample(
      """
      docket.action{ name = "ask", data = { n = { type = "integer" } }, propose = function(change)
        return { n = 3 }, \(answer)
      end }
      """,
      files: [
        "locales/en.lua": "return { hello = 'Hello {n}' }",
        "locales/nl.lua": "return { hello = 'Hallo {n}' }",
      ])
    return try BenchDesk([Bundled.plugin("support"), source])
  }

  @Test(arguments: [
    ("'yes'", "\"yes\""), ("{ 1, 2 }", "[1,2]"), ("{ a = { b = true } }", "{\"a\":{\"b\":true}}"),
    ("docket.tr('hello', { n = 1 })", "\"Hello 1\""),
    ("{ words = docket.tr('hello', { n = 1 }) }", "{\"words\":\"Hello 1\"}"),
  ])
  func `plain data and texts come back with the data, and no entry keeps them`(
    _ answer: String, _ json: String,
  ) throws {
    let desk = try Self.desk(answer)
    let ticket = try desk.create()
    let receipt = try desk.ask("admin", "ask", ticket.id).receipt()
    #expect(receipt.answer?.text == json)
    #expect(receipt.data == ["n": .integer(3)])
    let entry = try #require(try desk.entries(of: ticket.id).last)
    #expect(entry.data == ["n": .integer(3)])
  }

  @Test func `a dry run answers as well, and an action without one has none`() throws {
    let desk = try Self.desk("'yes'")
    let ticket = try desk.create()
    let dry = try desk.ask("admin", "ask", ticket.id, isDryRun: true).receipt()
    #expect(dry.answer?.string == "yes")
    let silent = try Self.desk("nil")
    let other = try silent.create()
    #expect(try silent.ask("admin", "ask", other.id).receipt().answer == nil)
  }

  @Test func `what is no plain data is the plugin's fault`() throws {
    let desk = try Self.desk("function() end")
    let ticket = try desk.create()
    let refusal = #expect(throws: Refusal.self) {
      try desk.ask("admin", "ask", ticket.id).receipt()
    }
    #expect(refusal?.message.contains("answer of ask") == true)
  }

  @Test(arguments: ["subjekt", "fields.room"])
  func `a refusal of a field that there is not is a fault`(field: String) throws {
    let source = PluginSource.sample(
      "docket.validate('ticket.note', function(change) change:refuse('\(field)', 'no') end)")
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let ticket = try desk.create()
    let outcome = try desk.ask("admin", "note", ticket.id, text: "x")
    #expect(outcome.faults.first?.message.contains("change:refuse: the field") == true)
  }

  @Test func `a fault shows the frames of the plugin's files in the trace`() throws {
    let source = PluginSource.sample(
      "local deep = require('deep')\ndocket.before('ticket.note', function() deep(nil) end)",
      files: ["lib/deep.lua": "return function(x)\n  local y = x.z\n  return y\nend"])
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let ticket = try desk.create()
    let outcome = try desk.ask("admin", "note", ticket.id, text: "x", isDryRun: true)
    let fault = try #require(outcome.faults.first)
    #expect(
      fault.traceback.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
        "sample/lib/deep.lua:2:", "sample/init.lua:2:",
      ])
    let lines = outcome.trace.flatMap(\.results)
    #expect(lines.contains { $0.hasPrefix("sample/init.lua:2:") }, "\(lines)")
  }
}
