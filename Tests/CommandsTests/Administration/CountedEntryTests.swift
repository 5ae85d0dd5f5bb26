import Foundation
import TestSupport
import Testing

/// What reports count entries by, which follows from the entries.
@Suite struct CountedEntryTests {
  @Test(arguments: [
    "DELETE FROM counted_entry", "UPDATE counted_entry SET moved = 'open>closed'",
    "UPDATE counted_entry SET edited = 0", "UPDATE counted_entry SET visibility = 'public'",
    "INSERT INTO counted_entry SELECT 1, 99, at, actor, source, action, visibility, veil, moved, edited "
      + "FROM counted_entry WHERE ticket = 1 AND number = 1",
  ])
  func `entries that are counted by what they do not say are found, and counted anew`(
    sql: String
  ) throws {
    let desk = try DoctorTests.desk()
    let rows = "SELECT * FROM counted_entry ORDER BY ticket, number"
    let before = try desk.forge(rows)
    #expect(!before.isEmpty)
    try desk.forge(sql)
    #expect(try DoctorTests.findings(desk) == ["counted": "the table of counted entries"])
    let repaired = try desk.run("doctor", "--repair")
    #expect(repaired.status == 0, "\(repaired.output)")
    #expect(repaired.errors.contains("repaired the table of counted entries"), "\(repaired.errors)")
    #expect(try desk.forge(rows) == before)
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test(arguments: OldDesk.formats)
  func `the entries of an older desk are counted like those of a new one`(format: Int) throws {
    let old = try OldDesk(format: format)
    #expect(try old.run("upgrade").status == 0)
    let entries = try old.sql("SELECT count(*) FROM entry WHERE ticket > 0")
    #expect(try old.sql("SELECT count(*) FROM counted_entry") == entries)
    // By SQLite's own reading of the edits.
    let closed = try old.sql(
      """
      SELECT count(*) FROM entry AS e, json_each(e.edits) AS j WHERE e.ticket > 0
        AND j.value ->> '$.field' = 'stage' AND j.value ->> '$.to.stage[1]' = 'closed'
        AND j.value ->> '$.from.stage[1]' IS NOT 'closed'
      """)
    #expect(try old.sql("SELECT count(*) FROM counted_entry WHERE moved LIKE '%>closed'") == closed)
    #expect(try old.run("audit", "verify").status == 0)
  }
}
