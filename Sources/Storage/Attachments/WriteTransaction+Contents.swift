import Crypto
import Kernel

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
