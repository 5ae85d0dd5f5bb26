import Kernel
import TestSupport
import Testing

/// The life cycle of a question: the moves between its stages, and what moves it by itself.
@Suite struct MoveTests {
  static let stages = ["new", "answered", "open", "postponed", "resolved", "spam", "deleted"]
  /// The moves that the desk's documents allow; back from a discard is to where it came from: `new`.
  static let allowed: [String: Set<String>] = [
    "new": ["answered", "postponed", "resolved", "deleted", "spam"],
    "answered": ["postponed", "open", "resolved", "deleted", "spam"],
    "postponed": ["new", "open", "resolved", "deleted", "spam"],
    "open": ["answered", "postponed", "resolved", "deleted", "spam"],
    "resolved": ["open", "deleted", "spam"],
    "spam": ["new", "deleted"],
    "deleted": ["new"],
  ]

  @Test(arguments: stages, stages)
  func `a question moves just as its life cycle says`(_ from: String, _ to: String) throws {
    let desk = KernelDesk()
    let id = try desk.question(in: from)
    #expect(try desk.stage(id) == from)
    var set: [String: Value] = ["stage": .text(to)]
    if to == "postponed" { set["wake"] = .text("+1d") }
    let outcome = try desk.act("admin", "update", id, set)
    let isAllowed = from == to || Self.allowed[from, default: []].contains(to)
    #expect(outcome.isDone == isAllowed)
    #expect(try desk.stage(id) == (isAllowed ? to : from))
    if !isAllowed { #expect(outcome.refusedFields == ["stage"]) }
  }

  @Test func `a ticket is created in the first stage only`() throws {
    let desk = KernelDesk()
    let outcome = try desk.act(
      "admin", "create", nil, ["subject": .text("x"), "stage": .text("open")])
    #expect(outcome.refusedFields == ["stage"])
  }

  @Test(arguments: [
    ("new", "ann", "answered"), ("answered", "ann", "answered"), ("open", "ann", "answered"),
    ("postponed", "ann", "postponed"), ("resolved", "ann", "resolved"), ("spam", "ann", "spam"),
    ("new", "carl", "new"), ("answered", "carl", "open"), ("open", "carl", "open"),
    ("postponed", "carl", "open"), ("resolved", "carl", "open"), ("deleted", "carl", "deleted"),
  ])
  func `a reply moves a question as its side does`(_ from: String, _ who: String, _ to: String)
    throws
  {
    let desk = KernelDesk()
    let id = try desk.question(in: from)
    let count = try desk.entries(id).count
    try desk.act(who, "reply", id, text: "Well …").receipt()
    #expect(try desk.stage(id) == to)
    #expect(try desk.entries(id).count == count + 1)
  }

  @Test func `the requester replies as a customer, also one who is an agent`() throws {
    let desk = KernelDesk()
    let id = try desk.question(["requester": .text("ann")])
    try desk.act("bob", "reply", id, text: "Is the plug in?").receipt()
    try desk.act("ann", "reply", id, text: "It is.").receipt()
    #expect(try desk.stage(id) == "open")
  }

  @Test func `an automatic reply moves nothing`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "We are closed today") { $0.isAutomatic = true }
      .receipt()
    #expect(try desk.stage(id) == "new")
    #expect(try desk.entries(id).last?.text == "We are closed today")
  }

  @Test(arguments: [("new", "new"), ("answered", "open"), ("open", "open")])
  func `a ticket that wakes goes back to new if it was new, else to open`(
    _ from: String, _ to: String,
  ) throws {
    let desk = KernelDesk()
    let id = try desk.question(in: from)
    try desk.postpone(id)
    let asleep = try #require(try desk.ticket(id))
    #expect(asleep.stage == "postponed")
    #expect(asleep.wake != nil)
    #expect(asleep.wake == asleep.due)
    try desk.act("ann", "wake", id).receipt()
    #expect(try desk.stage(id) == to)
    #expect(try desk.ticket(id)?.wake == nil)
  }

  private static let friday: Value = .time(Instant(milliseconds: 1_900_000_000_000))

  @Test(arguments: [Value.none, friday])
  func `a postponement that ends early gives back the due time`(_ due: Value) throws {
    let desk = KernelDesk()
    let id = try desk.question(in: "answered")
    try desk.act("ann", "update", id, ["due": due]).receipt()
    try desk.postpone(id)
    try desk.postpone(id, milliseconds: 172_800_000)
    let edits = try desk.act("carl", "reply", id, text: "It burns again").receipt().edits
    #expect(try desk.stage(id) == "open")
    #expect(try desk.ticket(id)?.value(of: "due") == due)
    #expect(edits.first { $0.field == "due" }?.to == due)
  }

  @Test func `a due time that was set meanwhile, or with the wake itself, stays`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.postpone(id)
    try desk.act("ann", "update", id, ["due": Self.friday]).receipt()
    try desk.act("ann", "wake", id).receipt()
    #expect(try desk.ticket(id)?.value(of: "due") == Self.friday)
    try desk.act("ann", "update", id, ["due": .none]).receipt()
    try desk.postpone(id)
    try desk.act("ann", "wake", id, ["due": Self.friday]).receipt()
    #expect(try desk.ticket(id)?.value(of: "due") == Self.friday)
  }

  @Test func `a due time that was set between two postponements is given back`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "update", id, ["due": .time(Instant(milliseconds: 1_800_000_000_000))])
      .receipt()
    try desk.postpone(id)
    try desk.act("ann", "update", id, ["due": Self.friday]).receipt()
    try desk.postpone(id, milliseconds: 172_800_000)
    try desk.act("ann", "wake", id).receipt()
    #expect(try desk.ticket(id)?.value(of: "due") == Self.friday)
  }

  @Test func `one that was discarded and restored meanwhile is the same postponement`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "update", id, ["due": Self.friday]).receipt()
    try desk.postpone(id)
    try desk.act("ann", "discard", id, params: ["to": .text("spam")]).receipt()
    try desk.act("ann", "restore", id).receipt()
    try desk.act("ann", "wake", id).receipt()
    #expect(try desk.ticket(id)?.value(of: "due") == Self.friday)
  }

  @Test func `one that ends in its time leaves the ticket due`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "update", id, ["due": Self.friday]).receipt()
    try desk.postpone(id, milliseconds: 1_000)
    let wake = try desk.ticket(id)?.wake
    desk.now = desk.now.advanced(byMilliseconds: 1_000)
    try desk.act("ann", "wake", id).receipt()
    #expect(try desk.ticket(id)?.due == wake)
  }

  @Test func `spam that is deleted goes back step by step`() throws {
    let desk = KernelDesk()
    let id = try desk.question(in: "answered")
    for word in ["spam", "deleted"] {
      try desk.act("ann", "discard", id, params: ["to": .text(word)]).receipt()
    }
    try desk.act("ann", "restore", id).receipt()
    #expect(try desk.stage(id) == "spam")
    try desk.act("ann", "restore", id).receipt()
    #expect(try desk.stage(id) == "answered")
  }

  @Test func `a postponed ticket that was taken for spam is postponed again, till the same time`()
    throws
  {
    let desk = KernelDesk()
    let id = try desk.question(in: "postponed")
    let wake = try desk.ticket(id)?.wake
    try desk.act("ann", "discard", id, params: ["to": .text("spam")]).receipt()
    #expect(try desk.act("ann", "restore", id).refusal == nil)
    #expect(try desk.stage(id) == "postponed")
    #expect(try desk.ticket(id)?.wake == wake)
    try desk.act("ann", "wake", id).receipt()
    #expect(try desk.stage(id) == "new")
  }

  @Test func `a postponed ticket has one timer, that goes when it wakes`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let first = try desk.postpone(id).outbox
    #expect(first.map(\.key) == ["wake/\(id)"])
    let till = desk.now.advanced(byMilliseconds: 5_000)
    let later = try desk.act("mia", "update", id, ["wake": .time(till)]).receipt().outbox
    #expect(later.map(\.notBefore) == [till])
    #expect(try desk.act("mia", "wake", id).receipt().outbox == [])
  }
}
