import Kernel
import TestSupport
import Testing

@Suite struct QueryEvaluationTests {
  @Test(arguments: [
    "", "queue:support", "queue:billing,support", "is:waiting", "is:open,waiting", "was:open",
    "not:was:closed", "not:tag:spam", "tag:slow", "assignee:me", "requester:bob", "priority:high..",
    "priority:..high", "priority>normal", "priority<=high", "due:..+2d", "due<+2d", "due:+1d",
    "due:2026-02-01", "due:2026-02-01..2026-02-01", "created:-7d..", "created:-7d..-3d",
    "created<now", "severity:high", "no:close_reason", "has:due", "no:close_reason,due",
    "(type:bug or type:task) has:assignee", "type:task or type:bug", "hours:1.5", "hours:1..2",
    "hours>1", "spent:90m", "spent:1h..2h", "day:2026-01-31", "day:now", "day:-1d..+1d", "vip:true",
    "vip:yes", "id:7", "id:#7", "#7", "#3,#7", "id:1..10", "subject:\"not BOOT\"", "stage:answered",
    "subject:boot", "subject:x,boo*", "subject:=\"does not boot!\"", "subject!=boot",
    "subject:*oes",
    "subject:!=boot,does", "subject:a..e", "boo*", "*oot*", "text:*oot", "\"does not bo*\"",
    "due:tomorrow", "due:\"tomorrow 12:00\"", "due:2026-02", "due:2026-W05", "created:2026",
    "created:last-week..today", "created:\"this week\"", "due:sunday", "due:tomorrow..eow",
    "day:today", "day:2026-01", "day:\"this month\"", "day:yesterday..eoy",
    "created:last-monday..", "due:+1d",
    "not:(queue:billing or stage:new)", "version:0", "text:boot", "\"not boot\"", "boot not:x",
    "text:zebra,boot", "TYPE or type:bug", "due>now", "stage.changed<-10y", "not:closed:..now",
  ])
  func `a ticket is found`(query: String) throws {
    let context = QueryFixture.context(texts: ["Does not boot", "x ray"], notes: ["hidden type"])
    let found = try QueryFixture.parse(query.replacing("not:x", with: "not:xylophone"))
    #expect(found.matches(QueryFixture.ticket, in: context))
  }

  @Test(arguments: [
    "queue:billing", "is:closed", "was:closed,discarded", "tag:spam", "assignee:bob",
    "priority:urgent..", "priority>high", "due:..+1h", "due<2026-02-01", "due>2026-02-01",
    "created:-1d..", "no:due", "has:closed", "not:severity:high", "closed:..now", "closed>now",
    "hours<1.5", "hours:2..", "day<now", "subject:boo", "zebra", "hidden", "\"boot not\"",
    "subject:=boot", "not:subject:boot", "subject:!=\"does not boot\"", "ooo*", "*boo", "*xoo*",
    "#8",
    "due:today", "due:2026-01", "due:2025", "created:yesterday", "created<2026", "day:2026-W06",
    "due:\"tomorrow 12:01\"",
    "vip:false", "type:bug type:task", "requester:\"me\"", "not:assignee:me",
  ])
  func `a ticket is not found`(query: String) throws {
    let context = QueryFixture.context(texts: ["Does not boot"], notes: ["hidden"])
    #expect(!(try QueryFixture.parse(query).matches(QueryFixture.ticket, in: context)))
  }

  @Test func `a note is found by who may see notes`() throws {
    var context = QueryFixture.context(notes: ["hidden"])
    context.seesNotes = true
    #expect(try QueryFixture.parse("hidden").matches(QueryFixture.ticket, in: context))
  }

  @Test func `me is nobody where a plugin asks`() throws {
    let context = EvaluationContext(now: QueryFixture.now)
    let query = try QueryFixture.parse("assignee:me")
    #expect(!query.matches(QueryFixture.ticket, in: context))
  }

  @Test(arguments: [
    ("requester:$assignee", false), ("not:requester:$assignee", true), ("due>$created", true),
    ("due:$created..", true), ("due:..$wake", false), ("assignee:$team", false),
    ("subject:$type", false), ("tag:$tags", true),
  ])
  func `a condition compares fields`(query: String, holds: Bool) throws {
    let condition = try QueryFixture.parse(query, .condition)
    #expect(condition.matches(QueryFixture.ticket, in: QueryFixture.context()) == holds)
  }

