import Crypto
import Kernel

extension WriteTransaction {
  package func keep(_ upload: Upload, for ticket: Ticket.ID) throws {
    let digest = SQLValue.blob(upload.digest.bytes)
    let known = "SELECT 1 FROM content WHERE digest = $1"
    if try connection.first(known, [digest], { _ in true }) == nil { try write(upload) }
    try connection.run(
      """
      INSERT INTO attachment (ticket, digest) VALUES ($1, $2)
      ON CONFLICT (ticket, digest) DO NOTHING
      """, [.integer(ticket.rawValue), digest])
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
      try connection.run(
        "INSERT INTO content_part (digest, position, bytes) VALUES ($1, $2, $3)",
        [digest, .integer(size), .blob(bytes)])
      seen.take(bytes)
      size += Int64(bytes.count)
      guard size <= upload.size else { throw upload.changed }
    }
    guard size == upload.size, seen.finish() == upload.digest else { throw upload.changed }
    try connection.run(
      "INSERT INTO content (digest, size) VALUES ($1, $2)", [digest, .integer(size)])
  }
}
