extension Schema {
  /// Who is told of what, what they have read of it, and the questions that they keep.
  static let told = [
    """
    CREATE TABLE subscription (
      id INTEGER PRIMARY KEY,
      audience TEXT NOT NULL,
      event TEXT NOT NULL,
      condition TEXT,
      channel TEXT NOT NULL,
      tells_own INTEGER NOT NULL
    ) STRICT
    """,
    // Which of those that are not only theirs somebody wants nothing of.
    """
    CREATE TABLE mute (
      person INTEGER NOT NULL,
      subscription TEXT NOT NULL,
      PRIMARY KEY (person, subscription)
    ) STRICT, WITHOUT ROWID
    """,
    // Whether its recipient has read it; the index of a recipient's rows finds those.
    "ALTER TABLE outbox ADD COLUMN is_read INTEGER NOT NULL DEFAULT 0",
    // `share` is the role that the view is shared with; null for the owner's own.
    """
    CREATE TABLE saved_view (
      owner INTEGER NOT NULL,
      name TEXT NOT NULL,
      query TEXT NOT NULL,
      share TEXT,
      PRIMARY KEY (owner, name)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// From version 5 on subscriptions are read as they are asked for, and not with the rules.
  static let subscribed = [
    // Those to what a change may be.
    "CREATE INDEX subscription_event ON subscription (event)",
    // Those that concern somebody.
    "CREATE INDEX subscription_audience ON subscription (audience)",
  ]
}
