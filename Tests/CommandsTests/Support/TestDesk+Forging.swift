import TestSupport

extension TestDesk {
  /// Changes the database behind the desk's back; entries too, whose guards are taken away first.
  @discardableResult
  func forge(_ sql: String) throws -> String {
    let database = path + "/docket.db"
    let guards = try SQLiteShell.run(
      on: database,
      "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND sql IS NOT NULL")
    let names = try SQLiteShell.run(
      on: database,
      "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'")
    return try SQLiteShell.run(on: database, names + sql + ";" + guards)
  }
}
