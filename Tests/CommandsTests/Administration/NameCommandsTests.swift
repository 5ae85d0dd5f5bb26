import Foundation
import Testing

/// Lists, other names and merges of what is no thing of its own, as tags.
@Suite struct NameCommandsTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "printer")
    try desk.run("new", "x", "--tag", "printers", "--tag", "printer")
    try desk.run("new", "x", "--tag", "prnter")
    try desk.run("new", "x", "--tag", "lamp")
    return desk
  }

  private func tags(_ desk: TestDesk) throws -> String {
    try desk.run("list", "is:open,discarded", "--columns", "id,tags", "--format", "csv").output
  }

  @Test func `tags are listed with the number of their tickets`() throws {
    let output = try desk().run("tag", "list").output
    #expect(
      output == """
        tags      tickets
        printer         2
        lamp            1
        printers        1
        prnter          1

        """)
  }

  @Test func `what a tag means is listed by language, and follows its new name`() throws {
    let desk = try desk()
    let words = ["What is printed on", "nl=Waarop wordt geprint"]
    #expect(try desk.process(["tag", "describe", "printer"] + words).run().status == 0)
    try desk.run("tag", "describe", "toner", "No ticket has it")
    #expect(
      try desk.run("tag", "list").output == """
        tags      tickets  description
        printer         2  What is printed on
        lamp            1
        printers        1
        prnter          1
        toner           0  No ticket has it

        """)
    #expect(try desk.run("tag", "list", "--lang", "nl").output.contains("Waarop wordt geprint"))
    // What others use is nothing to who sees few tickets.
    #expect(try !desk.run("tag", "list", as: "carl").output.contains("toner"))
    try desk.run("tag", "rename", "printer", "printing")
    let listed = try #require(try desk.json("tag", "list") as? [[String: Any]])
    let renamed = try #require(listed.first { $0["value"] as? String == "printing" })
    #expect(renamed["description"] as? String == "What is printed on")
    #expect(try desk.run("config", "export").output.contains("tag.printing"))
    let history = try #require(try desk.json("history", "desk") as? [[String: Any]])
    let rename = try #require(history.last { $0["action"] as? String == "tag.rename" })
    #expect(try desk.run("undo", "\(try #require(rename["seq"] as? Int))").status == 0)
    #expect(try desk.run("tag", "list").output.contains("printer         2  What is printed on"))
    try desk.run("tag", "describe", "toner", "")
    #expect(try !desk.run("tag", "list").output.contains("toner"))
    #expect(try desk.run("plugin", "list").output.contains("changed") == false)
  }

  @Test func `only who shapes the desk describes, and in few words`() throws {
    let desk = try desk()
    #expect(try desk.run("tag", "describe", "printer", "x", as: "ann").status == 4)
    #expect(try desk.run("tag", "describe", "layoffs", "", "--dry-run", as: "carl").status == 4)
    #expect(try desk.run("tag", "describe", "", "x").status == 1)
    let long = try desk.run(
      "root-cause", "describe", "cable", String(repeating: "x", count: 1_001))
    #expect(long.status == 1)
    #expect(long.errors.contains("at most 1000 bytes"), "\(long.errors)")
    #expect(try desk.run("tag", "describe", "printer", "").errors.contains("so already"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/desk"))
  }

  @Test func `a plugin describes its root causes, and the desk has the last word`() throws {
    let desk = try TestDesk.ofSupport()
    #expect(try desk.run("plugin", "enable", "actions", "--yes").status == 0)
    let german = try desk.run("root-cause", "list", "--lang", "de").output
    #expect(german.contains("hardware") && german.contains("Gerät"), "\(german)")
    try desk.run("root-cause", "describe", "hardware", "What one can kick")
    #expect(try desk.run("root-cause", "list").output.contains("What one can kick"))
  }

  @Test func `tags are merged into one, discarded tickets included, and back again`() throws {
    let desk = try desk()
    try desk.run("discard", "3", "--to", "spam")
    let before = try tags(desk)
    let asked = try desk.run("tag", "merge", "printers", "prnter", "--into", "printer")
    #expect(asked.status == 2)
    #expect(try tags(desk) == before)
    let done = try desk.run("tag", "merge", "printers", "prnter", "--into", "printer", "--yes")
    #expect(done.status == 0)
    #expect(
      try tags(desk).split(separator: "\n").dropFirst().count { $0.hasSuffix(",printer") } == 3)
    let request = try #require(done.output.split(separator: ":").first)
    #expect(try desk.run("undo", String(request), "--yes").status == 0)
    #expect(try tags(desk) == before)
  }

  @Test func `the settings that list a root cause or a role follow its new name, and back again`()
    throws
  {
    let desk = try TestDesk()
    for line in [
      ["plugin", "enable", "actions", "--yes"], ["plugin", "enable", "views", "--yes"],
      ["role", "grant", "desk_two", "ticket.view"], ["plugin", "set", "views", "role=desk_two"],
      ["new", "x"], ["update", "1", "root_causes=hardware"],
    ] { #expect(try desk.process(line).run().status == 0, "\(line)") }
    let renamed = try desk.run("root-cause", "rename", "hardware", "device")
    #expect(renamed.status == 0, "\(renamed.errors)")
    func causes() throws -> [String] {
      let settings = try desk.json("plugin", "settings", "actions") as? [[String: Any]]
      let setting = settings?.first { $0["name"] as? String == "root_causes" }
      return try #require(setting?["value"] as? [String])
    }
    #expect(try causes().contains("device") && causes().contains("network"))
    #expect(try !causes().contains("hardware"))
    #expect(try desk.run("update", "1", "root_causes=device,network").status == 0)
    let role = try desk.run("role", "rename", "desk_two", "second")
    #expect(role.status == 0 && role.output.contains("is called second now"), "\(role)")
    #expect(try desk.run("plugin", "settings", "views").output.contains("second"))
    let history = try desk.json("history", "desk") as? [[String: Any]]
    let entry = try #require(history?.last { $0["action"] as? String == "root_cause.rename" })
    #expect(try desk.run("undo", "\(try #require(entry["seq"] as? Int))").status == 0)
    #expect(try causes().contains("hardware") && !causes().contains("device"))
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test func `a tag is not merged into itself`() throws {
    let result = try desk().run("tag", "merge", "printer", "--into", "printer")
    #expect(result.status == 2)
    #expect(result.errors.contains("`printer` is the one in whose place it would be"))
  }

  @Test func `a rename to a name that tickets have leads to the merge`() throws {
    let result = try desk().run("tag", "rename", "printers", "printer")
    #expect(result.status == 1)
    #expect(result.errors.contains("docket tag merge printers --into printer"))
  }
}
