import Foundation
import Testing

/// Working with tickets: what they say, who may do what, and what can be done to them.
@Suite struct TicketActionTests {
  @Test func `R1: a ticket says what it is about, who has it, its stage, when it is due, and more`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    let number = try desk.done(
      "new", "Printer is dark", "--body", "Since Monday", "--requester", "carl", "--queue",
      "billing", "--due", "2230-01-31", "--type", "incident", "--tag", "hot", "--priority", "high",
      "--source", "phone", "--assignee", "bob", as: "ann")
    #expect(number == "1\n")
    let page = try desk.done("show", "1", as: "ann")
    for words in ["#1 Printer is dark\n", "\n  Since Monday\n", "(in "] {
      #expect(page.contains(words), "\(words): \(page)")
    }
    for line in [
      /stage +new/, /assignee +bob/, /due +2230-01-31 00:00/, /queue +billing/, /type +incident/,
      /priority +high/, /requester +carl/, /source +phone/, /tags +hot/,
    ] { #expect(page.contains(line), "\(page)") }
    let ticket = try desk.ticket(1, as: "carl")
    #expect(ticket.text("subject") == "Printer is dark" && ticket.text("assignee") == "bob")
    #expect(ticket.text("stage") == "new" && ticket.text("category") == "open")
    #expect(ticket.text("due") == "2230-01-31T00:00:00.000Z" && ticket.texts("tags") == ["hot"])
    try desk.fails(1, "new", "x", "--due", "someday", as: "ann", saying: "“someday” is no time")
    try desk.fails(3, "show", "1", as: "dora", saying: "there is no ticket 1")
    try desk.fails(4, "update", "1", "assignee=ann", as: "carl")
    #expect(try desk.ticket(1).text("assignee") == "bob")
  }

