import Kernel
import Texts

/// Compares the tables, indexes and triggers of a database with those that Docket makes.
struct SchemaAudit {
  let connection: Connection
  let pristine: Connection

  /// An empty desk's tables, in memory.
  static func pristine() throws -> Connection {
    try Connection.open(":memory:", mode: .create)
  }

  /// Whether all tables are there that the rest of an audit reads.
  func hasAllTables() throws -> Bool {
    let (found, wanted) = (try parts(of: connection), try parts(of: pristine))
    return wanted.allSatisfy { $0.key.hasPrefix("table ") ? found[$0.key] != nil : true }
  }

  func problems() throws -> [AuditProblem] {
    let (found, wanted) = (try parts(of: connection), try parts(of: pristine))
    return Set(found.keys).union(wanted.keys).sorted().compactMap { part in
      guard found[part] != wanted[part] else { return nil }
      guard let present = found[part] else {
        return AuditProblem(.schema, Text.auditSchemaMissing(part: part))
      }
      return AuditProblem(
        .schema,
        wanted[part] == nil
          ? Text.auditSchemaUnknown(part: part, sql: present)
          : Text.auditSchemaChanged(part: part))
    }
  }

  /// The statements that made the parts, by kind and name; white space does not count.
  private func parts(of connection: Connection) throws -> [String: String] {
    enum Found: Int, RowColumn { case type, name, sql }
    var parts: [String: String] = [:]
    // What SQLite makes for itself is called `sqlite_…`.
    let sql = "SELECT type, name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'"
    try connection.rows(sql) { (row: Row<Found>) in
      let words = row.text(.sql).split { $0 == " " || $0 == "\n" }
      parts["\(row.text(.type)) \(row.text(.name))"] = words.joined(separator: " ")
    }
    return parts
  }
}
