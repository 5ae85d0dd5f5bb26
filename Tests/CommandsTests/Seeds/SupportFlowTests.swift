import Foundation
import Testing

/// The flow of support: taking in, routing, working together, and keeping account of it.
@Suite struct SupportFlowTests {
  /// The form of a web page, as what it has taken down.
  private static let form = """
    docket.importer{ name = "form", format = "ndjson", each = function(row, import)
      local who = import:person{ name = row.name, email = row.email, roles = { "customer" } }
      import:create{ key = row.id, actor = who, subject = row.title, body = row.words, source = "web" }
    end }
    """

  /// Mail does not come in yet.
  @Test func `O1: tickets come from forms, by hand, from programs and from tables`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.file("form.lua", Self.form)
    try desk.file(
      "form.ndjson",
      """
      {"id":"7","name":"eve","email":"eve@example.org","title":"Lamp","words":"Dark"}
      {"id":"8","name":"eve"}
      """)
    let taken = try desk.process(["import", "form.ndjson", "--with", "form.lua"], as: "mia").run()
    #expect(taken.status == 1 && taken.errors.contains("line 2"), "\(taken)")
    let mine = try desk.rows("list", as: "eve")
    #expect(mine.count == 1 && mine[0].text("subject") == "Lamp" && mine[0].text("source") == "web")
    // What has come in comes in once.
    try desk.run("import", "form.ndjson", "--with", "form.lua", as: "mia")
    #expect(try desk.found("source:web") == [1])
    try desk.done("new", "By hand", as: "carl")
    let answers = #"{"email": "eve@example.org", "subject": "From the web", "message": "Dark"}"#
    try desk.done("intake", "web", as: "ann", input: answers)
    let program = "docket.tickets.create{ subject = \"A disk is full\", source = \"monitor\" }"
    try desk.done("repl", "--write", "-e", program, as: "ann")
    try desk.file("table.csv", "Title,Who\nOld ticket,carl\n")
    let table = ["import", "table.csv", "--map", "subject=Title,requester=Who"]
    #expect(try desk.process(table, as: "mia").run().status == 0)
    let subjects = try desk.rows("list", "sort:id").compactMap { $0.text("subject") }
    #expect(subjects == ["Lamp", "By hand", "From the web", "A disk is full", "Old ticket"])
    #expect(try desk.process(table, as: "ann").run().status == 4)
    try desk.fails(1, "import", "table.csv", "--map", "subjct=Title", as: "mia", saying: "subject")
  }

  @Test func `O2: rules route what comes in, in turn or by what it says, and admins change them`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    for subject in ["one", "two", "three"] { try desk.done("new", subject, as: "carl") }
    let turns = try desk.rows("list", "sort:id").compactMap { $0.text("assignee") }
    #expect(turns == ["ann", "bob", "ann"])
    let ready = try desk.done("report", "routing", as: "mia")
    for rule in ["by_keyword", "by_requester", "least_loaded", "round_robin"] {
      #expect(ready.contains(rule), "\(ready)")
    }
    try desk.done(
      "rule", "add", "printers", "when=subject:printer", "types=question", "assign=mia",
      "queue=second_line", "note=Look at the fuser first")
    #expect(try desk.done("rule", "list", as: "mia").contains("printers"))
    try desk.fails(4, "rule", "off", "printers", as: "ann")
    let preview = try desk.done("new", "A printer", "--dry-run", "--requester", "carl", as: "ann")
    #expect(preview.contains(/routing@[0-9.]+:printers/), "\(preview)")
    try desk.done("new", "A printer", as: "carl")
    try desk.done("new", "Another printer", "--type", "incident", as: "carl")
    let routed = try desk.ticket(4, as: "ann")
    #expect(routed.text("assignee") == "mia" && routed.text("queue") == "second_line")
    #expect(try desk.done("show", "4", as: "ann").contains("Look at the fuser first"))
    #expect(try desk.ticket(5).text("queue") == nil, "the rule is for questions")
    try desk.done("assign", "1", "bob", as: "mia")
    #expect(try desk.ticket(1).text("assignee") == "bob")
    try desk.done("rule", "off", "printers")
    try desk.done("new", "A third printer", as: "carl")
    #expect(try desk.ticket(6).text("queue") == nil)
    try desk.fails(1, "plugin", "set", "routing", "rules.x.queue=billing", "rules.x.event=crete")
    try desk.fails(4, "plugin", "set", "routing", "rules.printers=", as: "ann")
  }

  @Test func `O3: views sort, filter and group, are shared with a team or one's own`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "a", as: "carl")
    try desk.done("new", "b", as: "carl")
    try desk.done("new", "c", as: "dora")
    try desk.done("update", "3", "priority=urgent", as: "ann")
    try desk.done("view", "save", "mine_first", "assignee:me is:open sort:-priority", as: "ann")
    let mine = try desk.rows("list", "--view", "mine_first", as: "ann")
    #expect(mine.compactMap { $0["id"] as? Int } == [3, 1])
    try desk.fails(
      3, "list", "--view", "mine_first", as: "bob", saying: "there is no view `mine_first`")
    try desk.done(
      "view", "save", "floor", "is:open sort:-priority", "--columns", "id,subject,priority",
      "--share", "agent", as: "mia")
    let shared = try desk.done("list", "--view", "floor", as: "bob")
    let lines = ["id  subject  priority", " 3  c        urgent", " 1  a        normal"]
    #expect(shared.split(separator: "\n").prefix(3).map(String.init) == lines)
    let board = try desk.done("view", "board", "floor", as: "bob")
    for words in ["new  3 tickets", "answered  0 tickets", "1  normal", "3  urgent"] {
      #expect(board.contains(words), "\(board)")
    }
    #expect(try desk.found("is:open requester:carl sort:-subject", as: "bob") == [2, 1])
    let grouped = try desk.rows("list", "is:open", "--group", "assignee,priority", as: "bob")
    #expect(grouped.map { "\($0.text("value") ?? "") \($0["count"] ?? 0)" } == ["ann 2", "bob 1"])
    try desk.fails(4, "view", "save", "x", "is:open", "--share", "agent", as: "bob")
    try desk.fails(4, "view", "delete", "floor", as: "bob", saying: "somebody else's")
    try desk.fails(1, "view", "save", "x", "is:opne", as: "bob", saying: "did you mean “open”?")
    try desk.fails(3, "list", "--view", "floor", as: "carl")
    try desk.fails(3, "list", "--view", "flor", as: "ann", saying: "did you mean floor?")
  }

  @Test func `O4: one page shows what is said and attached, and one command answers and changes`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.file("guide.txt", "Turn it on.\n")
    try desk.done("new", "Printer", "--body", "It is dark", as: "carl")
    let answered = try desk.done(
      "reply", "1", "See the guide", "--attach", "guide.txt", "--set", "priority=high", "--note",
      "He knows it", as: "ann")
    for words in ["priority: normal → high", "stage: new → answered", "attachments: – → guide.txt"]
    {
      #expect(answered.contains(words), "\(answered)")
    }
    #expect(try desk.rows("history", "1", as: "ann").count <= 3)
    let page = try desk.done("show", "1", as: "ann")
    for words in [
      "It is dark", "See the guide", "guide.txt", "internal note", "He knows it", " high",
    ] { #expect(page.contains(words), "\(words): \(page)") }
    let customer = try desk.done("show", "1", as: "carl")
    #expect(customer.contains("See the guide") && !customer.contains("He knows it"), "\(customer)")
    try desk.fails(4, "reply", "1", "x", "--set", "priority=urgent", as: "carl", saying: "priority")
    try desk.fails(1, "reply", "1", "x", "--attach", "gone.txt", as: "ann", saying: "gone.txt")
    #expect(try desk.rows("history", "1", "action:reply", as: "ann").count == 1)
  }

  @Test func `O5: the stage is changed by hand, by replies and by rules`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", as: "carl")
    #expect(
      try desk.done("update", "1", "stage=answered", as: "ann") == "stage: new → answered\n")
    #expect(try desk.done("reply", "1", "No", as: "carl") == "stage: answered → open\n")
    #expect(try desk.done("reply", "1", "Why?", as: "ann") == "stage: open → answered\n")
    // A rule of the desk's own: what becomes urgent is worked on at once.
    try desk.done(
      "plugin", "set", "routing", "rules.hurry.event=field.priority",
      "rules.hurry.when=priority:urgent", "rules.hurry.stage=open")
    let hurried = try desk.done("update", "1", "priority=urgent", as: "ann")
    #expect(hurried.contains(/stage: answered → open \(routing@[0-9.]+:hurry\)/), "\(hurried)")
    try desk.fails(4, "update", "1", "stage=answered", as: "carl", saying: "stage")
    try desk.fails(1, "update", "1", "stage=new", as: "ann", saying: "does not go from open to new")
  }

  @Test func `O6: a ticket is given to somebody, and to others; several work on it`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", "--assignee", "ann", "--requester", "carl", as: "mia")
    #expect(try desk.done("assign", "1", "bob", as: "mia") == "assignee: ann → bob\n")
    #expect(try desk.done("take", "1", as: "ann") == "assignee: bob → ann\n")
    #expect(try desk.done("update", "1", "team+=bob,mia", as: "ann") == "team: – → bob, mia\n")
    #expect(try desk.found("team:me", as: "bob") == [1])
    try desk.done("reply", "1", "Please look", as: "carl")
    for person in ["ann", "bob", "mia"] {
      #expect(try desk.told(person).contains { $0.says("Please look") }, "\(person)")
    }
    try desk.fails(1, "assign", "1", "carl", as: "mia", saying: "no role on the staff's side")
    try desk.fails(1, "assign", "1", "bbo", as: "mia", saying: "did you mean bob?")
    try desk.fails(4, "assign", "1", "ann", as: "carl")
    let ticket = try desk.ticket(1)
    #expect(ticket.text("assignee") == "ann" && ticket.texts("team") == ["bob", "mia"])
  }

  @Test func `O7: time is taken and logged, billable or not, and summed up for each person`() throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("plugin", "enable", "time-tracking", "--yes")
    try desk.done("new", "Printer", as: "carl")
    try desk.done("do", "1", "start_work", "since=-90m", as: "ann")
    #expect(try desk.found("working:me", as: "ann") == [1])
    let stopped = try desk.done("do", "1", "stop_work", "what=On site", as: "ann")
    let timed = try #require(stopped.firstMatch(of: /spent = 1h3([0-9])m/)?.output.1, "\(stopped)")
    let minutes = 90 + (try #require(Int(timed)))
    let logged = try desk.done(
      "do", "1", "log_time", "spent=2h10m", "on=yesterday", "billable=no", "what=Wiring", as: "bob")
    let day = String(try #require(logged.firstMatch(of: /day = (\S+)/)?.output.1, "\(logged)"))
    let fields = try #require(try desk.ticket(1, as: "mia")["fields"] as? [String: Any])
    #expect(fields["time_spent"] as? Int == (minutes + 130) * 60_000)
    #expect(fields["time_billable"] as? Int == minutes * 60_000)
    let sheet = try desk.done("script", "run", "timesheet", "bob", day, as: "mia")
    #expect(sheet.contains("2:10") && sheet.contains("Wiring") && sheet.contains("0:00 billable"))
    #expect(try desk.done("report", "workload", "--format", "csv", as: "mia").contains("ann,1,"))
    try desk.fails(
      1, "do", "1", "log_time", "spent=xyz", as: "ann",
      saying: "it wants a duration such as 90m or 4h, not `xyz`")
    try desk.fails(4, "do", "1", "log_time", "spent=1h", "worker=ann", as: "bob")
    try desk.fails(4, "do", "1", "log_time", "spent=1h", as: "carl")
    let customer = try desk.done("show", "1", as: "carl") + desk.done("history", "1", as: "carl")
    #expect(!customer.contains("time_spent") && !customer.contains("Wiring"), "\(customer)")
  }

  @Test func `O8: the description is edited, and files are attached to it`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.file("photo.txt", "a photo")
    try desk.done("new", "Printer", "--body", "Dark", "--attach", "photo.txt", as: "carl")
    #expect(
      try desk.done("update", "1", "body=Dark since Monday", as: "ann").contains("body: Dark"))
    let ticket = try desk.ticket(1, as: "carl")
    #expect(ticket.text("body") == "Dark since Monday")
    let files = ticket["attachments"] as? [[String: Any]]
    #expect(files?.first?.text("name") == "photo.txt" && files?.first?["size"] as? Int == 7)
    #expect(try desk.done("attachment", "1", "photo.txt", as: "ann") == "a photo")
    #expect(try desk.done("history", "1", "edited:body", as: "carl").contains("Dark since Monday"))
    try desk.fails(4, "update", "1", "body=x", as: "carl", saying: "body")
    try desk.fails(3, "attachment", "1", "photo.tx", as: "ann", saying: "did you mean photo.txt?")
  }

  @Test func `O9: requester and followers are told of new messages, and of no notes`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", as: "carl")
    try desk.done("update", "1", "followers+=dora", as: "ann")
    try desk.done("reply", "1", "Is it on?", as: "ann")
    try desk.done("note", "1", "He always forgets", as: "ann")
    for person in ["carl", "dora"] {
      let told = try desk.told(person)
      #expect(told.contains { $0.says("Is it on?") }, "\(person): \(told)")
      #expect(!told.contains { $0.says("forgets") }, "\(person): \(told)")
    }
    #expect(try desk.done("reply", "1", "Mine is, too", as: "dora").contains("→ open"))
    #expect(try desk.told("carl").contains { $0.says("Mine is, too") })
    #expect(!(try desk.told("dora").contains { $0.says("Mine is, too") }), "it is her own")
    try desk.done("update", "1", "followers-=dora", as: "ann")
    try desk.done("reply", "1", "Now for carl alone", as: "ann")
    #expect(!(try desk.told("dora").contains { $0.says("carl alone") }))
    try desk.fails(3, "show", "1", as: "dora")
    try desk.fails(4, "update", "1", "followers+=dora", as: "carl", saying: "followers")
  }

  @Test func `O10: several conversations are begun on a ticket, public ones and internal ones`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", as: "carl")
    func begin(_ name: String, _ with: String, _ more: String...) throws {
      let words = ["do", "1", "converse", "name=\(name)", "with=\(with)", "text=Hello \(name)"]
      let result = try desk.process(words + more, as: "ann").run()
      #expect(result.status == 0, "\(result)")
    }
    try begin("Supplier", "dora")
    try begin("Shop", "dora")
    try begin("Refund", "bob", "internal=yes")
    try begin("Price", "mia", "internal=yes")
    #expect(try desk.found("conversation_of:1 sort:id", as: "ann") == [2, 3, 4, 5])
    #expect(try desk.done("reply", "2", "Tomorrow", as: "dora") == "stage: talking → heard\n")
    try desk.done("note", "4", "We do", as: "bob")
    try desk.fails(1, "reply", "4", "We do", as: "bob", saying: "internal conversation")
    let page = try desk.done("show", "1", as: "ann")
    for words in ["Hello Shop", "Tomorrow", "We do", "#4  Refund"] {
      #expect(page.contains(words), "\(words): \(page)")
    }
    // Requester and supplier see their own conversations, and neither an internal one.
    #expect(try desk.found("sort:id", as: "carl") == [1])
    #expect(try desk.found("sort:id", as: "dora") == [2, 3])
    let customer = try desk.done("show", "1", as: "carl") + desk.done("history", "1", as: "carl")
    for words in ["Supplier", "Shop", "Refund", "Tomorrow", "We do"] {
      #expect(!customer.contains(words), "\(words): \(customer)")
    }
    #expect(!(try desk.told("dora").contains { $0.says("We do") || $0.says("Refund") }))
    #expect(try desk.ticket(1).text("stage") == "new", "the ticket is not moved by them")
    try desk.fails(
      1, "do", "1", "converse", "name=x", "with=dora", "text=x", "internal=yes", as: "ann",
      saying: "may not read internal notes")
    try desk.fails(4, "do", "1", "converse", "name=x", "with=dora", "text=x", as: "carl")
  }

  @Test func `O11: a ticket shows its time, its activities and its subtasks`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("plugin", "enable", "subtasks", "time-tracking", "--yes")
    try desk.done("new", "Move", as: "carl")
    try desk.done("do", "1", "subtask", "subject=Pack", "assignee=bob", as: "ann")
    try desk.done("do", "1", "log_time", "spent=1h", "what=Wiring", as: "ann")
    try desk.done("work", "--once")
    let page = try desk.done("show", "1", as: "ann")
    for line in [/children +2/, /open_children +1/, /time_spent +1h/] {
      #expect(page.contains(line), "\(page)")
    }
    let fields = try #require(try desk.ticket(1, as: "ann")["fields"] as? [String: Any])
    #expect(fields["children"] as? [Int] == [2] && fields["time_spent"] as? Int == 3_600_000)
    let part = try desk.rows("list", "parent:1", as: "ann")
    #expect(part.map { $0.text("subject") } == ["Pack"] && part[0].text("type") == "task")
    let activities = try desk.done("history", "1", as: "ann")
    #expect(activities.contains("ann  subtask") && activities.contains("what = Wiring"))
    try desk.fails(1, "close", "1", as: "mia", saying: "1 subtask is open: 2 (subtasks)")
    try desk.done("close", "2", as: "bob")
    try desk.done("close", "1", as: "mia")
    let customer = try desk.done("show", "1", as: "carl") + desk.done("history", "1", as: "carl")
    for words in ["children", "time_spent", "Wiring", "subtask"] {
      #expect(!customer.contains(words), "\(words): \(customer)")
    }
    try desk.fails(4, "do", "1", "subtask", "subject=x", as: "carl")
  }
}
