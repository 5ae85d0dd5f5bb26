import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Texts of plugins in the language of whoever reads them.
@Suite struct LateTextTests {
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let plugin = TestPlugin(
      "polyglot", permissions: "'ticket.view', 'notify.public', 'note.view', 'ticket.reply'",
      """
      docket.before("field.tags", function(change)
        change:notify{ to = { "role:agent", "requester" }, visibility = "public",
          subject = docket.tr("hello", { id = change.id }), text = docket.tr("hello", { id = 0 }) }
      end, { name = "tell" })
      docket.validate("field.queue", function(change)
        change:refuse("queue", docket.tr("hello", { id = change.id }))
      end, { name = "refuse" })
      docket.after("field.priority", function(change)
        docket.log.info("ticket {id} is {what}", { id = change.id, what = "hot", more = true })
        docket.tickets.reply(change.id, { text = docket.tr("hello", { id = change.id }) })
      end, { name = "log" })
      docket.queue{ name = "fast" }
      """)
    try plugin.write(toDesk: desk.folder)
    let locales = "\(desk.folder)/plugins/polyglot/locales"
    try FileManager.default.createDirectory(atPath: locales, withIntermediateDirectories: true)
    for (language, word) in [("en", "Hello"), ("de", "Hallo"), ("nl", "Hoi")] {
      try "return { hello = \"\(word) {id}\" }".write(
        toFile: "\(locales)/\(language).lua", atomically: true, encoding: .utf8)
    }
    try desk.enable(named: ["polyglot"])
    for (person, language) in [("ann", "de"), ("carl", "nl")] {
      _ = try desk.desk.administer(as: .desk) {
        try $0.setPerson(person, PersonDraft(language: language))
      }
    }
    return desk
  }

  @Test func `a notification is in each recipient's language, else in the desk's`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    let told = try desk.desk.read { reader, _ in
      let rows = try reader.outboxRows(OutboxFilter(kind: .notify))
      return try rows.filter { $0.key.hasPrefix("notify/") }.map { row in
        let name = try row.recipient.flatMap { try reader.person($0)?.name } ?? ""
        let payload = try JSON(parsing: row.payload)
        return "\(name): \(payload["subject"]?.string ?? "") / \(payload["text"]?.string ?? "")"
      }
    }
    #expect(
      Set(told) == [
        "ann: Hallo \(id) / Hallo 0", "bob: Hello \(id) / Hello 0", "carl: Hoi \(id) / Hoi 0",
      ])
  }

  @Test func `a refusal is in the language of who asked`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    func refused(_ name: String) throws -> String? {
      try desk.act(name, "update", id, ["queue": .text("fast")]).refusal?.message
    }
    #expect(try refused("ann")?.contains("Hallo \(id)") == true)
    #expect(try refused("bob")?.contains("Hello \(id)") == true)
  }

  @Test func `a reply is in the requester's language, and a log line has its values`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work()
    #expect(try desk.entries(id).contains { $0.action == "reply" && $0.text == "Hoi \(id)" })
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(log.contains { $0.message == #"ticket \#(id) is hot {"more":true}"# })
  }

  @Test func `a message has the entries that it is about, as its recipient sees them`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "pager", permissions: "'ticket.view', 'note.view', 'history.view', 'notify.public'",
        """
        docket.channel{ name = "pager", send = function(message)
          local words = {}
          for _, entry in ipairs(message.entries) do words[#words + 1] = entry.action .. entry.number end
          docket.state.set(message.recipient, table.concat(words, " "))
          return true
        end }
        docket.before("ticket.reply", function(change)
          change:notify{ to = { "requester", "ann" }, text = "x", visibility = "public", channel = "pager" }
        end)
        """))
    let id = try desk.question()
    try desk.act("bob", "note", id, text: "before").receipt()
    try desk.act("bob", "reply", id, text: "hi") { $0.note = "inside" }.receipt()
    try desk.work()
    #expect(try desk.state("pager", "ann") == "\"reply3 note4\"")
    #expect(try desk.state("pager", "carl") == "\"reply2\"")
  }
}
