import Crypto
import Kernel

/// Bytes in place of an attachment's content: as many, of the same kind, and nobody's.
///
/// They follow from the key, the content and the place, so that each part of them can be made by itself.
struct MadeContent {
  private let words: MadeWords
  private let name: String
  private let size: Int64
  /// What they begin with, so that they count as the same kind of file; empty where that is not known.
  private let mark: [UInt8]
  private let isText: Bool

  private static let block: Int64 = 32
  private static let part: Int64 = 65_536

  init(of attachment: Attachment, by words: MadeWords) {
    self.words = words
    name = "content \(attachment.digest.hex)"
    size = attachment.size
    isText = attachment.type.hasPrefix("text/") || attachment.type.hasSuffix("xml")
    mark = isText ? [] : MadeContent.marks[attachment.type] ?? [0]
  }

  /// How those files begin whose kind their first bytes tell: see `MediaType`.
  private static let marks: [String: [UInt8]] = [
    "image/png": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    "image/jpeg": [0xFF, 0xD8, 0xFF],
    "image/gif": Array("GIF89a".utf8),
    "image/webp": Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8),
    "application/pdf": Array("%PDF-".utf8),
    "application/zip": [0x50, 0x4B, 0x03, 0x04],
    "application/gzip": [0x1F, 0x8B, 0x08],
  ]

  /// The bytes from a place on.
  func bytes(at position: Int64, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var number = position / MadeContent.block
    var left = Int(position % MadeContent.block)
    while bytes.count < count {
      let block = words.bytes(of: name, Int(number)).map { isText ? MadeContent.letter($0) : $0 }
      bytes += block.dropFirst(left).prefix(count - bytes.count)
      (number, left) = (number + 1, 0)
    }
    for (place, byte) in mark.enumerated() where Int64(place) >= position {
      let place = Int(Int64(place) - position)
      if place < bytes.count { bytes[place] = byte }
    }
    return bytes
  }

  /// What they are known by, all of them together, and what kind of file they make.
  func facts() -> (digest: Digest, type: String) {
    let stream = DigestStream()
    var type = MediaType()
    var position: Int64 = 0
    while position < size {
      let part = bytes(at: position, count: Int(min(MadeContent.part, size - position)))
      stream.take(part)
      type.take(part)
      position += Int64(part.count)
    }
    return (stream.finish() ?? Digest(of: []), type.type)
  }

  /// A small letter, a blank or, now and then, the end of a line.
  private static func letter(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0..<6: UInt8(ascii: "\n")
    case 6..<42: UInt8(ascii: " ")
    default: UInt8(ascii: "a") + byte % 26
    }
  }
}
