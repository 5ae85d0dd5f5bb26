import Kernel

/// Rows of the two search tables: which words of an entry can be found.
enum SearchRecord {
  /// Adds an entry's tokens: the number of the entry, the tokens.
  static func insert(_ visibility: Entry.Visibility) -> String {
    switch visibility {
    case .public: "INSERT INTO search_public (rowid, tokens) VALUES ($1, $2)"
    case .internal: "INSERT INTO search_internal (rowid, tokens) VALUES ($1, $2)"
    }
  }

  /// Takes an entry's tokens out again; they must be the ones that were put in.
  ///
  /// Source: https://www.sqlite.org/fts5.html#the_delete_command.
  static func delete(_ visibility: Entry.Visibility) -> String {
    switch visibility {
    case .public:
      "INSERT INTO search_public (search_public, rowid, tokens) VALUES ('delete', $1, $2)"
    case .internal:
      "INSERT INTO search_internal (search_internal, rowid, tokens) VALUES ('delete', $1, $2)"
    }
  }

  /// The folded tokens of the entry's text and of the subject and body that it set.
  static func tokens(of entry: Entry) -> String {
    var texts: [String] = []
    for edit in entry.edits where edit.field == "subject" || edit.field == "body" {
      if let text = edit.to.text { texts.append(text) }
    }
    if !entry.text.isEmpty { texts.append(entry.text) }
    return texts.map(fold).joined(separator: " ")
  }

  private static func fold(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}
