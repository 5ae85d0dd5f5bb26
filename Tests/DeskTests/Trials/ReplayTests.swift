import Desk
import Foundation
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing
import Texts

/// Recorded histories that a spec asks for again.
@Suite struct ReplayTests {
  private static let manifest = """
    return { name = "mine", version = "1.0.0", api = 1, summary = "A plugin of a test",
      permissions = { "ticket.view", "ticket.update" } }
    """

  private static let main = """
    docket.before("ticket.reply", function(change)
      change:set("tags", { "answered" })
    end, { name = "mark" })
    docket.validate("ticket.close", function(change)
      if #change.after.subject < 10 then change:refuse("subject", "say more") end
    end, { name = "long" })
    """

  /// Writes a plugin whose one case is `body`, with the histories that it may replay.
  private static func plugin(
    _ body: String, options: String = "{ requires = { 'support', 'close-reasons' } }",
    fixtures: [String: [String]] = [:],
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/mine/fixtures", withIntermediateDirectories: true)
    let spec = "spec.case('x', \(options), function(desk)\n\(body)\nend)\n"
    for (name, text) in ["plugin.lua": manifest, "init.lua": main, "spec.lua": spec] {
      try folder.write(text, to: "mine/\(name)")
    }
    for (name, lines) in fixtures {
      try folder.write(lines.joined(separator: "\n") + "\n", to: "mine/fixtures/\(name)")
    }
    return folder
  }

  private static func failure(
    _ body: String, options: String = "{ requires = { 'support', 'close-reasons' } }",
    fixtures: [String: [String]] = [:],
  ) throws -> String? {
    let folder = try plugin(body, options: options, fixtures: fixtures)
    let report = try Desk.testPlugin(named: folder.path + "/mine", deskAt: "/nowhere")
    return try #require(report.results.first).failure
  }

  /// What happened to two tickets, one of them with a subject that is too short to be closed.
  private static func history() throws -> [String] {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    for subject in ["a lamp that is out", "short"] {
      let id = try desk.question(["subject": .text(subject)])
      desk.time.advance(milliseconds: 60_000)
      try desk.act("ann", "reply", id, text: "Is the plug in?").receipt()
      try desk.act("ann", "note", id, text: "odd").receipt()
      desk.time.advance(milliseconds: 60_000)
      try desk.act("mia", "close", id, TemporaryDesk.evidence).receipt()
    }
    return try AnonymousExportTests.lines(of: desk)
  }

  @Test func `each change is asked for again, and what was refused or amended is told`() throws {
    let failure = try Self.failure(
      """
      local replay = desk:replay("two.ndjson")
      spec.equal(replay.asked, 8)
      spec.equal(replay.done, 7)
      spec.equal(#replay.refused, 1)
      local refused = replay.refused[1]
      spec.equal({ refused.action, refused.file_ticket, refused.code }, { "close", 2, "refused" })
      spec.equal(refused.fields, { subject = "say more" })
      spec.equal(#replay.amended, 2)
      spec.equal(replay.amended[1].action, "reply")
      spec.equal(replay.amended[1].edits[1].field, "tags")
      spec.equal(replay.amended[1].edits[1].to, { "answered" })
      spec.equal(replay.unknown_fields, {})
      spec.equal(#replay.tickets, 2)
      spec.equal(desk:get(replay.tickets[1].ticket).category, "closed")
      spec.equal(desk:get(replay.tickets[2].ticket).category ~= "closed", true)
      spec.equal(#desk:history(replay.tickets[1].ticket), 4)
      spec.equal(desk:history(1)[1].at, replay.amended[1].at - 60)
      """, fixtures: ["two.ndjson": try Self.history()])
    #expect(failure == nil, "\(failure ?? "")")
  }

