import Desk
import Kernel
import TestSupport
import Testing

/// Whatever a plugin writes, by whichever way, its manifest must ask for.
@Suite struct PluginEditTests {
  /// Plugins that may do all but one thing, and that one, which may do all.
  private func hands(_ way: PluginWay) -> [(plugin: TestPlugin, without: String?)] {
    let all = Set(way.edits.map(\.permission)).sorted()
    return ([nil] + all).enumerated().map { index, without in
      let edits = way.edits.filter { without == nil || $0.permission == without }
      let asked = ["ticket.view", "note.view", "history.view"] + all.filter { $0 != without }
      let plugin = TestPlugin(
        "hand-\(index)", permissions: asked.map { "'\($0)'" }.joined(separator: ", "),
        way.code(of: edits, marked: "mark_\(index)"))
      return (plugin, without)
    }
  }

  /// Whether a plugin wrote anything to the ticket.
  private func wrote(_ plugin: String, to id: Int64, on desk: TemporaryDesk) throws -> Bool {
    try desk.entries(id).contains { entry in
      entry.actor == .plugin(plugin) || entry.hook?.hasPrefix("\(plugin)@") == true
        || entry.edits.contains { edit in
          edit.by?.hasPrefix("\(plugin)@") == true && !edit.field.hasPrefix("mark_")
        }
    }
  }

  @Test(arguments: PluginWay.allCases)
  func `each edit needs its permission in the manifest, and no other`(_ way: PluginWay) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("paint", "docket.field{ name = 'colour', type = 'text' }"))
    let hands = hands(way)
    for hand in hands { try desk.enable(hand.plugin) }
    for (index, hand) in hands.enumerated() {
      for edit in way.edits where hand.without == nil || hand.without == edit.permission {
        let id = try way.run(edit, marked: "mark_\(index)", on: desk)
        let isDone = try wrote(hand.plugin.name, to: id, on: desk)
        #expect(
          isDone == (hand.without == nil),
          "\(way.rawValue), \(edit.name), without \(hand.without ?? "nothing")")
      }
    }
    #expect(try desk.auditProblems() == [])
  }

  /// What a plugin with those permissions does when a ticket is closed.
  private func close(_ code: String, permissions: String) throws -> (stage: String?, isDone: Bool) {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "stay", permissions: permissions,
        "docket.before('ticket.close', function(change) \(code) end)"))
    let id = try desk.question(in: "open")
    let outcome = try desk.act("mia", "close", id)
    return (try desk.stage(id), outcome.isDone)
  }

  @Test(arguments: ["change:set('stage', change.before.stage)", "change:move('reopen')"])
  func `taking a person's move back needs the permission to move`(_ code: String) throws {
    #expect(try close(code, permissions: "'ticket.view'") == ("open", false))
    #expect(try close(code, permissions: "'ticket.update'") == ("open", true))
  }

  @Test func `what goes along with a close needs no more than the close`() throws {
    let code = "change:set('root_causes', { 'bulb' })"
    #expect(try close(code, permissions: "'ticket.reopen'") == ("open", false))
    #expect(try close(code, permissions: "'ticket.close'") == ("resolved", true))
  }

  @Test func `a type whose stage means something else is a move`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "kinds",
        """
        docket.lifecycle{ name = "paused", initial = "new",
          stages = { { name = "new", category = "waiting" } }, transitions = {} }
        docket.type{ name = "pause", lifecycle = "paused" }
        """),
      TestPlugin(
        "turn", permissions: "{ permission = 'ticket.update', fields = { 'type' } }",
        "docket.before('field.tags', function(change) change:set('type', 'pause') end)"))
    let id = try desk.question()
    let outcome = try desk.act("admin", "update", id, ["tags": .texts(["a"])])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusedFields == ["stage"])
  }

  @Test(arguments: [("", false), (", 'ticket.update'", true)])
  func `a plugin that undoes answers for hooks' edits as well`(
    _ more: String, _ isDone: Bool,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "raise", permissions: "'ticket.update'",
        "docket.before('ticket.note', function(c) c:set('priority', 'high') end)"),
      TestPlugin(
        "revert",
        permissions: "'ticket.view', 'note.view', 'history.view', 'ticket.undo', 'bulk'\(more)",
        "docket.after('field.priority', function(c) docket.undo(c.seq) end, { when = 'priority:high' })"
      ))
    let id = try desk.question()
    try desk.act("admin", "note", id, text: "x").receipt()
    try desk.work()
    #expect(try desk.ticket(id)?.priority == (isDone ? .normal : .high))
  }

  @Test func `whether a value is right is not told to who may not set it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin("vault", "docket.field{ name = 'grudge', type = 'text', view = 'vault.see' }"),
      TestPlugin(
        "guess", permissions: "'ticket.update'",
        """
        docket.before("field.tags", function(change)
          for _, word in ipairs{ "right", "wrong" } do
            local ok, why = pcall(change.set, change, "grudge", word)
            docket.state.set(word, ok and "set" or why)
          end
          local ok, why = pcall(change.edited, change, "grudge")
          docket.state.set("edited", tostring(ok))
        end)
        """))
    let id = try desk.question(["grudge": .text("right")])
    try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    let right = try #require(try desk.state("guess", "right"))
    #expect(right.contains("no such field"))
    #expect(try desk.state("guess", "wrong") == right)
    #expect(try desk.state("guess", "edited") == #""false""#)
  }
}
