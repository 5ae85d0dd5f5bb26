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

  /// Who has a role, without reading everybody: the lists of `person.roles` the other way round.
  static let peopleByRole = [
    """
    CREATE TABLE person_role (
      role TEXT NOT NULL,
      person INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (role, person)
    ) STRICT, WITHOUT ROWID
    """,
    // Who is looked for by the beginning of an address; a name has an index anyhow.
    "CREATE INDEX person_email ON person (email) WHERE email <> ''",
    // Whose roles change.
    "CREATE INDEX person_role_person ON person_role (person)",
    fillingRoles,
  ]

  /// Fills the empty table of who has which role.
  static let fillingRoles = """
    INSERT INTO person_role (role, person)
    SELECT DISTINCT list.value, person.id FROM person, json_each(person.roles) AS list
    """

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

  /// What finds the history of the desk itself.
  static let deskRows = [
    // Which registry the history names last, asked whenever plugins are loaded.
    """
    CREATE INDEX entry_epoch ON entry (number)
      WHERE ticket = 0 AND instr(edits, '"field":"epoch"') > 0
    """,
    // An older desk's history tells of its rows once it is opened to be changed.
    """
    INSERT INTO setting (name, value) SELECT '\(DeskRow.baselineSetting)', 'due'
      WHERE EXISTS (SELECT 1 FROM entry)
    """,
  ]
}
