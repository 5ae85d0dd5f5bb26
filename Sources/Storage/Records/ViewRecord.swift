import Kernel

enum ViewColumn: Int, TableColumn {
  case owner, name, query, share

  static let table = Table("saved_view", of: Self.self)
  static let put = upsert(on: .owner, .name)
}

extension DeskReader {
  /// All saved views, by name.
  package func views() throws -> [SavedView] {
    try connection.all(ViewColumn.table.select + " ORDER BY name, owner") {
      (row: Row<ViewColumn>) in
      SavedView(
        name: row.text(.name), query: row.text(.query),
        owner: Person.ID(rawValue: row.integer(.owner)), share: row.optionalText(.share))
    }
  }
}

extension WriteTransaction {
  /// Writes a view; the one of the same owner and name is replaced.
  package func write(_ view: SavedView) throws {
    try change(
      DeskRow(.view, "\(view.owner.rawValue).\(view.name)"), ViewColumn.put,
      ViewColumn.values([
        .owner: .integer(view.owner.rawValue), .name: .text(view.name), .query: .text(view.query),
        .share: .optional(view.share),
      ]))
  }

  package func removeView(_ name: String, of owner: Person.ID) throws {
    try change(
      DeskRow(.view, "\(owner.rawValue).\(name)"),
      "DELETE FROM saved_view WHERE owner = $1 AND name = $2",
      [.integer(owner.rawValue), .text(name)])
  }
}
