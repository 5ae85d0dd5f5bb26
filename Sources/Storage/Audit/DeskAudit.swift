import Crypto
import Kernel
import Texts

/// Compares the tables of the desk itself with what the desk's chain makes of them.
struct DeskAudit {
  let connection: Connection
  /// An empty desk's tables, which say what stands in columns that came later.
  let pristine: Connection
  let fold: DeskFold

  func problems() throws -> [AuditProblem] {
    // What an older desk has is checked once its history tells of it.
    guard fold.tellsOfRows || fold.isEmpty else { return [] }
    return try rows() + peopleByRole() + peopleByName() + peopleByField() + registries() + files()
  }

  private func problem(_ text: Text, _ kind: AuditProblem.Kind = .desk) -> AuditProblem {
    AuditProblem(kind, ticket: .desk, text)
  }

  private func rows() throws -> [AuditProblem] {
    var problems: [AuditProblem] = []
    var missing = fold.rows
    for table in DeskTable.allCases {
      let standard = try defaults(of: table)
      for (name, content) in try connection.contents(of: table).sorted(by: { $0.key < $1.key }) {
        let told = missing.removeValue(forKey: name)
        guard !fold.isErased(name) else { continue }
        guard let told else {
          problems.append(problem(Text.auditDeskRowUntold(row: name)))
          continue
        }
        for column in DeskAudit.columns(of: content, differingFrom: told, standard) {
          problems.append(problem(Text.auditDeskRow(row: name, name: column)))
        }
      }
    }
    for name in missing.keys.sorted() where !fold.isErased(name) {
      problems.append(problem(Text.auditDeskRowMissing(row: name)))
    }
    return problems
  }

  /// The table of who has which role, which follows from the rows of people.
  private func peopleByRole() throws -> [AuditProblem] {
    // A list that is none must not stop the audit.
    let lists = """
      SELECT person.id AS person, list.value AS role FROM person,
        json_each(CASE json_valid(person.roles) WHEN 1 THEN person.roles ELSE '[]' END) AS list
      """
    let differing = """
      SELECT * FROM (SELECT person, role FROM person_role EXCEPT \(lists))
      UNION SELECT * FROM (\(lists) EXCEPT SELECT person, role FROM person_role)
      """
    enum Found: Int, RowColumn { case person, role }
    return try connection.all(differing) { (row: Row<Found>) in
      problem(Text.auditPersonRole(person: row.integer(.person), role: row.text(.role)))
    }
  }

  /// The table of how names compare, which follows from the rows of people.
  private func peopleByName() throws -> [AuditProblem] {
    try connection.wrongNameKeys().map { problem(Text.auditPersonName(person: $0)) }
  }

  /// The table that people are found in by their fields, which follows from the rows of people.
  private func peopleByField() throws -> [AuditProblem] {
    try connection.peopleWithWrongValues().map { problem(Text.auditPersonField(person: $0)) }
  }

  private static func columns(
    of content: JSON, differingFrom told: JSON, _ standard: [String: JSON],
  ) -> [String] {
    let names = Set((content.members ?? []).map(\.0) + (told.members ?? []).map(\.0))
    return names.sorted().filter { name in
      content[name]?.text != (told[name] ?? standard[name])?.text
    }
  }

  private func defaults(of table: DeskTable) throws -> [String: JSON] {
    var defaults: [String: JSON] = [:]
    enum Found: Int, RowColumn { case name, standard }
    let sql = "SELECT name, dflt_value FROM pragma_table_info($1)"
    try pristine.rows(sql, [.text(table.name)]) { (row: Row<Found>) in
      let standard = row.optionalText(.standard) ?? "NULL"
      let value = try pristine.first("SELECT \(standard)") { (row: Row<OnlyColumn>) in row.members }
      defaults[row.text(.name)] = value?.first?.value.json ?? .null
    }
    return defaults
  }

  /// The registries that are kept, and the one that decides.
  private func registries() throws -> [AuditProblem] {
    var problems: [AuditProblem] = []
    if try Counters(readFrom: connection).epoch != fold.epoch {
      problems.append(problem(Text.auditEpoch))
    }
    var missing = fold.epochs
    let registries = try connection.all(RegistryColumn.table.select + " ORDER BY epoch") {
      (row: Row<RegistryColumn>) in (row.text(.epoch), row.text(.text))
    }
    for (epoch, text) in registries {
      if missing.remove(epoch) == nil {
        problems.append(problem(Text.auditRegistryUntold(epoch: epoch), .plugins))
      }
      if Digest(of: text).hex != epoch {
        problems.append(problem(Text.auditRegistry(epoch: epoch), .plugins))
      }
    }
    return problems
      + missing.sorted().map { problem(Text.auditRegistryMissing(epoch: $0), .plugins) }
  }

  /// The files of plugins, each set under its digest.
  private func files() throws -> [AuditProblem] {
    var problems: [AuditProblem] = []
    var missing = fold.files.subtracting([""])
    let sql = "SELECT DISTINCT digest FROM plugin_file ORDER BY digest"
    for digest in try connection.texts(sql) {
      if missing.remove(digest) == nil {
        problems.append(problem(Text.auditFilesUntold(digest: digest), .plugins))
      }
      let found = PluginFile.digest(of: try connection.pluginFiles(digest: digest)).hex
      if found != digest, found != fold.foundFiles[digest] {
        problems.append(problem(Text.auditFiles(digest: digest), .plugins))
      }
    }
    return problems
      + missing.sorted().map { problem(Text.auditFilesMissing(digest: $0), .plugins) }
  }
}
