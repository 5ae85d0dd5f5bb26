import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// Settings that a plugin or script must be given before it can be enabled.
@Suite struct EarlySettingTests {
  private static let settings = """
    settings = { room = { type = "text", required = true }, size = { type = "integer", required = true } }
    """

  /// A desk with a plugin and a script that need two settings.
  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(plugins: ["support"])
    try TestPlugin("needy", manifest: Self.settings, "local _ = docket.settings.room .. 'x'")
      .write(toDesk: desk.folder)
    let script = """
      docket.script{ summary = "Needs settings", \(Self.settings) }
      local _ = docket.settings.room .. "x"
      """
    try script.write(
      toFile: desk.folder + "/scripts/scripted.lua", atomically: true, encoding: .utf8)
    return desk
  }

  @Test(arguments: ["needy", "scripted"])
  func `what must be given can be, one by one, before it loads`(_ name: String) throws {
    let desk = try desk()
    #expect(throws: DeskError.self) { try desk.desk.enablePlugins([name], as: .desk) }
    try desk.desk.setPlugin(name, [("room", .text("red"))], as: .desk)
    #expect(throws: DeskError.self) { try desk.desk.enablePlugins([name], as: .desk) }
    try desk.desk.setPlugin(name, [("size", .text("7"))], as: .desk)
    try desk.enable(named: [name])
    #expect(
      try desk.pluginSettings(name).map(\.given) == [.string("red"), .integer(7)])
  }

  @Test(arguments: ["needy", "scripted"])
  func `a wrong value is refused before it loads as well`(_ name: String) throws {
    let desk = try desk()
    for change in [("size", SettingChange.text("many")), ("rom", .text("red"))] {
      #expect(throws: Refusal.self) { try desk.desk.setPlugin(name, [change], as: .desk) }
    }
  }

  @Test(arguments: ["needy", "scripted"])
  func `what must be given cannot be taken away once it runs`(_ name: String) throws {
    let desk = try desk()
    try desk.desk.setPlugin(
      name, [("room", .text("red")), ("size", .text("7"))], as: .desk)
    try desk.enable(named: [name])
    #expect(throws: Refusal.self) {
      try desk.desk.setPlugin(name, [("room", .text(""))], as: .desk)
    }
  }

  @Test(arguments: ["needy", "scripted"])
  func `what was set is set anew while it runs, as often as one likes`(_ name: String) throws {
    let desk = try desk()
    try desk.desk.setPlugin(
      name, [("room", .text("red")), ("size", .text("7"))], as: .desk)
    try desk.enable(named: [name])
    for size in ["8", "9", "8"] {
      try desk.desk.setPlugin(name, [("size", .text(size))], as: .desk)
    }
    #expect(
      try desk.pluginSettings(name).map(\.given) == [.string("red"), .integer(8)])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a script that is wrong before it says what it is has no settings`() throws {
    let desk = try desk()
    try "error('early')".write(
      toFile: desk.folder + "/scripts/broken.lua", atomically: true, encoding: .utf8)
    #expect(throws: (any Error).self) {
      try desk.desk.setPlugin("broken", [("room", .text("red"))], as: .desk)
    }
  }
}
