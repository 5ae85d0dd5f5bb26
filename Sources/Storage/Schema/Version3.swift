extension Schema {
  /// What version 3 adds: from then on the desk's chain tells of each row of its tables.
  static var third: [String] { peopleByRole + deskRows + veils + pauses }

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

  /// What is only for those who see secret fields.
  static let veils = [
    // The permissions of which one is needed to see any of the entry; null for most.
    "ALTER TABLE entry ADD COLUMN veil TEXT",
    // How many such entries a ticket has, by permission; empty for most.
    "ALTER TABLE ticket ADD COLUMN veiled TEXT NOT NULL DEFAULT ''",
  ]

  /// Hosts that lanes leave alone, or may soon: a row for each that has timed out of late.
  static let pauses = [
    """
    CREATE TABLE delivery_pause (
      plugin TEXT NOT NULL,
      channel TEXT NOT NULL,
      host TEXT NOT NULL,
      failures INTEGER NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL,
      PRIMARY KEY (plugin, channel, host)
    ) STRICT, WITHOUT ROWID
    """
  ]
}
