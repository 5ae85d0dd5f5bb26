import Kernel

enum AbsenceColumn: Int, TableColumn {
  case person, kind, till, standIn

  static let table = Table("absence", of: Self.self)
  static let put = upsert(on: .person)
}

extension DeskReader {
  /// Who is not there to work, by their ids.
  package func absences() throws -> [Absence] {
    try connection.all(AbsenceColumn.table.select + " ORDER BY person") {
      (row: Row<AbsenceColumn>) in
      guard let kind = Absence.Kind(rawValue: row.text(.kind)) else {
        throw RecordError(AbsenceColumn.kind, of: "\(row.integer(.person))")
      }
      return Absence(
        of: Person.ID(rawValue: row.integer(.person)), kind,
        till: row.optionalInteger(.till).map(Instant.init),
        standIn: row.optionalInteger(.standIn).map(Person.ID.init))
    }
  }
}

extension WriteTransaction {
  package func write(_ absence: Absence) throws {
    try change(
      DeskRow(.absence, "\(absence.person.rawValue)"), AbsenceColumn.put,
      AbsenceColumn.values([
        .person: .integer(absence.person.rawValue), .kind: .text(absence.kind.rawValue),
        .till: .optional(absence.till?.milliseconds),
        .standIn: .optional(absence.standIn?.rawValue),
      ]))
  }

  package func endAbsence(of person: Person.ID) throws {
    try change(
      DeskRow(.absence, "\(person.rawValue)"), "DELETE FROM absence WHERE person = $1",
      [.integer(person.rawValue)])
  }
}
