import Foundation
import Testing

/// The project's own sources, for the rules that no compiler checks.
enum SourceTexts {
  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// The sources whose path begins so, beneath `Sources`.
  static func files(under path: String = "") throws -> [String] {
    let folder = root + "/Sources"
    let paths = try #require(FileManager.default.enumerator(atPath: folder))
    return try paths.compactMap { $0 as? String }
      .filter { $0.hasPrefix(path) && $0.hasSuffix(".swift") }
      .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
  }

  /// Every name that stands after a dot in the sources: members, the constructors of texts among
  /// them.
  static func members() throws -> Set<Substring> {
    try files().reduce(into: []) { names, source in
      for match in source.matches(of: /\.([a-z][A-Za-z0-9]*)/) { names.insert(match.output.1) }
    }
  }
}
