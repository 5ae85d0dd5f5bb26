import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// A dry run takes the same way as the real one, and leaves nothing.
@Suite struct DryRunTests {
  static let plugins = ["support", "close-reasons", "inbox", "round-robin"]
  /// Amends, notes, asks for more, tells people and remembers.
  static let busy = TestPlugin(
    "busy", permissions: "'ticket.view', 'ticket.update', 'note.add'",
    """
    docket.before("ticket.*", function(change)
      docket.state.add("count", 1)
      if change.depth > 0 or change.source == "spec" then return end
      change:add_note("number " .. docket.state.get("count"))
      change:notify{ to = "role:agent", text = "look" }
      change:schedule("later", change.now + 60)
      if change.action ~= "create" then
        change:also("update", change.id, { set = { tags = { add = { change.action } } } })
      end
    end, { name = "all" })
    docket.after("ticket.*", function() end, { name = "echo" })
    """)

  struct Case: CustomTestStringConvertible, Sendable {
    var verb: String
    var from = "new"
    var by = "mia"
    var set: [String: Value] = [:]
    var text = ""
    var params: [String: Value] = [:]

    var testDescription: String { "\(verb) from \(from)" }
  }

  static let cases: [Case] = [
    Case(verb: "create", set: ["subject": .text("Fire")], text: "It burns"),
    Case(verb: "update", set: ["priority": .text("high"), "due": .text("+2d")]),
    Case(verb: "update", set: ["priority": .text("huge")]),
    Case(verb: "note", text: "Looks dark"),
    Case(verb: "reply", by: "ann", text: "Is the plug in?"),
    Case(verb: "reply", from: "answered", by: "carl", text: "It is"),
    Case(verb: "assign", set: ["assignee": .text("bob")]),
    Case(verb: "close"),
    Case(verb: "close", by: "ann", set: TemporaryDesk.evidence),
    Case(verb: "close", set: TemporaryDesk.evidence),
    Case(verb: "reopen", from: "resolved"),
    Case(verb: "postpone", params: ["till": .time(Instant(milliseconds: 1_800_000_000_000))]),
    Case(verb: "wake", from: "postponed"),
    Case(verb: "discard", params: ["to": .text("spam")]),
    Case(verb: "restore", from: "spam"),
  ]

  @Test(arguments: cases)
  func `a dry run has the trace of the real run, and leaves not a byte`(_ given: Case) throws {
    let desk = try TemporaryDesk(staffed: Self.plugins)
    try desk.enable(Self.busy)
    let id = given.verb == "create" ? nil : try desk.question(in: given.from)
    let run = { isDryRun in
      try desk.act(
        given.by, given.verb, id, given.set, text: given.text, params: given.params,
        isDryRun: isDryRun)
    }
    let before = try Self.bytes(of: desk)
    let dry = try run(true)
    #expect(try Self.bytes(of: desk) == before)
    let real = try run(false)
    #expect(dry.trace == real.trace)
    #expect(dry.isDone == real.isDone)
    #expect(dry.refusal == real.refusal)
    if case .done(var promised) = dry.verdict {
      // Only a dry run tells of the words, since nobody can read them yet.
      #expect(promised.preview != nil)
      promised.preview = nil
      #expect(try real.receipt() == promised)
    }
  }

  @Test func `a dry run after hooks have run is the same as before`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "cache", permissions: "'note.add'",
        """
        local count = 0
        docket.before("ticket.note", function(change)
          count = count + 1
          change:add_note("dry " .. count)
        end)
        """))
    let id = try desk.question()
    for _ in 1...3 { try desk.act("ann", "note", id, text: "x").receipt() }
    let dry = try desk.act("ann", "note", id, text: "x", isDryRun: true)
    #expect("\(dry.trace)".contains("dry 1"))
    try desk.act("ann", "note", id, text: "x").receipt()
    #expect(try desk.entries(id).last?.text == "dry 4")
  }

  @Test func `rules are steps of the trace that name the plugin they come from`() throws {
    let desk = try TemporaryDesk(staffed: Self.plugins)
    let id = try desk.question()
    let trace = try desk.act("mia", "close", id, TemporaryDesk.evidence, isDryRun: true).trace
    let names = trace.filter { $0.step == "rule" }.map(\.name)
    #expect(names == ["limits", "fields", "move (support)", "close reason (close-reasons)"])
    #expect(trace.contains { $0.step == "validate" && $0.name == "close-reasons@1.1.0:reason" })
  }

  /// All bytes of the database and of what was written since its last checkpoint.
  private static func bytes(of desk: TemporaryDesk) throws -> [Data] {
    try ["docket.db", "docket.db-wal"].map { name in
      try Data(contentsOf: URL(filePath: "\(desk.folder)/\(name)"))
    }
  }
}
