extension Schema {
  /// People, roles and what else the desk itself has.
  static let people = [
    """
    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      email TEXT NOT NULL,
      login TEXT NOT NULL,
      language TEXT NOT NULL,
      zone TEXT NOT NULL,
      roles TEXT NOT NULL
    ) STRICT
    """,
    // Who is at the keyboard; nobody shares a login.
    "CREATE UNIQUE INDEX person_login ON person (login) WHERE login <> ''",
    """
    CREATE TABLE role (
      name TEXT PRIMARY KEY,
      side TEXT NOT NULL,
      grants TEXT NOT NULL,
      plugin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE queue (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  ]
}
