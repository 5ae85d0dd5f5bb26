import Foundation
import TestSupport
import Testing

/// `docket plugin test --break` and `spec.pause`.
@Suite struct BreakpointTests {
  private static let files = [
    "init.lua": """
    docket.queue{ name = "hr" }
    docket.before("ticket.create", function(change)
      local subject = change.after.subject
      change:set("queue", "hr")
    end, { name = "new" })
    """,
    "spec.lua": """
    spec.case("one", { requires = { "support" } }, function(desk)
      local id = desk:create{ subject = "Lamp" }
      spec.pause(desk:get(id).queue == "hr")
      spec.equal(desk:get(id).queue, "hr")
    end)
    spec.case("two", { requires = { "support" } }, function(desk)
      desk:create{ subject = "Other" }
    end)
    """,
  ]

  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "mine", permissions: "\"ticket.view\", \"ticket.update\"", files: Self.files, "")
    return desk
  }

  private func sitting(
    at desk: TestDesk, _ words: String...,
  ) throws -> TestSupport.PseudoTerminal {
    try TestSupport.PseudoTerminal(
      [DocketProcess.program.path, "plugin", "test", desk.path + "/plugins/mine"] + words,
      in: [desk], environment: desk.process([]).variables, columns: 100, patience: .seconds(60))
  }

  @Test func `a line of the plugin stops, and Lua means there what it means on the line`() throws {
    let terminal = try sitting(at: desk(), "--break", "init.lua:4", "--filter", "two")
    try terminal.wait(for: "stopped before init.lua:4")
    try terminal.wait(for: "(init.lua:4) > ")
    terminal.send("subject .. '!'\r")
    try terminal.wait(for: "Other!")
    terminal.send("change.action\r")
    try terminal.wait(for: "\"create\"")
    terminal.send(".locals\r")
    try terminal.wait(for: "subject = \"Other\"")
    terminal.send("nosuch\r")
    try terminal.wait(for: "is not declared")
    terminal.send(".wher\r")
    try terminal.wait(for: "change:set")
    terminal.send(".continue\r")
    try terminal.wait(for: "1 case, 0 failed")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `spec.pause stops at the next line, where the case's desk can be asked`() throws {
    let terminal = try sitting(at: desk())
    try terminal.wait(for: "(spec.lua:4) > ")
    terminal.send("desk:get(id).subject\r")
    try terminal.wait(for: "\"Lamp\"")
    terminal.send(".step\r")
    try terminal.wait(for: "stopped before spec.lua:5")
    terminal.send(".quit\r")
    try terminal.wait(for: "the cases after this one were not run")
    #expect(try terminal.end() == .status(1))
  }

  @Test func `where nobody sits at the terminal nothing stops, and a line says so`() throws {
    let desk = try desk()
    let result = try desk.run("plugin", "test", "desk/plugins/mine", "--break", "init.lua:4")
    #expect(result.status == 0 && result.output.contains("2 cases, 0 failed"), "\(result)")
    #expect(result.errors.contains("3 breakpoints were passed over"), "\(result.errors)")
    let junit = try desk.run("plugin", "test", "desk/plugins/mine", "--format", "junit")
    #expect(junit.status == 0 && junit.output.hasPrefix("<?xml"), "\(junit.output)")
  }

  @Test(arguments: [
    ("init.lua:5", 1, "it does on line"), ("inti.lua:1", 1, "init.lua"),
    ("init.lua", 2, "init.lua"),
    ("init.lua:0", 2, "init.lua:0"),
  ])
  func `a line on which nothing runs is refused with the nearest that does`(
    place: String, status: Int32, words: String,
  ) throws {
    let result = try desk().run("plugin", "test", "desk/plugins/mine", "--break", place)
    #expect(result.status == status && result.errors.contains(words), "\(result.errors)")
  }
}