  @Test func `R2: front-line staff may update a ticket, and only managers may close it`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "x", "--requester", "carl", as: "ann")
    #expect(
      try desk.done("update", "1", "priority=high", as: "ann") == "priority: normal → high\n")
    let ways = [
      ["close", "1", "--reason", "no_answer"], ["update", "1", "stage=resolved"],
      ["do", "1", "explain", "reason=solved", "comment=x", "root_cause=hardware"],
      ["close", "is:open", "--yes"],
    ]
    for way in ways {
      let result = try desk.process(way, as: "ann").run()
      #expect([1, 4].contains(result.status), "\(way): \(result)")
      #expect((result.output + result.errors).contains("ticket.close"), "\(way): \(result)")
    }
    try desk.fails(4, "close", "1", as: "carl")
    #expect(try desk.ticket(1).text("category") == "open")
    let why = try desk.process(["why", "ann", "ticket.close", "1"]).run()
    #expect(why.output.contains("ann may not close ticket 1"), "\(why)")
    let closed = try desk.done("close", "1", "--reason", "no_answer", as: "mia")
    #expect(closed == "close_reason: – → no_answer\nstage: new → resolved\n")
  }

  @Test func `R3: tickets come in by rules and by integrations, and keep their source`() throws {
    let desk = try TestDesk.ofSupport()
    // A rule of the desk: who had something urgent is asked afterwards.
    try desk.write(
      plugin: "aftercare", permissions: "\"ticket.view\", \"ticket.create\"",
      """
      docket.after("ticket.close", function(change)
        docket.tickets.create{
          subject = "Call " .. change.after.requester, source = "rule", tags = { "aftercare" },
        }
      end, { name = "call", when = "priority:urgent" })
      """)
    try desk.done("plugin", "enable", "aftercare", "--yes")
    try desk.done("new", "Fire", "--requester", "carl", "--source", "letter", as: "ann")
    try desk.done("update", "1", "priority=urgent", as: "ann")
    try desk.done("close", "1", as: "mia")
    try desk.done("work", "--once")
    let made = try desk.rows("list", "source:rule", as: "ann")
    #expect(made.first?.text("subject") == "Call carl", "\(made)")
    let origin = try desk.rows("history", "2", as: "ann")
    #expect(origin.first?.text("actor") == "plugin:aftercare", "\(origin)")
    // What somebody says on the telephone.
    try desk.done(
      "intake", "phone", as: "ann",
      input: #"{"caller": "dora", "number": "0123 456", "subject": "No light"}"#)
    #expect(try desk.found("source:phone requester:dora", as: "ann").count == 1)
    // What a telephone system has recorded.
    try desk.file(
      "calls.csv",
      """
      title,words,from,way
      Lamp,"Dark, again",dora,phone
      ,no subject,carl,phone

      """)
    let columns = "subject=title,body=words,requester=from,source=way"
    let take = ["import", "calls.csv", "--map", columns]
    let taken = try desk.process(take, as: "mia").run()
    #expect(taken.status == 1 && taken.errors.contains("line 3"), "\(taken)")
    let call = try desk.rows("list", "source:phone requester:dora subject:lamp", as: "mia")
    #expect(call.count == 1 && call[0].text("subject") == "Lamp", "\(call)")
    #expect(try desk.found("source:letter", as: "mia") == [1])
    #expect(try desk.process(take, as: "ann").run().status == 4)
    try desk.fails(1, "new", "x", "--source", "Phone!", as: "ann", saying: "a source is a word")
  }

  @Test func `R4: tickets are made by hand from the command line, the prompt, a script and a pipe`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "From a shell", as: "carl")
    try desk.done("new", "From a pipe", "--body", "-", as: "carl", input: "two\nlines\n")
    let create = "docket.tickets.create{ subject = \"From the prompt\" }"
    try desk.done("repl", "--write", "-e", create, as: "carl")
    try desk.file(
      "call.lua",
      """
      docket.script{ summary = "a call", permissions = { "ticket.create" } }
      docket.tickets.create{ subject = "From a script", source = "phone" }
      """)
    try desk.done("script", "run", "call.lua", as: "ann")
    let rows = try desk.rows("list", "sort:id")
    let subjects = rows.compactMap { $0.text("subject") }
    #expect(subjects == ["From a shell", "From a pipe", "From the prompt", "From a script"])
    #expect(try desk.ticket(2).text("body") == "two\nlines")
    let clients = try (1...4).map { try desk.rows("history", "\($0)").first?.text("source") }
    #expect(clients.prefix(3) == ["cli", "cli", "repl"], "\(clients)")
    try desk.fails(4, "new", "x", "--assignee", "ann", as: "carl", saying: "assignee")
    try desk.fails(1, "new", " ", as: "carl", saying: "subject")
    try desk.fails(1, "repl", "-e", create, as: "carl", saying: "read-only")
  }

  @Test func `R5: the history says who did what and when, over the whole life`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer is dark", as: "carl")
    try desk.done("update", "1", "priority=high", as: "ann")
    try desk.done("note", "1", "He always forgets", as: "ann")
    try desk.done("reply", "1", "Is it on?", as: "ann")
    try desk.done("close", "1", "--reason", "solved", "--root-cause", "hardware", as: "mia")
    try desk.done("discard", "1", "--to", "deleted", as: "mia")
    let page = try desk.done("history", "1", as: "mia")
    for words in [
      "  carl  create", "  assignee: – → ann  by routing@", "  ann  update",
      "priority: normal → high", "  ann  note  (entry ", "│ He always forgets", "  ann  reply",
      "stage: new → answered", "  mia  close", "close_reason: – → solved", "  mia  discard",
    ] { #expect(page.contains(words), "\(words): \(page)") }
    let entries = try desk.rows("history", "1", as: "mia")
    let who = entries.map { "\($0.text("actor") ?? "") \($0.text("action") ?? "")" }
    #expect(
      who == ["carl create", "ann update", "ann note", "ann reply", "mia close", "mia discard"])
    let moments = entries.compactMap { $0.moment("at") }
    #expect(moments.count == 6 && moments == moments.sorted())
    try desk.fails(3, "history", "1", as: "dora")
    #expect(!(try desk.done("history", "1", as: "carl").contains("forgets")))
    #expect(try desk.done("audit", "verify").contains("all as written"))
  }

  @Test func `R6: one update is given to all tickets that are chosen`() throws {
    let desk = try TestDesk.ofSupport()
    for (subject, requester) in [("a", "carl"), ("b", "carl"), ("c", "dora")] {
      try desk.done("new", subject, "--requester", requester, as: "ann")
    }
    let change = ["update", "requester:carl", "tags+=power", "priority=high"]
    let asked = try desk.process(change, as: "ann").run()
    #expect(asked.status == 2 && asked.errors.contains("2 tickets: 2 would change"), "\(asked)")
    #expect(try desk.found("tag:power") == [])
    let done = try desk.process(change + ["--yes", "--json"], as: "ann").run()
    #expect(done.status == 0 && done.output.contains("\"done\":2"), "\(done)")
    #expect(try desk.found("tag:power priority:high sort:id") == [1, 2])
    #expect(try desk.done("assign", "1", "3", "bob", "--yes", as: "ann").contains("changed"))
    try desk.fails(4, "update", "is:open", "priority=low", "--yes", as: "carl", saying: "bulk")
    try desk.fails(1, "close", "is:open", "--yes", as: "ann", saying: "3 refused")
    let bulk = try #require(done.output.firstMatch(of: /"bulk":"(r\d+)"/)?.output.1)
    try desk.done("undo", String(bulk), "--yes", as: "mia")
    #expect(try desk.found("tag:power") == [])
  }

  @Test func `R7: queue, stage, tags, root causes, type and custom fields are each changed`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.write(
      plugin: "levels",
      "docket.field{ name = \"severity\", type = \"choice\", choices = { \"minor\", \"major\" } }")
    try desk.done("plugin", "enable", "levels", "--yes")
    try desk.done("new", "x", as: "carl")
    let words = try desk.done(
      "update", "1", "queue=second_line", "stage=answered", "tags+=x", "root_causes+=hardware",
      "type=incident", "severity=major", as: "ann")
    for edit in [
      "queue: – → second_line", "stage: new → answered", "tags: – → x", "root_causes: – → hardware",
      "type: question → incident", "severity: – → major",
    ] { #expect(words.contains(edit), "\(words)") }
    let ticket = try desk.ticket(1, as: "ann")
    #expect(ticket.text("queue") == "second_line" && ticket.text("stage") == "answered")
    #expect((ticket["fields"] as? [String: Any])?.text("severity") == "major")
    for (wrong, right) in [
      ("queue=second_lin", "second_line"), ("stage=opn", "did you mean open?"),
      ("root_causes+=harware", "there is hardware, software"), ("type=incidnt", "incident?"),
      ("severity=majr", "did you mean major?"), ("severty=major", "did you mean severity?"),
    ] { try desk.fails(1, "update", "1", wrong, as: "ann", saying: right) }
    try desk.fails(4, "update", "1", "severity=minor", as: "carl")
  }

  @Test func `R8: files are attached and taken off`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.file("panel.txt", "E-17\n")
    try desk.file("quote.txt", "secret\n")
    try desk.done("new", "x", as: "carl")
    #expect(
      try desk.done("attach", "1", "panel.txt", as: "carl") == "attachments: – → panel.txt\n")
    try desk.done("note", "1", "Our price", "--attach", "quote.txt", as: "ann")
    #expect(try desk.done("attachment", "1", "panel.txt", as: "ann") == "E-17\n")
    #expect(try desk.done("attachment", "1", "quote.txt", as: "ann") == "secret\n")
    try desk.fails(3, "attachment", "1", "quote.txt", as: "carl")
    try desk.fails(3, "attachment", "1", "panel.txt", as: "dora")
    let files = try desk.ticket(1, as: "carl")["attachments"] as? [[String: Any]]
    #expect(files?.compactMap { $0.text("name") } == ["panel.txt"])
    try desk.fails(1, "attach", "1", "gone.txt", as: "ann", saying: "gone.txt")
    try desk.fails(3, "detach", "1", "panel.tx", as: "ann", saying: "did you mean panel.txt?")
    #expect(try desk.done("detach", "1", "panel.txt", as: "ann") == "attachments: panel.txt → –\n")
    #expect((try desk.ticket(1, as: "carl")["attachments"] as? [Any])?.isEmpty == true)
  }

  @Test func `R9: a queue, a stage and a later date are given without opening the ticket`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "x", "--requester", "carl", as: "ann")
    try desk.done("new", "y", "--requester", "carl", as: "ann")
    #expect(
      try desk.done("update", "1", "queue=second_line", as: "ann") == "queue: – → second_line\n")
    let routed = try desk.done("do", "1", "route", "queue=billing", as: "ann")
    #expect(routed.hasPrefix("queue: second_line → billing (actions@"), "\(routed)")
    #expect(try desk.done("update", "1", "stage=answered", as: "ann").contains("new → answered"))
    let later = try desk.done("postpone", "1", "2230-01-31", as: "ann")
    #expect(later.contains("due: – → 2230-01-31 00:00") && later.contains("→ postponed"))
    // The same for all that a list shows.
    try desk.done("postpone", "is:open", "2230-02-01", "--yes", as: "ann")
    #expect(try desk.found("stage:postponed sort:id") == [1, 2])
    try desk.fails(2, "postpone", "1", "yesterday", as: "ann", saying: "is past")
    try desk.fails(1, "update", "1", "stage=answered", as: "ann", saying: "does not go from")
    for command in [["update", "1", "queue=billing"], ["postpone", "1", "+2d"]] {
      #expect(try desk.process(command, as: "carl").run().status == 4)
    }
  }
}
