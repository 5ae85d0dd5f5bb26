extension Schema {
  /// Tickets as they are now, their lists and custom fields, and the words to search.
  static let tickets = [
    // Empty texts are '', never NULL. `priority` is a rank, `been` a set of categories.
    """
    CREATE TABLE ticket (
      id INTEGER PRIMARY KEY,
      type TEXT NOT NULL,
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      queue TEXT NOT NULL,
      stage TEXT NOT NULL,
      category TEXT NOT NULL,
      priority INTEGER NOT NULL,
      requester INTEGER REFERENCES person (id),
      assignee INTEGER REFERENCES person (id),
      due INTEGER,
      wake INTEGER,
      parent INTEGER,
      source TEXT NOT NULL,
      close_reason TEXT NOT NULL,
      created INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      closed INTEGER,
      version INTEGER NOT NULL,
      touched INTEGER NOT NULL,
      stage_since INTEGER NOT NULL,
      been INTEGER NOT NULL,
      number INTEGER NOT NULL,
      head BLOB,
      stages_before TEXT NOT NULL
    ) STRICT
    """,
    // "The queue's tickets": rows of one queue stand in the order of their ids, so that the first
    // page needs no sorting. With the category in between they would not.
    "CREATE INDEX ticket_queue ON ticket (queue)",
    // "What is open", everywhere or in a queue: without the closed ones, which are most.
    "CREATE INDEX ticket_category ON ticket (category, queue)",
    // "Mine", for staff and for customers.
    "CREATE INDEX ticket_assignee ON ticket (assignee) WHERE assignee IS NOT NULL",
    "CREATE INDEX ticket_requester ON ticket (requester) WHERE requester IS NOT NULL",
    "CREATE INDEX ticket_parent ON ticket (parent) WHERE parent IS NOT NULL",
    // A row per element; a single value stands at position 0, a list's begin at 1.
    """
    CREATE TABLE ticket_value (
      ticket INTEGER NOT NULL,
      field TEXT NOT NULL,
      position INTEGER NOT NULL,
      text TEXT,
      number ANY,
      kind TEXT NOT NULL,
      PRIMARY KEY (ticket, field, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX ticket_value_text ON ticket_value (field, text, ticket) WHERE text IS NOT NULL",
    """
    CREATE INDEX ticket_value_number ON ticket_value (field, number, ticket)
      WHERE number IS NOT NULL
    """,
    // Folded tokens by entry; the texts themselves stay in `payload` only.
    """
    CREATE VIRTUAL TABLE search_public
      USING fts5 (tokens, content='', columnsize=0, tokenize='ascii')
    """,
    """
    CREATE VIRTUAL TABLE search_internal
      USING fts5 (tokens, content='', columnsize=0, tokenize='ascii')
    """,
  ]
}
