extension Schema {
  /// What version 8 adds: reports that people are sent every week.
  static let eighth = [
    // What is asked of the report, and when, as JSON; NULL where changes are told.
    "ALTER TABLE subscription ADD COLUMN report TEXT"
  ]
}
