import Crypto
import Kernel
import Texts

/// A content that is not there as it was written.
package enum ContentError: Error, Equatable, Sendable {
  case missing(Digest)
  case altered(Digest)
}

extension ContentError: CustomStringConvertible {
  /// What is wrong, for whoever asked for the content.
  package var text: Text {
    switch self {
    case .missing(let digest): Text.attachmentMissing(content: digest.hex)
    case .altered(let digest): Text.attachmentAltered(content: digest.hex)
    }
  }

  package var description: String { text.description }
}

extension Reader {
  /// Gives a content part by part.
  ///
  /// Throws `ContentError` after the last part where they are not together what was attached: what
  /// was made of them must be thrown away then.
  package func readContent(_ digest: Digest, _ take: ([UInt8]) throws -> Void) throws {
    try connection.readContent(digest, take)
  }
}

extension Connection {
  func readContent(_ digest: Digest, _ take: ([UInt8]) throws -> Void = { _ in }) throws {
    let known = "SELECT size FROM content WHERE digest = $1"
    guard let size = try integer(known, [.blob(digest.bytes)]) else {
      throw ContentError.missing(digest)
    }
    let seen = DigestStream()
    var count: Int64 = 0
    let sql = "SELECT bytes FROM content_part WHERE digest = $1 ORDER BY position"
    try rows(sql, [.blob(digest.bytes)]) { (row: Row<OnlyColumn>) in
      let bytes = row.bytes(.value)
      seen.take(bytes)
      count += Int64(bytes.count)
      try take(bytes)
    }
    guard seen.finish() == digest, count == size else { throw ContentError.altered(digest) }
  }
}
