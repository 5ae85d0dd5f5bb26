import Crypto
import Kernel
import Texts

enum ContentColumn: Int, TableColumn {
  case digest, size

  static let table = Table("content", of: Self.self)
}

enum ContentPartColumn: Int, TableColumn {
  case digest, position, bytes

  static let table = Table("content_part", of: Self.self)
}

enum AttachmentColumn: Int, TableColumn {
  case ticket, digest

  static let table = Table("attachment", of: Self.self)
  static let put = upsert(on: .ticket, .digest)
}

extension WriteTransaction {
  package func keep(_ upload: Upload, for ticket: Ticket.ID) throws {
    let digest = SQLValue.blob(upload.digest.bytes)
    let known = "SELECT 1 FROM content WHERE digest = $1"
    if try !connection.has(known, [digest]) { try write(upload) }
    try attach(upload.digest, to: ticket)
  }

  /// Notes that a ticket keeps a content.
  func attach(_ digest: Digest, to ticket: Ticket.ID) throws {
    try connection.run(
      AttachmentColumn.put,
      AttachmentColumn.values([
        .ticket: .integer(ticket.rawValue), .digest: .blob(digest.bytes),
      ]))
  }

  /// Writes a content part by part, and sees that it is what it was when it was first read.
  private func write(_ upload: Upload) throws {
    let digest = SQLValue.blob(upload.digest.bytes)
    // Parts without a content are nobody's, and must not stand in its way.
    try connection.run("DELETE FROM content_part WHERE digest = $1", [digest])
    let seen = DigestStream()
    var size: Int64 = 0
    while true {
      let bytes = try upload.content.bytes(at: size, count: Upload.part)
      guard !bytes.isEmpty else { break }
      try connection.insert(
        into: ContentPartColumn.self,
        [.digest: digest, .position: .integer(size), .bytes: .blob(bytes)])
      seen.take(bytes)
      size += Int64(bytes.count)
      guard size <= upload.size else { throw upload.changed }
    }
    guard size == upload.size, seen.finish() == upload.digest else { throw upload.changed }
    try connection.insert(into: ContentColumn.self, [.digest: digest, .size: .integer(size)])
  }
}

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

enum StagedPartColumn: Int, TableColumn {
  case source, digest, position, bytes

  static let table = Table("staged_part", of: Self.self)
}

/// Contents that come from another desk's export, a part at a time and before the entry that names
/// them.
///
/// They are kept apart until then, so that what is no content, or belongs to no entry, touches
/// nothing that is here.
extension WriteTransaction {
  /// Keeps a part of a content until an entry names it; one that is here already is left alone.
  ///
  /// Throws a `Refusal` where it does not continue the parts before it, or is too large with them.
  package func stage(
    _ bytes: [UInt8], of digest: Digest, at position: Int64, from source: String, limit: Int64,
  ) throws {
    guard try size(ofContent: digest) == nil else { return }
    if position == 0 { try unstage(digest, of: source) }
    let sum = """
      SELECT coalesce(sum(length(bytes)), 0) FROM staged_part WHERE source = $1 AND digest = $2
      """
    let key: [SQLValue] = [.text(source), .blob(digest.bytes)]
    let size = try connection.integer(sum, key) ?? 0
    guard position == size else {
      throw Refusal(.invalid, Text.importPartOrder(position: size), field: "position")
    }
    guard bytes.count <= Upload.part, size + Int64(bytes.count) <= limit else {
      throw Refusal(
        .invalid, Text.importPartSize(limit: ByteCount(limit)), field: "bytes")
    }
    try connection.insert(
      into: StagedPartColumn.self,
      [
        .source: .text(source), .digest: .blob(digest.bytes), .position: .integer(position),
        .bytes: .blob(bytes),
      ])
  }

  /// Gives a ticket an attachment whose parts were taken before, or whose content is here.
  ///
  /// Throws a `Refusal` where they are not all there, or are not together what the entry names.
  package func keepStaged(
    _ attachment: Attachment, for ticket: Ticket.ID, from source: String,
  ) throws {
    if let size = try size(ofContent: attachment.digest) {
      guard size == attachment.size else { throw attachment.notCopied }
    } else {
      try moveParts(of: attachment, from: source)
    }
    try attach(attachment.digest, to: ticket)
  }

  /// Drops the parts from a source that no entry has named.
  package func dropStaged(of source: String) throws {
    try connection.run("DELETE FROM staged_part WHERE source = $1", [.text(source)])
  }

  private func unstage(_ digest: Digest, of source: String) throws {
    try connection.run(
      "DELETE FROM staged_part WHERE source = $1 AND digest = $2",
      [.text(source), .blob(digest.bytes)])
  }

  private func moveParts(of attachment: Attachment, from source: String) throws {
    let digest = SQLValue.blob(attachment.digest.bytes)
    let seen = DigestStream()
    var size: Int64 = 0
    let parts = """
      SELECT bytes FROM staged_part WHERE source = $1 AND digest = $2 ORDER BY position
      """
    try connection.rows(parts, [.text(source), digest]) { (row: Row<OnlyColumn>) in
      let bytes = row.bytes(.value)
      seen.take(bytes)
      size += Int64(bytes.count)
    }
    guard size == attachment.size, seen.finish() == attachment.digest else {
      throw attachment.notCopied
    }
    try connection.run("DELETE FROM content_part WHERE digest = $1", [digest])
    try connection.run(
      """
      INSERT INTO content_part (\(ContentPartColumn.table.list))
      SELECT \(ContentPartColumn.table.list) FROM staged_part WHERE source = $1 AND digest = $2
      """, [.text(source), digest])
    try connection.insert(into: ContentColumn.self, [.digest: digest, .size: .integer(size)])
    try unstage(attachment.digest, of: source)
  }

  private func size(ofContent digest: Digest) throws -> Int64? {
    let sql = "SELECT size FROM content WHERE digest = $1"
    return try connection.integer(sql, [.blob(digest.bytes)])
  }
}

extension Attachment {
  fileprivate var notCopied: Refusal {
    Refusal(
      .invalid, Text.attachmentNotCopied(name: name),
      field: TicketField.attachments.rawValue)
  }
}
