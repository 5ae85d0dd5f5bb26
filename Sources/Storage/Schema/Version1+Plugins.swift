extension Schema {
  /// Plugins with their files, what they registered, what they remember, and what they log.
  static let plugins = [
    """
    CREATE TABLE plugin (
      name TEXT PRIMARY KEY,
      version TEXT NOT NULL,
      digest TEXT NOT NULL,
      enabled INTEGER NOT NULL,
      position INTEGER NOT NULL,
      is_script INTEGER NOT NULL,
      settings TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE plugin_file (
      digest TEXT NOT NULL,
      path TEXT NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (digest, path)
    ) STRICT
    """,
    // Every registry that ever decided something, by its digest: the epochs.
    "CREATE TABLE registry (epoch TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
    // What plugins remember now; `seq` is the last entry before it was written.
    """
    CREATE TABLE plugin_state (
      plugin TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (plugin, key)
    ) STRICT, WITHOUT ROWID
    """,
    // What they remembered earlier, from one entry up to another; read from end to end only.
    """
    CREATE TABLE plugin_state_past (
      plugin TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      seq INTEGER NOT NULL,
      until INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE desk_log (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      level TEXT NOT NULL,
      plugin TEXT NOT NULL,
      message TEXT NOT NULL
    ) STRICT
    """,
  ]

  /// How far each import has come: a mark per batch of rows.
  static let imports = [
    // `digest` is of all that was read up to that row, `checks` 8 bytes of each row's own digest.
    """
    CREATE TABLE import_mark (
      source TEXT NOT NULL,
      rows INTEGER NOT NULL,
      digest BLOB NOT NULL,
      checks BLOB NOT NULL,
      PRIMARY KEY (source, rows)
    ) STRICT, WITHOUT ROWID
    """
  ]
}
