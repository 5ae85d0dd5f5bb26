import Kernel

extension Connection {
  /// All saved views, by name.
  func views() throws -> [SavedView] {
    try all("SELECT owner, name, query, share FROM saved_view ORDER BY name, owner") { row in
      SavedView(
        name: row.text(1), query: row.text(2), owner: Person.ID(rawValue: row.integer(0)),
        share: row.isNull(3) ? nil : row.text(3))
    }
  }
}

extension Reader {
  /// All saved views, by name.
  package func views() throws -> [SavedView] { try connection.views() }
}

extension WriteTransaction {
  /// All saved views, by name.
  package func views() throws -> [SavedView] { try connection.views() }

  /// Writes a view; the one of the same owner and name is replaced.
  package func write(_ view: SavedView) throws {
    try change(
      DeskRow(.view, "\(view.owner.rawValue).\(view.name)"),
      """
      INSERT INTO saved_view (owner, name, query, share) VALUES ($1, $2, $3, $4)
      ON CONFLICT (owner, name) DO UPDATE SET query = excluded.query, share = excluded.share
      """,
      [
        .integer(view.owner.rawValue), .text(view.name), .text(view.query),
        .optional(view.share),
      ])
  }

  package func removeView(_ name: String, of owner: Person.ID) throws {
    try change(
      DeskRow(.view, "\(owner.rawValue).\(name)"),
      "DELETE FROM saved_view WHERE owner = $1 AND name = $2",
      [.integer(owner.rawValue), .text(name)])
  }
}