  @Test func `a reference is to the ticket that the question is about`() throws {
    var context = QueryFixture.context()
    context.this = Ticket(id: Ticket.ID(rawValue: 8))
    context.this?.queue = "billing"
    let query = try QueryFixture.parse("queue:$queue", .condition)
    #expect(!query.matches(QueryFixture.ticket, in: context))
  }

  @Test func `what is empty sorts last and equals sort by number`() throws {
    let tickets = (Int64(1)...4).map { number in
      var ticket = Ticket(id: Ticket.ID(rawValue: number))
      ticket.due = number == 2 ? nil : Instant(milliseconds: number == 4 ? 9 : 5)
      return ticket
    }
    func order(_ query: String) throws -> [Int64] {
      try QueryFixture.parse(query).select(from: tickets, name: { _ in nil }) { _ in
        QueryFixture.context()
      }.map(\.id.rawValue)
    }
    #expect(try order("sort:due") == [1, 3, 4, 2])
    #expect(try order("sort:-due") == [4, 1, 3, 2])
    #expect(try order("sort:-due limit:2") == [4, 1])
    #expect(try order("") == [1, 2, 3, 4])
  }

  @Test func `a ticket counts for each of its values`() throws {
    var other = Ticket(id: Ticket.ID(rawValue: 8))
    other.tags = ["slow"]
    let bare = Ticket(id: Ticket.ID(rawValue: 9))
    var tally = GroupTally(for: try QueryFixture.parse("group:tags"))
    for ticket in [QueryFixture.ticket, other, bare] {
      tally.count(ticket, in: QueryFixture.context())
    }
    #expect(tally.counts.map(\.value) == [.text("slow"), .text("vip"), .none])
    #expect(tally.counts.map(\.count) == [2, 1, 1])
  }

  @Test func `periods stand in their order and have parts`() throws {
    var tally = GroupTally(for: try QueryFixture.parse("group:created.month,queue limit:2"))
    for (days, queue) in [(-40, "a"), (-5, "a"), (-5, "b"), (-5, "a"), (40, "b")] {
      var ticket = Ticket(id: Ticket.ID(rawValue: 1))
      ticket.created = QueryFixture.now.advanced(byMilliseconds: Int64(days) * 86_400_000)
      ticket.queue = queue
      tally.count(ticket, in: QueryFixture.context())
    }
    #expect(
      tally.counts == [
        GroupCount(
          value: .text("2026-01"), count: 3,
          parts: [
            GroupCount(value: .text("a"), count: 2), GroupCount(value: .text("b"), count: 1),
          ]),
        GroupCount(
          value: .text("2026-03"), count: 1, parts: [GroupCount(value: .text("b"), count: 1)]),
      ])
  }

  @Test func `texts are sorted whatever their case and accents`() throws {
    let subjects = ["zebra", "Éclair", "apple", "", "école", "Apple pie"]
    let tickets = subjects.enumerated().map { place, subject in
      var ticket = Ticket(id: Ticket.ID(rawValue: Int64(place)))
      ticket.subject = subject
      return ticket
    }
    let found = try QueryFixture.parse("sort:subject").select(from: tickets, name: { _ in nil }) {
      _ in
      QueryFixture.context()
    }
    #expect(found.map(\.subject) == ["apple", "Apple pie", "Éclair", "école", "zebra", ""])
  }

  @Test func `a list leaves discarded tickets out unless it asks for them`() throws {
    var ticket = QueryFixture.ticket
    ticket.category = .discarded
    for (text, isListed) in [
      ("", false), ("tag:slow", false), ("not:is:discarded", false), ("is:discarded", true),
      ("id:7", true), ("stage:answered", true), ("not:stage:new", false),
    ] {
      let query = try QueryFixture.parse(text).listed
      #expect(query.matches(ticket, in: QueryFixture.context()) == isListed, "\(text)")
    }
  }

  @Test func `large whole numbers are compared without rounding`() {
    #expect(Scalar.integer(9_007_199_254_740_993).order(with: .number(9_007_199_254_740_992)) == 1)
    #expect(Scalar.number(0x1p63).order(with: .integer(.max)) == 1)
    #expect(Scalar.integer(1).order(with: .number(1.5)) == -1)
    #expect(Scalar.integer(1).order(with: .text("1")) == nil)
  }
}
