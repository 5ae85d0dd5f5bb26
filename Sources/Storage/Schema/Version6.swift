extension Schema {
  /// What version 6 adds.
  static let sixth = [
    // What somebody has not read about a ticket, which each change of theirs settles; what is read
    // leaves the index.
    """
    CREATE INDEX outbox_unread ON outbox (recipient, ticket)
      WHERE recipient IS NOT NULL AND is_read = 0
    """
  ]
}
