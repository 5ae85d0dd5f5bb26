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

  /// What a person is shown for these lines, without what differs from run to run.
  private func shown(
    _ lines: [String], by person: String, on desk: TestDesk, _ options: [String] = [],
  ) throws -> String {
    let input = Data((lines.joined(separator: "\n") + "\n").utf8)
    let result = try desk.process(["repl"] + options, as: person, input: input).run()
    let text = "\(result.status)\n\(result.output)\n\(result.errors)"
    return text.replacing(/[0-9.]+ ms/, with: "ms").replacing(
      /"milliseconds":"[0-9.]+"/, with: "ms")
  }

  private func check(
    _ lines: [String], by person: String, on desks: Pair, _ options: [String] = [],
  ) throws {
    let one = try shown(lines, by: person, on: desks.plain, options)
    let other = try shown(lines, by: person, on: desks.marked, options)
    #expect(one == other, "\(person): \(lines)")
    guard lines.joined().contains(Self.secret) else {
      return #expect(!other.contains(Self.secret))
    }
  }

  @Test(arguments: ["carl", "cleo"])
  func `values are the same of two desks that differ only in hidden things`(
    person: String
  ) throws {
    let desks = try pair()
    let lines = Self.values.map { "select(2, pcall(function() return \($0) end))" }
    let looks = [[], [".at \(desks.moment)"], person == "cleo" ? [".as ann"] : []]
    for look in looks {
      try check(look + lines, by: person, on: desks)
      try check(look + lines, by: person, on: desks, ["--json"])
      try check(look + [".mode csv"] + lines, by: person, on: desks)
    }
    // Whoever sees them is told, or the test proves nothing.
    #expect(try shown(["t1"], by: "admin", on: desks.marked).contains(Self.secret))
  }

  @Test(arguments: ["carl", "cleo"])
  func `commands are answered alike on two desks that differ only in hidden things`(
    person: String
  ) throws {
    let desks = try pair()
    for command in Self.commands(desks.moment) {
      try check([command], by: person, on: desks)
      try check([".at \(desks.moment)", command], by: person, on: desks)
    }
  }

  @Test(arguments: ["cleo", "admin"])
  func `a customer's eyes show nothing hidden, whoever lends them`(person: String) throws {
    let desks = try pair()
    let lines = Self.values.map { "select(2, pcall(function() return \($0) end))" }
    try check([".as carl"] + lines, by: person, on: desks)
    for command in Self.commands(desks.moment) {
      try check([".as carl", command], by: person, on: desks)
    }
  }
}
