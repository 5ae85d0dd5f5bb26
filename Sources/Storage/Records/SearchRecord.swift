import Kernel

/// Rows of the two search tables: one per entry that says something.
enum SearchRecord {
  static let tables = ["search_public", "search_internal"]

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

  /// The folded tokens of what an entry says.
  static func tokens(of entry: Entry) -> String {
    TextFolding.stored(entry.searchable)
  }
}
