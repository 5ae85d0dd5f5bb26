import Desk
import Foundation
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing
import Texts

/// Plugins are installed and upgraded together, so that they go together, or not at all.
@Suite struct UpgradeTests {
  private func desk(asking index: IndexFolder) throws -> TemporaryDesk {
    let desk = try TemporaryDesk()
    try index.make()
    try desk.ask(index)
    return desk
  }

  @Test func `what a plugin requires is installed with it, and before it`() throws {
    let index = try IndexFolder()
    try index.add("base", "1.0.0")
    try index.add("extra", "1.0.0", requires: "base = '^1'")
    let desk = try desk(asking: index)
    #expect(try desk.install("extra").map(\.name) == ["base", "extra"])
    try desk.enable(named: ["base", "extra"])
    #expect(try desk.install("extra").isEmpty)
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `plugins that require each other are upgraded in one transaction`() throws {
    let index = try IndexFolder()
    try index.add("base", "1.0.0")
    try index.add("extra", "1.0.0", requires: "base = '^1'")
    let desk = try desk(asking: index)
    try desk.install("extra")
    try desk.enable(named: ["base", "extra"])
    try index.add("base", "2.0.0")
    try index.make()
    let alone = try desk.desk.planUpgrading([], by: desk.answers())
    #expect(alone.steps.isEmpty && alone.held.map(\.name) == ["base"])
    #expect(alone.held.first?.reason.description.contains("extra 1.0.0") == true)
    try index.add("extra", "2.0.0", requires: "base = '^2'")
    try index.make()
    let count = try desk.entries(0).count
    #expect(try desk.upgrade().map(\.version) == ["2.0.0", "2.0.0"])
    #expect(try desk.versionAtWork("base") == "2.0.0")
    #expect(try desk.versionAtWork("extra") == "2.0.0")
    // One entry for the newer list, and one for both plugins.
    #expect(try desk.entries(0).count == count + 2)
    let entry = try #require(desk.entries(0).last)
    #expect(entry.action == "plugin.install")
    #expect(
      entry.edits.map(\.field).filter { $0.hasPrefix("pack.") } == ["pack.base", "pack.extra"])
  }

  @Test func `plugins that were upgraded together go back together, and none of them alone`() throws
  {
    let index = try IndexFolder()
    try index.add("base", "1.0.0")
    try index.add("extra", "1.0.0", requires: "base = '^1'")
    let desk = try desk(asking: index)
    try desk.install("extra")
    try desk.enable(named: ["base", "extra"])
    try index.add("base", "2.0.0")
    try index.add("extra", "2.0.0", requires: "base = '^2'")
    try index.make()
    try desk.upgrade()
    for name in ["base", "extra"] {
      #expect(throws: DeskError.self) { try desk.desk.rollBackPlugin(name, as: .desk) }
      #expect(try desk.versionAtWork(name) == "2.0.0" && desk.versionOnDisk(name) == "2.0.0")
    }
    for version in ["1.0.0", "2.0.0"] {
      let outcomes = try desk.desk.rollBackPlugins(["extra", "base"], as: .desk)
      #expect(outcomes.map(\.version) == [version, version])
      #expect(try desk.versionAtWork("base") == version && desk.versionOnDisk("extra") == version)
    }
  }

  @Test func `what a new version requires besides is installed and works with it`() throws {
    let index = try IndexFolder()
    try index.add("lamp", "1.0.0")
    let desk = try desk(asking: index)
    try desk.install("lamp")
    try desk.enable(named: ["lamp"])
    try index.add("bulb", "1.0.0")
    try index.add("lamp", "1.1.0", requires: "bulb = '^1'")
    try index.make()
    let outcomes = try desk.upgrade("lamp")
    #expect(outcomes.map(\.name) == ["bulb", "lamp"] && outcomes.allSatisfy(\.isEnabled))
    #expect(try desk.versionAtWork("bulb") == "1.0.0")
  }

  @Test func `examples of plugins that require what changes are run, and refuse it`() throws {
    let index = try IndexFolder()
    let code = "docket.field{ name = 'watts', type = 'integer', default = WATTS }"
    try index.add("base", "1.0.0", code: code.replacing("WATTS", with: "40"))
    try index.add(
      "extra", "1.0.0", requires: "base = '>=1'",
      spec: """
        spec.case("forty watts", { requires = { "support" } }, function(desk)
          spec.equal(desk:get(desk:create{ subject = "x" }).fields.watts, 40)
        end)
        """)
    let desk = try desk(asking: index)
    try desk.install("extra")
    try desk.enable(named: ["base", "extra"])
    try index.add("base", "2.0.0", code: code.replacing("WATTS", with: "60"))
    try index.make()
    let plan = try desk.desk.planUpgrading(["base"], by: desk.answers())
    let trial = try desk.desk.tryPacks(desk.desk.fetch(plan), of: plan)
    #expect(trial.dependents == ["extra"] && !trial.isSound)
    #expect(trial.broken.first?.failures.map(\.name) == ["forty watts"])
    #expect(throws: Refusal.self) { try desk.desk.install(trial, as: .desk) }
    #expect(try desk.versionAtWork("base") == "1.0.0" && desk.versionOnDisk("base") == "1.0.0")
  }

