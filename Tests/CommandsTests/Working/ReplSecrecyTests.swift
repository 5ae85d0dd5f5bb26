import Foundation
import TestSupport
import Testing

/// Who does not see notes and some fields learns nothing of them at the prompt, in whatever form.
@Suite struct ReplSecrecyTests {
  /// Two desks that differ only in notes and in edits of a hidden field.
  private struct Pair {
    let plain: TestDesk
    let marked: TestDesk
    /// A moment after the last change of either.
    let moment: String
  }

  /// Words that stand in what is hidden, and nowhere else.
  private static let secret = "unspeakable"

  private func pair() throws -> Pair {
    let (plain, marked) = (try TestDesk(), try TestDesk())
    try plain.write(
      plugin: "hidden",
      """
      docket.field{ name = "grudge", type = "text", view = "hidden.view", edit = "hidden.edit" }
      docket.role{ name = "clerk", grants = { "ticket.view", "history.view", "person.view" } }
      """)
    let open: [[String]] = [
      ["plugin", "enable", "hidden", "--yes"], ["person", "add", "cleo", "--role", "clerk"],
      ["new", "No light", "--requester", "carl", "--body", "It went dark."],
      ["new", "No water", "--requester", "dora"], ["reply", "1", "Is the plug in?"],
      ["update", "1", "priority=high"],
    ]
    for words in open { #expect(try plain.process(words).run().status == 0, "\(words)") }
    try FileManager.default.removeItem(atPath: marked.path)
    try FileManager.default.copyItem(atPath: plain.path, toPath: marked.path)
    let hidden: [[String]] = [
      ["note", "1", "an \(Self.secret) note"], ["update", "1", "grudge=\(Self.secret)"],
      ["note", "2", Self.secret], ["update", "2", "grudge=x"],
    ]
    for words in hidden { #expect(try marked.process(words).run().status == 0, "\(words)") }
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return Pair(plain: plain, marked: marked, moment: Date.now.formatted(format))
  }

  private static let values = [
    "t1", "t1.touched", "t1.version", "t1.updated", "t1.fields", "t1.grudge", "t1.fields.grudge",
    "docket.tickets.get(1)", "docket.tickets.find('')", "tickets('')", "tickets('sort:-touched')",
    "tickets('sort:-updated')", "tickets('grudge:x')", "tickets('has:grudge')",
    "tickets('version:3..')", "tickets('text:unspeakable')", "tickets('unspeakable')",
    "tickets(''):table{ 'id', 'touched', 'version', 'updated', 'grudge' }",
    "tickets(''):group('grudge')", "tickets(''):group('version')", "tickets(''):group('stage')",
    "tickets(''):group('touched', 'day')", "tickets(''):sort('touched')",
    "tickets(''):sum('version')", "tickets(''):map(function(t) return t.fields end)",
    "docket.tickets.count('', { by = 'grudge' })", "docket.tickets.count('', { by = 'stage' })",
    "history('')", "history('action:note')", "history('edited:grudge')", "history('seq:1..')",
    "history(''):count()", "history(''):group('action')", "history(''):sum('number')",
    "docket.history.of(1)", "docket.history.of(1, { limit = 1 })", "docket.history.get(5)",
    "docket.history.count('')", "docket.history.find('', { limit = 2 })",
    "docket.explain(1, 'priority')", "docket.explain(1, 'grudge')",
    "docket.people.may('ann', 'hidden.view', 1)",
    "docket.tickets.get(1, { at = docket.time.now() })",
  ]

  private static func commands(_ moment: String) -> [String] {
    [
      ".diff 1 2020-01-01 \(moment)", ".diff 2 2020-01-01 \(moment)", ".explain 1 priority",
      ".explain 1 grudge", ".explain 5", ".find grudge", ".find unspeakable", ".help grudge",
      ".fields", ".fields question", ".sql is:open", ".sql grudge:x", ".sql unspeakable",
      ".sql sort:-touched", ".why ann ticket.close 1", ".why carl ticket.view 1", ".enter hidden",
      ".hooks", ".hooks field.grudge", ".lifecycle question", ".log", ".outbox", ".top",
    ]
  }

  /// What a person types at one prompt, which is started with options.
  private struct Prompt {
    var lines: [String]
    var options: [String] = []

    init(_ lines: [String], _ options: String...) {
      (self.lines, self.options) = (lines, options)
    }
  }

  /// What a person is shown at each of these prompts, without what differs from run to run.
  private func shown(
    _ prompts: [Prompt], by person: String, on desk: TestDesk,
  ) throws -> [String] {
    let lines = prompts.map { prompt in
      CommandLineInput(
        arguments: ["repl"] + prompt.options, input: prompt.lines.joined(separator: "\n") + "\n")
    }
    return try desk.answers(to: lines, as: person).map { result in
      let text = "\(result.status)\n\(result.output)\n\(result.errors)"
      return text.replacing(/[0-9.]+ ms/, with: "ms").replacing(
        /"milliseconds":"[0-9.]+"/, with: "ms")
    }
  }

  private func check(_ prompts: [Prompt], by person: String, on desks: Pair) throws {
    let plain = try shown(prompts, by: person, on: desks.plain)
    let marked = try shown(prompts, by: person, on: desks.marked)
    try #require(plain.count == prompts.count && marked.count == prompts.count)
    for (index, prompt) in prompts.enumerated() {
      #expect(plain[index] == marked[index], "\(person): \(prompt)")
      if !prompt.lines.joined().contains(Self.secret) {
        #expect(!marked[index].contains(Self.secret), "\(person): \(prompt)")
      }
    }
  }

  @Test(arguments: ["carl", "cleo"])
  func `values are the same of two desks that differ only in hidden things`(
    person: String
  ) throws {
    let desks = try pair()
    let lines = Self.values.map { "select(2, pcall(function() return \($0) end))" }
    let looks = [[], [".at \(desks.moment)"], person == "cleo" ? [".as ann"] : []]
    let prompts = looks.flatMap { look in
      [
        Prompt(look + lines), Prompt(look + lines, "--json"),
        Prompt(look + [".mode csv"] + lines),
      ]
    }
    try check(prompts, by: person, on: desks)
    // Whoever sees them is told, or the test proves nothing.
    let seen = try shown([Prompt(["t1"])], by: "admin", on: desks.marked)
    #expect(seen.first?.contains(Self.secret) == true)
  }

  @Test(arguments: ["carl", "cleo"])
  func `commands are answered alike on two desks that differ only in hidden things`(
    person: String
  ) throws {
    let desks = try pair()
    let prompts = Self.commands(desks.moment).flatMap { command in
      [Prompt([command]), Prompt([".at \(desks.moment)", command])]
    }
    try check(prompts, by: person, on: desks)
  }

  @Test(arguments: ["cleo", "admin"])
  func `a customer's eyes show nothing hidden, whoever lends them`(person: String) throws {
    let desks = try pair()
    let lines = Self.values.map { "select(2, pcall(function() return \($0) end))" }
    let commands = Self.commands(desks.moment).map { Prompt([".as carl", $0]) }
    try check([Prompt([".as carl"] + lines)] + commands, by: person, on: desks)
  }
}
