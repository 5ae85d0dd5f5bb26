extension Schema {
  /// What version 8 adds: reports that people are sent every week, and what boards are counted by.
  static let eighth = [
    // What is asked of the report, and when, as JSON; NULL where changes are told.
    "ALTER TABLE subscription ADD COLUMN report TEXT",
    // A board counts the tickets of each stage and shows the most urgent ones of each, without the
    // discarded ones: both from the index alone, where the rows of 100,000 tickets take 50 ms a stage.
    "CREATE INDEX ticket_stage ON ticket (stage, category, priority)",
  ]
}
