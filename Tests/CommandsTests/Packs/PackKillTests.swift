import Foundation
import Glibc
import Testing

/// An installation that is killed leaves the old version or the new one, whole.
@Suite struct PackKillTests {
  private static func files(of desk: TestDesk) throws -> [String: Data] {
    let folder = desk.path + "/plugins/lamp"
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for path in paths {
      files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
    }
    return files
  }

  @Test func `killed at any step, the old or the new version is there, and the same again ends it`()
    throws
  {
    let line = ["plugin", "install", "lamp-2.0.0.docketpack", "--yes"]
    func prepared() throws -> TestDesk {
      let desk = try TestDesk()
      try PackCommandTests.pack("1.0.0", besides: desk)
      try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
      try desk.run("plugin", "enable", "lamp", "--yes")
      try PackCommandTests.pack("2.0.0", besides: desk)
      return desk
    }
    let desk = try prepared()
    let old = try Self.files(of: desk)
    #expect(try desk.process(line).run().status == 0)
    let new = try Self.files(of: desk)
    #expect(old != new && old.count == new.count)

    var step = 0
    var (isOld, isNew) = (0, 0)
    while true {
      step += 1
      // The version before is there again, as it was.
      #expect(try desk.run("plugin", "rollback", "lamp").status == 0)
      #expect(try Self.files(of: desk) == old)
      let result = try desk.process(line, environment: KillPoint.environment(step: step)).run()
      let left = try Self.files(of: desk)
      #expect(left == old || left == new, "\(step): \(left.keys.sorted())")
      if left == old { isOld += 1 } else { isNew += 1 }
      let listed = try desk.json("plugin", "list") as? [[String: Any]]
      let lamp = listed?.first { $0["name"] as? String == "lamp" }
      #expect(lamp?["trouble"] is NSNull && lamp?["enabled"] as? Bool == true, "\(step)")
      let again = try desk.process(line).run()
      #expect(again.status == 0, "\(step): \(again)")
      #expect(try Self.files(of: desk) == new)
      guard result.status == SIGKILL else {
        #expect(result.status == 0, "\(step): \(result)")
        break
      }
    }
    #expect(isOld > 5 && isNew > 1, "\(isOld) \(isNew)")
  }

  /// A desk that works by `base` and `extra`, of which an index has version 2 as well: `extra` 2 wants
  /// `base` 2, and neither goes together with the other's older version.
  private func deskToUpgrade() throws -> TestDesk {
    let desk = try TestDesk()
    for version in ["1.0.0", "2.0.0"] {
      let range = "^\(version)"
      let setting = "function(change) change:set('body', '\(version)') end"
      let base = "docket.before('ticket.create', \(setting))"
      let folders = [
        try Self.plugin("base", version, "", base, besides: desk),
        try Self.plugin("extra", version, "base = '\(range)'", "", besides: desk),
      ]
      try IndexCommandTests.ask(desk, of: folders)
      guard version == "1.0.0" else { continue }
      #expect(try desk.run("plugin", "install", "extra", "--yes").status == 0)
      #expect(try desk.run("plugin", "enable", "base", "extra", "--yes").status == 0)
    }
    return desk
  }

  private static func plugin(
    _ name: String, _ version: String, _ requires: String, _ code: String, besides desk: TestDesk,
  ) throws -> String {
    let folder = "work/\(version)/\(name)"
    try FileManager.default.createDirectory(
      atPath: "\(desk.folder)/\(folder)", withIntermediateDirectories: true)
    let texts = [
      "plugin.lua": """
      return { name = "\(name)", version = "\(version)", api = 1, summary = "The \(name)",
        requires = { \(requires) }, permissions = { "ticket.update" } }
      """,
      "init.lua": "docket.after('ticket.close', function() end)\n\(code)\n",
    ]
    for (file, text) in texts {
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: "\(desk.folder)/\(folder)/\(file)"))
    }
    return folder
  }

  /// The version that both work by, which a new ticket has as its text; `nil` where they differ, or
  /// one does not load.
  private func versionAtWork(on desk: TestDesk) throws -> String? {
    let listed = try desk.json("plugin", "list") as? [[String: Any]] ?? []
    let both = listed.filter { ["base", "extra"].contains($0["name"] as? String) }
    guard both.count == 2, both.allSatisfy({ $0["trouble"] is NSNull }) else { return nil }
    let planned = try desk.run("new", "x", "--dry-run").output
    return ["1.0.0", "2.0.0"].first { planned.contains("– → \($0) (base@\($0):") }
  }

  @Test func `an upgrade of several that is killed at any step leaves all old or all new at work`()
    throws
  {
    let desk = try deskToUpgrade()
    let line = ["plugin", "upgrade", "--yes"]
    #expect(try versionAtWork(on: desk) == "1.0.0")
    #expect(try desk.process(line).run().status == 0)
    #expect(try versionAtWork(on: desk) == "2.0.0")
    var step = 0
    var found: [String: Int] = [:]
    while true {
      step += 1
      #expect(try desk.run("plugin", "rollback", "base", "extra", "--yes").status == 0, "\(step)")
      let result = try desk.process(line, environment: KillPoint.environment(step: step)).run()
      let version = try #require(try versionAtWork(on: desk), "\(step): \(result)")
      found[version, default: 0] += 1
      #expect(try desk.run("audit", "verify").status == 0, "\(step)")
      // The same again ends it, on the disk as well.
      let again = try desk.process(line).run()
      #expect(again.status == 0, "\(step): \(again)")
      #expect(try versionAtWork(on: desk) == "2.0.0", "\(step)")
      for name in ["base", "extra"] {
        let manifest = FileManager.default.contents(
          atPath: "\(desk.path)/plugins/\(name)/plugin.lua")
        #expect(String(decoding: manifest ?? Data(), as: UTF8.self).contains("2.0.0"), "\(step)")
      }
      guard result.status == SIGKILL else {
        #expect(result.status == 0, "\(step): \(result)")
        break
      }
    }
    #expect((found["1.0.0"] ?? 0) > 5 && (found["2.0.0"] ?? 0) > 1, "\(found)")
  }
}
