import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Reports that people are sent every week.
///
/// The desk's clock begins on Thursday, 2026-01-01.
@Suite struct WeeklyReportTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox", "reports"])
  }

  private static let day = Duration.seconds(86_400)

  @discardableResult
  private func subscribe(
    _ name: String, to report: String = "volume", query: String = "", since: String? = nil,
    params: [String: String] = [:], channel: String? = nil, on desk: TemporaryDesk,
  ) throws -> Subscription {
    let order = ReportOrder(report, query: query, since: since, params: params)
    return try desk.administer(as: name) { try $0.subscribe(toReport: order, by: channel) }
  }

  /// The headings of what somebody was told of reports.
  private func told(_ name: String, on desk: TemporaryDesk) throws -> [Notice] {
    try desk.inbox(of: name).filter { $0.event.hasPrefix("report.") }
  }

  @Test func `it is made on its day at its hour, each week once`() throws {
    let desk = try desk()
    try desk.question()
    try subscribe("bob", on: desk)
    try desk.work(after: .seconds(4 * 86_400 + 8 * 3_600 - 1))
    #expect(try told("bob", on: desk).isEmpty)
    try desk.work(after: .seconds(1))
    let notice = try #require(try told("bob", on: desk).first)
    #expect(notice.event == "report.volume" && notice.ticket == nil)
    #expect(notice.subject.hasPrefix("Report: "), "\(notice.subject)")
    #expect(notice.text.contains("question"), "\(notice.text)")
    try desk.work(after: .seconds(7 * 86_400 - 1))
    #expect(try told("bob", on: desk).count == 1)
    try desk.work(after: .seconds(1))
    #expect(try told("bob", on: desk).count == 2)
  }

  @Test func `what names the day of the week of a date is answered when that is over`() throws {
    let desk = try desk()
    try desk.question()
    try subscribe("bob", query: #"created:.."friday 2 january""#, on: desk)
    try desk.work(after: .seconds(4 * 86_400 + 8 * 3_600))
    let notice = try #require(try told("bob", on: desk).first)
    #expect(notice.text.contains("question"), "\(notice.text)")
  }

  @Test func `of several weeks without a worker the last one is made`() throws {
    let desk = try desk()
    try subscribe("bob", on: desk)
    try desk.work(after: .seconds(25 * 86_400 + 8 * 3_600))
    #expect(try told("bob", on: desk).count == 1)
    let next = try #require(try desk.rows(.every).first { $0.key == "report/1" })
    #expect(next.notBefore.iso == "2026-02-02T08:00:00.000Z")
    #expect(try desk.rows(.notify).map(\.key) == ["reported/1/1769414400000"])
  }

  @Test func `what a worker did not come to write is done by the next one, once`() throws {
    let desk = try desk()
    try subscribe("bob", on: desk)
    desk.time.advance(milliseconds: 5 * 86_400_000)
    // A worker that has the row in hand and is gone.
    let lease = Lease(owner: "gone", until: desk.now.advanced(byMilliseconds: 60_000))
    let now = desk.now
    try desk.write { transaction in
      _ = try transaction.take(lease, now: now, key: "report/1")
    }
    try desk.work()
    #expect(try told("bob", on: desk).isEmpty)
    try desk.work(after: .seconds(61))
    try desk.work(after: .seconds(61))
    #expect(try told("bob", on: desk).count == 1)
  }

  @Test func `it counts what its reader may see then, and nothing else`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("report"), to: "customer") }
    try desk.question()
    try desk.question(["requester": .text("dora")])
    try subscribe("carl", on: desk)
    try subscribe("bob", on: desk)
    try desk.question()
    try desk.work(after: .seconds(5 * 86_400))
    func tickets(_ name: String) throws -> String? {
      try told(name, on: desk).first?.text.split(separator: "\n").last { $0.hasPrefix("question") }
        .map(String.init)
    }
    #expect(try tickets("carl")?.contains(" 2 ") == true)
    #expect(try tickets("bob")?.contains(" 3 ") == true)
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("report", isDenial: true), to: "customer")
    }
    try desk.work(after: .seconds(7 * 86_400))
    let refused = try #require(try told("carl", on: desk).last)
    #expect(refused.text.contains("could not be made"), "\(refused.text)")
    #expect(try told("carl", on: desk).count == 2)
  }

  @Test func `it is in its reader's language and by their clock`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) {
      _ = try $0.addPerson(
        "lee", PersonDraft(language: "de", zone: "Europe/Berlin", roles: ["agent"]))
    }
    try desk.question()
    try subscribe("lee", since: "-7d", on: desk)
    try desk.work(after: .seconds(4 * 86_400 + 7 * 3_600))
    let notice = try #require(try told("lee", on: desk).first)
    #expect(notice.subject.hasPrefix("Bericht: "))
    #expect(notice.text.contains("Von: 29.12.2025 08:00"), "\(notice.text)")
  }

  @Test func `a clock that is moved moves the report, and makes no second one`() throws {
    let desk = try desk()
    try subscribe("bob", on: desk)
    try desk.work(after: .seconds(4 * 86_400 + 8 * 3_600))
    #expect(try told("bob", on: desk).count == 1)
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("bob", PersonDraft(zone: "America/New_York"))
    }
    try desk.work(after: .seconds(7 * 86_400))
    #expect(try told("bob", on: desk).count == 1)
    try desk.work(after: .seconds(5 * 3_600))
    #expect(try told("bob", on: desk).count == 2)
  }

  @Test func `no report comes once nobody wants it`() throws {
    let desk = try desk()
    let made = try subscribe("bob", on: desk)
    try desk.administer(as: "bob") { try $0.unsubscribe(made.key) }
    try subscribe("ann", on: desk)
    _ = try desk.desk.removePerson("ann", as: .desk)
    try desk.work(after: .seconds(9 * 86_400))
    #expect(try desk.rows(.notify).allSatisfy { !$0.key.hasPrefix("reported/") })
    #expect(try desk.rows(.every).filter { $0.state == .waiting }.isEmpty)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a report that fails is told, and made the next week all the same`() throws {
    let desk = try desk()
    try desk.enable(Self.fragile)
    try subscribe("bob", to: "fragile", on: desk)
    try desk.work(after: .seconds(5 * 86_400))
    #expect(try told("bob", on: desk).first?.text.contains("broken leg") == true)
    try desk.question(["subject": .text("mended")])
    try desk.work(after: .seconds(7 * 86_400))
    #expect(try told("bob", on: desk).last?.text.contains("whole again") == true)
  }

  @Test func `customers are told that a report failed, not what is wrong in its plugin`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("report"), to: "customer") }
    try desk.enable(Self.fragile)
    try subscribe("carl", to: "fragile", on: desk)
    try desk.work(after: .seconds(5 * 86_400))
    let text = try #require(try told("carl", on: desk).first).text
    #expect(text.contains("could not be made") && !text.contains("broken leg"), "\(text)")
  }

  @Test func `a channel's plugin is handed it only where it reads histories and notes`() throws {
    let desk = try desk()
    let send = """
      docket.channel{ name = "NAME", send = function(message)
        docket.state.set("sent", message.subject .. message.text .. message.event)
        return true
      end }
      """
    try desk.enable(
      TestPlugin(
        "blind", permissions: "\"ticket.view\", \"history.view\"",
        send.replacing("NAME", with: "blind")),
      TestPlugin(
        "post", permissions: "\"ticket.view\", \"history.view\", \"note.view\"",
        send.replacing("NAME", with: "post")))
    let refusal = try #require(throws: Refusal.self) {
      try subscribe("bob", channel: "blind", on: desk)
    }
    #expect(refusal.message.contains("note.view"))
    try desk.question()
    try subscribe("bob", channel: "post", on: desk)
    try desk.work(after: .seconds(5 * 86_400))
    let sent = try #require(try desk.state("post", "sent"))
    #expect(sent.contains("question") && sent.contains("report.volume"), "\(sent)")
    // What is forwarded still comes to the inbox: a report is no choice of where to be told.
    try desk.forward(1, to: ["bob"]).receipt()
    try desk.work()
    #expect(try desk.inbox(of: "bob").last?.subject.hasPrefix("Fwd") == true)
  }

  @Test(
    arguments: [
      ("volum", "", [:], "did you mean"), ("volume", "queu:a", [:], "queue"),
      ("volume", "sort:id", [:], "only which tickets"), ("volume", "", ["bye": "x"], "by"),
      ("volume", "", ["by": "nonsense"], "nonsense"),
    ] as [(String, String, [String: String], String)])
  func `what could not be asked now is refused when it is wanted`(
    _ report: String, _ query: String, _ params: [String: String], _ words: String,
  ) throws {
    let desk = try desk()
    let error = try #require(throws: (any Error).self) {
      try subscribe("bob", to: report, query: query, params: params, on: desk)
    }
    #expect("\(error)".contains(words), "\(error)")
    #expect(try desk.rows(.every).isEmpty)
  }

  @Test func `only for oneself, but for who manages people, and who may ask for reports`() throws {
    let desk = try desk()
    let order = ReportOrder("volume")
    #expect(throws: Refusal.self) {
      try desk.administer(as: "bob") { try $0.subscribe(toReport: order, for: .person("mia")) }
    }
    #expect(throws: Refusal.self) { try subscribe("carl", on: desk) }
    #expect(throws: Refusal.self) {
      try desk.administer(as: "mia") { try $0.subscribe(toReport: order, for: .role("agent")) }
    }
    let made = try desk.administer(as: "mia") {
      try $0.subscribe(toReport: order, for: .person("bob"))
    }
    #expect(made.audience == .person(try desk.person("bob").id))
    #expect(try subscribe("bob", on: desk).key == made.key)
    #expect(try desk.rows(.every).count == 1)
  }

  @Test func `its query follows what is renamed`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) { try $0.addQueue("sales") }
    let made = try subscribe("bob", query: "queue:sales", on: desk)
    _ = try desk.desk.rename(DeskRename(.queue, from: "sales", to: "trade"), as: .desk)
    let other = try subscribe("ann", query: "assignee:bob", on: desk)
    _ = try desk.desk.renamePerson("bob", to: "rob", as: .desk)
    let kept = try desk.desk.read { reader, _ in try reader.subscription(made.key) }
    #expect(kept?.report?.query == "queue:trade")
    let renamed = try desk.desk.read { reader, _ in try reader.subscription(other.key) }
    #expect(renamed?.report?.query == "assignee:rob")
    #expect(try desk.rows(.every).count { $0.state == .waiting } == 2)
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: ["redact", "purge"])
  func `words that are taken away go from the reports that were told of them`(
    action: String,
  ) throws {
    let desk = try desk()
    try desk.enable(Self.listing)
    for subject in ["The lamp of Jane Doe smokes", "A kettle"] {
      try desk.act("ann", "create", nil, ["subject": .text(subject)]).receipt()
    }
    try subscribe("bob", to: "listing", query: "id:1", on: desk)
    try subscribe("mia", to: "listing", query: "id:2", on: desk)
    try desk.work(after: .seconds(4 * 86_400 + 8 * 3_600))
    #expect(try told("bob", on: desk).contains { $0.text.contains("Jane Doe") })
    if action == "purge" {
      try desk.act("mia", "discard", 1, params: ["to": .text("spam")]).receipt()
      try desk.act("mia", "purge", 1).receipt()
    } else {
      let seq = try #require(try desk.entries(1).first?.seq.rawValue)
      try desk.act("mia", "redact", 1, params: ["entry": .integer(seq)]).receipt()
    }
    let payloads = try desk.rows(.notify).filter(\.isReport).map(\.payload)
    #expect(payloads.count == 2 && !payloads.contains { $0.contains("Jane Doe") }, "\(payloads)")
    #expect(payloads.contains { $0.contains("A kettle") })
    #expect(try !told("bob", on: desk).contains { $0.text.contains("Jane Doe") })
    #expect(try desk.auditProblems() == [])
  }

  private static let listing = TestPlugin(
    "listing", permissions: "\"ticket.view\"",
    """
    docket.report{ name = "listing", columns = { { "subject", "text" } }, run = function(report)
      local rows = {}
      for ticket in docket.tickets.each(report.query) do rows[#rows + 1] = { subject = ticket.subject } end
      return rows
    end }
    """)

  private static let fragile = TestPlugin(
    "fragile", permissions: "\"ticket.view\"",
    """
    docket.report{ name = "fragile", columns = { { "state", "text" } }, run = function(report)
      if docket.tickets.count("subject:mended") == 0 then error("broken leg") end
      return { { state = "whole again" } }
    end }
    """)
}
