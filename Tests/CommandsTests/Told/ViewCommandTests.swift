import Foundation
import Testing

@Suite struct ViewCommandTests {
  @Test func `a saved view lists its tickets, and further terms narrow it`() throws {
    let desk = try TestDesk()
    try desk.run("new", "one", "--queue", "billing", "--priority", "high")
    try desk.run("new", "two", "--queue", "billing")
    try desk.run("new", "three")
    let saved = try desk.run("view", "save", "bills", "queue:billing", "sort:-id", as: "ann")
    #expect(saved.output == "saved bills\n")
    let all = try desk.run("list", "--view", "bills", "--columns", "id", as: "ann").lines
    #expect(all.map { $0.filter { $0 != " " } } == ["id", "2", "1"])
    let narrow = try desk.run(
      "list", "--view", "bills", "priority:high", "--columns", "subject", as: "ann"
    ).lines
    #expect(narrow == ["subject", "one"])
  }

  @Test func `in a pipe the columns line up, also behind long texts`() throws {
    let desk = try TestDesk()
    try desk.run(
      "view", "save", "long",
      "is:open assignee:me priority:high.. created:-7d.. sort:-priority,due",
      as: "ann")
    try desk.run("view", "save", "short", "is:open", as: "ann")
    func places(of words: String, in lines: [String]) -> Set<Int?> {
      Set(
        lines.map { line in
          line.range(of: words).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        })
    }
    let views = try desk.run("view", "list", as: "ann").lines
    let own = views.filter { $0.hasPrefix("long") || $0.hasPrefix("short") }
    let heading = try #require(views.first).replacing("owner", with: "ann  ")
    #expect(own.count == 2 && places(of: " ann", in: own + [heading]).count == 1, "\(views)")
    let stages = try desk.run("stage", "list", "question").lines
    let plugins = stages.map { $0.replacing(/plugin$/, with: "support") }
    #expect(stages.count > 3 && places(of: "  support", in: plugins).count == 1, "\(stages)")
  }

  @Test func `a view that is not there is not found, with the nearest`() throws {
    let desk = try TestDesk()
    try desk.run("view", "save", "bills", "queue:billing", as: "ann")
    for command in [["list", "--view", "bils"], ["view", "show", "bils"]] {
      let result = try desk.process(command, as: "ann").run()
      #expect(result.status == 3)
      #expect(result.errors.contains("did you mean bills?"))
      let hidden = try desk.process(command, as: "bob").run()
      #expect(hidden.status == 3)
      #expect(!hidden.errors.contains("bills"))
    }
  }

