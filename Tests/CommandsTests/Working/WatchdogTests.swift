import Foundation
import TestSupport
import Testing

/// A plugin in which the host itself hangs: the last net below all budgets.
@Suite struct WatchdogTests {
  /// A desk with such a plugin; it also checks urgent tickets.
  static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try TestPlugin(
      "mire", permissions: "'ticket.view'",
      manifest: "limits = { reacting_milliseconds = 20 },",
      """
      docket.every("1h", "tick", function() docket.state.get("depth") end)
      docket.validate("ticket.create", function() end, { name = "check", when = "priority:urgent" })
      """
    ).write(toDesk: desk.path)
    #expect(try desk.run("plugin", "enable", "mire", "--yes").status == 0)
    return desk
  }

  /// Lets the plugin hang in a process of its own, until the watchdog ends that.
  static func hang(_ desk: TestDesk) throws -> DocketProcess.Result {
    let process = Process()
    process.executableURL = DocketProcess.program.deletingLastPathComponent()
      .appendingPathComponent("stuck-child")
    process.arguments = [desk.path, "mire", "reacting", "hang"]
    process.environment = desk.process([]).variables
    return try RunningProcess(process, in: desk).end()
  }

  @Test func `a process in which a plugin hangs is ended, and the next start suspends the plugin`()
    throws
  {
    let desk = try Self.desk()
    let hung = try Self.hang(desk)
    #expect(hung.status == SIGABRT, "\(hung)")
    #expect(hung.output == "")
    #expect(hung.errors.hasPrefix("docket: the plugin mire hangs"))
    let doctor = try desk.run("doctor", "--json")
    #expect(doctor.output.contains("plugin_stuck") || doctor.output.contains("plugin_trouble"))

    let next = try desk.run("new", "x", as: "ann")
    #expect(next.output == "1\n")
    let lines = next.errors.split(separator: "\n").filter { $0.contains("mire hung") }
    #expect(lines.count == 1, "\(next.errors)")
    #expect(try !desk.run("new", "x", as: "ann").errors.contains("mire"))

    let urgent = try desk.run("new", "x", "--priority", "urgent", as: "ann")
    #expect(urgent.status == 1)
    #expect(urgent.errors.contains("the plugin mire hung or crashed once and is suspended"))
    #expect(try desk.run("log").output.contains("mire hung and took its process with it"))
    let list = try desk.run("plugin", "list")
    #expect(list.lines.contains { $0.hasPrefix("mire ") && $0.contains("suspended") })
    #expect(list.errors.contains("mire hung"))
    let examined = try desk.run("doctor")
    #expect(examined.status == 1 && examined.output.contains("mire hung"))

    #expect(try desk.run("plugin", "enable", "mire", "--yes").status == 0)
    #expect(try desk.run("new", "x", "--priority", "urgent", as: "ann").status == 0)
    #expect(try desk.run("doctor").status == 0)
  }

  @Test func `a customer who comes next hears nothing of the plugin that hung`() throws {
    let desk = try Self.desk()
    #expect(try Self.hang(desk).status == SIGABRT)
    let next = try desk.run("list", as: "carl")
    #expect(next.status == 0)
    #expect(!next.errors.contains("mire"), "\(next)")
    #expect(try desk.run("log").output.contains("mire hung"))
  }

  @Test func `the code of a plugin that hung is not even loaded until it is enabled again`() throws
  {
    let desk = try Self.desk()
    #expect(try Self.hang(desk).status == SIGABRT)
    // With so little memory its top level cannot run, which would stand in the way of everything.
    let file = desk.path + "/docket.lua"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("plugin_paths = {}", with: "limits = { mire = { memory = 1000 } }")
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try desk.run("new", "x").status == 0)
    #expect(try desk.run("plugin", "disable", "inbox").status == 0)
    #expect(try desk.run("plugin", "info", "mire").output.contains("validate ticket.create check"))
    let enabled = try desk.run("plugin", "enable", "mire", "--yes")
    #expect(enabled.status == 1 && enabled.errors.contains("the limit is 1000"), "\(enabled)")
  }
}
