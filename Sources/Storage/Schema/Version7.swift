extension Schema {
  /// What version 7 adds: the fields of people.
  static let seventh = [
    // All of a person's values by field, as a JSON object: what the desk's history tells of.
    "ALTER TABLE person ADD COLUMN fields TEXT NOT NULL DEFAULT '{}'",
    // The same as a row per element, to ask by: what stands in it follows from the rows of people.
    """
    CREATE TABLE person_value (
      person INTEGER NOT NULL REFERENCES person (id),
      field TEXT NOT NULL,
      position INTEGER NOT NULL,
      text TEXT,
      number ANY,
      kind TEXT NOT NULL,
      PRIMARY KEY (person, field, position)
    ) STRICT, WITHOUT ROWID
    """,
    // Who has a value: the people of one organization, whose tickets their colleagues see.
    "CREATE INDEX person_value_text ON person_value (field, text, person) WHERE text IS NOT NULL",
    """
    CREATE INDEX person_value_number ON person_value (field, number, person)
      WHERE number IS NOT NULL
    """,
  ]
}
