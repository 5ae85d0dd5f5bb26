/// Tells what a content is by looking at it; names and extensions do not count.
///
/// It takes the content part by part, holding only its beginning. Source of the marks:
/// https://mimesniff.spec.whatwg.org, sections 6 and 7.
package struct MediaType {
  private var beginning: [UInt8] = []
  private var rest: [UInt8] = []
  private var isText = true

  /// How much of the beginning is looked at.
  private static let count = 1_024

  package init() {}

  /// What can be shown in a terminal: text without controls.
  package static let text = "text/plain"
  /// Anything else.
  package static let bytes = "application/octet-stream"

  /// Whether something that shows it may run what is in it: never to be shown unasked.
  package static func isActive(_ type: String) -> Bool {
    type == "text/html" || type == "image/svg+xml"
  }

  /// Takes the next bytes.
  package mutating func take(_ bytes: [UInt8]) {
    if beginning.count < MediaType.count {
      beginning += bytes.prefix(MediaType.count - beginning.count)
    }
    guard isText else { return }
    let whole = rest + bytes
    let end = MediaType.end(of: whole)
    isText = MediaType.isText(whole[..<end])
    rest = Array(whole[end...])
  }

  /// The type of all that was taken.
  package var type: String {
    if let mark = MediaType.marks.first(where: { beginning.starts(with: $0.bytes) }) {
      return mark.type
    }
    if beginning.starts(with: Array("RIFF".utf8)),
      beginning.dropFirst(8).starts(with: Array("WEBP".utf8))
    {
      return "image/webp"
    }
    guard isText, rest.isEmpty else { return MediaType.bytes }
    return MediaType.markup(beginning) ?? MediaType.text
  }

  private static let marks: [(bytes: [UInt8], type: String)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
    ([0xFF, 0xD8, 0xFF], "image/jpeg"),
    (Array("GIF87a".utf8), "image/gif"), (Array("GIF89a".utf8), "image/gif"),
    (Array("%PDF-".utf8), "application/pdf"),
    ([0x50, 0x4B, 0x03, 0x04], "application/zip"), ([0x50, 0x4B, 0x05, 0x06], "application/zip"),
    ([0x1F, 0x8B, 0x08], "application/gzip"),
  ]

  /// Where the last whole character ends: what follows belongs to the next bytes.
  private static func end(of bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte < 0x80 { break }
      guard byte >= 0xC0 else { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      return back < needed ? bytes.count - back : bytes.count
    }
    return bytes.count
  }

  /// Whether it is UTF-8 without controls other than tabs and ends of lines and pages.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case 0x09, 0x0A, 0x0C, 0x0D: break
      case 0..<0x20, 0x7F: return false
      // U+0080 to U+009F, which terminals obey.
      case 0x80..<0xA0 where previous == 0xC2: return false
      default: break
      }
      previous = byte
    }
    return String(validating: bytes, as: UTF8.self) != nil
  }

  /// The kind of markup that a text begins with, where it is one that may hold scripts.
  private static func markup(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard text.hasPrefix("<") else { return nil }
    if text.contains("<svg") { return "image/svg+xml" }
    let tags = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe"]
    return tags.contains { text.contains($0) } ? "text/html" : nil
  }
}
