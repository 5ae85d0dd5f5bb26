extension Schema {
  /// Contents of attachments, and which ticket keeps which.
  ///
  /// What an attachment is called stands in the entries that add it, and in `ticket_value`.
  static let attachments = [
    "CREATE TABLE content (digest BLOB PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    // A row per 256 KB, so that no content is ever held in memory as a whole.
    """
    CREATE TABLE content_part (
      digest BLOB NOT NULL,
      position INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (digest, position)
    ) STRICT
    """,
    // A ticket keeps what any of its entries names, also what was taken away since.
    """
    CREATE TABLE attachment (
      ticket INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (ticket, digest)
    ) STRICT, WITHOUT ROWID
    """,
    // Whether another ticket keeps a content that one lets go of.
    "CREATE INDEX attachment_digest ON attachment (digest)",
  ]
}
