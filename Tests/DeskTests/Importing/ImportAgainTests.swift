import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// A file that is imported again, longer or otherwise than before.
@Suite struct ImportAgainTests {
  static let two = ImportRowTests.two
  static let third = "A,2025-01-01T12:00:00Z,ann,note,later\n"

  @Test func `importing again adds nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.two, into: desk)
    let again = try files.take(Self.two, into: desk)
    #expect([again.done, again.skipped] == [0, 2])
    #expect(try desk.entries(1).count == 2)
  }

  @Test func `of a longer file only the new rows are added, under the same request`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let first = try files.take(Self.two, into: desk)
    let again = try files.take(Self.two + Self.third, into: desk)
    #expect([again.done, again.skipped] == [1, 2])
    #expect(again.request == first.request)
    #expect(try desk.notes(1) == ["hello", "later"])
  }

  @Test func `a row that is known by its position must stand where it stood`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.two, into: desk)
    let changed = Self.two.replacingOccurrence(of: "hello", with: "hallo") + Self.third
    let error = #expect(throws: DeskError.self) { _ = try files.take(changed, into: desk) }
    #expect(error == .changedImport(source: "cases", row: 2))
    #expect(try desk.entries(1).count == 2)
  }

  @Test func `a file that has become shorter has nothing new`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.two, into: desk)
    let shorter = Self.two.replacingOccurrence(
      of: "A,2025-01-01T11:00:00Z,bob,note,hello\n", with: "")
    let again = try files.take(shorter, into: desk)
    #expect([again.done, again.skipped] == [0, 1])
    #expect(try desk.entries(1).count == 2)
  }

  @Test func `the same file under another source is another import`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.two, into: desk)
    let other = try files.take(Self.two, into: desk, source: "july")
    #expect(other.source == "july")
    #expect(other.done == 2)
    #expect(try desk.entries(2).count == 2)
  }

  @Test(arguments: ["A,2025-01-01T12:00:00Z,ann,note,\"cut", "A,2025-01-01T12:00:00Z,an"])
  func `a row that is cut off goes in once the file is whole`(cut: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let first = try files.take(Self.two + cut, into: desk)
    #expect(first.bad.map(\.row) == [3])
    #expect(first.done == 2)
    let whole = cut.contains("cut") ? cut + " no more\"\n" : Self.third
    let again = try files.take(Self.two + whole, into: desk)
    #expect([again.done, again.skipped] == [1, 2])
    #expect(try desk.notes(1).count == 2)
  }

  @Test func `an entry with an id of the source's own goes in once, wherever it stands`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let own = ImportFiles.cases.replacingOccurrence(
      of: "common.text = row.text", with: "common.text, common.entry = row.text, row.text")
    let files = try ImportFiles()
    let report = try files.take(
      Self.two + "A,2025-01-01T12:00:00Z,bob,note,hello\n" + Self.third, into: desk, script: own)
    #expect(report.bad == [])
    #expect(try desk.notes(1) == ["hello", "later"])
  }

  @Test func `an entry's id is not taken for a row's position`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let own = ImportFiles.cases.replacingOccurrence(
      of: "common.text = row.text", with: "common.text, common.entry = row.text, \"1\"")
    let report = try ImportFiles().take(
      """
      1,2025-01-01T10:00:00Z,ann,new,Lamp
      1,2025-01-01T11:00:00Z,ann,note,hello

      """, into: desk, script: own)
    #expect(report.bad == [])
    #expect(try desk.notes(1) == ["hello"])
  }

  @Test func `a bad row that went in later is known by its position from then on`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let bad = Self.two.replacingOccurrence(of: "note,hello", with: "fault,hello")
    #expect(try files.take(bad, into: desk).bad.map(\.row) == [2])
    #expect(try files.take(Self.two, into: desk).done == 1)
    let again = try files.take(Self.two, into: desk)
    #expect([again.done, again.skipped] == [0, 2])
    let changed = Self.two.replacingOccurrence(of: "hello", with: "hallo")
    let error = #expect(throws: DeskError.self) { _ = try files.take(changed, into: desk) }
    #expect(error == .changedImport(source: "cases", row: 2))
  }

  @Test func `a row that went in late is handed to the importer no more`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let rows = """
      A,2025-01-01T10:00:00Z,ann,new,Lamp
      B,2025-01-01T11:00:00Z,bob,new,Chair

      """
    let bad = rows.replacingOccurrence(of: "new,Lamp", with: "fault,Lamp")
    #expect(try files.take(bad, into: desk).bad.map(\.row) == [1])
    #expect(try files.take(rows, into: desk).done == 1)
    // The script would take the row of a ticket that is there for a change of it.
    let again = try files.take(rows, into: desk)
    #expect([again.done, again.skipped] == [0, 2])
    #expect(again.bad == [])
  }
}
