import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// What rows become, and what becomes of those that are wrong.
@Suite struct ImportRowTests {
  static let two = """
    A,2025-01-01T10:00:00Z,ann,new,Lamp
    A,2025-01-01T11:00:00Z,bob,note,hello

    """

  @Test func `each row is an entry of its time and person, under one request`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let report = try ImportFiles().take(Self.two, into: desk)
    #expect(report.done == 2)
    #expect(report.bad == [])
    let entries = try desk.entries(1)
    let people = try ["ann", "bob"].map { Actor.person(try desk.person($0).id) }
    #expect(entries.map(\.actor) == people)
    #expect(entries.map(\.at.iso) == ["2025-01-01T10:00:00.000Z", "2025-01-01T11:00:00.000Z"])
    #expect(Set(entries.map(\.request)) == [report.request])
    #expect(entries.allSatisfy { $0.source == .import })
    #expect(try desk.rows(.notify) == [])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a person is made once, with the roles that the importer gives`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    _ = try ImportFiles().take(
      """
      A,2025-01-01T10:00:00Z,zoe,new,Lamp
      A,2025-01-01T11:00:00Z,zoe,note,hello

      """, into: desk)
    #expect(try desk.person("zoe").roles == ["agent"])
  }

  @Test func `who lacks the permission may not import`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let refusal = #expect(throws: Refusal.self) {
      _ = try ImportFiles().take(Self.two, into: desk, as: "ann")
    }
    #expect(refusal?.code == .denied)
    #expect(try desk.ticket(1) == nil)
    #expect(try ImportFiles().take(Self.two, into: desk, as: "mia").done == 2)
  }

  @Test func `bad rows are reported with line and reason, and the others go in`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let report = try ImportFiles().take(
      """
      A,2025-01-01T10:00:00Z,ann,new,Lamp
      B,2025-01-01T10:00:00Z,ann,fault,x
      A,2025-01-01T09:00:00Z,ann,note,too early
      A,2025-01-01T10:30:00Z,ann,nonsense,x
      A,2025-01-01T11:00:00Z
      A,soon,ann,note,x
      A,2025-01-01T12:00:00Z,ann,note,good

      """, into: desk)
    #expect(report.done == 2)
    #expect(report.bad.map(\.line) == [3, 4, 5, 6, 7])
    let reasons = ["cannot read this", "never go back", "nonsense", "2 columns", "at"]
    for (bad, reason) in zip(report.bad, reasons) {
      #expect(bad.reason.description.contains(reason), "\(bad.reason)")
    }
    #expect(try desk.entries(1).map(\.text) == ["", "good"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a ticket whose first row is bad is created by its next`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let long = String(repeating: "x", count: 2_000_000)
    let report = try ImportFiles().take(
      """
      A,2025-01-01T10:00:00Z,zoe,new,\(long)
      A,2025-01-01T11:00:00Z,zoe,new,Lamp

      """, into: desk)
    #expect(report.bad.map(\.row) == [1])
    #expect(try desk.ticket(1)?.subject == "Lamp")
  }

  @Test func `a person whom a bad row names comes in all the same`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let once = ImportFiles.cases.replacingOccurrence(
      of: "import:person{ name = row.who, roles = { \"agent\" } }",
      with: "known[row.who] or import:person{ name = row.who, roles = { \"agent\" } }\n"
        + "known[row.who] = who")
    let report = try ImportFiles().take(
      """
      A,2025-01-01T10:00:00Z,zoe,fault,Lamp
      A,2025-01-01T11:00:00Z,zoe,new,Lamp

      """, into: desk, script: "local known = {}\n" + once)
    #expect(report.bad.map(\.row) == [1])
    #expect(report.done == 1)
  }

  @Test func `a row that runs away is bad, and the next is taken`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let endless = ImportFiles.cases.replacingOccurrence(
      of: "error(\"cannot read this\")", with: "while true do end")
    let report = try ImportFiles().take(
      """
      A,2025-01-01T10:00:00Z,ann,new,Lamp
      A,2025-01-01T10:30:00Z,ann,fault,x
      A,2025-01-01T11:00:00Z,ann,note,hello

      """, into: desk, script: endless)
    #expect(report.bad.map(\.row) == [2])
    #expect(try desk.notes(1) == ["hello"])
  }
}

extension String {
  /// The text with that part of it replaced, which must be there.
  func replacingOccurrence(of part: String, with other: String) -> String {
    let pieces = split(separator: part, omittingEmptySubsequences: false)
    #expect(pieces.count == 2, "\(part) is there once")
    return pieces.joined(separator: other)
  }
}
