extension Schema {
  /// What version 9 adds: what dashboards are counted by, and what reports count entries by.
  static let ninth = [
    // Who has how many of the tickets that are not closed, in which queue and stage: counted in the
    // order of the index, where reading the rows of 50,000 takes 100 ms.
    "CREATE INDEX ticket_state ON ticket (category, queue, stage, assignee)",
    // The open tickets that nothing has happened to for longest, and those that came or were closed
    // since a moment: what was created or closed then was updated then or later.
    "CREATE INDEX ticket_updated ON ticket (category, updated, created, closed)",
    // What is overdue, the first of it first.
    "CREATE INDEX ticket_due ON ticket (category, due) WHERE due IS NOT NULL",
    // What entries are counted by, a row for each entry of a ticket: it follows from the entry, whose
    // own row is several times as long and has the edits as JSON.
    """
    CREATE TABLE counted_entry (
      ticket INTEGER NOT NULL,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      source TEXT NOT NULL,
      action TEXT NOT NULL,
      visibility TEXT NOT NULL,
      veil TEXT,
      moved TEXT NOT NULL,
      edited INTEGER NOT NULL,
      PRIMARY KEY (ticket, number)
    ) STRICT, WITHOUT ROWID
    """,
    CountedRecord.filling,
  ]
}
