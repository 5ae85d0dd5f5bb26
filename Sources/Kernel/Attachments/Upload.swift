import Crypto
import Texts

/// Bytes that are read a part at a time, and from the beginning as often as they are wanted.
///
/// A transaction that was lost is done again, and so is the reading of what goes into it.
package protocol Content: Sendable {
  /// How many bytes it has, as far as can be told before it is read.
  var size: Int64 { get }
  /// At most so many bytes from that place on; none at the end.
  func bytes(at offset: Int64, count: Int) throws -> [UInt8]
}

/// Bytes in memory.
package struct MemoryContent: Content {
  private let bytes: [UInt8]

  package var size: Int64 { Int64(bytes.count) }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func bytes(at offset: Int64, count: Int) -> [UInt8] {
    Array(bytes.dropFirst(Int(offset)).prefix(count))
  }
}

/// A file on its way into a ticket.
package struct Upload: Sendable {
  /// The name as it was given; the ticket gets a safe one.
  package let name: String
  package let size: Int64
  package let type: String
  package let digest: Digest
  package let content: any Content

  /// How many bytes are read and kept at a time.
  package static let part = 262_144

  /// Reads the content once, for its size, type and digest.
  ///
  /// Throws what reading throws, and a `Refusal` where there are more than `limit` bytes.
  package init(name: String, content: any Content, limit: Int64) throws {
    guard content.size <= limit else { throw Upload.tooLarge(name, limit: limit) }
    let digest = DigestStream()
    var type = MediaType()
    var size: Int64 = 0
    while true {
      let bytes = try content.bytes(at: size, count: Upload.part)
      guard !bytes.isEmpty else { break }
      size += Int64(bytes.count)
      guard size <= limit else { throw Upload.tooLarge(name, limit: limit) }
      digest.take(bytes)
      type.take(bytes)
    }
    self.name = name
    self.size = size
    self.type = type.type
    self.content = content
    self.digest = digest.finish() ?? Digest(of: [])
  }

  /// A file that the desk keeps already; of its content no byte is read again.
  package init(kept attachment: Attachment) {
    (name, size, type) = (attachment.name, attachment.size, attachment.type)
    (digest, content) = (attachment.digest, MemoryContent([]))
  }

  /// Why a content of more than `limit` bytes is not taken.
  package static func tooLarge(_ name: String, limit: Int64) -> Refusal {
    Refusal(
      .invalid,
      Text.attachmentTooLarge(name: name, limit: ByteCount(limit)),
      field: TicketField.attachments.rawValue)
  }

  /// Why a content that was not the same when it was read again is not taken.
  package var changed: Refusal {
    Refusal(
      .refused, Text.attachmentChanged(name: name),
      field: TicketField.attachments.rawValue)
  }
}
