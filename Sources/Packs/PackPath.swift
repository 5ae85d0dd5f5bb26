import Kernel
import PluginHost

/// The paths that a pack's files may have: those that a desk takes of a plugin, and nothing else.
///
/// They are of ASCII letters, digits, `.`, `_` and `-`, so that they are one name on every system.
enum PackPath {
  private static let outermost: Set = ["plugin.lua", "init.lua", "spec.lua", "README.md"]
  private static let folders: Set = ["lib", "locales", SpecSnapshots.folder]
  /// The parts of a path; a desk looks no deeper for files.
  private static let depth = 9

  /// Throws for the first path that may not be, and where two are one, or would be if case did not
  /// count.
  static func check(_ paths: [String], in name: String) throws(PackError) {
    guard paths.count <= Limit.packFiles else { throw .tooManyFiles(limit: Limit.packFiles) }
    for path in paths where !isAllowed(path, in: name) { throw .path(path) }
    // What each path and each folder above it is called where case does not count.
    var known: [String: String] = [:]
    var files: Set<String> = []
    for path in paths {
      let parts = path.split(separator: "/")
      for count in 1...parts.count {
        let place = parts.prefix(count).joined(separator: "/")
        let folded = place.lowercased()
        let other = known.updateValue(place, forKey: folded)
        let isFile = count == parts.count
        guard other == nil || other == place && !isFile && !files.contains(folded) else {
          throw .clash(path: path, other: other ?? path)
        }
        if isFile { files.insert(folded) }
      }
    }
  }

  private static func isAllowed(_ path: String, in name: String) -> Bool {
    guard "\(name)/\(path)".utf8.count <= TarArchive.pathLimit else { return false }
    if outermost.contains(path) { return true }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard (2...depth) ~= parts.count, folders.contains(String(parts[0])),
      path.hasSuffix(".lua")
    else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".") && part.utf8.allSatisfy(isPlain)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "._-".utf8.contains(byte)
    }
  }
}
