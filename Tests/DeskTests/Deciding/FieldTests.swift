import Desk
import Kernel
import TestSupport
import Testing

/// Types of ticket and the fields that plugins declare.
@Suite struct FieldTests {
  static let shop = TestPlugin(
    "shop", permissions: "'ticket.view'",
    """
    docket.lifecycle{
      name = "order", initial = "new",
      stages = {
        { name = "new", category = "waiting" }, { name = "packed", category = "open" },
        { name = "sent", category = "closed" },
      },
      transitions = { new = { "packed" }, packed = { "sent" } },
      leads = { close = "sent" },
    }
    docket.type{ name = "order", lifecycle = "order" }
    docket.field{ name = "article", type = "text", types = { "order" }, required = true }
    docket.field{ name = "carrier", type = "choice", choices = { "post", "bike" },
      show_if = "priority:high", required = true }
    docket.field{ name = "weight", type = "number", between = { 0, 30 } }
    docket.field{ name = "invoice", type = "text", pattern = "R%d+", required_if = "stage:sent" }
    docket.field{ name = "total", type = "integer", edit = "plugin" }
    docket.before("field.weight", function(change)
      change:set("total", math.floor(change.after.fields.weight * 2))
    end)
    """)

  static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(shop)
    return desk
  }

  @Test func `a new type gives the stage the meaning that it has there, in the same edit`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    #expect(try desk.ticket(id)?.category == .open)
    try desk.act("ann", "update", id, ["type": .text("order"), "article": .text("lamp")]).receipt()
    #expect(try desk.ticket(id)?.stage == "new")
    #expect(try desk.ticket(id)?.category == .waiting)
  }

  @Test func `a new type needs a stage of its own where it does not know the present one`() throws {
    let desk = try Self.desk()
    let id = try desk.question(in: "answered")
    var set: [String: Value] = ["type": .text("order"), "article": .text("lamp")]
    #expect(try desk.act("ann", "update", id, set).refusedFields == ["stage"])
    set["stage"] = .text("packed")
    try desk.act("ann", "update", id, set).receipt()
    #expect(try desk.stage(id) == "packed")
  }

  @Test func `a new type that closes is a close`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let set: [String: Value] = [
      "type": .text("order"), "article": .text("lamp"), "invoice": .text("R1"),
      "stage": .text("sent"),
    ]
    #expect(try desk.act("ann", "update", id, set).refusal?.code == .denied)
    try desk.act("mia", "update", id, set).receipt()
    #expect(try desk.entries(id).last?.action == "close")
  }

  private static let site = TestPlugin(
    "site", permissions: "'ticket.view'",
    """
    docket.field{ name = "site", type = "text", required = true, default = "hall" }
    docket.field{ name = "floor", type = "text", required_if = "priority:high,urgent" }
    """)

  @Test(arguments: ["close", "update"])
  func `a ticket from before the rule is not closed without a required field`(verb: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(Self.site)
    try desk.act("ann", "update", id, ["priority": .text("low")]).receipt()
    let set: [String: Value] = verb == "update" ? ["stage": .text("resolved")] : [:]
    #expect(try desk.act("mia", verb, id, set).refusedFields == ["site"])
    try desk.act("mia", verb, id, set.merging(["site": .text("hall")]) { $1 }).receipt()
    #expect(try desk.ticket(id)?.category == .closed)
  }

  @Test(arguments: [" ", "\u{200B}", "\u{A0}\u{FEFF}"])
  func `a required field is not filled with what is blank`(blank: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.site)
    let set: [String: Value] = ["subject": .text("x"), "site": .text(blank)]
    #expect(try desk.act("ann", "create", nil, set).refusedFields == ["site"])
  }

  @Test func `a conditional field is required where its condition is touched`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.enable(Self.site)
    try desk.act("ann", "update", id, ["subject": .text("other")]).receipt()
    let touched = try desk.act("ann", "update", id, ["priority": .text("urgent")])
    #expect(touched.refusedFields == ["floor"])
    #expect(try desk.act("mia", "close", id).refusedFields == ["site", "floor"])
    try desk.act("ann", "update", id, ["priority": .text("low")]).receipt()
  }

  @Test func `open tickets that lack a required field are counted`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...3 { _ = try desk.question() }
    try desk.act("mia", "close", 3).receipt()
    try desk.enable(Self.site)
    let lacking = try desk.desk.lacking(requiredBy: ["site"])
    #expect(lacking.map(\.field.name) == ["site"])
    #expect(lacking.map(\.tickets.count) == [2])
  }

  @Test func `a field is required where it begins to be shown`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    #expect(
      try desk.act("ann", "update", id, ["type": .text("order")]).refusedFields == ["article"])
    let high: [String: Value] = ["priority": .text("high")]
    #expect(try desk.act("ann", "update", id, high).refusedFields == ["carrier"])
    try desk.act("ann", "update", id, high.merging(["carrier": .text("bike")]) { $1 }).receipt()
    try desk.act("ann", "update", id, ["priority": .text("low")]).receipt()
    #expect(try desk.ticket(id)?.fields["carrier"] == .text("bike"))
    #expect(
      try desk.act("ann", "update", id, ["carrier": .text("post")]).refusedFields == ["carrier"])
  }

  @Test(arguments: [
    ("weight", Value.number(31), "at most 30"), ("weight", .text("heavy"), "wants a number"),
    ("invoice", .text("1R"), "form R%d+"), ("article", .text("lamp"), "do not take it"),
    ("carier", .text("post"), "did you mean carrier?"),
  ])
  func `a value that does not fit is refused with what would`(
    _ field: String, _ value: Value, _ words: String,
  ) throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, [field: value])
    #expect(outcome.refusedFields == [field])
    #expect(outcome.refusal?.message.contains(words) == true, "\(outcome.refusal?.message ?? "")")
  }

  @Test func `a field that only its plugin edits is the plugin's to edit`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let outcome = try desk.act("admin", "update", id, ["total": .integer(7)])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusedFields == ["total"])
    try desk.act("ann", "update", id, ["weight": .number(2.5)]).receipt()
    #expect(try desk.ticket(id)?.fields["total"] == .integer(5))
    #expect(try desk.entries(id).last?.edits.map(\.by).last??.hasPrefix("shop@1.0.0:") == true)
  }

  @Test func `another plugin does not edit it either`() throws {
    let desk = try Self.desk()
    try desk.enable(
      TestPlugin(
        "thief", permissions: "'ticket.update'",
        "docket.before('field.tags', function(change) change:set('total', 9) end)"))
    let id = try desk.question()
    let outcome = try desk.act("admin", "update", id, ["tags": .texts(["a"])])
    #expect(outcome.refusal?.message.contains("only the plugin shop edits this field") == true)
  }

  @Test func `people and tickets are chosen among those that the field asks for`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "pairs", permissions: "'ticket.view'",
        """
        docket.field{ name = "reviewer", type = "person", among = "role:manager" }
        docket.field{ name = "twins", type = "ticket", many = true,
          among = "is:open type:$type" }
        """))
    let id = try desk.question()
    let set: [String: Value] = ["reviewer": .person(try desk.person("ann").id)]
    let refusal = try desk.act("ann", "update", id, set).refusal
    #expect(refusal?.message.contains("`ann` is not among those asked for: role:manager") == true)
    let mia = Value.person(try desk.person("mia").id)
    try desk.act("ann", "update", id, ["reviewer": mia]).receipt()
    let (open, answered) = (try desk.question(), try desk.question(in: "answered"))
    let tickets = [open, answered].map { Value.ticket(Ticket.ID(rawValue: $0)) }
    try desk.act("ann", "update", id, ["twins": .list([tickets[0]])]).receipt()
    let both = Value.list(tickets)
    #expect(try desk.act("ann", "update", id, ["twins": both]).refusedFields == ["twins"])
    // What stands there is left alone: only what is added is looked at.
    try desk.act("ann", "reply", open, [:], text: "done").receipt()
    try desk.act("ann", "update", id, ["subject": .text("Pair")]).receipt()
  }

  @Test(arguments: [
    ("type = 'person', among = 'rule:agent'", "did you mean “role”?"),
    ("type = 'ticket', among = 'is:opne'", "open"),
    ("type = 'text', among = 'role:agent'", "for people and tickets only"),
  ])
  func `a question that a field cannot ask is an error when it loads`(
    _ words: String, _ reason: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let wrong = TestPlugin(
      "wrong", permissions: "'ticket.view'", "docket.field{ name = 'f', \(words) }")
    do {
      try desk.enable(wrong)
      Issue.record("it loads")
    } catch { #expect("\(error)".contains(reason), "\(error)") }
  }
}
