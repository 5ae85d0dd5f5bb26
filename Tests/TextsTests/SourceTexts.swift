import Foundation
import Testing

/// The places in all sources where a text is made, read as the compiler would.
struct SourceTexts {
  struct Call: Equatable {
    var code: String
    var values: Set<String>
    var place: String
  }

  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// Every `Text("code", ["name": …])` of the sources.
  static func calls() throws -> [Call] {
    let folder = root + "/Sources"
    let paths = try #require(FileManager.default.enumerator(atPath: folder))
    var calls: [Call] = []
    for case let path as String in paths
    where path.hasSuffix(".swift") && !path.hasPrefix("Texts/English") {
      let source = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
      calls += SourceTexts(source: source).calls(in: path)
    }
    return calls
  }

  /// The sources whose path begins so, beneath `Sources`.
  static func files(under path: String) throws -> [String] {
    let folder = root + "/Sources"
    let paths = try #require(FileManager.default.enumerator(atPath: folder))
    return try paths.compactMap { $0 as? String }
      .filter { $0.hasPrefix(path) && $0.hasSuffix(".swift") }
      .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
  }

  private let bytes: [UInt8]

  init(source: String) {
    let code = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.drop { $0 == " " }.hasPrefix("//") ? "" : line
    }
    bytes = Array(code.joined(separator: "\n").utf8)
  }

  func calls(in path: String) -> [Call] {
    let name = Array("Text(".utf8)
    var calls: [Call] = []
    for start in bytes.indices where bytes[start...].starts(with: name) {
      if start > 0, isName(bytes[start - 1]) { continue }
      var at = skipSpace(start + name.count)
      guard let code = string(at: &at) else { continue }
      at = skipSpace(at)
      var values: Set<String> = []
      if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
        at = skipSpace(at + 1)
        if at < bytes.count, bytes[at] == UInt8(ascii: "[") { values = keys(at: at) }
      }
      calls.append(Call(code: code, values: values, place: path))
    }
    return calls
  }

  /// The keys of a dictionary literal, which are the strings before a colon at its own depth.
  private func keys(at open: Int) -> Set<String> {
    var keys: Set<String> = []
    var depth = 0
    var at = open
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return keys }
      case UInt8(ascii: "\""):
        let text = string(at: &at)
        if depth == 1, let text, at < bytes.count, bytes[at] == UInt8(ascii: ":") {
          keys.insert(text)
        }
        continue
      default: break
      }
      at += 1
    }
    return keys
  }

  /// The string literal that begins there, past which it moves; what is interpolated is skipped.
  private func string(at index: inout Int) -> String? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    var at = index + 1
    var text: [UInt8] = []
    var depth = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\\"), at + 1 < bytes.count {
        if bytes[at + 1] == UInt8(ascii: "(") { depth += 1 }
        at += 2
        continue
      }
      if depth > 0 {
        if byte == UInt8(ascii: "\"") {
          _ = string(at: &at)
          continue
        }
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
      } else if byte == UInt8(ascii: "\"") {
        break
      } else {
        text.append(byte)
      }
      at += 1
    }
    index = at + 1
    return String(decoding: text, as: UTF8.self)
  }

  private func skipSpace(_ index: Int) -> Int {
    var at = index
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\n") {
      at += 1
    }
    return at
  }

  private func isName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || Character(UnicodeScalar(byte)).isLetter
  }
}
