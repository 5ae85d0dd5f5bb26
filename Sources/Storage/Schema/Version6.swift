extension Schema {
  /// What version 6 adds.
  static let sixth = [
    // What somebody has not read about a ticket, which each change of theirs settles; what is read
    // leaves the index.
    """
    CREATE INDEX outbox_unread ON outbox (recipient, ticket)
      WHERE recipient IS NOT NULL AND is_read = 0
    """,
    // Each word of the search tables, and where it stands: they store nothing of their own, and find
    // the words that have another one inside.
    // Source: https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module.
    "CREATE VIRTUAL TABLE search_public_word USING fts5vocab (search_public, row)",
    "CREATE VIRTUAL TABLE search_public_place USING fts5vocab (search_public, instance)",
    "CREATE VIRTUAL TABLE search_internal_word USING fts5vocab (search_internal, row)",
    "CREATE VIRTUAL TABLE search_internal_place USING fts5vocab (search_internal, instance)",
  ]
}
