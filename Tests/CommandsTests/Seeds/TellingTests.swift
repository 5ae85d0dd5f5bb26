import Foundation
import Testing

/// Notes, forwards, postponing, closing, notifications, and how all of it is configured.
@Suite struct TellingTests {
  @Test func `R10: a note is read by the staff, and by no customer in any way`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", as: "carl")
    try desk.done("note", "1", "He is a pineapple", as: "bob")
    try desk.done("reply", "1", "Is it on?", as: "ann")
    #expect(try desk.told("ann").contains { $0.says("pineapple") })
    for command in [["show", "1"], ["history", "1"]] {
      #expect(try desk.process(command, as: "ann").run().output.contains("pineapple"), "\(command)")
    }
    #expect(try desk.found("pineapple", as: "ann") == [1])
    for command in [
      ["show", "1"], ["show", "1", "--json"], ["history", "1"], ["history", "1", "--json"],
      ["inbox", "--all"], ["list", "pineapple"], ["list", "text:pineapple", "--json"],
      ["list", "--json"], ["explain", "1", "stage"],
    ] {
      let read = try desk.process(command, as: "carl").run()
      for trace in ["is a pineapple", "bob"] {
        #expect(!(read.output + read.errors).contains(trace), "\(command): \(read)")
      }
    }
    #expect(try desk.found("pineapple", as: "carl") == [])
    try desk.fails(4, "note", "1", "x", as: "carl", saying: "note.add")
  }

  /// Mail is not read by the desk yet: this is what such an answer meets, the notification with its
  /// ticket's number, a row for each recipient, and a note that comes out of a pipe.
  @Test func `R11: a notification names its ticket, and its answer becomes a note`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("subscribe", "add", "--event", "created", as: "bob")
    try desk.done("new", "Printer", as: "carl")
    try desk.done("update", "1", "queue=billing", as: "ann")
    let notice = try #require(try desk.told("bob").first)
    let sent = try desk.rows("outbox", "list").filter { $0.text("kind") == "notify" }
    #expect(sent.contains { $0.text("recipient") == "bob" && $0["ticket"] as? Int == 1 })
    #expect(notice.text("event") == "ticket.create" && notice["ticket"] as? Int == 1)
    #expect(notice.text("subject")?.contains("1") == true, "\(notice)")
    let number = try #require(notice["ticket"] as? Int)
    try desk.done("note", "\(number)", "-", as: "bob", input: "I know that printer.\n")
    let entry = try desk.rows("history", "1", "action:note", as: "ann").last
    #expect(entry?.text("actor") == "bob" && entry?.text("visibility") == "internal")
    #expect(!(try desk.done("show", "1", as: "carl").contains("know that printer")))
  }

  /// Mail to addresses waits in the outbox until a plugin has the channel `mail`.
  @Test func `R12: a ticket is forwarded to addresses, people and roles, with what is chosen`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "Printer", "--body", "It is dark", as: "carl")
    try desk.done("note", "1", "He always forgets", as: "ann")
    try desk.done("update", "1", "priority=high", as: "ann")
    try desk.file("lamp.txt", "A lamp")
    try desk.done("attach", "1", "lamp.txt", as: "carl")
    let recipients = "bob,role:manager,boss@example.com"
    let words = ["--subject", "Your turn", "--message", "Please decide"]
    let all =
      ["forward", "1", "--to", recipients] + words + ["--include", "details,body,history,files"]
    let sent = try desk.process(all, as: "ann").run()
    #expect(sent.status == 0 && sent.errors.contains("the channel `mail`: 1 row waits"), "\(sent)")
    for person in ["bob", "mia"] {
      let notice = try #require(try desk.told(person).last)
      for words in [
        "Your turn", "Please decide", "It is dark", "priority: normal → high", "lamp.txt",
      ] {
        #expect(notice.says(words), "\(person): \(notice)")
      }
      #expect(!notice.says("forgets"), "notes were not chosen")
    }
    let row = try desk.rows("outbox", "list").last
    #expect(row?.text("recipient") == "boss@example.com" && row?.text("state") == "waiting")
    try desk.done("forward", "1", "--to", "bob", "--include", "notes", as: "ann")
    #expect(try desk.told("bob").contains { $0.says("He always forgets") })
    for recipient in ["carl", "boss@example.com"] {
      try desk.fails(
        1, "forward", "1", "--to", recipient, "--include", "notes", as: "ann",
        saying: "these may not read notes: \(recipient)")
    }
    try desk.fails(1, "forward", "1", "--to", "bbo", as: "ann", saying: "did you mean bob?")
    try desk.fails(4, "forward", "1", "--to", "bob", as: "carl", saying: "ticket.forward")
  }

  @Test func `R13: a number of hours, days, weeks or months sets a new due date`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "x", as: "carl")
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let spans: [(String, Calendar.Component, Int)] = [
      ("+36h", .hour, 36), ("+2d", .day, 2), ("+3w", .day, 21), ("+2mo", .month, 2),
    ]
    for (span, unit, count) in spans {
      // Moments of the desk have milliseconds.
      let before = Date.now.addingTimeInterval(-0.001)
      try desk.done("postpone", "1", span, as: "ann")
      let after = Date.now
      let ticket = try desk.ticket(1, as: "ann")
      let due = try #require(ticket.moment("due"))
      let earliest = try #require(calendar.date(byAdding: unit, value: count, to: before))
      let latest = try #require(calendar.date(byAdding: unit, value: count, to: after))
      #expect((earliest...latest).contains(due), "\(span): \(due)")
      #expect(ticket.text("wake") == ticket.text("due") && ticket.text("stage") == "postponed")
    }
    #expect(try desk.rows("history", "1", "edited:due", as: "ann").count == 4)
    for (span, words) in [("36h", "write +36h"), ("-2d", "is past"), ("+2x", "“2x” is no time")] {
      let result = try desk.process(["postpone", "1", span], as: "ann").run()
      #expect(result.status == 2 && result.errors.contains(words), "\(result)")
    }
    try desk.fails(4, "postpone", "1", "+2d", as: "carl", saying: "ticket.postpone")
  }

  @Test func `R14: a close is one action, one entry, and leads to the closed stage`() throws {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "x", as: "carl")
    let before = try desk.rows("history", "1").count
    #expect(try desk.done("close", "1", as: "mia") == "stage: new → resolved\n")
    let entries = try desk.rows("history", "1")
    #expect(entries.count == before + 1 && entries.last?.text("action") == "close")
    let ticket = try desk.ticket(1, as: "carl")
    #expect(ticket.text("category") == "closed" && ticket.moment("closed") != nil)
    try desk.fails(1, "close", "1", as: "mia")
    try desk.fails(4, "close", "1", as: "ann", saying: "ticket.close")
  }

  @Test func `R15: explain and close takes a reason, a comment and a root cause, all of them`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("new", "x", as: "carl")
    let missing = try desk.fails(1, "do", "1", "explain", as: "mia", saying: "reason")
    #expect(missing.contains("comment"), "\(missing)")
    let whole = ["do", "1", "explain", "reason=solved", "comment=A new fuser"]
    let without = try desk.process(whole, as: "mia").run()
    #expect(without.status == 1 && without.errors.contains("root_cause"), "\(without)")
    let cause = whole + ["root_cause=hardware"]
    #expect(try desk.process(cause, as: "ann").run().status == 4)
    let closed = try desk.process(cause, as: "mia").run()
    for words in ["root_causes: – → hardware", "close_reason: – → solved", "stage: new → resolved"]
    {
      #expect(closed.output.contains(words), "\(closed)")
    }
    let entries = try desk.rows("history", "1")
    // The comment is an internal note.
    #expect(entries.compactMap { $0.text("action") } == ["create", "explain", "note"])
    #expect(try desk.done("history", "1", as: "ann").contains("A new fuser"))
    #expect(!(try desk.done("history", "1", as: "carl").contains("A new fuser")))
    let ticket = try desk.ticket(1)
    #expect(ticket.text("close_reason") == "solved")
    #expect(ticket.texts("root_causes") == ["hardware"])
  }

  @Test func `R16: people hear of what is new or changed, in the desk and on their phones`() throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("plugin", "enable", "notify", "push", "--yes")
    try desk.done("plugin", "set", "notify", "fields=[\"escalation\"]", "--yes")
    try desk.file("a.txt", "a")
    try desk.done("new", "Printer", as: "carl")
    // What is changed, and by which words its assignee hears of it.
    let changes: [([String], String)] = [
      (["do", "1", "escalate", "to=second", "--set", "assignee=bob"], "escalation"),
      (["update", "1", "queue=billing"], "queue"), (["update", "1", "tags+=hot"], "tags"),
      (["update", "1", "stage=answered"], "stage"), (["attach", "1", "a.txt"], "attachments"),
      (["detach", "1", "a.txt"], "attachments"), (["reply", "1", "A message"], "A message"),
      (["note", "1", "A note"], "A note"),
    ]
    for (change, _) in changes {
      let result = try desk.process(change, as: "ann").run()
      #expect(result.status == 0, "\(change): \(result)")
    }
    let told = try desk.told("bob")
    for (change, words) in changes {
      #expect(told.contains { $0.says(words) }, "\(change): \(told)")
    }
    let customer = try desk.told("carl")
    for words in ["has come in", "stage: new → answered", "A message", "attachments"] {
      #expect(customer.contains { $0.says(words) }, "\(words): \(customer)")
    }
    for words in ["A note", "escalation", "hot"] {
      #expect(!customer.contains { $0.says(words) }, "\(words): \(customer)")
    }
    // What one wants, and what one does not want.
    try desk.done("subscribe", "mute", "notify:tags-assignee", as: "bob")
    try desk.done("subscribe", "add", "--event", "field.tags", "--channel", "push", as: "bob")
    try desk.done("update", "1", "tags+=cold", "--no-work", as: "ann")
    let rows = try desk.rows("outbox", "list").filter { $0.text("state") == "waiting" }
    #expect(rows.map { $0.text("name") } == ["push"] && rows[0].text("recipient") == "bob")
    try desk.fails(3, "subscribe", "mute", "notify:tag", as: "bob", saying: "subscribe list")
    try desk.fails(
      4, "subscribe", "add", "--person", "bob", "--event", "reply", as: "carl",
      saying: "person.manage")
  }

  @Test func `R17: queues, stages, tags, causes, types, fields, reasons and rules are configured`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.done("queue", "add", "returns")
    try desk.done("plugin", "set", "actions", "root_causes+=shipping", "types+=return")
    try desk.write(
      plugin: "ours",
      """
      docket.lifecycle{ name = "parcel", initial = "sent",
        stages = { { "sent", "open" }, { "back", "waiting" }, { "done", "closed" } },
        transitions = { sent = { "back" }, back = { "done" } }, leads = { close = "done" } }
      docket.type{ name = "parcel", lifecycle = "parcel" }
      docket.close_reason{ name = "lost", requires = { "carrier" } }
      """)
    try desk.done("field", "add", "carrier", "--type", "choice", "--choices", "post,courier")
    try desk.fails(4, "field", "add", "weight", "--type", "number", as: "mia")
    try desk.done("plugin", "enable", "ours", "--yes")
    try desk.done("rule", "add", "lost", "when=subject:lost", "queue=returns", "tags=parcels")
    try desk.done("new", "A lost parcel", "--type", "parcel", "--requester", "carl", as: "ann")
    #expect(try desk.found("queue:returns tag:parcels stage:sent type:parcel", as: "ann") == [1])
    try desk.fails(1, "update", "1", "stage=done", as: "mia", saying: "does not go from sent")
    try desk.done("update", "1", "stage=back", "root_causes+=shipping", as: "mia")
    try desk.fails(1, "close", "1", "--reason", "lost", as: "mia", saying: "carrier")
    try desk.done("close", "1", "--reason", "lost", "--set", "carrier=post", as: "mia")
    try desk.done("tag", "rename", "parcels", "parcel")
    #expect(try desk.ticket(1).texts("tags") == ["parcel"])
    let board = try #require(try desk.json("dashboard", as: "mia") as? [String: Any])
    // Midnight may have come since.
    #expect((board["closed_today"] as? Int).map((0...1).contains) == true, "\(board)")
    #expect(board["open"] as? Int == 0, "\(board)")
    let counted = try desk.done("report", "volume", "--param", "by=root_causes", as: "mia")
    #expect(counted.contains(/shipping +1 +100 %/), "\(counted)")
    try desk.fails(4, "tag", "rename", "parcel", "p", as: "carl")
    for command in [
      ["queue", "add", "x"], ["plugin", "set", "actions", "root_causes+=x"],
      ["setting", "set", "default_type", "parcel"], ["plugin", "disable", "ours"],
    ] { #expect(try desk.process(command, as: "ann").run().status == 4, "\(command)") }
    try desk.fails(1, "plugin", "set", "routing", "rules.x.event=crete", "rules.x.queue=returns")
  }
}
