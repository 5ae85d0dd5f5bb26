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

  /// A desk with a plugin that has a map of records.
  private func deskWithParts() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(plugins: ["support"])
    let settings = """
      settings = {
        size = { type = "integer", default = 1 },
        words = {
          type = "map", default = { hello = { text = { en = "Hello" } } },
          of = { type = "record", fields = {
            text = { type = "map", of = "text" }, tags = { type = "list", of = "text" },
            times = { type = "integer" },
          } },
        },
      }
      """
    try TestPlugin("wordy", manifest: settings, "").write(toDesk: desk.folder)
    try desk.enable(named: ["wordy"])
    return desk
  }

  private func words(on desk: TemporaryDesk) throws -> String? {
    try desk.pluginSettings("wordy").first { $0.name == "words" }?.given?.text
  }

  @Test func `a part of a map or record is set and taken away by its path`() throws {
    let desk = try deskWithParts()
    let steps: [(path: String, change: SettingChange, after: String?)] = [
      (
        "words.hello.text.nl", .text("Dag"),
        #"{"hello":{"text":{"en":"Hello","nl":"Dag"}}}"#
      ),
      (
        "words.bye.times", .text("2"),
        #"{"bye":{"times":2},"hello":{"text":{"en":"Hello","nl":"Dag"}}}"#
      ),
      ("words.hello", .text(""), #"{"bye":{"times":2}}"#),
      (
        "words.bye.tags", .elements(adding: ["a", "b"], removing: []),
        #"{"bye":{"tags":["a","b"],"times":2}}"#
      ),
      ("words", .text(""), nil),
    ]
    for step in steps {
      try desk.desk.setPlugin("wordy", [(step.path, step.change)], as: .desk)
      #expect(try words(on: desk) == step.after, "\(step.path)")
    }
  }

  @Test(arguments: [
    ("words.helo", "", "did you mean hello?"), ("words.hello.txt", "x", "did you mean `text`?"),
    ("words.hello.times", "many", "times"), ("size.big", "1", "no parts"),
    ("wrds.hello", "x", "did you mean words?"), ("words.hello.text", "x", "JSON"),
  ])
  func `a path that leads nowhere is refused, with what would be right`(
    _ path: String, _ value: String, _ words: String,
  ) throws {
    let desk = try deskWithParts()
    #expect {
      try desk.desk.setPlugin("wordy", [(path, .text(value))], as: .desk)
    } throws: { "\(String(describing: $0 as? Refusal))".contains(words) }
    #expect(try self.words(on: desk) == nil)
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
