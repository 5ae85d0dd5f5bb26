import Kernel
import Lua
import Texts

/// The histories that a spec keeps in files beside it, by name: `fixtures/NAME.ndjson`.
package final class SpecFixtures {
  /// The folder of the files, beside `spec.lua`.
  package static let folder = "fixtures"
  /// The most bytes that one may have.
  package static let mostBytes = 8 * 1024 * 1024
  /// What their names end with.
  package static let endings = [".ndjson", ".jsonl"]
  private static let longestName = 64

  /// The files that there are, by name, sorted.
  private let names: [String]
  private let read: (String) throws -> [UInt8]
  private var asked: Set<String> = []
  /// Whether files may be missing: a pack has none.
  private let isOfPack: Bool

  /// None at all; `isOfPack` where the plugin came without the files that it may have had.
  package init(isOfPack: Bool = false) {
    self.isOfPack = isOfPack
    names = []
    read = { _ in [] }
  }

  /// Those of that names, which `read` reads.
  package init(_ names: [String], read: @escaping (String) throws -> [UInt8]) {
    self.names = names
    self.read = read
    isOfPack = false
  }

  /// The files that no case has asked for, by name.
  package var unused: [String] { names.filter { !asked.contains($0) } }

  /// The file of a name, as seen from `spec.lua`.
  package static func file(_ name: String) -> String { "\(folder)/\(name)" }

  /// Whether a file may be called so: the name becomes part of a path.
  package static func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "._-".utf8.contains(byte)
      }
    }
    return isPlain && !name.hasPrefix(".") && name.utf8.count <= longestName
      && endings.contains { name.hasSuffix($0) && name.utf8.count > $0.utf8.count }
  }

  /// What a file says; `nil` where it may be missing, and is.
  func bytes(of name: String) throws(HostError) -> [UInt8]? {
    guard SpecFixtures.isName(name) else {
      throw HostError(
        Text.specFixtureName(name: name.debugDescription, most: SpecFixtures.longestName))
    }
    guard !isOfPack else { return nil }
    guard names.contains(name) else {
      throw HostError(
        Text.specFixtureMissing(
          file: SpecFixtures.file(name), hint: Text.nearest(nearestName(to: name, among: names))))
    }
    asked.insert(name)
    do {
      return try read(name)
    } catch {
      throw HostError(Text.frameOf(owner: SpecFixtures.file(name), problem: Text(of: error)))
    }
  }
}
