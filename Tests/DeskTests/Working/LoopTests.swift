import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Hooks that answer each other across commits: stopped on their second lap, with the chain.
@Suite struct LoopTests {
  static let all = "'ticket.view', 'ticket.update', 'ticket.create', 'note.add'"

  private static func log(_ desk: TemporaryDesk) throws -> [LogLine] {
    try desk.desk.read { reader, _ in try reader.logLines(last: 100) }
      .filter { $0.message.contains("stopped") }
  }

  /// A plugin that sets a field to a value after another one was set to something.
  private static func pusher(
    _ name: String, on event: String, when: String, sets field: String, to value: String,
  ) -> TestPlugin {
    TestPlugin(
      name, permissions: all,
      """
      docket.after("field.\(event)", function(change)
        docket.tickets.update(change.id, { set = { \(field) = \(value) } })
      end, { name = "push", when = "\(when)" })
      """)
  }

  @Test func `two plugins that push a field to and fro are stopped, and the log has the chain`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.pusher("up", on: "priority", when: "priority:low", sets: "priority", to: "'high'"),
      Self.pusher("down", on: "priority", when: "priority:high", sets: "priority", to: "'low'"))
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work()
    #expect(try desk.entries(id).map(\.hook) == [nil, nil, "down@1.0.0:push", "up@1.0.0:push"])
    let lines = try Self.log(desk)
    #expect(lines.map(\.plugin) == ["down"])
    #expect(
      lines.first?.message.split(separator: "\n").dropFirst().map(String.init) == [
        "  ticket \(id): update by \(try desk.person("ann").id.actorText): priority: normal → high",
        "  ticket \(id): update by down@1.0.0:push: priority: high → low",
        "  ticket \(id): update by up@1.0.0:push: priority: low → high",
        "  ticket \(id): update by down@1.0.0:push: priority: high → low",
      ])
  }

  @Test func `a script that answers its own change is stopped, whatever the values are`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let script = """
      docket.script{ summary = "Counts", permissions = { \(Self.all) } }
      docket.after("field.body", function(change)
        docket.tickets.update(change.id, { set = { body = change.after.body .. "+" } })
      end, { name = "count" })
      """
    try script.write(
      toFile: desk.folder + "/scripts/counts.lua", atomically: true, encoding: .utf8)
    try desk.enable(named: ["counts"])
    let id = try desk.question()
    try desk.act("ann", "update", id, ["body": .text("1")]).receipt()
    try desk.work()
    #expect(try desk.ticket(id)?.body == "1+")
    #expect(try Self.log(desk).map(\.plugin) == ["counts"])
  }

  @Test func `an after hook on create that creates is stopped on its second lap`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "rabbits", permissions: Self.all,
        """
        docket.after("ticket.create", function(change)
          docket.tickets.create{ subject = change.after.subject .. "x" }
        end, { name = "breed" })
        """))
    try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt()
    try desk.work()
    #expect(try desk.ticket(2)?.subject == "xx")
    #expect(try desk.ticket(3) == nil)
    #expect(try Self.log(desk).first?.message.contains("rabbits@1.0.0:breed") == true)
  }

  @Test func `different hooks that follow from each other are no laps`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.pusher("first", on: "priority", when: "priority:high", sets: "tags", to: "{ 'a' }"),
      Self.pusher("second", on: "tags", when: "tags:a", sets: "body", to: "'b'"),
      Self.pusher("third", on: "body", when: "priority:high", sets: "priority", to: "'urgent'"))
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work()
    let ticket = try #require(try desk.ticket(id))
    #expect((ticket.priority, ticket.tags, ticket.body) == (.urgent, ["a"], "b"))
    #expect(try desk.entries(id).map(\.depth) == [0, 0, 1, 2, 3])
    #expect(try Self.log(desk) == [])
  }

  @Test func `a delivery that is tried again is no lap`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "shaky", permissions: Self.all,
        """
        docket.after("ticket.create", function(change)
          docket.tickets.update(change.id, { set = { tags = { "seen" } } })
          if docket.tickets.get(change.id).priority ~= "high" then error("not yet") end
        end, { name = "tag" })
        """))
    let id = try desk.question()
    for _ in 1...3 { try desk.work(after: .seconds(300)) }
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work(after: .seconds(3_600))
    #expect(try desk.rows(.after).map(\.state) == [.done])
    #expect(try desk.entries(id).count { $0.hook == "shaky@1.0.0:tag" } == 1)
    #expect(try Self.log(desk) == [])
  }

  @Test func `a hook of a new version is the same hook`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let plugin = TestPlugin(
      "circle", permissions: Self.all,
      """
      docket.after("field.body", function(change)
        docket.tickets.update(change.id, { set = { body = change.after.body .. "+" } })
      end, { name = "turn" })
      """)
    try desk.enable(plugin)
    let id = try desk.question()
    try desk.act("ann", "update", id, ["body": .text("1")]).receipt()
    let row = try #require(try desk.rows(.after).first)
    try Worker(desk: desk.desk).run(keys: [row.key])
    #expect(try desk.ticket(id)?.body == "1+")
    try plugin.write(toDesk: desk.folder, version: "2.0.0")
    try desk.desk.reloadPlugins("circle", as: .desk)
    try desk.work()
    #expect(try desk.ticket(id)?.body == "1+")
    #expect(try Self.log(desk).first?.message.contains("circle@2.0.0:turn") == true)
  }

  @Test func `what is stopped within one change is in the log as well`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(CauseTests.circle(laps: 1))
    #expect(try desk.act("ann", "update", id, ["priority": .text("high")]).isDone == false)
    #expect(try Self.log(desk).map(\.plugin) == ["circle"])
    try desk.act("ann", "update", id, ["priority": .text("low")], isDryRun: true)
    #expect(try Self.log(desk).count == 1)
  }
}

extension Person.ID {
  /// How histories name the person as an actor.
  fileprivate var actorText: String { Actor.person(self).text }
}
