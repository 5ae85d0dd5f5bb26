import Foundation
import Testing

/// What the groups of reports are called on screens, and in what programs read.
@Suite struct ReportLabelTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    for plugin in ["reports", "routing"] {
      try #require(desk.run("plugin", "enable", plugin, "--yes").status == 0)
    }
    try desk.run("new", "Lamp", "--requester", "carl")
    return desk
  }

  @Test(arguments: ["volume", "resolution", "reopened", "effort"])
  func `groups are called by their labels in the reader's language`(report: String) throws {
    let desk = try Self.desk()
    try desk.run("close", "1", "--reason", "declined", "--comment", "no", as: "mia")
    let german = try desk.run("report", report, "--lang", "de", as: "ann")
    #expect(german.lines.last?.hasPrefix("Frage") == true, "\(german)")
    let english = try desk.run("report", report, as: "ann")
    #expect(english.lines.last?.hasPrefix("question") == true, "\(english)")
    let chart = try desk.run("report", report, "--format", "chart", "--lang", "nl", as: "ann")
    #expect(!chart.output.contains("question"), "\(chart)")
  }

  @Test func `priorities are called by their labels, and periods are left as they are`() throws {
    let desk = try Self.desk()
    let urgent = try desk.run(
      "report", "volume", "--param", "by=priority", "--lang", "de", as: "ann")
    #expect(urgent.lines.last?.hasPrefix("Normal") == true, "\(urgent)")
    let months = try desk.run(
      "report", "volume", "--param", "by=created.year", "--lang", "de", as: "ann")
    #expect(months.lines.last?.hasPrefix("20") == true, "\(months)")
  }

  @Test func `a page of HTML has labels; CSV and JSON have names`() throws {
    let desk = try Self.desk()
    let file = desk.folder + "/page.html"
    try desk.run("report", "volume", "--html", file, "--lang", "de", as: "ann")
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.contains(">Frage<") && !page.contains(">question<"))
    #expect(page.contains("<dd>Art</dd>") && !page.contains("<dd>type</dd>"))
    let csv = try desk.run("report", "volume", "--format", "csv", "--lang", "de", as: "ann")
    #expect(csv.lines.last == "question,1,100", "\(csv)")
    let json = try desk.run("report", "volume", "--json", "--lang", "de", as: "ann")
    #expect(json.output.contains("\"group\":\"question\""), "\(json)")
  }

  @Test func `yes and no of a report are words of the reader's language`() throws {
    let desk = try Self.desk()
    let german = try desk.run("report", "routing", "--lang", "de", as: "admin").output
    #expect(german.contains("ja") && !german.contains("yes"), "\(german)")
    let csv = try desk.run("report", "routing", "--format", "csv", "--lang", "de", as: "admin")
    #expect(csv.lines.dropFirst().allSatisfy { $0.contains(",yes,") || $0.contains(",no,") })
    let json = try desk.json("report", "routing", as: "admin") as? [String: Any]
    let rows = try #require(json?["rows"] as? [[String: Any]])
    #expect(!rows.isEmpty && rows.allSatisfy { $0["active"] is Bool })
  }
}
