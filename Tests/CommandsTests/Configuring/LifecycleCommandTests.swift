import Foundation
import Testing

/// Life cycles of the desk's own, by command.
@Suite struct LifecycleCommandTests {
  @discardableResult
  private func done(_ desk: TestDesk, _ arguments: String...) throws -> DocketProcess.Result {
    let result = try desk.process(arguments).run()
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  @Test(arguments: [("es", "respuesta (personal)"), ("en", "reply of staff")])
  func `a side whose replies take a move is called by its label`(
    language: String, words: String,
  ) throws {
    let page = try TestDesk.unchanged().run("lifecycle", "show", "question", "--lang", language)
    #expect(page.output.contains(words), "\(page.output)")
  }

  private func loans() throws -> TestDesk {
    let desk = try TestDesk()
    try done(
      desk, "lifecycle", "add", "loan", "--stage", "asked=open", "--stage", "lent=waiting",
      "--stage", "back=closed", "--stage", "bin=discarded", "--move", "asked=lent,back,bin",
      "--move",
      "lent=back", "--move", "back=asked")
    try done(desk, "type", "add", "loan", "--lifecycle", "loan")
    try done(desk, "new", "A projector", "--type", "loan", "--requester", "carl")
    return desk
  }

  @Test func `tickets of a type go through its stages, closing and discarding as it leads`() throws
  {
    let desk = try loans()
    try done(desk, "update", "1", "stage=lent")
    #expect(try desk.run("update", "1", "stage=asked").status == 1)
    try done(desk, "close", "1", "--reason", "declined", "--comment", "done")
    #expect((try desk.json("show", "1") as? [String: Any])?["stage"] as? String == "back")
    try done(desk, "reopen", "1")
    try done(desk, "discard", "1", "--to", "bin")
    try done(desk, "restore", "1")
    #expect((try desk.json("show", "1") as? [String: Any])?["stage"] as? String == "asked")
    #expect(try done(desk, "audit", "verify").status == 0)
  }

  @Test func `its stages and moves are changed by docket stage`() throws {
    let desk = try loans()
    try done(
      desk, "stage", "add", "late", "--lifecycle", "loan", "--category", "open", "--from", "lent",
      "--to", "back")
    try done(desk, "stage", "allow", "late", "lent", "--lifecycle", "loan")
    try done(desk, "update", "1", "stage=lent")
    try done(desk, "update", "1", "stage=late")
    try done(desk, "stage", "forbid", "late", "lent", "--lifecycle", "loan")
    #expect(try desk.run("update", "1", "stage=lent").status == 1)
    try done(desk, "stage", "rename", "late", "overdue")
    #expect((try desk.json("show", "1") as? [String: Any])?["stage"] as? String == "overdue")
    try done(desk, "close", "1", "--reason", "declined", "--comment", "x")
    try done(desk, "stage", "remove", "overdue", "--lifecycle", "loan")
    let initial = try desk.run("stage", "remove", "asked", "--lifecycle", "loan", "--yes")
    #expect(initial.status == 1 && initial.errors.contains("asked"), "\(initial.errors)")
  }

  @Test func `what leads where is set, and taken away`() throws {
    let desk = try loans()
    try done(
      desk, "lifecycle", "set", "loan", "--on-agent-reply", "asked=lent", "--reopen", "asked")
    try done(desk, "reply", "1", "It is on its way")
    #expect((try desk.json("show", "1") as? [String: Any])?["stage"] as? String == "lent")
    try done(desk, "lifecycle", "set", "loan", "--reopen", "")
    try done(desk, "close", "1", "--reason", "declined", "--comment", "x")
    #expect(try desk.run("reopen", "1").status == 1)
  }

  @Test func `a life cycle is drawn, and told to programs`() throws {
    let desk = try loans()
    let drawn = try done(desk, "lifecycle", "show", "loan").output
    for words in ["loan", "asked [open]", "└─▶ ", "bin", "(discard --to bin)"] {
      #expect(drawn.contains(words), "\(drawn)")
    }
    let graph = try #require(try desk.json("lifecycle", "show", "loan") as? [String: Any])
    #expect(graph["initial"] as? String == "asked" && graph["plugin"] as? String == "desk")
    let list = try done(desk, "lifecycle", "list").output
    #expect(list.contains("question") && list.contains("asked, lent, back, bin"), "\(list)")
  }

  @Test func `a copy of a plugin's life cycle goes its own way`() throws {
    let desk = try TestDesk()
    try done(
      desk, "lifecycle", "add", "repair", "--like", "question", "--stage", "shop=open", "--move",
      "open=shop", "--move", "shop=open,resolved,spam")
    try done(desk, "type", "add", "repair", "--lifecycle", "repair")
    try done(desk, "new", "A lamp", "--type", "repair", "--requester", "carl")
    try done(desk, "reply", "1", "We look at it")
    try done(desk, "update", "1", "stage=open")
    try done(desk, "update", "1", "stage=shop")
    try done(desk, "discard", "1", "--to", "spam")
    try done(desk, "restore", "1")
    #expect((try desk.json("show", "1") as? [String: Any])?["stage"] as? String == "shop")
    #expect(try !done(desk, "stage", "list", "question").output.contains("shop"))
    try done(desk, "plugin", "reload", "support")
  }

  @Test func `it is renamed with its types, removed once none follows it, and undone`() throws {
    let desk = try loans()
    try done(desk, "lifecycle", "rename", "loan", "lending")
    #expect(try done(desk, "type", "list").output.contains("lending"))
    let used = try desk.run("lifecycle", "remove", "lending")
    #expect(used.status == 1 && used.errors.contains("followed by loan"), "\(used.errors)")
    try done(desk, "discard", "1", "--to", "bin")
    try done(desk, "purge", "1", "--yes")
    try done(desk, "type", "remove", "loan", "--yes")
    try done(desk, "lifecycle", "remove", "lending")
    let history = try desk.json("history", "desk") as? [[String: Any]]
    try done(desk, "undo", "\(try #require(history?.last?["seq"] as? Int))")
    #expect(try done(desk, "lifecycle", "list").output.contains("lending"))
  }

  @Test func `it goes through an export and an apply unchanged`() throws {
    let desk = try loans()
    let file = "\(desk.path)/config.lua"
    try done(desk, "config", "export").output.write(toFile: file, atomically: true, encoding: .utf8)
    let other = try TestDesk()
    try done(other, "config", "apply", file, "--yes")
    #expect(
      try done(other, "lifecycle", "show", "loan").output
        == done(desk, "lifecycle", "show", "loan").output)
  }

