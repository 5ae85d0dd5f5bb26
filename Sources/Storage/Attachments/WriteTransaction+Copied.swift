import Crypto
import Kernel
import Texts

/// Contents that come from another desk's export, a part at a time and before the entry that names
/// them.
extension WriteTransaction {
  /// Keeps a part of a content until an entry names it; one that is here already is left alone.
  package func takePart(of digest: Digest, at position: Int64, _ bytes: [UInt8]) throws {
    let known = "SELECT 1 FROM content WHERE digest = $1"
    guard try connection.first(known, [.blob(digest.bytes)], { _ in true }) == nil else { return }
    try connection.run(
      """
      INSERT INTO content_part (digest, position, bytes) VALUES ($1, $2, $3)
      ON CONFLICT (digest, position) DO UPDATE SET bytes = excluded.bytes
      """, [.blob(digest.bytes), .integer(position), .blob(bytes)])
  }

  /// Gives a ticket an attachment whose parts were taken before.
  ///
  /// Throws a `Refusal` where they are not all there, or are not together what the entry names.
  package func keepParts(of attachment: Attachment, for ticket: Ticket.ID) throws {
    let digest = SQLValue.blob(attachment.digest.bytes)
    let known = "SELECT 1 FROM content WHERE digest = $1"
    if try connection.first(known, [digest], { _ in true }) == nil {
      let seen = DigestStream()
      var size: Int64 = 0
      let parts = "SELECT bytes FROM content_part WHERE digest = $1 ORDER BY position"
      try connection.rows(parts, [digest]) { row in
        let bytes = row.bytes(0)
        seen.take(bytes)
        size += Int64(bytes.count)
      }
      guard size == attachment.size, seen.finish() == attachment.digest else {
        throw Refusal(
          .invalid, Text("attachment.not_copied", ["name": attachment.name]),
          field: TicketField.attachments.rawValue)
      }
      try connection.run(
        "INSERT INTO content (digest, size) VALUES ($1, $2)", [digest, .integer(size)])
    }
    try connection.run(
      """
      INSERT INTO attachment (ticket, digest) VALUES ($1, $2)
      ON CONFLICT (ticket, digest) DO NOTHING
      """, [.integer(ticket.rawValue), digest])
  }
}