  @Test func `files come along, and go again`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    try desk.attach("a.txt", "words", to: 1).receipt()
    try desk.attach("b.txt", "more words", to: 1).receipt()
    try desk.act("ann", "detach", 1, params: ["name": .text("a.txt")]).receipt()
    let failure = try Self.failure(
      """
      local replay = desk:replay("x.ndjson")
      spec.equal(replay.refused, {})
      spec.equal(replay.asked, 4)
      spec.equal(#desk:get(1).attachments, 1)
      spec.equal(desk:get(1).attachments[1].size, 10)
      """, fixtures: ["x.ndjson": try AnonymousExportTests.lines(of: desk)])
    #expect(failure == nil, "\(failure ?? "")")
  }

  @Test func `a history that no case asks for is told`() throws {
    let folder = try Self.plugin("desk:create{ subject = 'x' }", fixtures: ["two.ndjson": []])
    let report = try Desk.testPlugin(named: folder.path + "/mine", deskAt: "/nowhere")
    #expect(
      report.findings.map(\.description) == ["fixtures/two.ndjson: no case asks for it"],
      "\(report)")
  }

  @Test func `changes of several tickets come in order of time`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    try desk.question()
    for id in [2, 1, 2] as [Int64] {
      desk.time.advance(milliseconds: 1_000)
      try desk.act("ann", "note", id, text: "seen").receipt()
    }
    let failure = try Self.failure(
      """
      local entries = {}
      desk:replay("x.ndjson")
      for id = 1, 2 do
        for _, entry in ipairs(desk:history(id)) do entries[#entries + 1] = entry end
      end
      table.sort(entries, function(a, b) return a.seq < b.seq end)
      for place = 2, #entries do spec.equal(entries[place - 1].at <= entries[place].at, true) end
      """, fixtures: ["x.ndjson": try ExportTests.lines(of: desk)])
    #expect(failure == nil, "\(failure ?? "")")
  }

  @Test func `a history of people without a role of the case is told`() throws {
    let files = ["two.ndjson": try Self.history()]
    let failure = try Self.failure(
      #"desk:replay("two.ndjson")"#, options: "{}", fixtures: files)
    #expect(failure?.contains("agent, customer, manager") == true, "\(failure ?? "")")
  }

  @Test(arguments: [
    (#"desk:replay("tow.ndjson")"#, "did you mean two.ndjson"),
    (#"desk:replay("../init.lua")"#, "is no name of a file"),
    (#"desk:replay(".ndjson")"#, "is no name of a file"),
    (#"desk:replay("odd.ndjson")"#, "odd.ndjson: 2:"),
    (#"desk:replay("rows.jsonl")"#, "export"),
    (#"desk:replay("two.ndjson", { az = "admin" })"#, "did you mean `as`"),
  ])
  func `what is no history of the plugin's is told`(_ call: String, _ words: String) throws {
    let history = try Self.history()
    let files = [
      "two.ndjson": history, "odd.ndjson": [history[0], "{"], "rows.jsonl": [#"{"a":1}"#],
    ]
    let failure = try Self.failure(call, fixtures: files)
    #expect(failure?.contains(words) == true, "\(failure ?? "")")
  }

  @Test func `a file that a link leads to is not read`() throws {
    let folder = try Self.plugin(#"desk:replay("link.ndjson")"#)
    let file = try folder.write("{}\n", to: "outside.ndjson")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/mine/fixtures/link.ndjson", withDestinationPath: file)
    let report = try Desk.testPlugin(named: folder.path + "/mine", deskAt: "/nowhere")
    #expect(report.results.first?.failure?.contains("there is no fixtures/link.ndjson") == true)
  }

  @Test func `a pack leaves the histories out, and the case that replays one`() throws {
    let folder = try Self.plugin(
      #"spec.equal(desk:replay("two.ndjson").asked, 8)"#,
      fixtures: ["two.ndjson": try Self.history()])
    let made = try Desk.packed(named: folder.path + "/mine", deskAt: "/nowhere")
    #expect(made.isSound && made.results.count == 1, "\(made.failed)")
    #expect(made.left.map(\.folder) == ["fixtures"] && made.left.map(\.count) == [1])
    #expect(made.pack.files.map(\.path) == ["init.lua", "plugin.lua", "spec.lua"])
    let got = try Desk.tryPack(made.pack)
    #expect(got.failed.isEmpty)
    #expect(got.results.first?.isLeftOut == true && made.results.first?.isLeftOut == false)
    let warnings = got.results.first?.warnings.map(\.description)
    #expect(warnings == ["left out: fixtures/two.ndjson is not in the pack"])
  }
}
