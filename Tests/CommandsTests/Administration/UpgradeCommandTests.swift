import Foundation
import TestSupport
import Testing

/// What becomes of desks that older programs made, in each format of which there is one.
@Suite struct UpgradeCommandTests {
  /// What never changes of a desk's history.
  private static let history = """
    SELECT seq, ticket, number, at, actor, action, edits, hex(digest) FROM entry
    WHERE seq <= \(last) ORDER BY seq
    """
  private static let last = "(SELECT max(seq) FROM entry WHERE source <> 'upgrade')"

  @Test(arguments: OldDesk.formats)
  func `a desk of any format that there was keeps its history, and goes on`(format: Int) throws {
    let desk = try OldDesk(format: format)
    let before = try desk.sql(Self.history)
    #expect(try desk.format() == format)
    #expect(try desk.run("list").status == 0)
    #expect(try desk.sql(Self.history) == before)
    let tickets = Int(try desk.sql("SELECT max(id) FROM ticket").dropLast()) ?? 0
    #expect(try desk.run("new", "Next").output == "\(tickets + 1)\n")
    #expect(try desk.run("note", "1", "Seen").status == 0)
    let verified = try desk.run("audit", "verify")
    #expect(verified.status == 0, "\(verified)")
    #expect(try desk.run("list", "Printer on fire").output.contains("Printer on fire"))
    #expect(try desk.run("list", "Next").output.contains("Next"))
    #expect(try desk.sql("PRAGMA integrity_check") == "ok\n")
    #expect(try desk.run("backup", "copy.db").status == 0)
  }

  @Test func `a desk of format 5 has all that it had`() throws {
    let desk = try OldDesk(format: 5)
    #expect(try desk.run("attachment", "1", "panel.txt").output == "E-17 fuser\n")
    let shown = try desk.run("show", "1", "--json").output
    for words in ["Straße 9", "\"hours\":\"1.5\"", "\"size\":\"big\"", "Second time this month"] {
      #expect(shown.contains(words), "\(words)")
    }
    #expect(try desk.run("list", "STRASSE", "--json").output.contains("\"id\":1"))
    #expect(try desk.run("show", "2").output.contains("2030-01-01"))
    #expect(try desk.run("show", "4", "--json").output.contains("\"duplicate_of\":3"))
    #expect(try desk.run("history", "6").output.contains("(redacted)"))
    #expect(try desk.run("view", "list", "--json").output.contains("is:open printer"))
    #expect(try desk.run("person", "show", "bōb").output.contains("ann"))
    #expect(try desk.run("new", "Big", "--field", "size=big").status == 0)
    #expect(try desk.run("history", "8").output.contains("size@1.0.0:say-so"))
  }

  @Test(arguments: [["list"], ["work", "--once"], ["upgrade"], ["list", "--json"]])
  func `where nobody can be asked, a copy of the desk as it was is kept and told of`(
    command: [String]
  ) throws {
    let desk = try OldDesk(format: 1)
    let before = try desk.sql(Self.history)
    let result = try desk.process(command).run()
    #expect(result.status == 0, "\(result)")
    let said = command == ["upgrade"] ? result.output : result.errors
    #expect(said.contains("from format 1 to ") && said.contains("desk/docket-1.db"), "\(result)")
    #expect(try desk.copies == ["docket-1.db"])
    #expect(try desk.format(of: "docket-1.db") == 1)
    #expect(try desk.sql(Self.history, on: "docket-1.db") == before)
    let attributes = try FileManager.default.attributesOfItem(atPath: desk.path + "/docket-1.db")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try desk.run("log").output.contains("from format 1 to"))
    #expect(try desk.run("list").errors.isEmpty)
  }

  @Test func `on a terminal it is asked, and a no leaves the desk as it was`() throws {
    let desk = try OldDesk(format: 1)
    let refused = try desk.process(["list"]).runOnTerminal(columns: 80, typing: "n\r")
    #expect(refused.status == 1)
    #expect(refused.output.contains("is of format 1") && refused.output.contains("docket-1.db"))
    #expect(refused.output.contains("nothing was changed"))
    #expect(try desk.format() == 1 && desk.copies == [])
    let agreed = try desk.process(["list"]).runOnTerminal(columns: 80, typing: "y\r")
    #expect(agreed.status == 0 && agreed.output.contains("Printer on fire"))
    #expect(try desk.format() != 1 && desk.copies == ["docket-1.db"])
  }

  @Test(arguments: [["upgrade", "--yes"], ["note", "1", "Seen", "--yes"]])
  func `--yes takes the copy and the upgrade without a question`(command: [String]) throws {
    let desk = try OldDesk(format: 1)
    let result = try desk.process(command).runOnTerminal(columns: 80, typing: "")
    #expect(result.status == 0 && !result.output.contains("[y/N]"), "\(result)")
    #expect(try desk.format() != 1 && desk.copies == ["docket-1.db"])
  }

  @Test(arguments: OldDesk.formats)
  func `an upgrade shows how far it is`(format: Int) throws {
    let desk = try OldDesk(format: format)
    let result = try desk.process(["upgrade", "--yes"]).runOnTerminal(columns: 80, typing: "")
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains("bringing the desk up to date"), "\(result.output)")
    #expect(result.output.contains("100 %"), "\(result.output)")
    let counted = "SELECT count(*) FROM counted_entry"
    let entries = "SELECT count(*) FROM entry WHERE ticket > 0"
    #expect(try desk.sql(counted) == desk.sql(entries))
  }

  @Test func `the copy is kept under a name of its own, or not at all`() throws {
    let desk = try OldDesk(format: 1)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: desk.path + "/docket-1.db"))
    #expect(try desk.run("upgrade").output.contains("desk/docket-1-2.db"))
    #expect(try String(contentsOfFile: desk.path + "/docket-1.db", encoding: .utf8) == "mine")
    let other = try OldDesk(format: 1)
    let result = try other.run("upgrade", "--no-backup", "--json")
    #expect(result.output.contains("\"from\":1") && result.output.contains("\"backup\":null"))
    #expect(try other.copies == [])
    #expect(try other.run("upgrade").output.contains("nothing to upgrade"))
  }

  @Test(arguments: [["note", "1", "Seen", "--dry-run"], ["doctor"]])
  func `what changes nothing upgrades nothing, and says what does`(command: [String]) throws {
    let desk = try OldDesk(format: 1)
    let result = try desk.process(command).run()
    #expect(result.status == 1)
    #expect((result.output + result.errors).contains("docket upgrade"), "\(result)")
    #expect(try desk.format() == 1 && desk.copies == [])
  }

  @Test func `without room for the copy the desk is as it was`() throws {
    let desk = try OldDesk(format: 1)
    let result = try desk.process(["list"]).runWithFiles(ofAtMost: 100)
    #expect(result.status == 1, "\(result)")
    #expect(try desk.format() == 1 && desk.copies == [])
    #expect(try desk.run("list").status == 0)
  }

  @Test func `a desk of a newer Docket is refused in words`() throws {
    let desk = try OldDesk(format: 1)
    try desk.sql("PRAGMA user_version = 999")
    for command in [["list"], ["new", "x"], ["upgrade"], ["doctor"]] {
      let result = try desk.process(command).run()
      #expect(result.status == 1)
      #expect((result.output + result.errors).contains("newer docket"), "\(result)")
    }
  }
}