  @Test(arguments: [
    (["lifecycle", "add", "x"], 2, "--stage NAME=CATEGORY"),
    (["lifecycle", "add", "x", "--stage", "new"], 2, "NAME=CATEGORY"),
    (["lifecycle", "add", "x", "--stage", "new=opn"], 2, "did you mean open?"),
    (["lifecycle", "add", "x", "--stage", "new=open", "--move", "new=nwe"], 1, "nwe"),
    (["lifecycle", "add", "x", "--like", "qestion"], 3, "did you mean question?"),
    (["lifecycle", "add", "x", "--stage", "new=open", "--close", "new"], 1, "close"),
    (["lifecycle", "add", "loan", "--stage", "new=open"], 1, "docket lifecycle set changes it"),
    (["lifecycle", "add", "question", "--stage", "new=open"], 1, "support"),
    (["lifecycle", "set", "loan"], 2, "docket lifecycle set --help"),
    (["lifecycle", "set", "question", "--close", "new"], 1, "the plugin support's"),
    (["lifecycle", "show", "loann"], 3, "did you mean loan?"),
    (["lifecycle", "remove", "question"], 1, "the plugin support's"),
  ])
  func `what is no life cycle says what would be right`(
    line: [String], status: Int32, words: String,
  ) throws {
    let desk = try Self.shared.get()
    let result = try desk.process(line).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `only who manages plugins declares one, and the staff look`() throws {
    let desk = try Self.shared.get()
    #expect(
      try desk.run("lifecycle", "add", "x", "--stage", "new=open", as: "mia").status == 4)
    #expect(try desk.run("lifecycle", "show", "loan", as: "ann").status == 0)
    #expect(try desk.run("lifecycle", "list", as: "carl").status == 4)
  }

  private static let shared: Result<TestDesk, any Error> = Result {
    try LifecycleCommandTests().loans()
  }
}
