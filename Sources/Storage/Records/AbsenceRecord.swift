import Kernel

extension Connection {
  /// Who is not there to work, by their ids.
  func absences() throws -> [Absence] {
    try all("SELECT person, kind, till, stand_in FROM absence ORDER BY person") { row in
      guard let kind = Absence.Kind(rawValue: row.text(1)) else {
        throw RecordError(table: "absence", key: "\(row.integer(0))", column: "kind")
      }
      return Absence(
        of: Person.ID(rawValue: row.integer(0)), kind,
        till: row.isNull(2) ? nil : Instant(milliseconds: row.integer(2)),
        standIn: row.isNull(3) ? nil : Person.ID(rawValue: row.integer(3)))
    }
  }
}

extension Reader {
  /// Who is not there to work, by their ids.
  package func absences() throws -> [Absence] { try connection.absences() }
}

extension WriteTransaction {
  /// Who is not there to work, by their ids.
  package func absences() throws -> [Absence] { try connection.absences() }

  package func write(_ absence: Absence) throws {
    try change(
      DeskRow(.absence, "\(absence.person.rawValue)"),
      """
      INSERT INTO absence (person, kind, till, stand_in) VALUES ($1, $2, $3, $4)
      ON CONFLICT (person) DO UPDATE SET kind = excluded.kind, till = excluded.till,
        stand_in = excluded.stand_in
      """,
      [
        .integer(absence.person.rawValue), .text(absence.kind.rawValue),
        absence.till.map { .integer($0.milliseconds) } ?? .null,
        absence.standIn.map { .integer($0.rawValue) } ?? .null,
      ])
  }

  package func endAbsence(of person: Person.ID) throws {
    try change(
      DeskRow(.absence, "\(person.rawValue)"), "DELETE FROM absence WHERE person = $1",
      [.integer(person.rawValue)])
  }
}
