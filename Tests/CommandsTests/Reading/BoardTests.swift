import Foundation
import TestSupport
import Testing

/// What stands on a board, and for whom.
@Suite struct BoardTests {
  /// Tickets 1 to 4: high and new, answered by ann, closed, and one of carl.
  static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--priority", "high", "--queue", "billing")
    try desk.run("new", "No heat", "--assignee", "ann")
    try desk.run("reply", "2", "Is the plug in?", as: "ann")
    try desk.run("new", "No water")
    try desk.run("close", "3", "--reason", "no_answer", as: "mia")
    try desk.run("new", "No sound", "--requester", "carl")
    return desk
  }

  private func columns(
    _ desk: TestDesk, _ words: String..., as person: String = "ann",
  ) throws -> [[String: Any]] {
    let result = try desk.process(["view", "board"] + words + ["--json"], as: person).run()
    #expect(result.status == 0, "\(result.errors)")
    let board = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require((board as? [String: Any])?["columns"] as? [[String: Any]])
  }

  private func counts(_ columns: [[String: Any]]) -> [String] {
    columns.map { "\($0["value"] as? String ?? "–") \($0["count"] as? Int ?? -1)" }
  }

  private func ids(_ column: [String: Any]) -> [Int] {
    (column["tickets"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? Int }
  }

  @Test func `the columns are the stages of the life cycle in its order, the empty ones too`()
    throws
  {
    let columns = try columns(try Self.desk())
    #expect(counts(columns) == ["new 2", "answered 1", "open 0", "postponed 0", "resolved 1"])
    #expect(ids(columns[0]) == [1, 4])
    #expect(
      columns.map { $0["category"] as? String } == [
        "open", "waiting", "open", "postponed", "closed",
      ])
  }

  @Test
  func `the most urgent come first, closed ones the newest first, unless a sort says otherwise`()
    throws
  {
    let desk = try Self.desk()
    try desk.run("new", "Fire", "--priority", "urgent")
    try desk.run("new", "No paper")
    try desk.run("close", "6", "--reason", "no_answer", as: "mia")
    let columns = try columns(desk)
    #expect(ids(columns[0]) == [5, 1, 4] && ids(columns[4]) == [6, 3])
    #expect(ids(try self.columns(desk, "sort:-id")[0]) == [5, 4, 1])
    #expect(ids(try self.columns(desk, "--limit", "1")[0]) == [5])
  }

  @Test func `by another field it has what is not closed, each value in a column`() throws {
    let desk = try Self.desk()
    #expect(counts(try columns(desk, "--by", "assignee")) == ["– 2", "ann 1"])
    #expect(counts(try columns(desk, "--by", "queue")) == ["– 2", "billing 1"])
    let priorities = ["urgent 0", "high 1", "normal 2", "low 0"]
    #expect(counts(try columns(desk, "--by", "priority")) == priorities)
    #expect(counts(try columns(desk, "is:closed", "--by", "assignee")) == ["– 1"])
    let categories = ["open 2", "waiting 1"]
    #expect(counts(try columns(desk, "--by", "category")) == categories)
    #expect(ids(try columns(desk, "--by", "assignee")[1]) == [2])
  }

  @Test func `a view makes a board, further terms narrow it, and its group makes the columns`()
    throws
  {
    let desk = try Self.desk()
    try desk.run("view", "save", "light", "No", "priority:normal..", as: "ann")
    try desk.run("view", "save", "load", "is:open,waiting", "--group", "assignee", as: "ann")
    #expect(counts(try columns(desk, "light", "queue:billing"))[0] == "new 1")
    #expect(counts(try columns(desk, "load")) == ["– 2", "ann 1"])
    let unknown = try desk.run("view", "board", "lihgt", as: "ann")
    #expect(unknown.status == 3 && unknown.errors.contains("did you mean light?"))
    #expect(try desk.run("view", "board", "light", as: "bob").status == 3)
  }

  @Test func `who sees less sees it on the board as well, counts and columns included`() throws {
    let desk = try Self.desk()
    #expect(counts(try columns(desk, as: "carl"))[0...1] == ["new 1", "answered 0"])
    #expect(counts(try columns(desk, "--by", "queue", as: "carl")) == ["– 1"])
    try desk.run("role", "grant", "trainee", "ticket.view")
    try desk.run("role", "grant", "trainee", "ticket.view", "--fields", "assignee", "--deny")
    try desk.run("person", "add", "tim", "--role", "trainee")
    let hidden = try desk.run("view", "board", "--by", "assignee", as: "tim")
    #expect(hidden.status == 2 && hidden.errors.contains("there is no field “assignee”"))
    #expect(!(try desk.run("view", "board", as: "tim").output.contains("ann")))
  }

  @Test(arguments: [
    (["--by", "subject"], "makes no columns"), (["--by", "prioritty"], "did you mean “priority”"),
    (["--by", "created.week"], "makes no columns"), (["--limit", "0"], "from 1 to 500"),
    (["nonsense:1"], "nonsense"), (["is:opne"], "did you mean"),
  ])
  func `what makes no board says what would`(words: [String], advice: String) throws {
    let result = try TestDesk.unchanged().process(["view", "board"] + words).run()
    #expect(result.status != 0 && result.output.isEmpty)
    #expect(result.errors.contains(advice), "\(result.errors)")
  }

  @Test func `in a pipe each ticket has a line of its own, whole and without colours`() throws {
    let desk = try Self.desk()
    let subject = String(repeating: "long ", count: 60) + "end"
    try desk.run("new", subject, "--priority", "urgent")
    let board = try desk.run("view", "board", as: "ann")
    #expect(board.output.contains("urgent") && board.output.contains(subject))
    #expect(!board.output.contains("\u{1B}"))
    #expect(board.lines.contains("open  0 tickets") && board.lines.contains("new  3 tickets"))
    let short = try desk.run("view", "board", "--limit", "1", as: "ann")
    #expect(short.output.contains("… 2 more"))
    let none = try desk.run("view", "board", "tag:none", "--by", "queue")
    #expect(none.output.isEmpty && none.errors == "no ticket matches\n")
  }

  @Test func `stages of several life cycles stand together by what they mean`() throws {
    let desk = try Self.desk()
    try desk.write(
      plugin: "repairs",
      """
      docket.lifecycle{ name = "repair", initial = "sent_in",
        stages = { { name = "sent_in", category = "open" }, { name = "at_maker", category = "waiting" },
          { name = "returned", category = "closed" }, { name = "lost", category = "discarded" } },
        transitions = { sent_in = { "at_maker" }, at_maker = { "returned" } } }
      docket.type{ name = "repair", lifecycle = "repair" }
      """)
    try desk.run("plugin", "enable", "repairs", "--yes")
    let before = ["new", "answered", "open", "postponed", "resolved"]
    #expect(try columns(desk).map { $0["value"] as? String } == before)
    try desk.run("new", "Lamp", "--type", "repair")
    #expect(
      try columns(desk).map { $0["value"] as? String } == [
        "new", "open", "sent_in", "answered", "at_maker", "postponed", "resolved", "returned",
      ])
    #expect(
      try columns(desk, "type:repair").compactMap { $0["value"] as? String }
        == ["sent_in", "at_maker", "returned"])
  }
}
