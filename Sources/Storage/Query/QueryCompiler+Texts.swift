import Kernel

/// Search in texts: the one part that only SQLite's FTS5 understands.
extension QueryCompiler {
  /// Whether one of the ticket's texts that the asker sees has the phrase.
  mutating func text(_ phrase: SearchPhrase) -> String {
    if let found { return "t.id IN (SELECT value FROM json_each(\(bound(found, phrase))))" }
    let found = found(phrase, in: "search_public")
    guard notes != .never else { return found }
    let noted = self.found(phrase, in: "search_internal")
    return "(\(found) OR (\(noted) AND \(grant(notes))))"
  }

  /// Whether the field, as it is now, has the words of one of the phrases.
  ///
  /// What it says now was said in public by some entry, so that the search table knows where to look.
  mutating func words(of field: QueryField, _ phrases: [SearchPhrase]) -> String {
    guard case .text(let column) = FieldColumn(field) else { return "1 = 0" }
    let parts = phrases.map { phrase in
      let has = has(phrase, in: "folded(\(column))")
      return isFilter ? has : "(\(found(phrase, in: "search_public")) AND \(has))"
    }
    return joined(parts, by: "OR", empty: "1 = 0")
  }

  /// Whether a folded text has the phrase; its words have one space between.
  private mutating func has(_ phrase: SearchPhrase, in text: String) -> String {
    let words = phrase.tokens.joined(separator: " ")
    switch phrase.extent {
    case .whole: return "instr(' ' || \(text) || ' ', \(builder.bind(.text(" \(words) ")))) > 0"
    case .beginning: return "instr(' ' || \(text), \(builder.bind(.text(" \(words)")))) > 0"
    case .ending: return "instr(\(text) || ' ', \(builder.bind(.text("\(words) ")))) > 0"
    case .inside: return "instr(\(text), \(builder.bind(.text(words)))) > 0"
    }
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
    let found = counted(query.phrases, in: "search_public")
    guard notes != .never else { return "WITH found(ticket, hits) AS (\(found)) " }
    let noted = counted(query.phrases, in: "search_internal")
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

  private mutating func bound(_ found: FoundTexts, _ phrase: SearchPhrase) -> String {
    builder.bind(.text(found.tickets(with: phrase)))
  }

  private mutating func found(_ phrase: SearchPhrase, in table: String) -> String {
    """
    t.id IN (SELECT e.ticket FROM (\(entries(with: [phrase], in: table))) AS s \
    CROSS JOIN entry AS e ON e.seq = s.seq)
    """
  }

  private mutating func counted(_ phrases: [SearchPhrase], in table: String) -> String {
    """
    SELECT e.ticket, count(*) FROM (\(entries(with: phrases, in: table))) AS s \
    CROSS JOIN entry AS e ON e.seq = s.seq GROUP BY e.ticket
    """
  }

  /// The entries with one of the phrases, each once where there are several.
  private mutating func entries(with phrases: [SearchPhrase], in table: String) -> String {
    let since = window.map(\.entry)
    var parts: [String] = []
    let plain = phrases.filter(\.isFoundByBeginning).map(Self.phrase)
    if !plain.isEmpty {
      let match = builder.bind(.text(plain.joined(separator: " OR ")))
      let since = since.map { " AND rowid >= \(builder.bind(.integer($0)))" } ?? ""
      parts.append("SELECT rowid AS seq FROM \(table) WHERE tokens MATCH \(match)\(since)")
    }
    for phrase in phrases where !phrase.isFoundByBeginning {
      let fits = isWord("w.term", phrase)
      let since = since.map { " AND p.doc >= \(builder.bind(.integer($0)))" } ?? ""
      parts.append(
        """
        SELECT p.doc AS seq FROM \(table)_word AS w CROSS JOIN \(table)_place AS p \
        ON p.term = w.term WHERE \(fits)\(since)
        """)
    }
    // What is found by its inside may be found several times in one entry.
    return parts.count == 1 && !plain.isEmpty
      ? parts[0] : (parts + ["SELECT 0 WHERE 0"]).joined(separator: " UNION ")
  }

  /// Whether a word of a search table has the one word of the phrase at its end, or inside.
  private mutating func isWord(_ term: String, _ phrase: SearchPhrase) -> String {
    let word = phrase.tokens.joined()
    guard phrase.extent == .ending else {
      return "instr(\(term), \(builder.bind(.text(word)))) > 0"
    }
    let start = builder.bind(.integer(Int64(-word.unicodeScalars.count)))
    return "substr(\(term), \(start)) = \(builder.bind(.text(word)))"
  }

  /// Words one after the other in FTS5's language; they have no quotes in them.
  static func phrase(_ phrase: SearchPhrase) -> String {
    "\"\(phrase.tokens.joined(separator: " "))\"" + (phrase.extent == .beginning ? " *" : "")
  }
}
