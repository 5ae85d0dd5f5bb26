import Foundation
import Kernel
import Testing

@Suite struct HelpTests {
  @Test func `help tells all commands by purpose, and all topics`() throws {
    let result = try outside("help")
    for word in ["Reading", "Acting", "Configuring", "  postpone  ", "Topics", "  exit-codes  "] {
      #expect(result.output.contains(word), "\(word)")
    }
    for arguments in [[], ["--help"], ["-h"]] {
      #expect(try outside(arguments).output == result.output)
    }
  }

  @Test func `the permissions topic has exactly the kernel's permissions, each with a meaning`()
    throws
  {
    let lines = try outside("help", "permissions").lines
    let rows = lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("  docket ") }
    let names = rows.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names == Permission.names)
    #expect(!rows.contains { $0.contains("a permission of the plugin's own") })
  }

  @Test func `the exit-codes topic tells every status and every code of errors`() throws {
    let output = try outside("help", "exit-codes").output
    for status in 0...5 { #expect(output.contains("\n  \(status)  ")) }
    for code in [
      "refused", "failed", "invalid", "busy", "usage", "not_found", "denied", "conflict",
    ] { #expect(output.contains("\(code): ")) }
  }

  @Test func `the fields topic tells every field of a ticket that people may name`() throws {
    let output = try outside("help", "fields").output
    for field in TicketField.allCases where field != .touched {
      #expect(output.contains("\n  \(field.rawValue)  "), "\(field.rawValue)")
    }
  }

  @Test func `every example of a query is one that the desk understands`() throws {
    let desk = try TestDesk.unchanged()
    let topics = ["queries", "times"].map { ["help", $0] } + [["help", "list"]]
    var count = 0
    for arguments in topics {
      for line in try outside(arguments).lines where line.hasPrefix("  docket list ") {
        let result = try desk.shell(String(line.prefix { $0 != ">" || !line.contains(" > ") }))
        #expect(result.status == 0, "\(line): \(result.errors)")
        count += 1
      }
    }
    #expect(count > 10)
  }

  @Test func `the reference of the Lua API comes from its registry`() throws {
    #expect(try outside("help", "api").output.contains("docket.tickets.find(query, {"))
    let one = try outside("help", "api", "tickets.find").output
    #expect(one.contains("needs  ticket.view") && one.contains("in before and validate hooks"))
    #expect(try outside("help", "api", "tickets").output.contains("docket.tickets.count("))
    let wrong = try outside("help", "api", "tickets.fnd")
    #expect(wrong.status == 3 && wrong.errors.contains("did you mean tickets.find?"))
  }

  @Test(arguments: [
    ("docket.field", ["Keys of the table", "required_if", "a choice, or by type", "severity"]),
    ("docket.after", ["Arguments", "fn(change)", "laps", "whole number: low ones run first"]),
    ("tickets.close", ["root_causes", "dry_run", "gives", "local result, err"]),
    ("change", ["edits", "change:set(field, value)", "from_customer"]),
    ("ticket", ["assignee", "person's name", "ticket:close(args)"]),
    ("import", ["import:create(", "import:seen(key)"]),
    ("events", ["ticket.close", "field.NAME", "timer.NAME"]), ("message", ["recipient"]),
    ("spec", ["spec.case(name, {at, "]), ("desk:act", ["desk:act(person, action, id, args)"]),
    ("desk:fault", ["text: http\n"]), ("change:set", ["raises", "in a validate hook"]),
    ("change:refuse", ["in before and validate hooks and propose"]),
    ("desk", ["desk.outbox  ", "desk:advance(duration)"]), ("docket.none", ["empties a field"]),
    ("docket.settings", ["as the desk has set them"]), ("settings", ["long_text", "of a choice"]),
    ("manifest", ["requires", "on_fault"]), ("limits", ["reacting_instructions"]),
    ("locales", ["stage.NAME", "param.ACTION.NAME"]), ("docket.lua", ["lock_wait", "log_days"]),
    ("transitions", ["refusal"]), ("grants", ["only on tickets that fulfil this condition"]),
  ])
  func `the reference says what can be written from it`(name: String, words: [String]) throws {
    let help = try outside("help", "api", name)
    #expect(help.status == 0)
    for word in words { #expect(help.output.contains(word), "\(word): \(help.output)") }
  }

  @Test func `the keys of options that are documented are those that are taken`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let all = try #require(try desk.json("help", "api") as? [[String: Any]])
    let values = [
      "id": "1", "seq": "1", "query": "\"is:open\"", "field": "\"priority\"", "t": "0",
      "text": "\"x\"", "role": "\"agent\"", "name": "\"ann\"", "action": "\"wake\"", "what": "1",
      "permission": "\"ticket.view\"",
    ]
    var documented: [String: Set<String>] = [:]
    var script = ""
    for function in all {
      let path = try #require(function["name"] as? String)
      let keys = try #require(function["keys"] as? [[String: String]]).compactMap { $0["name"] }
      let lanes = try #require(function["lanes"] as? [String])
      guard !keys.isEmpty, lanes.contains("by_hand"), path.hasPrefix("docket."),
        path != "docket.script"
      else { continue }
      documented[path] = Set(keys)
      var arguments: [String] = []
      for one in try #require(function["arguments"] as? [[String: String]]) {
        if path == "docket.plan", one["name"] == "args" {
          // Its keys are those of the action; those of the options come behind.
          arguments.append("{}")
          continue
        }
        guard one["type"] != "table", let value = values[one["name"] ?? ""] else { break }
        arguments.append(value)
      }
      let about = path == "docket.notify" ? "about = 1, " : ""
      arguments.append("{ \(about)zzzzzzzzzzzzzzzz = 1 }")
      let call = "\(path)(\(arguments.joined(separator: ", ")))"
      script += "print(\"\(path)|\", select(2, pcall(function() return \(call) end)))\n"
    }
    documented["docket.notify"]?.remove("about")
    try script.write(toFile: desk.folder + "/s.lua", atomically: true, encoding: .utf8)
    let lines = try desk.run("script", "run", "s.lua").lines
    #expect(lines.count == documented.count && lines.count > 20, "\(lines)")
    for line in lines {
      let path = String(line.prefix { $0 != "|" })
      let list = line.components(separatedBy: "known: ").dropFirst().first ?? ""
      let known = Set(list.prefix { $0 != ";" }.split(separator: ", ").map(String.init))
      #expect(known == documented[path], "\(line)")
    }
  }

  @Test(arguments: [
    (["help", "permisions"], "did you mean permissions?"), (["help", "shw"], "did you mean show?"),
    (["help", "plugin", "enabl"], "did you mean plugin enable?"),
  ])
  func `help on what there is not names the nearest`(arguments: [String], advice: String) throws {
    let result = try outside(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(advice))
  }

  @Test func `commands that are not listed have help all the same`() throws {
    let desk = try TestDesk()
    #expect(try !desk.run("help").output.contains("manual"))
    #expect(try desk.run("manual", "--help").output.contains("docket manual > docket.1"))
  }

  @Test func `headings are bold on a terminal, and lines fit it`() throws {
    let desk = try TestDesk.unchanged()
    let help = try desk.runOnTerminal("help", "queries", columns: 60)
    #expect(help.output.contains("\u{1B}[1mExamples\u{1B}[0m"))
    let lines = try desk.runOnTerminal(
      "help", "plugins", columns: 60, environment: ["NO_COLOR": "1"]
    )
    .lines
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect(try !outside("help", "queries").output.contains("\u{1B}"))
  }

  @Test(arguments: ["en", "ru"], [1, 20, 26] as [UInt16])
  func `help is shown on the narrowest terminal`(language: String, columns: UInt16) throws {
    let desk = try TestDesk.unchanged()
    for line in [["export", "--help"], ["help", "list"], ["help", "times"]] {
      let result = try desk.process(line + ["--lang", language]).runOnTerminal(columns: columns)
      #expect(result.status == 0, "\(line): \(result.output)")
    }
  }

  @Test(arguments: ["en", "de"])
  func `a usage fits the terminal, and no option or argument in it is broken`(
    language: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let asked = ["doctor", "help", "subscribe add", "why"].flatMap { command in
      let words = command.split(separator: " ").map(String.init)
      return [(command, ["help"] + words), (command, words + ["--no-such-option"])]
    }
    for (command, words) in asked {
      let help = try desk.process(
        words + ["--lang", language], environment: ["NO_COLOR": "1"]
      ).runOnTerminal(columns: 80).lines
      let first = try #require(help.firstIndex { $0.contains(": docket \(command) ") })
      let margin = String(repeating: " ", count: help[first].prefix { $0 != ":" }.count + 2)
      let usage = help[first...first] + help[(first + 1)...].prefix { $0.hasPrefix(margin) }
      #expect(usage.count > 1 || help[first].count <= 80)
      for line in usage {
        #expect(line.count <= 80, "\(line)")
        for (open, end) in [("[", "]"), ("<", ">")] as [(Character, Character)] {
          #expect(line.count { $0 == open } == line.count { $0 == end }, "\(line)")
        }
      }
      #expect(usage.dropFirst().allSatisfy { $0.hasPrefix(margin + "[") }, "\(usage)")
    }
  }

  @Test func `help is JSON for programs`() throws {
    let desk = try TestDesk.unchanged()
    let all = try #require(try desk.json("help") as? [String: [[String: String]]])
    #expect(all["commands"]?.contains { $0["name"] == "show" } == true)
    let topic = try #require(try desk.json("help", "times") as? [String: String])
    #expect(topic["text"]?.contains("2026-01-31") == true)
  }

  /// Runs the program where there is no desk.
  private func outside(_ arguments: String...) throws -> DocketProcess.Result {
    try outside(arguments)
  }

  private func outside(_ arguments: [String]) throws -> DocketProcess.Result {
    try DocketProcess(arguments: arguments, folder: "/").run()
  }
}
