import Foundation
import TestSupport
import Testing

/// What of a plugin's code its cases ran, as `docket plugin test` shows and writes it.
@Suite struct PluginCoverageTests {
  private static let covered = [
    "init.lua": """
    docket.queue{ name = "hr" }
    docket.before("ticket.create", function(change)
      local subject = change.after.subject
    end, { name = "new" })
    docket.after("ticket.close", function(change)
      docket.log.info("closed")
      docket.log.info("again")
    end, { name = "closed" })
    """,
    "spec.lua": """
    spec.case("one", { requires = { "support" } }, function(desk)
      desk:create{ subject = "x" }
    end)
    """,
  ]

  /// A desk in whose folder the plugin `mine` is.
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(plugin: "mine", permissions: "\"ticket.view\"", files: covered, "")
    return desk
  }

  @discardableResult
  private func run(_ arguments: String..., in desk: TestDesk) throws -> DocketProcess.Result {
    try DocketProcess(
      arguments: arguments, environment: ["DOCKET_DESK": "/nowhere"],
      folder: desk.path + "/plugins"
    ).run()
  }

  @Test func `coverage shows the lines and hooks that no case ran`() throws {
    let desk = try Self.desk()
    let result = try run("plugin", "test", "./mine", "--coverage", in: desk)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.lines == [
        "✓ one", "1 case, 0 failed", "what the cases ran:",
        "  init.lua  4 of 6 lines  not: 6-7", "            1 of 2 hooks  not: closed (init.lua:5)",
        "4 of 6 lines ran: 66 %",
      ], "\(result.output)")
    let both = try run("plugin", "test", "./mine", "--coverage", "--json", in: desk)
    #expect(both.status == 2)
  }

  @Test func `a tracefile that says the same stays, so that nobody is told of it`() throws {
    let desk = try Self.desk()
    let file = desk.path + "/plugins/mine/ran.info"
    let numbers = try (1...2).map { _ in
      try run("plugin", "test", "mine", "--lcov", file, in: desk)
      return try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
    }
    #expect(numbers[0] != nil && numbers[0] == numbers[1])
    try "other".write(toFile: file, atomically: true, encoding: .utf8)
    try run("plugin", "test", "mine", "--lcov", file, in: desk)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("TN:"))
  }

  @Test func `lcov is written beside whatever else is shown`() throws {
    let desk = try Self.desk()
    for options in [["--json"], ["--format", "tap"], []] {
      let result = try DocketProcess(
        arguments: ["plugin", "test", "mine", "--lcov", "ran.info"] + options,
        folder: desk.path + "/plugins"
      ).run()
      #expect(result.status == 0 && result.errors.hasSuffix("wrote ran.info\n"), "\(result.errors)")
    }
    let text = try String(contentsOfFile: desk.path + "/plugins/ran.info", encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first == "TN:" && lines.last == "end_of_record")
    #expect(lines[1].hasPrefix("SF:/") && lines[1].hasSuffix("/plugins/mine/init.lua"))
    for line in [
      "FN:2,new", "FN:5,closed", "FNDA:1,new", "FNDA:0,closed", "FNF:2", "FNH:1", "DA:6,0", "LF:6",
      "LH:4",
    ] { #expect(lines.contains(line), "\(line)") }
    // How often a line ran hangs on how often the plugin is loaded.
    let count = lines.first { $0.hasPrefix("DA:3,") }.flatMap { Int($0.dropFirst(5)) }
    #expect((count ?? 0) > 0)
  }

  @Test func `a page shows the code with what ran, and takes none of it for markup`() throws {
    let desk = try Self.desk()
    let main = "-- <script>alert(1)</script> & \"x\"\r\n" + (Self.covered["init.lua"] ?? "")
    try main.write(
      toFile: desk.path + "/plugins/mine/init.lua", atomically: true, encoding: .utf8)
    let result = try DocketProcess(
      arguments: ["plugin", "test", "mine", "--html", "ran.html"], folder: desk.path + "/plugins"
    ).run()
    #expect(result.status == 0 && result.errors.hasSuffix("wrote ran.html\n"), "\(result.errors)")
    let page = try String(contentsOfFile: desk.path + "/plugins/ran.html", encoding: .utf8)
    #expect(!page.contains("<script") && !page.contains("http-equiv=\"refresh"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"))
    #expect(!page.contains("\u{FFFD}"))
    #expect(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"))
    for words in ["4 of 6 lines", "1 of 2 hooks", "66 %", "id=\"f0-0-7\" class=\"left\""] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(page.contains("class=\"ran\"") && page.contains("class=\"still\""))
  }

  @Test func `as a page, what would turn the letters of code around is shown, and tabs stay`()
    throws
  {
    let desk = try Self.desk()
    let code = "local x = 1 -- \u{202E}live\u{202C} \u{07}\n\tlocal y = 2\n"
    try code.write(
      toFile: desk.path + "/plugins/mine/init.lua", atomically: true, encoding: .utf8)
    let result = try DocketProcess(
      arguments: ["plugin", "test", "mine", "--html", "ran.html"], folder: desk.path + "/plugins"
    ).run()
    #expect(result.status == 0, "\(result)")
    let page = try String(contentsOfFile: desk.path + "/plugins/ran.html", encoding: .utf8)
    #expect(page.contains("-- \\u{202E}live\\u{202C} \\u{7}</code>"))
    #expect(page.contains("<code>\tlocal y = 2</code>"))
    #expect(!page.contains("\u{202E}") && page.contains("max-width: 40rem"))
  }
}
