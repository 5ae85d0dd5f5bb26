import Foundation
import Testing

/// Tables and exports that come in by the command line.
@Suite struct ImportCommandTests {
  private func write(_ bytes: Data, as name: String, for desk: TestDesk) throws -> String {
    let path = "\(desk.folder)/\(name)"
    try bytes.write(to: URL(fileURLWithPath: path))
    return path
  }

  private func subjects(_ desk: TestDesk, _ options: String...) throws -> [String] {
    let output = try desk.process(options + ["list", "--columns", "subject", "--format", "csv"])
      .run().output
    return output.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func `a table comes in by its columns, in its encoding, tried first and then meant`() throws
  {
    let desk = try TestDesk()
    let text = "Nr;Title, short;Who\r\n1;Büro kalt;dora\r\n2;Tür klemmt;\r\n"
    let file = try write(
      try #require(text.data(using: .windowsCP1252)), as: "old.csv", for: desk)
    let words = [
      "import", file, "--map", "key=Nr,subject=Title, short,requester=Who", "--encoding",
      "windows-1252",
    ]
    let tried = try desk.process(words + ["--dry-run"]).run()
    #expect(tried.output == "2 rows would be taken in from old; nothing is kept\n")
    #expect(try subjects(desk) == [])
    #expect(try desk.process(words).run().output == "2 rows taken in from old\n")
    #expect(try subjects(desk) == ["Büro kalt", "Tür klemmt"])
    let json = try desk.process(words + ["--json"]).run().output
    #expect(json.contains("\"skipped\":2"))
    #expect(json.contains("\"changed\":[]"))
  }

  @Test func `a device is no table, and nothing is said of attaching it`() throws {
    let desk = try TestDesk.unchanged()
    let refused = try desk.run("import", "/dev/zero", "--map", "subject=x")
    #expect(refused.status == 1 && refused.errors.contains("a device"), "\(refused)")
    #expect(!refused.errors.contains("--name"))
  }

  @Test func `bad rows of an importer name the plugin that is not enabled`() throws {
    let desk = try TestDesk()
    let table = """
      Case ID,Activity,Resource,Complete Timestamp,Variant,Variant index,Variant
      Case 1,Assign seriousness,Value 1,2012/10/09 14:50:17.000,V 1,1,V 1

      """
    let file = try write(Data(table.utf8), as: "log.csv", for: desk)
    let hint = "docket plugin enable helpdesk-log"
    let first = try desk.run("import", file, "--with", "helpdesk-log")
    #expect(first.status == 1 && first.errors.contains(hint), "\(first.errors)")
    try desk.run("plugin", "enable", "helpdesk-log", "--yes")
    let second = try desk.run("import", file, "--with", "helpdesk-log")
    #expect(!second.errors.contains(hint), "\(second.errors)")
  }

  @Test func `a history says who imported it, and an export is not updated from`() throws {
    let (desk, other) = (try TestDesk(), try TestDesk())
    try other.run("new", "x")
    let file = try write(Data(try other.run("export").output.utf8), as: "x.ndjson", for: desk)
    #expect(try desk.run("import", file, "--source", "x", "--update").status == 2)
    #expect(try desk.run("import", file, "--source", "x").status == 0)
    #expect(try desk.run("history", "1").output.contains("imported by admin"))
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let imported = try #require(entries.first?["imported"] as? [String: String])
    #expect((imported["by"], imported["source"]) == ("admin", "x"))
    #expect(imported["file"]?.count == 64)
    #expect(try desk.run("history", "desk").output.contains("import.begin"))
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test func `an anonymous export goes into another desk without a word of this one`() throws {
    let (desk, other) = (try TestDesk(), try TestDesk())
    try other.run("new", "The Zyxqvon lamp is dark", "--requester", "carl", "--priority", "high")
    try other.run("reply", "1", "Dear Zyxqvon, is the plug in?", as: "ann")
    let export = try other.run("export", "--anonymous")
    #expect(export.status == 0 && !export.output.lowercased().contains("zyxqvon"))
    let file = try write(Data(export.output.utf8), as: "x.ndjson", for: desk)
    let taken = try desk.run("import", file)
    #expect(taken.status == 0, "\(taken.errors)")
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    let subject = try #require(ticket["subject"] as? String)
    #expect(subject.split(separator: " ").map(\.count) == [3, 7, 4, 2, 4], "\(subject)")
    #expect(ticket["priority"] as? String == "high" && ticket["requester"] as? String != "carl")
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test func `a table without its encoding is refused row by row, with what to say`() throws {
    let desk = try TestDesk()
    let file = try write(Data([0x74, 0x0A, 0xFC, 0x0A, 0x61, 0x0A]), as: "t.csv", for: desk)
    let result = try desk.run("import", file, "--map", "subject=t")
    #expect(result.status == 1)
    #expect(result.errors.contains("--encoding windows-1252"))
    #expect(try subjects(desk) == ["a"])
  }

  @Test func `an importer that comes with the program is found by its name`() throws {
    let desk = try TestDesk()
    let file = try write(Data("a\n1\n".utf8), as: "log.csv", for: desk)
    let result = try desk.run("import", file, "--with", "helpdesk-log")
    #expect(result.errors.contains("import-helpdesk-log.lua"))
    #expect(try desk.run("import", file, "--with", "helpdesk-lgo").status != 0)
  }

  @Test func `an export as a table comes in again, formulas and all`() throws {
    let desk = try TestDesk()
    for subject in ["=1+1", "'=1+1", "＝1+1", "'tis, \"quoted\"", "two"] {
      try desk.run("new", "--tag", "a,b", "--queue", "billing", "--", subject)
    }
    try desk.run("update", "2", "parent=1", "priority=high")
    try desk.run("close", "5", "--reason", "no_answer")
    let table = try desk.run("export", "--format", "csv").output
    let file = try write(Data(table.utf8), as: "out.csv", for: desk)
    try desk.run("init", "other")
    try desk.run("--desk", "other", "queue", "add", "billing")
    let result = try desk.run("--desk", "other", "import", file)
    #expect(result.status == 0, "\(result.errors)")
    let again = try desk.run("--desk", "other", "export", "--format", "csv").output
    // When the other desk wrote it is the other desk's own.
    let own = ["updated", "version", "stage_since", "touched", "closed"]
    #expect(columns(of: again, without: own) == columns(of: table, without: own))
  }

  private func columns(of table: String, without names: [String]) -> [[Substring]] {
    let rows = table.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let left = (rows.first ?? []).indices.filter { !names.contains(String(rows[0][$0])) }
    return rows.filter { $0.count == rows[0].count }.map { row in left.map { row[$0] } }
  }

  @Test func `defaults fill what open tickets lack`() throws {
    let desk = try TestDesk()
    for _ in 1...2 { try desk.run("new", "Lamp") }
    try desk.write(
      plugin: "site",
      "docket.field{ name = \"site\", type = \"text\", required = true, default = \"hall\" }")
    let first = try desk.run("plugin", "enable", "site")
    #expect(first.errors.contains("2 open tickets lack site"))
    let filled = try desk.run("plugin", "enable", "site", "--fill")
    #expect(filled.errors.contains("2 tickets filled"), "\(filled.errors)")
    #expect(try desk.run("list", "site:hall", "--columns", "id").lines.count == 3)
    #expect(try desk.run("plugin", "enable", "site").errors.contains("lack") == false)
  }

  @Test func `a dry run says who would come in, not who came`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", as: "ann")
    try desk.run("init", "other")
    let file = desk.folder + "/desk.ndjson"
    try desk.run("export").output.write(toFile: file, atomically: true, encoding: .utf8)
    let dry = try desk.run("--desk", "other", "import", file, "--dry-run").errors
    #expect(dry.contains("would come in with a role of the staff") && !dry.contains(" came in"))
    #expect(try desk.run("--desk", "other", "import", file).errors.contains(" came in with a role"))
  }

  @Test func `a queue that was renamed is taken in where both its names are queues`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--queue", "billing")
    try desk.run("queue", "rename", "billing", "invoices")
    try desk.run("note", "1", "one more")
    let file = desk.folder + "/desk.ndjson"
    try desk.run("export").output.write(toFile: file, atomically: true, encoding: .utf8)
    try desk.run("init", "other")
    try desk.run("--desk", "other", "queue", "add", "billing")
    let refused = try desk.run("--desk", "other", "import", file)
    #expect(refused.status == 1 && refused.errors.contains("docket queue add invoices"))
    try desk.run("--desk", "other", "queue", "add", "invoices")
    let result = try desk.run("--desk", "other", "import", file)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try desk.run("--desk", "other", "list", "queue:invoices").lines.count == 2)
    #expect(try desk.run("--desk", "other", "show", "1").output.contains("one more"))
    #expect(try desk.run("--desk", "other", "doctor").status == 0)
  }
}
