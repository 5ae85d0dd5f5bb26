import Desk
import Foundation
import Kernel
import PluginHost
import Storage
import TestSupport
import Testing

/// What enabling a script leaves on the disk.
@Suite struct ScriptAdoptionTests {
  private static let good = "docket.script{ summary = \"x\" }"

  private func files(_ desk: TemporaryDesk) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/scripts").sorted()
  }

  @Test func `a script from elsewhere is copied when it is enabled`() throws {
    let desk = try TemporaryDesk()
    let source = PluginSource(script: "fine", text: Self.good)
    let path = try desk.desk.enableScript(source, as: .desk)
    #expect(path == desk.folder + "/scripts/fine.lua")
    #expect(try files(desk) == ["fine.lua"])
    #expect(try desk.desk.enableScript(source, as: .desk) == nil)
  }

  @Test(arguments: [
    ("support", good), ("webhook", good), ("broken", "this is no Lua"), ("Bad Name", good),
    ("unsaid", "local x = 1"), ("wanting", "docket.script{ summary = 'x', requires = 1 }"),
  ])
  func `a script that is not enabled leaves no copy behind`(name: String, text: String) throws {
    let desk = try TemporaryDesk()
    let source = PluginSource(script: name, text: text)
    #expect(throws: (any Error).self) { try desk.desk.enableScript(source, as: .desk) }
    #expect(try files(desk) == [])
    #expect(try desk.pluginStatuses().filter { $0.isEnabled && $0.isScript } == [])
  }

  @Test(arguments: ["support", "webhook"])
  func `a script called as a plugin is refused before anything is copied`(name: String) throws {
    let desk = try TemporaryDesk()
    let error = #expect(throws: DeskError.self) {
      try desk.desk.enableScript(PluginSource(script: name, text: Self.good), as: .desk)
    }
    #expect("\(try #require(error))".contains("the plugin \(name) has that name"))
  }

  @Test func `a person who may not enable scripts leaves no copy behind`() throws {
    let desk = try TemporaryDesk()
    let carl = try desk.add("carl", roles: ["agent"])
    #expect(throws: Refusal.self) {
      try desk.desk.enableScript(
        PluginSource(script: "fine", text: Self.good), as: .person(carl.id))
    }
    #expect(try files(desk) == [])
  }

  @Test func `a configuration that is not applied leaves docket.lua as it was`() throws {
    let desk = try TemporaryDesk()
    let file = desk.folder + "/docket.lua"
    let before = try String(contentsOfFile: file, encoding: .utf8)
    var document = ConfigDocument()
    document.name = "Another"
    document.defaultType = "no_such_type"
    #expect(throws: Refusal.self) {
      try desk.desk.apply(ConfigFile(document), as: .desk, isDryRun: false)
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder)
    #expect(!left.contains { $0.hasPrefix("docket.lua.") })
    document.defaultType = nil
    _ = try desk.desk.apply(ConfigFile(document), as: .desk, isDryRun: false)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("Another"))
  }
}
