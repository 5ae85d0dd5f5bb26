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
      guard result.status == SIGKILL else { break }
    }
    #expect(isOld > 5 && isNew > 1, "\(isOld) \(isNew)")
  }
}
