import Kernel

/// Search in texts: the one part that only SQLite's FTS5 understands.
extension QueryCompiler {
  /// Whether one of the ticket's texts that the asker sees has the phrase.
  mutating func text(_ phrase: [String]) -> String {
    if let found { return "t.id IN (SELECT value FROM json_each(\(bound(found, phrase))))" }
    let found = found(Self.phrase(phrase), in: "search_public")
    guard notes != .never else { return found }
    let noted = self.found(Self.phrase(phrase), in: "search_internal")
    return "(\(found) OR (\(noted) AND \(grant(notes))))"
  }

  /// The beginning of a statement that sorts by rank: how many texts of each ticket were found.
  mutating func hits(of query: Query) -> String {
    guard query.order.contains(where: { $0.subject == .rank }) else { return "" }
    if let found {
      return """
        WITH found(ticket, hits) AS (SELECT json_extract(value, '$[0]'), \
        json_extract(value, '$[1]') FROM json_each(\(builder.bind(.text(found.hits))))) 
        """
    }
    let match = query.phrases.map(Self.phrase).joined(separator: " OR ")
    let found = counted(match, in: "search_public")
    guard notes != .never else { return "WITH found(ticket, hits) AS (\(found)) " }
    let noted = counted(match, in: "search_internal")
    return "WITH found(ticket, hits) AS (\(found)), noted(ticket, hits) AS (\(noted)) "
  }

  /// How many texts of the ticket were found that the asker sees.
  var rank: String {
    mutating get {
      let found = "COALESCE((SELECT f.hits FROM found AS f WHERE f.ticket = t.id), 0)"
      guard notes != .never, self.found == nil else { return found }
      let noted = "COALESCE((SELECT n.hits FROM noted AS n WHERE n.ticket = t.id), 0)"
      return "\(found) + CASE WHEN \(grant(notes)) THEN \(noted) ELSE 0 END"
    }
  }

  private mutating func bound(_ found: FoundTexts, _ phrase: [String]) -> String {
    builder.bind(.text(found.tickets(with: phrase)))
  }

  private mutating func found(_ match: String, in table: String) -> String {
    let match = builder.bind(.text(match))
    let since = window.map { " AND s.rowid >= \(builder.bind(.integer($0.entry)))" } ?? ""
    return """
      t.id IN (SELECT e.ticket FROM \(table) AS s JOIN entry AS e ON e.seq = s.rowid \
      WHERE s.tokens MATCH \(match)\(since))
      """
  }

  private mutating func counted(_ match: String, in table: String) -> String {
    """
    SELECT e.ticket, count(*) FROM \(table) AS s JOIN entry AS e ON e.seq = s.rowid \
    WHERE s.tokens MATCH \(builder.bind(.text(match))) GROUP BY e.ticket
    """
  }

  /// Tokens one after the other in FTS5's language; they have no quotes in them.
  static func phrase(_ tokens: [String]) -> String {
    "\"" + tokens.joined(separator: " ") + "\""
  }
}
