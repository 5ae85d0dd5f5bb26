import Kernel
import PluginHost
import Testing
import Texts

/// Line ends and controls never come into what a program reads as one line.
@Suite struct `Headers that plugins give` {
  private static let broken = ["a\\r\\nBcc: x@y.zz", "a\\nb", "a\\u{2028}b", "a\\0", "a\\u{85}"]

  private static func refusal(_ lua: String) throws -> String {
    let locales = "return { s = \"a\\nb\", v = \"{v}\" }"
    let source = PluginSource.sample(
      "docket.before(\"ticket.create\", function(change) \(lua) end)",
      files: ["locales/de.lua": locales, "locales/en.lua": "return { s = \"fine\", v = \"{v}\" }"])
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    return try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
  }

  @Test(arguments: broken)
  func `a notification's subject is one line in every language`(_ text: String) throws {
    for subject in ["\"\(text)\"", "docket.tr(\"v\", { v = \"\(text)\" })"] {
      let refusal = try Self.refusal(
        "change:notify{ to = \"mia\", text = \"x\", subject = \(subject) }")
      #expect(refusal.contains("`subject`") && refusal.contains("one line"), "\(refusal)")
    }
    #expect(
      try Self.refusal("change:notify{ to = \"mia\", text = \"x\", subject = docket.tr(\"s\") }")
        .contains("one line"))
    #expect(
      try Self.refusal("change:notify{ to = \"mia\", text = \"a\\nb\", subject = \"x\" }") == "")
  }

  @Test(arguments: broken)
  func `names of hooks, timers, channels, people and roles are none of these`(_ text: String) throws
  {
    for lua in [
      "change:notify{ to = \"\(text)\", text = \"x\" }",
      "change:notify{ to = \"role:\(text)\", text = \"x\" }",
      "change:notify{ to = \"mia\", text = \"x\", channel = \"\(text)\" }",
      "change:notify{ to = \"mia\", text = \"x\", event = \"\(text)\" }",
      "change:notify{ to = \"mia\", text = \"x\", reply_token = \"\(text)\" }",
      "change:schedule(\"\(text)\", 0)",
    ] {
      #expect(try Self.refusal(lua) != "", "\(lua)")
    }
    for code in [
      "docket.before(\"ticket.create\", function() end, { name = \"\(text)\" })",
      "docket.every(\"1h\", \"\(text)\", function() end)",
      "docket.channel{ name = \"\(text)\", send = function() end }",
      "docket.role{ name = \"\(text)\" }", "docket.queue{ name = \"\(text)\" }",
      "docket.field{ name = \"\(text)\", type = \"text\" }",
      "docket.action{ name = \"\(text)\", propose = function() end }",
      "docket.view{ name = \"\(text)\", query = \"is:open\" }",
      "docket.type{ name = \"\(text)\", lifecycle = \"question\" }",
      "docket.close_reason{ name = \"\(text)\" }",
      "docket.importer{ name = \"\(text)\", format = \"csv\", each = function() end }",
      "docket.subscription{ name = \"\(text)\", to = \"assignee\", event = \"ticket.create\" }",
    ] {
      let set = try PluginLoader().load([Bundled.plugin("support"), .sample(code)])
      #expect(!set.problems.isEmpty, "\(code)")
    }
  }

  @Test func `a message has one line for its subject and its address, whatever the desk holds`() {
    let message = ChannelMessage(
      id: 1, recipient: Person(id: .init(rawValue: 1), name: "ann"),
      address: "a@b.cc\r\nBcc: d@e.ff",
      subject: "Ticket 7: a\u{1B}]0;owned\nb", text: "words\nin lines", at: SpecRunner.start)
    #expect(HeaderText.isOne(message.subject) && HeaderText.isOne(message.address))
    #expect(message.text == "words\nin lines")
  }
}
