extension Schema {
  /// How plugins fare: what they use, and whether they fail too often.
  static let operations = [
    // A row per function that was ever called; written once a second at most.
    """
    CREATE TABLE plugin_use (
      plugin TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      calls INTEGER NOT NULL,
      faults INTEGER NOT NULL,
      instructions INTEGER NOT NULL,
      memory INTEGER NOT NULL,
      times TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (plugin, kind, name)
    ) STRICT, WITHOUT ROWID
    """,
    // A row per plugin that failed since it was enabled.
    """
    CREATE TABLE plugin_health (
      plugin TEXT PRIMARY KEY,
      faults TEXT NOT NULL,
      last_fault TEXT NOT NULL,
      suspensions INTEGER NOT NULL,
      suspended_until INTEGER
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
