import Foundation
import TestSupport
import Testing

/// Seals, and what they show of a history that was changed with care.
@Suite struct SealTests {
  /// A desk with three tickets, and a seal of it.
  static func sealed(_ options: String...) throws -> (desk: TestDesk, seal: String) {
    let desk = try TestDesk()
    for number in 1...3 { try desk.run("new", "Ticket \(number)") }
    let seal = desk.folder + "/seal.json"
    let result = try desk.process(["audit", "seal", "--output", seal] + options).run()
    #expect(result.status == 0, "\(result.errors)")
    return (desk, seal)
  }

  static let cutLast = """
    INSERT INTO search_public (search_public, rowid, tokens)
      SELECT 'delete', seq, 'ticket 3' FROM entry WHERE ticket = 3;
    DELETE FROM payload WHERE seq IN (SELECT seq FROM entry WHERE ticket = 3);
    DELETE FROM outbox WHERE ticket = 3; DELETE FROM ticket_value WHERE ticket = 3;
    DELETE FROM counted_entry WHERE ticket = 3;
    DELETE FROM entry WHERE ticket = 3; DELETE FROM ticket WHERE id = 3;
    UPDATE counter SET seq = seq - 1, ticket = 2;
    """

  @Test func `a history that only grew is as it was sealed`() throws {
    let (desk, seal) = try Self.sealed()
    try desk.run("new", "Later")
    try desk.run("note", "1", "Later as well")
    let result = try desk.run("audit", "verify", "--seal", seal)
    #expect(result.status == 0)
    #expect(result.output.contains("as sealed"))
    #expect(result.errors.contains("not signed"))
  }

  @Test func `a cut tail is found by a seal, though the audit does not see it`() throws {
    let (desk, seal) = try Self.sealed()
    try desk.forge(Self.cutLast)
    #expect(try desk.run("audit", "verify").status == 0)
    let result = try desk.run("audit", "verify", "--seal", seal)
    #expect(result.status == 1)
    #expect(result.errors.contains("entries were cut off"))
    #expect(result.errors.contains("ticket 3"))
    #expect(!result.errors.contains("ticket 2"))
  }

  @Test func `entries that were written in the place of cut ones are found by a seal`() throws {
    let (desk, seal) = try Self.sealed()
    try desk.forge(Self.cutLast)
    try desk.run("new", "Another history")
    #expect(try desk.run("audit", "verify").status == 0)
    let result = try desk.run("audit", "verify", "--seal", seal)
    #expect(result.status == 1)
    #expect(result.errors.contains("ticket 3: the history is not the one that was sealed"))
  }

  @Test func `a signed seal that was changed is no seal`() throws {
    let (desk, key) = (try TestDesk(), "desk.key")
    try desk.run("audit", "key", key)
    try desk.run("audit", "seal", "--key", key, "--output", "seal.json")
    let text = try String(contentsOfFile: desk.folder + "/seal.json", encoding: .utf8)
    let forged = text.replacingOccurrences(of: "\"chains\":1", with: "\"chains\":2")
    #expect(forged != text)
    try forged.write(toFile: desk.folder + "/forged.json", atomically: true, encoding: .utf8)
    #expect(try desk.run("audit", "verify", "--seal", "seal.json").status == 0)
    let result = try desk.run("audit", "verify", "--seal", "forged.json")
    #expect(result.status == 1)
    #expect(result.errors.contains("signature"))
  }

  @Test func `a seal of another key is not the one that is asked for`() throws {
    let desk = try TestDesk()
    let mine = try desk.run("audit", "key", "mine.key").lines[0]
    try desk.run("audit", "key", "other.key")
    try desk.run("audit", "seal", "--key", "other.key", "--output", "seal.json")
    let result = try desk.run("audit", "verify", "--seal", "seal.json", "--public-key", mine)
    #expect(result.status == 1)
    #expect(result.errors.contains("another key"))
    try desk.run("audit", "seal", "--key", "mine.key", "--output", "good.json")
    let good = try desk.run("audit", "verify", "--seal", "good.json", "--public-key", mine)
    #expect(good.status == 0)
    #expect(good.errors.isEmpty)
  }

  @Test func `a key that others can read signs nothing`() throws {
    let desk = try TestDesk()
    try desk.run("audit", "key", "desk.key")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: desk.folder + "/desk.key")
    let result = try desk.run("audit", "seal", "--key", "desk.key")
    #expect(result.status == 1)
    #expect(result.errors.contains("chmod 600"))
  }

  @Test(arguments: ["{}", "rubbish", #"{"seal":"docket seal 1","heads":[]}"#])
  func `what is no seal is refused`(text: String) throws {
    let desk = try TestDesk.unchanged()
    let file = try TemporaryFolder()
    let path = try file.write(text, to: "seal.json")
    let result = try desk.run("audit", "verify", "--seal", path)
    #expect(result.status == 1)
    #expect(result.errors.contains("the seal"))
  }

  @Test func `who does not see notes everywhere neither seals nor verifies`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "customer", "history.view")
    for command in [["audit", "seal"], ["audit", "verify"]] {
      #expect(try desk.process(command, as: "carl").run().status == 4)
    }
  }
}