  @Test func `an example that fails today is no reason to refuse a newer version`() throws {
    let index = try IndexFolder()
    try index.add("base", "1.0.0")
    let desk = try desk(asking: index)
    try desk.install("base")
    let broken = IndexFolder.source(
      "extra", "1.0.0", requires: "base = '>=1'",
      spec: "spec.case('never', {}, function() spec.equal(1, 2) end)")
    for (path, content) in broken.files {
      let url = URL(fileURLWithPath: "\(desk.folder)/plugins/extra/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content).write(to: url)
    }
    try index.add("base", "1.1.0")
    try index.make()
    #expect(try desk.upgrade().map(\.version) == ["1.1.0"])
  }

  @Test func `if one of several is refused, none is installed`() throws {
    let index = try IndexFolder()
    try index.add("one", "1.0.0")
    try index.add("two", "1.0.0")
    let desk = try desk(asking: index)
    try desk.install("one", "two")
    try desk.enable(named: ["one", "two"])
    try index.add("one", "1.1.0")
    // It takes a name that the desk has already.
    try desk.enable(TestPlugin("shade", "docket.field{ name = 'lit', type = 'integer' }"))
    try index.add("two", "1.1.0", code: "docket.field{ name = 'lit', type = 'integer' }")
    try index.make()
    #expect(throws: (any Error).self) { try desk.upgrade() }
    for name in ["one", "two"] {
      #expect(try desk.versionAtWork(name) == "1.0.0" && desk.versionOnDisk(name) == "1.0.0")
    }
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `what cannot be put in its place takes back what was put there before it`() throws {
    let index = try IndexFolder()
    try index.add("one", "1.0.0")
    try index.add("two", "1.0.0")
    let desk = try desk(asking: index)
    try desk.install("one", "two")
    for name in ["one", "two"] { try index.add(name, "1.1.0") }
    try index.make()
    let plan = try desk.desk.planUpgrading([], by: desk.answers())
    let trial = try desk.desk.tryPacks(desk.desk.fetch(plan), of: plan)
    let foreign = URL(fileURLWithPath: "\(desk.folder)/plugins/two/notes.txt")
    try Data("mine".utf8).write(to: foreign)
    #expect(throws: DeskError.self) { try desk.desk.install(trial, as: .desk) }
    #expect(desk.versionOnDisk("one") == "1.0.0")
    try FileManager.default.removeItem(at: foreign)
    #expect(try desk.desk.install(trial, as: .desk).count == 2)
  }

  @Test func `an upgrade that a kill left half done is finished by the next one`() throws {
    let index = try IndexFolder()
    try index.add("one", "1.0.0")
    try index.add("two", "1.0.0")
    let desk = try desk(asking: index)
    try desk.install("one", "two")
    try desk.enable(named: ["one", "two"])
    for name in ["one", "two"] { try index.add(name, "1.1.0") }
    try index.make()
    // The folder has one of them already; nothing is written down.
    for (path, content) in IndexFolder.source("one", "1.1.0").files {
      try Data(content).write(to: URL(fileURLWithPath: "\(desk.folder)/plugins/one/\(path)"))
    }
    #expect(try desk.upgrade().map(\.version) == ["1.1.0", "1.1.0"])
    #expect(try desk.versionAtWork("one") == "1.1.0" && desk.versionAtWork("two") == "1.1.0")
  }

  @Test func `a dry run tells what would come of it, and changes nothing`() throws {
    let index = try IndexFolder()
    try index.add("lamp", "1.0.0")
    let desk = try desk(asking: index)
    let count = try desk.entries(0).count
    let plan = try desk.desk.planInstalling([PackWish("lamp")], by: desk.answers())
    #expect(try desk.carryOut(plan, isDryRun: true).map(\.version) == ["1.0.0"])
    #expect(try desk.entries(0).count == count && desk.versionOnDisk("lamp") == nil)
  }

  @Test func `a name that no index has, and a range that nothing is in, are told`() throws {
    let index = try IndexFolder()
    try index.add("lamp", "1.0.0")
    let desk = try desk(asking: index)
    let answers = try desk.answers()
    let wish = try #require(PackWish("lamp", in: "^2"))
    for (wish, word) in [(PackWish("lump"), "lamp"), (wish, "1.0.0")] {
      do {
        _ = try desk.desk.planInstalling([wish], by: answers)
        Issue.record("\(wish) is planned")
      } catch let refusal as Refusal {
        #expect(refusal.code == .notFound && "\(refusal)".contains(word), "\(refusal)")
      }
    }
    #expect(throws: DeskError.self) { try desk.desk.planUpgrading(["lamp"], by: answers) }
  }
}