  @Test(arguments: [
    (["x", "is:opne"], "did you mean “open”?"), (["x", "prioriti:high"], "column 1"),
    (["a b", "is:open"], "no name of a view"), (["x", "is:open", "--share", "agnt"], "agent"),
  ])
  func `what cannot be saved says why, and nothing is kept`(
    arguments: [String], advice: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.process(["view", "save"] + arguments).run()
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.errors.contains(advice), "\(result.errors)")
    #expect(try desk.run("view", "list").output.isEmpty)
  }

  @Test func `saving, sharing and deleting stand in the desk's history`() throws {
    let desk = try TestDesk()
    try desk.run("view", "save", "late", "due:..now", "--share", "agent", as: "mia")
    #expect(try desk.run("view", "list", as: "ann").output.contains("late"))
    try desk.run("view", "delete", "late", as: "mia")
    #expect(try desk.run("view", "list", as: "ann").output.isEmpty)
    let history = try desk.run("history", "desk", as: "mia").output
    #expect(history.contains("mia  view.save"))
    #expect(history.contains("view.mia.late: – → due:..now (shared with agent)"))
    #expect(history.contains("mia  view.delete"))
    #expect(history.contains("person.ann.roles: – → agent"))
    #expect(history.contains("queue.billing: – → billing"))
    #expect(try desk.run("history", "desk", as: "ann").status == 4)
    #expect(try desk.run("history", "desk", as: "carl").status == 4)
  }

  @Test func `a group counts by a field, only what the asker sees, in every form`() throws {
    let desk = try TestDesk()
    for (subject, person) in [("a", "carl"), ("b", "carl"), ("c", "dora")] {
      try desk.run("new", subject, "--requester", person, "--queue", "billing")
    }
    try desk.run("new", "d")
    #expect(
      try desk.run("list", "--group", "queue").output
        == "queue    tickets\nbilling        3\n–              1\n")
    #expect(try desk.run("list", "group:queue", as: "carl").lines.last == "billing        2")
    #expect(
      try desk.run("list", "--group", "requester", "--format", "csv").output
        == "requester,tickets\ncarl,2\ndora,1\n,1\n")
    let json = try desk.json("list", "--group", "queue") as? [[String: Any]]
    #expect(json?.map { $0["count"] as? Int } == [3, 1])
    #expect(json?.last?["value"] is NSNull)
  }

  @Test func `a group of tickets that differ in notes only is the same for a customer`() throws {
    let outputs = try [true, false].map { takesNotes in
      let desk = try TestDesk()
      for number in 1...3 {
        try desk.run("new", "number \(number)", "--requester", "carl", as: "ann")
        if takesNotes { try desk.run("note", "\(number)", "he lies", as: "ann") }
        try desk.run("reply", "\(number)", "hm", as: "ann")
      }
      try desk.run("view", "save", "all", "requester:me", "sort:-id", as: "carl")
      try desk.run("subscribe", "--event", "any", as: "carl")
      return try [
        ["list", "--group", "stage"], ["list", "--format", "csv", "--columns", "id,version,stage"],
        ["list", "--view", "all", "--columns", "id,subject,stage"], ["view", "list", "--json"],
        ["subscribe", "list", "--json"],
      ].map { try desk.process($0, as: "carl").run().output }
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0].allSatisfy { !$0.isEmpty })
  }

  @Test func `a list of views says how many tickets each finds for the asker, and who brings it`()
    throws
  {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "views", "--yes")
    try desk.run("new", "one", "--queue", "billing", "--assignee", "ann")
    try desk.run("new", "two")
    try desk.run("view", "save", "bills", "queue:billing limit:1", as: "ann")
    let views = try #require(try desk.json("view", "list", as: "ann") as? [[String: Any]])
    let counts = views.map { "\($0["name"] as? String ?? "") \($0["count"] as? Int ?? -1)" }
    #expect(
      counts == [
        "bills 1", "due_soon 0", "mine 1", "overdue 0", "to_assign 1", "waiting 0", "workload 2",
      ])
    #expect(views.map { $0["plugin"] as? String } == [nil] + Array(repeating: "views", count: 6))
    let list = try desk.run("view", "list", as: "ann").output
    #expect(list.contains("plugin views") && !list.contains("To assign"), "\(list)")
    let dutch = try desk.run("view", "list", "--lang", "nl", as: "ann").output
    #expect(dutch.contains("Toe te wijzen"), "\(dutch)")
    #expect(try desk.run("view", "show", "mine", "--lang", "ru", as: "ann").output.contains("Мои"))
  }

  @Test func `a view of one's own is not called as a plugin's of that name`() throws {
    let desk = try TestDesk()
    try desk.run("view", "save", "to_assign", "is:open", as: "ann")
    try desk.run("plugin", "enable", "views", "--yes")
    let list = try desk.run("view", "list", "--lang", "nl", as: "ann").output
    #expect(list.contains("Wachtend") && !list.contains("Toe te wijzen"), "\(list)")
  }

  @Test func `a view that is shown says its columns, groups and order one by one`() throws {
    let desk = try TestDesk()
    let words = ["is:open", "--columns", "id,subject", "--sort", "-priority,due"]
    _ = try desk.process(["view", "save", "near"] + words, as: "ann").run()
    try desk.run("view", "save", "load", "is:open limit:5", "--group", "queue,assignee", as: "ann")
    let lines = try desk.run("view", "show", "near", as: "ann").lines
    #expect(lines.contains("columns  id, subject") && lines.contains("sort     -priority, due"))
    #expect(lines.contains("tickets  0") && !lines.contains { $0.hasPrefix("group") })
    let load = try #require(try desk.json("view", "show", "load", as: "ann") as? [String: Any])
    #expect(load["group"] as? [String] == ["queue", "assignee"] && load["limit"] as? Int == 5)
  }

  @Test func `a view that is replaced says what it was`() throws {
    let desk = try TestDesk()
    #expect(try desk.run("view", "save", "bills", "queue:billing", as: "ann").errors.isEmpty)
    let again = try desk.run("view", "save", "bills", "is:open", as: "ann")
    #expect(again.errors == "in place of: queue:billing\n")
    #expect(try desk.run("view", "save", "bills", "is:open", as: "ann").errors.isEmpty)
    #expect(try desk.run("view", "save", "bills", "is:open", as: "bob").errors.isEmpty)
  }
}
