import Foundation
import Testing

@Suite struct SubscribeCommandTests {
  @Test func `who subscribes is told, and reads it in the inbox`() throws {
    let desk = try TestDesk()
    let made = try desk.run(
      "subscribe", "--event", "queue", "--when", "priority:high..", as: "ann")
    #expect(made.output == "1  ann: field.queue when priority:high.., by inbox\n")
    try desk.run("new", "Fire", "--priority", "high")
    try desk.run("update", "1", "queue=billing", as: "bob")
    let inbox = try desk.run("inbox", as: "ann").output
    #expect(inbox.contains("Ticket 1: Fire  (update by bob)"))
    #expect(inbox.contains("    queue: – → billing"))
    #expect(try desk.run("inbox", as: "bob").output.isEmpty)
  }

  @Test(arguments: [
    (["--event", "ticket.clse"], 1, "did you mean ticket.close?"),
    (["--event", "qeue"], 1, "did you mean queue?"),
    (["--event", "reply", "--channel", "mial"], 1, "no channel `mial`"),
    (["--event", "reply", "--person", "anna"], 3, "did you mean ann?"),
    (["--event", "reply", "--role", "agnet"], 1, "did you mean agent?"),
    (["--event", "reply", "--part", "asignee"], 2, "did you mean assignee?"),
    (["--event", "reply", "--when", "queue:biling"], 1, "did you mean “billing”?"),
    (["--event", "reply", "--when", "text:x"], 1, "column 1"),
    (["--event", "reply", "--role", "agent", "--person", "ann"], 2, "exclude each other"),
    ([], 2, "--event"),
  ])
  func `what cannot be subscribed to says what would be right`(
    arguments: [String], status: Int32, advice: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.process(["subscribe"] + arguments).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(advice), "\(result.errors)")
  }

  @Test(arguments: [
    ("en", "(rating asked for by mia)"), ("nl", "(gevraagd om een beoordeling door mia)"),
    ("de", "(Bitte um Bewertung, durch mia)"),
  ])
  func `an event of a plugin's own is called by its label`(language: String, head: String) throws {
    let desk = try TestDesk()
    try #require(desk.run("plugin", "enable", "satisfaction", "--yes").status == 0)
    try desk.run("new", "Lamp", as: "carl")
    try desk.run("close", "1", "--reason", "declined", "--comment", "no", as: "mia")
    let inbox = try desk.run("inbox", "--lang", language, as: "carl").output
    #expect(inbox.contains(head) && !inbox.contains("satisfaction.ask"), "\(inbox)")
    #expect(try desk.run("inbox", "--json", as: "carl").output.contains("\"satisfaction.ask\""))
  }

  @Test func `a column without a value leaves its room to whom something is for`() throws {
    let desk = try TestDesk.ofSupport()
    let plain = ["NO_COLOR": "1"]
    let seen = try desk.runOnTerminal("subscribe", "list", columns: 80, environment: plain)
    #expect(!seen.lines[0].contains("when"), "\(seen.output)")
    #expect(seen.output.contains(" former_assignee "), "\(seen.output)")
    #expect(seen.lines.last == "left out for want of room: when", "\(seen.output)")
    #expect(try desk.run("subscribe", "list").lines[0].contains(" when "))
  }

  @Test func `a report is made every week, and listed with what is asked of it`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "reports", "--yes")
    let made = try desk.run(
      "subscribe", "report", "volume", "queue:billing", "--param", "by=type", "--since", "-7d",
      "--on", "fri", "--at", "16:30", as: "ann")
    let line = "queue:billing by=type since=-7d every friday 16:30"
    #expect(made.output == "1  ann: report.volume \(line), by inbox\n", "\(made)")
    #expect(made.errors.contains("16:30"), "\(made)")
    #expect(try desk.run("subscribe", "list", as: "ann").output.contains(line))
    let json = try desk.json("subscribe", "list", as: "ann") as? [[String: Any]]
    let report = json?.compactMap { $0["report"] as? [String: Any] }.first
    #expect(report?["every"] as? String == "friday 16:30", "\(json ?? [])")
    #expect(try desk.run("outbox", "list").output.contains("report"))
    try desk.run("subscribe", "remove", "1", as: "ann")
    #expect(try desk.run("outbox", "list").output.contains("waiting") == false)
  }

  @Test(arguments: [
    (["volme"], 3, "did you mean"), (["volume", "--on", "mondy"], 1, "did you mean monday?"),
    (["volume", "--at", "8.00"], 1, "8:00"), (["volume", "--param", "by"], 2, "NAME=VALUE"),
    (["volume", "--param", "y=x"], 1, "its parameters are by"),
    (["volume", "stage:nw"], 1, "did you mean"), (["volume", "sort:id"], 1, "only which tickets"),
    (["volume", "--since", "nonsense"], 2, "nonsense"),
    (["volume", "--channel", "mial"], 1, "no channel `mial`"),
    (["volume", "--person", "bbo"], 3, "did you mean bob?"), ([], 2, "name"),
  ])
  func `a report that cannot be says what would be right`(
    arguments: [String], status: Int32, advice: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "reports", "--yes")
    let result = try desk.process(["subscribe", "report"] + arguments).run()
    #expect(result.status == status, "\(result)")
    #expect(result.errors.contains(advice), "\(result)")
    #expect(try desk.run("subscribe", "list").output.contains("report.") == false)
  }

  @Test func `a list has one's own, the roles' and the plugins', and says what is muted`() throws {
    let desk = try TestDesk()
    try desk.run("subscribe", "--event", "created", as: "ann")
    try desk.run("subscribe", "--role", "agent", "--event", "close", as: "mia")
    try desk.run("subscribe", "mute", "2", as: "ann")
    let lines = try desk.run("subscribe", "list", as: "ann").lines
    #expect(lines.contains { $0.hasPrefix("1 ") && $0.contains("ann") })
    #expect(
      lines.contains { $0.hasPrefix("2 ") && $0.contains("role agent") && $0.contains("muted") })
    #expect(lines.contains { $0.hasPrefix("inbox:messages-requester ") })
    let json = try #require(
      try desk.json("subscribe", "list", as: "bob") as? [[String: Any]])
    #expect(json.count > 4 && json.allSatisfy { $0["muted"] as? Bool == false })
  }

  @Test func `others' are theirs: seen, added and removed with person.manage only`() throws {
    let desk = try TestDesk()
    try desk.run("subscribe", "--event", "created", as: "ann")
    #expect(try desk.run("subscribe", "remove", "1", as: "bob").status == 3)
    #expect(try desk.run("subscribe", "list", "--person", "ann", as: "bob").status == 4)
    #expect(try desk.run("subscribe", "list", "--all", as: "carl").status == 4)
    #expect(
      try desk.run("subscribe", "--event", "created", "--role", "agent", as: "ann").status == 4)
    #expect(try desk.run("subscribe", "list", "--person", "ann", as: "mia").output.contains("1"))
    #expect(try desk.run("subscribe", "remove", "1", as: "mia").status == 0)
    #expect(try desk.run("subscribe", "remove", "inbox:messages-assignee").status == 1)
  }

  @Test func `person show counts subscriptions, for who may know`() throws {
    let desk = try TestDesk()
    try desk.run("subscribe", "--event", "created", as: "ann")
    #expect(try desk.run("person", "show", "ann", as: "mia").output.contains("subscriptions  1"))
    #expect(try !desk.run("person", "show", "ann", as: "bob").output.contains("subscriptions"))
  }

  @Test(arguments: [("es", "Buzón"), ("nl", "Postvak IN")])
  func `the desk's history calls the channel of a subscription as its list does`(
    language: String, words: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("subscribe", "--event", "created", as: "ann")
    for command in [["subscribe", "list", "--person", "ann"], ["history", "desk"]] {
      let said = try desk.process(command + ["--lang", language]).run().output
      #expect(said.contains(words), "\(command): \(said)")
    }
    #expect(try desk.run("history", "desk").output.contains("by inbox"))
  }

  @Test func `read notices are shown with --all only`() throws {
    let desk = try TestDesk()
    for number in 1...2 {
      try desk.run("new", "Refund \(number)", "--requester", "carl")
      try desk.run("reply", "\(number)", "we look into it", as: "ann")
    }
    let read = try desk.run("inbox", "read", "1", as: "carl")
    #expect(read.output == "read: 2 notices\n")
    #expect(try !desk.run("inbox", as: "carl").output.contains("Refund 1"))
    #expect(try desk.run("inbox", "--all", as: "carl").output.contains("Refund 1"))
    #expect(try desk.run("inbox", "read", as: "carl").output == "read: 2 notices\n")
    #expect(try desk.run("inbox", as: "carl").errors.contains("nothing unread"))
  }

  @Test func `an inbox shows no more than it is asked for, and says so`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    for number in 1...3 { try desk.run("reply", "1", "answer \(number)", as: "ann") }
    let result = try desk.run("inbox", "--limit", "2", as: "carl")
    #expect(!result.output.contains("answer 1") && result.output.contains("answer 3"))
    #expect(result.errors.contains("only the last 2"))
    for limit in ["0", "-1", "x"] {
      #expect(try desk.run("inbox", "--limit", limit, as: "carl").status == 2)
    }
  }
}
