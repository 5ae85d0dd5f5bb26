import Foundation
import Testing

/// `docket split`, as a person types it and reads what came of it.
@Suite struct SplitCommandTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "No light", as: "carl")
    try desk.run("reply", "1", "And the DOOR4711 is stuck", as: "carl")
    return desk
  }

  /// The number on the desk of the last entry of a ticket with that action.
  private static func seq(_ action: String, _ id: String = "1", on desk: TestDesk) throws -> String
  {
    let entries = try #require(try desk.json("history", id) as? [[String: Any]])
    let found = entries.last { $0["action"] as? String == action }
    return "\(try #require(found?["seq"] as? Int))"
  }

  @Test func `it says which ticket it became, and both say so`() throws {
    let desk = try Self.desk()
    let seq = try Self.seq("reply", on: desk)
    let result = try desk.run("split", seq, "--subject", "Door", as: "ann")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("made ticket 2 Door: docket show 2"))
    let made = try desk.run("show", "2", as: "carl").output
    #expect(made.contains("#2 Door") && made.contains("DOOR4711") && !made.contains("entry"))
    #expect(try desk.run("show", "1", as: "ann").output.contains("It goes on in ticket 2."))
    #expect(try desk.run("show", "2", as: "ann").output.contains("Taken out of ticket 1"))
    #expect(!(try desk.run("history", "1", as: "carl").output.contains("split")))
  }

  @Test func `a redaction of the message takes the words from the ticket that it became`() throws {
    let desk = try Self.desk()
    let seq = try Self.seq("reply", on: desk)
    try desk.run("split", seq)
    #expect(try desk.run("redact", seq, "--yes").status == 0)
    #expect(!(try desk.run("history", "2").output.contains("DOOR4711")))
    #expect(try desk.run("list", "DOOR4711").output.isEmpty)
  }

  @Test func `programs are told its number`() throws {
    let desk = try Self.desk()
    let seq = try Self.seq("reply", on: desk)
    let tried = try desk.json("split", seq, "--dry-run") as? [String: Any]
    #expect(tried?["made"] == nil)
    let done = try #require(try desk.json("split", seq) as? [String: Any])
    #expect(done["id"] as? Int == 1)
    #expect(done["made"] as? [Int] == [2])
  }

  @Test func `undo discards the ticket that it became`() throws {
    let desk = try Self.desk()
    try desk.run("split", try Self.seq("reply", on: desk))
    let undone = try desk.run("undo", try Self.seq("split", on: desk), "--yes")
    #expect(undone.status == 0, "\(undone)")
    #expect(try desk.run("show", "2").output.contains("deleted"))
  }

  @Test func `what is no message or note, or not theirs to read, is refused`() throws {
    let desk = try Self.desk()
    let create = try Self.seq("create", on: desk)
    let refused = try desk.run("split", create, as: "ann")
    #expect(refused.status == 1 && refused.errors.contains("is no message or note"), "\(refused)")
    #expect(try desk.run("split", "999").status == 3)
    #expect(try desk.run("split", "1").errors.contains("the desk's own"))
    #expect(try desk.run("split", try Self.seq("reply", on: desk), as: "carl").status == 3)
    #expect(try desk.run("list", "split_from:1").output.isEmpty)
  }
}
