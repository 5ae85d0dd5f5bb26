import Foundation
import Testing

/// Words that are searched for, and dates that are written as words, as a person types them.
@Suite struct WordTests {
  @Test(arguments: [
    ("打印机无法打印", "打印机"), ("プリンターが動きません", "プリンター"), ("ﾌﾟﾘﾝﾀｰ", "プリンター"),
    ("프린터가 작동하지 않습니다", "프린터"), ("เครื่องพิมพ์ไม่ทำงาน", "เครื่องพิมพ์"),
    ("Größe falsch", "GRÖSSE"), ("Straße", "strasse"), ("Laserdrucker", "*drucker"),
    ("Laserdrucker", "laser*"), ("Laserdrucker", "*serdru*"), ("Does not boot", "subject:NOT*"),
    ("Does not boot", "subject:=\"does not boot\""), ("Does not boot", "#1"),
  ])
  func `a ticket is found by its words`(subject: String, query: String) throws {
    let desk = try TestDesk()
    try desk.run("new", subject)
    #expect(try desk.run("list", query, "--columns", "id").lines == ["id", " 1"])
  }

  @Test func `words of notes are found with stars by those only who see notes`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--requester", "carl")
    try desk.run("note", "1", "between us: swordfish", as: "ann")
    for query in ["sword*", "*fish", "*ordf*"] {
      #expect(try desk.run("list", query, as: "ann").output.contains("Lamp"), "\(query)")
      #expect(!(try desk.run("list", query, as: "carl").output.contains("Lamp")), "\(query)")
      let sorted = try desk.run("list", "\(query) sort:rank", as: "ann")
      #expect(sorted.output.contains("Lamp"), "\(sorted.errors)")
    }
  }

  @Test func `rank needs something that is found`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("list", "not:text:x", "sort:rank")
    #expect(result.status == 2)
    #expect(result.errors.contains("needs a text"))
  }

  @Test func `a list is sorted whatever case and accents its texts have`() throws {
    let desk = try TestDesk()
    for subject in ["zebra", "Éclair", "apple", "école"] { try desk.run("new", subject) }
    let listed = try desk.run("list", "--columns", "subject", "--sort", "subject").lines
    #expect(listed == ["subject", "apple", "Éclair", "école", "zebra"])
    let reverse = try desk.run("list", "--columns", "subject", "--sort", "-subject").lines
    #expect(Array(reverse.dropFirst()) == Array(listed.dropFirst().reversed()))
  }

  @Test func `dates are words wherever a time is given`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--due", "tomorrow")
    #expect(try desk.run("list", "due:tomorrow").output.contains("x"))
    try desk.run("update", "1", "due=eom")
    #expect(try desk.run("list", "due:end-of-month").output.contains("x"))
    try desk.run("postpone", "1", "friday 9:00")
    #expect(try desk.run("list", "due:\"friday 9:00\" due:friday").output.contains("x"))
    #expect(try desk.run("list", "created:today created:\"this week\"").output.contains("x"))
    let wrong = try desk.run("update", "1", "due=tomorow")
    #expect(wrong.errors.contains("did you mean “tomorrow”?"), "\(wrong.errors)")
  }

  @Test func `a person's own words are dates to that person only`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--due", "tomorrow")
    try desk.run("person", "set", "ann", "--language", "nl")
    #expect(try desk.run("list", "due:morgen", as: "ann").output.contains("x"))
    #expect(try desk.run("update", "1", "due=overmorgen", as: "ann").status == 0)
    #expect(try desk.run("list", "due:day-after-tomorrow").output.contains("x"))
    #expect(try desk.run("list", "due:morgen", as: "bob").status == 2)
    #expect(try desk.run("view", "save", "late", "due:morgen", as: "bob").status != 0)
  }

  @Test func `two fields and periods are counted, a part below its group`() throws {
    let desk = try TestDesk()
    try desk.run("new", "a", "--queue", "billing", "--priority", "high")
    try desk.run("new", "b", "--queue", "billing")
    try desk.run("new", "c", "--queue", "billing")
    let table = try desk.run("list", "--group", "queue,priority").output
    #expect(
      table == """
        queue    priority  tickets
        billing                  3
                 normal          2
                 high            1

        """)
    let year = try desk.json("list", "--group", "created.year,queue") as? [[String: Any]]
    #expect(year?.first?["field"] as? String == "created.year")
    let parts = year?.first?["groups"] as? [[String: Any]]
    #expect(parts?.map { $0["count"] as? Int } == [3])
    let value = try #require(year?.first?["value"] as? String)
    #expect(try desk.run("list", "created:\(value)").lines.count == 4)
    let csv = try desk.run("list", "group:queue,priority", "--format", "csv").lines
    #expect(csv == ["queue,priority,tickets", "billing,normal,2", "billing,high,1"])
  }

  @Test func `a table has fifty groups and says how many more there are`() throws {
    let desk = try TestDesk()
    for number in 1...52 { try desk.run("new", "number \(number)") }
    let table = try desk.run("list", "--group", "subject").lines
    #expect(table.count == 52)
    #expect(table.last?.hasPrefix("and 2 more") == true)
    #expect(try desk.run("list", "--group", "subject", "limit:52").lines.count == 53)
    #expect((try desk.json("list", "--group", "subject") as? [Any])?.count == 52)
  }

  @Test func `a view keeps columns, groups and order, unless something else is asked`() throws {
    let desk = try TestDesk()
    try desk.run("new", "b", "--queue", "billing")
    try desk.run("new", "a", "--queue", "billing")
    try desk.run("view", "save", "short", "is:open", "--columns", "id,subject", "--sort", "subject")
    try desk.run("view", "save", "load", "is:open", "--group", "queue")
    #expect(try desk.run("list", "--view", "short").lines == ["id  subject", " 2  a", " 1  b"])
    #expect(
      try desk.run("list", "--view", "short", "--columns", "id", "--sort", "id").lines
        == ["id", " 1", " 2"])
    let counted = ["queue    tickets", "billing        2"]
    #expect(try desk.run("list", "--view", "load").lines == counted)
    #expect(try desk.run("list", "--view", "short", "--group", "queue").lines == counted)
    #expect(try desk.run("list", "--view", "load", "--columns", "id").lines == ["id", " 1", " 2"])
    let twice = try desk.run("view", "save", "x", "sort:id", "--sort", "due")
    #expect(twice.status == 2 && twice.errors.contains("say the same"))
  }

  @Test func `staff see the requester in a list, customers do not`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--requester", "carl")
    #expect(try desk.run("list", as: "ann").output.contains("requester"))
    #expect(!(try desk.run("list", as: "carl").output.contains("requester")))
  }

  @Test func `the desk's own history takes a query`() throws {
    let desk = try TestDesk()
    try desk.run("person", "set", "ann", "--language", "nl")
    try desk.run("view", "save", "mine", "is:open")
    let found = try desk.run("history", "desk", "edited:person.ann", "limit:1").output
    #expect(found.contains("person.ann.language: – → nl"))
    let views = try desk.json("history", "desk", "action:view.save") as? [[String: Any]]
    #expect(views?.count == 1)
    #expect(try desk.run("history", "desk", "at:today", "not:action:view.save").status == 0)
    let wrong = try desk.run("history", "desk", "action:view.sav")
    #expect(wrong.errors.contains("did you mean “view.save”?"), "\(wrong.errors)")
  }
}
