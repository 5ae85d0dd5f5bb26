import Desk
import Kernel
import PluginHost
import TestSupport
import Testing

/// All who read a desk and all who change it go by the same rules, and only by rules that are committed.
@Suite struct RuleCacheTests {
  /// A configuration that adds a queue and reads the rules again after it; with a view that cannot
  /// be, it fails later on.
  private static func configuration(of desk: Desk, failing fails: Bool) throws -> ConfigFile {
    var document = try desk.moment({ try $0.configuration(withPeople: false) })
    document.queues = ["tried"]
    document.views = fails ? [.init(name: "bad", query: "is:(", share: "agent")] : []
    return ConfigFile(document)
  }

  private static func queue(_ name: String, on desk: TemporaryDesk) throws -> Outcome {
    try desk.act(
      "admin", "create", nil, ["subject": .text("Broken"), "queue": .text(name)])
  }

  @Test(arguments: [false, true])
  func `rules that are rolled back are not taken for later ones of the same number`(
    _ fails: Bool,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let file = try Self.configuration(of: desk.desk, failing: fails)
    if fails {
      #expect(throws: (any Error).self) {
        try desk.desk.apply(file, as: .desk, isDryRun: false)
      }
    } else {
      #expect(try !desk.desk.apply(file, as: .desk, isDryRun: true).isEmpty)
    }
    #expect(try desk.desk.read { $1.queues.contains("tried") } == false)
    #expect(try !Self.queue("tried", on: desk).isDone)
    try desk.desk.administer(as: .desk) { try $0.addQueue("real") }
    let queues = try desk.desk.read { $1.queues }
    #expect(queues.contains("real") && !queues.contains("tried"))
    #expect(try Self.queue("real", on: desk).isDone)
    #expect(try !Self.queue("tried", on: desk).isDone)
  }

  @Test func `the rules of a dry run take the place of no reader's`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let file = try Self.configuration(of: desk.desk, failing: false)
    let before = try desk.desk.read { $1 }
    _ = try desk.desk.apply(file, as: .desk, isDryRun: true)
    #expect(try desk.desk.read { $1 } === before)
  }

  @Test func `what the writer has loaded a worker does not load again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      AfterHookTests.plugin(
        """
        docket.after("ticket.create", function(change)
          docket.tickets.note(change.id, { text = "seen" })
        end)
        """))
    let id = try desk.question()
    // Were they read again, it would be seen that they are not what the history names.
    #expect(try desk.shell("DELETE FROM plugin_file") == "")
    #expect(try desk.work().done == 1)
    #expect(try desk.notes(id) == ["seen"])
  }

  @Test func `lanes that share what was loaded share no variables`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      AfterHookTests.plugin(
        """
        local calls = 0
        docket.before("ticket.create", function() calls = calls + 1 end)
        docket.after("ticket.create", function(change)
          calls = calls + 1
          docket.tickets.note(change.id, { text = tostring(calls) })
        end)
        """))
    let id = try desk.question()
    #expect(try desk.work().done == 1)
    #expect(try desk.notes(id) == ["1"])
  }
}
