extension Schema {
  /// What version 5 adds.
  static var fifth: [String] { replays + subscribed + absences + peopleByName }

  /// Who took entries in from elsewhere, and contents on their way in.
  static let replays = [
    // The desk's entry that tells of the import; null for what was made here.
    "ALTER TABLE entry ADD COLUMN imported INTEGER",
    // Parts of contents that a file brings before the entry that names them, gone with its end.
    """
    CREATE TABLE staged_part (
      source TEXT NOT NULL,
      digest BLOB NOT NULL,
      position INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (source, digest, position)
    ) STRICT
    """,
    // Up to version 4 such parts lay among those of attachments, also where nothing named them.
    "DELETE FROM content_part WHERE digest NOT IN (SELECT digest FROM content)",
  ]

  /// From version 5 on subscriptions are read as they are asked for, and not with the rules.
  static let subscribed = [
    // Those to what a change may be.
    "CREATE INDEX subscription_event ON subscription (event)",
    // Those that concern somebody.
    "CREATE INDEX subscription_audience ON subscription (audience)",
  ]

  /// Who is not there to work.
  static let absences = [
    """
    CREATE TABLE absence (
      person INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      till INTEGER,
      stand_in INTEGER
    ) STRICT
    """
  ]

  /// Who has a name that compares as another text than itself; most names are in small letters, and
  /// found as they are.
  static let peopleByName = [
    """
    CREATE TABLE person_name (
      key TEXT NOT NULL,
      person INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (key, person)
    ) STRICT, WITHOUT ROWID
    """,
    // Whose name changes.
    "CREATE INDEX person_name_person ON person_name (person)",
  ]
}
