extension APIDoc {
  private static let values = "values: table: what $name in the query stands for"
  private static let person = "as: text: a person: no more than they may see"

  /// What reads tickets, histories and people.
  static let reading: [Entry] = [
    (
      "docket.tickets.get",
      APIDoc(
        """
        id: whole number: the ticket's number
        o: table: options
        """,
        keys: """
          at: time: as it was then
          \(person)
          """, gives: "the ticket (docket help api ticket), or nil and why",
        example: "local ticket = docket.tickets.get(7)")
    ),
    ("docket.tickets.find", found("list of tickets", "tickets", "is:open queue:$q", limit: true)),
    ("docket.tickets.each", found("iterator over tickets", "tickets", "is:open queue:$q")),
    (
      "docket.tickets.count",
      APIDoc(
        query,
        keys: """
          \(values)
          by: text: a field to count by
          \(person)
          """, gives: "a number; with by a table { value = number }",
        example: "local open = docket.tickets.count(\"is:open\", { by = \"queue\" })")
    ),
    (
      "docket.history.of",
      APIDoc(
        """
        id: whole number: the ticket's number
        o: table: options
        """,
        keys: """
          limit: whole number: at most so many
          \(person)
          """, gives: "a list of entries (docket help api entry), oldest first, or nil and why",
        example: "local entries = docket.history.of(7)")
    ),
    (
      "docket.history.get",
      APIDoc(
        """
        seq: whole number: the entry's number on the desk
        o: table: options
        """, keys: person, gives: "the entry, or nil and why",
        example: "local entry = docket.history.get(214)")
    ),
    (
      "docket.history.find",
      found("list of entries", "history", "action:close source:$q", limit: true)
    ),
    ("docket.history.each", found("iterator over entries", "history", "action:close source:$q")),
    (
      "docket.history.count",
      APIDoc(
        query,
        keys: """
          \(values)
          \(person)
          """, gives: "a number", example: "local closes = docket.history.count(\"action:close\")")
    ),
    (
      "docket.explain",
      APIDoc(
        """
        id: whole number: the ticket's number
        field: text: a field's name
        o: table: options
        """, keys: person, gives: "a list of { seq, at, from, to, by, cause, chain }, newest first",
        example: "local why = docket.explain(7, \"priority\")")
    ),
    (
      "docket.people.get",
      APIDoc(
        "name: text: the person's name", gives: "the person, or nil and why",
        example: "local ann = docket.people.get(\"ann\")")
    ),
    (
      "docket.people.find",
      APIDoc(
        "query: text: words of names and addresses, and role:NAME",
        gives: "a list of people, by name",
        example: "local agents = docket.people.find(\"role:agent\")"
      )
    ),
    (
      "docket.people.with_role",
      APIDoc(
        """
        role: text: the role's name
        o: table: options
        """,
        keys: """
          after: text: only people whose names come behind this one
          limit: whole number: how many at most
          works_on: whole number: only who may view and update this ticket and is not away
          """, gives: "a list of people, by name",
        example: "local next = docket.people.with_role(\"agent\", { after = \"ann\", limit = 1 })")
    ),
    (
      "docket.people.next",
      APIDoc(
        """
        role: text: the role's name
        name: text: behind whom; nil for the first
        o: table: options
        """,
        keys: """
          works_on: whole number: only who may view and update this ticket and is not away
          """, gives: "a person, or nil where nobody has the role",
        example: "local turn = docket.people.next(\"agent\", docket.state.get(\"last\"))")
    ),
    (
      "docket.people.may",
      APIDoc(
        """
        name: text: the person's name
        permission: text: as ticket.close
        id: whole number: the ticket; nil for whether they may ever
        """, gives: "true or false, and why",
        example: "local may, why = docket.people.may(\"ann\", \"ticket.close\", 7)")
    ),
  ]

  private static let query = """
    query: text: as docket help queries says
    o: table: options
    """

  private static func found(
    _ gives: String, _ space: String, _ question: String, limit: Bool = false,
  ) -> APIDoc {
    let most = "limit: whole number: at most so many\(limit ? "; 50" : "")\n"
    let isList = gives.hasPrefix("list")
    let call =
      "docket.\(space).\(isList ? "find" : "each")(\"\(question)\", { values = { q = \"x\" } })"
    return APIDoc(
      query, keys: most + "\(values)\n\(person)", gives: (isList ? "a " : "an ") + gives,
      example: isList
        ? "local found = \(call)" : "for one in \(call) do docket.log.info(one.version) end")
  }
}
