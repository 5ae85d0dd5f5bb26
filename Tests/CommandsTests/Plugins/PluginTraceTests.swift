import Foundation
import TestSupport
import Testing

/// `docket plugin trace`: one process looks at what plugins do in others.
@Suite struct PluginTraceCommandTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "guardian", permissions: "'ticket.view', 'ticket.update', 'note.add'",
      """
      docket.field{ name = "secret", type = "text", view = "guardian.see" }
      docket.before("ticket.update", function(change)
        change:set("queue", "billing")
        change:set("secret", "hushhush")
        change:add_note("a quiet " .. "word")
      end, { name = "route" })
      """)
    let enabled = try desk.run("plugin", "enable", "guardian", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    try desk.run("new", "x", "--requester", "carl", as: "ann")
    return desk
  }

  private func trace(_ desk: TestDesk, _ words: String...) throws -> RunningProcess {
    try desk.process(["plugin", "trace", "guardian"] + words).start()
  }

  @Test func `a call in another process is shown with what it did and where the time went`() throws
  {
    let desk = try desk()
    let tracing = try trace(desk, "ticket.update", "--calls", "1")
    try eventually("it waits") { try tracing.said.contains("waiting for calls") }
    try desk.run("update", "1", "priority=high", as: "ann")
    let result = try tracing.end()
    #expect(result.status == 0, "\(result.errors)")
    for words in [
      "before route on ticket.update, ticket 1, by ann", "priority: normal → high",
      "queue: – → billing", "1 note", "init.lua:3", #"change:set("queue", "billing")"#,
    ] { #expect(result.output.contains(words), "\(words): \(result.output)") }
    #expect(!result.output.contains("quiet word"))
    #expect(result.errors.contains("1 call was shown"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/docket.trace"))
  }

  @Test func `a call is shown in the reader's language`() throws {
    let desk = try desk()
    let tracing = try trace(desk, "--calls", "1", "--lang", "de")
    try eventually("it waits") { try tracing.said.contains("wartet auf Aufrufe") }
    try desk.run("update", "1", "priority=high", as: "ann")
    let result = try tracing.end()
    #expect(result.output.contains("Vorher-Hook route bei ticket.update"), "\(result.output)")
    #expect(result.output.contains(/dauerte \d+,\d{3} ms/), "\(result.output)")
  }

  @Test func `with json each call is a document on a line that keeps to the schema`() throws {
    let desk = try desk()
    let tracing = try trace(desk, "--calls", "1", "--json")
    try eventually("it waits") { try tracing.said.contains("waiting for calls") }
    try desk.run("update", "1", "priority=high", "--dry-run", as: "ann")
    let result = try tracing.end()
    let call = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(call["dry_run"] as? Bool == true && call["actor"] as? String == "ann")
    let schema = try JSONSchema()
    #expect(schema.problems(of: call, from: "plugin trace") == [])
  }

  @Test func `an interrupted trace leaves nothing, and a killed one ends by itself`() throws {
    let desk = try desk()
    let tracing = try trace(desk)
    try eventually("it waits") { try tracing.said.contains("waiting for calls") }
    let second = try desk.run("plugin", "trace", "guardian", "--timeout", "1s")
    #expect(second.status == 1 && second.errors.contains("being traced already"), "\(second)")
    tracing.signal(SIGINT)
    #expect(try tracing.end().status == 0)
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/docket.traced"))
    let killed = try trace(desk)
    try eventually("it waits") { try killed.said.contains("waiting for calls") }
    killed.signal(SIGKILL)
    _ = try killed.end()
    #expect(try desk.run("update", "1", "priority=low", as: "ann").status == 0)
  }

  @Test func `whoever is stopped while tracing holds nobody up`() throws {
    let desk = try desk()
    let tracing = try trace(desk)
    try eventually("it waits") { try tracing.said.contains("waiting for calls") }
    tracing.signal(SIGSTOP)
    for priority in ["low", "high"] {
      let result = try desk.run("update", "1", "priority=\(priority)", as: "ann")
      #expect(result.status == 0, "\(result.errors)")
    }
    tracing.signal(SIGCONT)
    tracing.signal(SIGINT)
    #expect(try tracing.end().status == 0)
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/docket.traced"))
  }

  @Test func `who manages plugins and sees no tickets is not told what a hook says of one`() throws
  {
    let desk = try desk()
    try desk.run("update", "1", "subject=Xylophone")
    try desk.write(
      plugin: "guardian", permissions: "'ticket.view', 'ticket.update', 'note.add'",
      """
      docket.validate("ticket.update", function(change)
        change:refuse("priority", "not for " .. change.after.subject)
      end, { name = "strict" })
      """)
    #expect(try desk.run("plugin", "reload", "guardian", "--yes").status == 0)
    #expect(try desk.run("role", "grant", "operator", "plugin.manage").status == 0)
    try desk.run("person", "add", "olga", "--role", "operator")
    for (person, isTold) in [("olga", false), (nil, true)] as [(String?, Bool)] {
      let tracing = try desk.process(
        ["plugin", "trace", "guardian", "--calls", "1"] + (person.map { ["--as", $0] } ?? [])
      ).start()
      try eventually("it waits") { try tracing.said.contains("waiting for calls") }
      try desk.run("update", "1", "priority=high", as: "ann")
      let result = try tracing.end()
      #expect(result.status == 0 && result.output.contains("strict"), "\(result)")
      #expect(result.output.contains("not for Xylophone") == isTold, "\(result.output)")
    }
  }

  @Test func `it is for who manages plugins, and for what there is`() throws {
    let desk = try desk()
    #expect(try desk.run("plugin", "trace", "guardian", as: "ann").status == 4)
    let nobody = try desk.run("plugin", "trace", "guardin")
    #expect(nobody.status == 3 && nobody.errors.contains("guardian"), "\(nobody.errors)")
    let event = try desk.run("plugin", "trace", "guardian", "ticket.updat")
    #expect(event.status == 3 && event.errors.contains("ticket.update"), "\(event.errors)")
    #expect(try desk.run("plugin", "trace", "guardian", "--calls", "0").status == 2)
    #expect(try desk.run("plugin", "trace", "guardian", "--timeout", "soon").status != 0)
  }
}
