import Foundation
import TestSupport
import Testing

/// Packs whose manifests somebody mutilated: each is an error that says where, or a pack like others.
@Suite struct HostileManifestTests {
  private static let manifest = """
    return { name = "lamp", version = "1.2.0", api = 1, summary = "Lamps", license = "MIT",
      requires = { support = ">=0.1" }, permissions = { "ticket.view" } }
    """

  /// The manifest with some bytes changed, taken out or put in.
  private static func mutilated(seed: UInt64) -> [UInt8] {
    var random = RepeatableRandom(seed: seed)
    var bytes = Array(manifest.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
      default:
        let end = min(bytes.count, place + 20)
        bytes.insert(
          contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }

  @Test
  func `a mutilated manifest never ends the program, and what is wrong is told with its place`()
    throws
  {
    let desk = try TestDesk()
    let folder = desk.folder + "/lamp"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let main = "docket.after('ticket.create', function() end)\n"
    try Data(main.utf8).write(to: URL(fileURLWithPath: folder + "/init.lua"))
    var (taken, refused) = (0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let bytes = Self.mutilated(seed: seed)
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/plugin.lua"))
      for line in [
        ["verify", "lamp", "--json"], ["install", "lamp", "--unsigned", "--yes", "--dry-run"],
      ] {
        let result = try desk.process(["plugin"] + line).run()
        #expect([0, 1].contains(result.status), "\(seed) \(line): \(result)")
        guard result.status == 1, !result.output.contains("\"sound\":true") else {
          taken += 1
          continue
        }
        refused += 1
        #expect(
          result.errors.contains("lamp") || result.output.contains("lamp"),
          "\(seed) \(line): \(result)")
      }
    }
    #expect(taken > 0 && refused > 20, "\(taken) \(refused)")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/lamp"))
  }
}
