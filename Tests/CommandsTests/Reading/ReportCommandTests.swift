import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  /// Two tickets of carl's, one of dora's with a tag that neither HTML nor CSV may obey.
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try #require(desk.run("plugin", "enable", "reports", "--yes").status == 0)
    try desk.run("new", "One", "--requester", "carl", "--queue", "billing")
    try desk.run("new", "Two", "--requester", "carl", "--tag", "slow")
    try desk.run("new", "Three", "--requester", "dora", "--tag", "=<b>&\"'")
    try desk.run("reply", "1", "Is it on?", as: "ann")
    try desk.run("close", "2", "--reason", "declined", "--comment", "no", as: "mia")
    return desk
  }

  @Test func `without a name the reports are listed, with what each tells and takes`() throws {
    let desk = try Self.desk()
    let result = try desk.run("report", as: "ann")
    for word in ["volume", "How many tickets were created", "by=type", "every=month"] {
      #expect(result.output.contains(word), "\(word)")
    }
    let german = try desk.run("report", "--lang", "de", as: "ann").output
    #expect(german.contains("Wie viele Tickets angelegt wurden"))
    let list = try #require(try desk.json("report", as: "ann") as? [[String: Any]])
    #expect(list.compactMap { $0["name"] as? String }.contains("backlog"))
  }

  @Test func `a report is a table, CSV, JSON or a chart`() throws {
    let desk = try Self.desk()
    let table = try desk.run("report", "volume", "--param", "by=requester", as: "ann")
    #expect(
      table.lines == ["Group  Tickets   Share", "carl         2  66.7 %", "dora         1  33.3 %"])
    let csv = try desk.run("report", "volume", "--param", "by=tags", "--format", "csv", as: "ann")
    #expect(csv.lines.first == "group,tickets,share")
    #expect(csv.output.contains("\"'=<b>&\"\"'"), "a formula of a spreadsheet is text")
    let chart = try desk.run(
      "report", "volume", "--param", "by=requester", "--format", "chart", as: "ann")
    #expect(chart.output.contains("carl") && chart.output.contains("█"))
    let json = try #require(
      try desk.json("report", "volume", "requester:dora", "--since", "2020", as: "ann")
        as? [String: Any])
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.count == 1 && rows[0]["tickets"] as? Int == 1)
    #expect(json["query"] as? String == "requester:dora" && json["until"] is NSNull)
  }

  @Test func `a page has everything escaped, loads nothing, and its drawing is XML`() throws {
    let desk = try Self.desk()
    let file = desk.folder + "/page.html"
    let made = try desk.run(
      "report", "volume", "--param", "by=tags", "--html", file, as: "ann")
    #expect(made.status == 0, "\(made.errors)")
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.contains("=&lt;b&gt;&amp;&quot;&#39;") && !page.contains("<b>"))
    for word in ["<title>Volume – desk</title>", "@media print", "ann", "lang=\"en\"", "<svg "] {
      #expect(page.contains(word), "\(word)")
    }
    for word in ["<script", "src=", "href=", "url(", "@import"] {
      #expect(!page.contains(word), "\(word)")
    }
    let start = try #require(page.range(of: "<svg")?.lowerBound)
    let end = try #require(page.range(of: "</svg>")?.upperBound)
    #expect(Self.unclosed(in: String(page[start..<end])) == [])
    let again = try desk.run("report", "volume", "--html", file, as: "ann")
    #expect(again.status == 1, "a file is not replaced")
    #expect(try desk.run("report", "volume", "--html", file, "--force", as: "ann").status == 0)
  }

  /// The tags of XML that are not closed in their order; everything between tags must be escaped.
  private static func unclosed(in text: String) -> [String] {
    var open: [String] = []
    let tag = /<(\/?)([a-z]+)((?: [A-Za-z0-9:-]+="[^"<&]*")*)>/
    for match in text.matches(of: tag) {
      let name = String(match.output.2)
      if match.output.1.isEmpty {
        open.append(name)
      } else if open.popLast() != name {
        return ["</\(name)>"]
      }
    }
    let words = text.replacing(tag, with: "").replacing(/&(amp|lt|gt|quot|#39);/, with: "")
    return open + (words.contains { "<>&".contains($0) } ? [words] : [])
  }

  @Test(arguments: [
    (["volumes"], 3, "did you mean volume"),
    (["volume", "--param", "bye=x"], 1, "did you mean by"),
    (["volume", "--param", "by=quue"], 1, "by  there is no field “quue” to group by"),
    (["volume", "--param", "by=created.wek"], 1, "did you mean"),
    (["workload", "--param", "by=queue"], 1, "takes no parameters"),
    (["volume", "--force"], 2, "--html"), (["--format", "csv"], 2, "docket report"),
    (["backlog", "--param", "every=weak"], 1, "did you mean week"),
    (["volume", "--param", "by"], 2, "NAME=VALUE"), (["volume", "quue:x"], 2, "queue"),
    (["volume", "--since", "yesterdy"], 2, "yesterday"),
    (["volume", "--since", "2026-02", "--until", "2026-01"], 1, "empty"),
    (["volume", "limit:3"], 1, "limit:"), (["--param", "by=x"], 2, "docket report"),
    (["volume", "--html", "x", "--format", "csv"], 2, "--html"),
  ])
  func `what is wrong is said, with what would be right`(
    _ arguments: [String], _ status: Int, _ words: String,
  ) throws {
    let desk = try Self.desk()
    let result = try desk.process(["report"] + arguments, as: "ann").run()
    #expect(result.status == Int32(status), "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `a customer makes no reports, and with the permission sees their own tickets only`()
    throws
  {
    let desk = try Self.desk()
    #expect(try desk.run("report", "volume", as: "dora").status == 4)
    try desk.run("role", "grant", "customer", "report")
    let own = try desk.run(
      "report", "volume", "--param", "by=requester", "--format", "csv", as: "dora")
    #expect(own.lines == ["group,tickets,share", "dora,1,100"])
    // The staff's notes and touches of others' tickets are none of hers.
    try desk.run("note", "3", "between us", as: "ann")
    let effort = try desk.run("report", "effort", "--format", "csv", as: "dora")
    #expect(effort.lines.last?.hasPrefix("question,1,1,") == true, "\(effort.output)")
    let staff = try desk.run("report", "effort", "id:3", "--format", "csv", as: "ann")
    #expect(staff.lines.last?.hasPrefix("question,1,2,") == true, "\(staff.output)")
  }

  /// Rows 1 to `n`, or what is no row.
  private static let counting = """
    docket.report{
      name = "counting", params = { n = { type = "integer", default = 3 } },
      columns = { { "label", "text" }, { "n", "integer" }, { "d", "duration" }, { "p", "percent" } },
      chart = { kind = "lines", label = "label", values = { "n" } },
      run = function(report)
        local rows = {}
        if report.params.n == 0 then return { { lable = "x" } } end
        for n = 1, report.params.n do
          rows[n] = { label = "row " .. n, n = n, d = -90, p = 0.04 }
        end
        return rows
      end,
    }
    """

  @Test func `a report may have thousands of rows, which a chart draws within its width`() throws {
    let desk = try TestDesk()
    try desk.write(plugin: "counting", Self.counting)
    try desk.run("plugin", "enable", "counting", "--yes")
    let csv = try desk.run("report", "counting", "--param", "n=1900", "--format", "csv")
    #expect(csv.lines.count == 1_901, "\(csv.errors)")
    #expect(csv.lines.last == "row 1900,1900,-90,0.04")
    let wide = try desk.run("report", "counting", "--param", "n=200", "--format", "chart").lines
    #expect(wide.first == "n  ≤ 200  (each column is the highest of 3 rows)")
    #expect(wide.allSatisfy { $0.count <= 80 } && wide.contains { $0.hasSuffix("row 200") })
    let narrow = try desk.run("report", "counting", "--param", "n=2", "--format", "chart").lines
    #expect(narrow.contains { $0.contains("███████ ███████") }, "\(narrow)")
    let table = try desk.run("report", "counting", "--param", "n=1").output
    #expect(table.contains("-1m30s") && table.contains("0.04 %"))
  }

  @Test func `a report that fails is in the desk's log, and one that is asked wrongly is not`()
    throws
  {
    let desk = try Self.desk()
    try desk.write(plugin: "counting", Self.counting)
    try desk.run("plugin", "enable", "counting", "--yes")
    #expect(try desk.run("report", "volume", "--param", "by=quue").status == 1)
    #expect(!(try desk.run("log").output.contains("quue")))
    let failed = try desk.run("report", "counting", "--param", "n=0")
    #expect(failed.status == 1 && failed.errors.contains("no column `lable`; did you mean `label`"))
    #expect(try desk.run("log").output.contains("lable"))
  }

  @Test func `the dashboard says 0 for what is not there, and null for what may not be seen`()
    throws
  {
    let desk = try Self.desk()
    let board = try #require(try desk.json("dashboard", as: "ann") as? [String: Any])
    #expect(board["postponed"] as? Int == 0 && board["open"] as? Int == 1)
    #expect(board["waiting"] as? Int == 1 && board["closed_today"] as? Int == 1)
    let shown = try desk.run("dashboard", as: "ann").output
    #expect(shown.contains("1 open   1 waiting   0 postponed"), "\(shown)")
    try desk.run("view", "save", "busy", "is:open,waiting", as: "ann")
    try desk.run("view", "save", "none", "tag:none", as: "ann")
    let again = try #require(try desk.json("dashboard", as: "ann") as? [String: Any])
    let views = try #require(again["views"] as? [[String: Any]])
    #expect(views.map { $0["name"] as? String } == ["busy"] && views[0]["count"] as? Int == 2)
    let lines = try desk.run("dashboard", as: "ann").lines
    #expect(lines.contains("busy        2"), "\(lines)")
  }

  @Test func `a desk without reports says how to get some`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("report", "volume")
    #expect(result.status == 3 && result.errors.contains("docket plugin enable reports"))
  }
}

/// The numbers of the reports against figures that other programs work out from the same file.
@Suite struct ReportFiguresTests {
  private static let log =
    FileManager.default.currentDirectoryPath
    + "/../shared/data/helpdesk-log.csv"
  /// The first rows: whole cases, since the log is sorted by them.
  private static let rows = 2_000

  private static func awk(_ program: String, on file: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/awk")
    process.arguments = ["-F,", program, file]
    process.environment = ["TZ": "UTC"]
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: log), "the real log is not here"))
  func `the numbers of a real log are those that awk finds in it`() throws {
    let desk = try TestDesk()
    let file = desk.folder + "/log.csv"
    let lines = try String(contentsOfFile: Self.log, encoding: .utf8).split(separator: "\n")
    try lines.prefix(Self.rows).joined(separator: "\n").appending("\n")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let script = FileManager.default.currentDirectoryPath + "/scripts/import-helpdesk-log.lua"
    for command in [
      ["plugin", "enable", "reports", "helpdesk-log", "--yes"], ["import", file, "--with", script],
      ["plugin", "set", "reports", "answered=edited:assignee"],
    ] {
      let result = try desk.process(command).run()
      try #require(result.status == 0, "\(command): \(result.errors)")
    }
    // Cases by the month of their first row.
    let months = try Self.awk(
      """
      NR > 1 && !($1 in seen) { seen[$1] = 1; split($4, d, "/"); n[d[1] "-" d[2]]++ }
      END { for (m in n) print m "," n[m] | "sort" }
      """, on: file)
    let volume = try desk.run("report", "volume", "--param", "by=created.month", "--format", "csv")
    let counted = volume.lines.dropFirst().map {
      $0.split(separator: ",").prefix(2).joined(separator: ",")
    }
    #expect(counted.joined(separator: "\n") == months)

    // Seconds from a case's first row to its last close; of cases that are closed at their end.
    let clock = """
      function seconds(t,  p) { split(t, p, /[\\/ :.]/);
        return mktime(p[1] " " p[2] " " p[3] " " p[4] " " p[5] " " p[6]) }
      """
    let spans = try Self.awk(
      clock + """

        NR > 1 { if (!($1 in first)) { first[$1] = seconds($4) }
          if ($2 == "Closed") {
          if (!($1 in open) || open[$1]) closed[$1] = seconds($4)
          open[$1] = 0
        }
          else if ($2 ~ /Insert|Assign|Take|Wait|Require|Resolve ticket/) open[$1] = 1 }
        END { for (c in closed) if (!open[c]) print closed[c] - first[c] | "sort -n" }
        """, on: file
    ).split(separator: "\n").compactMap { Int($0) }
    let middle = spans[(spans.count + 1) / 2 - 1]
    let ninth = spans[(spans.count * 9 + 9) / 10 - 1]
    let resolution = try desk.run("report", "resolution", "--format", "csv").lines.last
    #expect(resolution == "helpdesk_case,\(spans.count),\(middle),\(ninth),")

    // Seconds to the first row by which somebody takes charge, the case's first row left out.
    let answers = try Self.awk(
      clock + """

        NR > 1 { if (!($1 in first)) { first[$1] = seconds($4); next }
          if ($2 == "Take in charge ticket" && !($1 in taken)) taken[$1] = seconds($4) }
        END { for (c in taken) print taken[c] - first[c] | "sort -n" }
        """, on: file
    ).split(separator: "\n").compactMap { Int($0) }
    let response = try desk.run("report", "response", "--format", "csv").lines.last
    let half = answers[(answers.count + 1) / 2 - 1]
    let nine = answers[(answers.count * 9 + 9) / 10 - 1]
    #expect(response == "helpdesk_case,\(answers.count),\(half),\(nine),")

    // What is open at the end: cases whose last stage is not the closed one.
    let left = try Self.awk(
      """
      NR > 1 { all[$1] = 1; if ($2 == "Closed") open[$1] = 0
        else if ($2 ~ /Insert|Assign|Take|Wait|Require|Resolve ticket/) open[$1] = 1 }
      END { for (c in all) if (!(c in open) || open[c]) n++; print n + 0 }
      """, on: file)
    let backlog = try desk.run("report", "backlog", "--format", "csv").lines.last
    #expect(backlog?.split(separator: ",").last.map(String.init) == left)
  }
}
