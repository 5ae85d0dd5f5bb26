import Desk
import Kernel
import TestSupport
import Testing

/// For whom notes do not exist, nothing tells of them.
@Suite struct SecrecyTests {
  /// All that carl gets to see of a desk: tickets, their pasts and histories, lists, counts, errors.
  static func everything(of desk: TemporaryDesk, tickets: Int64) throws -> [String] {
    var seen: [String] = []
    let carl = try desk.person("carl")
    let words = [
      "is:open", "sort:-updated", "sort:-created,priority", "dark", "dark sort:rank", "text:secret",
      "tag:dark", "group:stage", "created:-30d..", "has:closed",
    ]
    try desk.desk.session(as: carl) { session in
      for id in (1...tickets).map(Ticket.ID.init(rawValue:)) {
        seen.append("\(String(describing: try session.ticket(id)))")
        seen.append("\(String(describing: try session.ticket(id, at: session.now)))")
        seen.append("\(String(describing: try session.history(id)))")
      }
      for word in words {
        let query = try session.query(word)
        seen.append("\(word): \(try session.list(query)), \(try session.count(query))")
      }
      for wrong in ["touched:..now", "sort:touched", "group:touched", "tuched:..now"] {
        do {
          seen.append("\(try session.count(session.query(wrong)))")
        } catch {
          seen.append("\(error)")
        }
      }
    }
    return seen
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `a customer sees the same of two desks that differ only in notes`(_ seed: UInt64) throws {
    let plain = try TemporaryDesk(staffed: ["support", "close-reasons"])
    let noted = try TemporaryDesk(staffed: ["support", "close-reasons"])
    var works = [RandomWork(on: plain, seed: seed), RandomWork(on: noted, seed: seed)]
    works[0].takesNotes = false
    works[1].takesNotes = false
    for step in 1...200 {
      let id = try works[0].step()
      _ = try works[1].step()
      guard step.isMultiple(of: 3) else { continue }
      try noted.act("ann", "note", id, text: "secret dark step \(step)").receipt()
    }
    let all = try Self.everything(of: plain, tickets: works[0].tickets)
    let same = try Self.everything(of: noted, tickets: works[1].tickets)
    for (one, other) in zip(all, same) where one != other {
      Issue.record("notes show:\n\(one)\n\(other)")
      break
    }
    #expect(all.count == same.count)
  }

  @Test func `a field that notes would tell of is as unknown as one that is not there`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let carl = try desk.person("carl")
    let errors = try ["touched", "tuoched"].map { name in
      try desk.desk.session(as: carl) { session in
        let error = #expect(throws: QueryError.self) { try session.query("\(name):..now") }
        return "\(try #require(error))".replacing(name, with: "X")
      }
    }
    #expect(errors[0] == errors[1])
  }

  @Test func `a field that one may not view is as unknown in a request as one that is not there`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "hidden",
        "docket.field{ name = 'grudge', type = 'text', view = 'hidden.view', edit = 'hidden.edit' }"
      ))
    let outcomes = try ["grudge", "grubge"].map { name in
      try desk.act("carl", "create", nil, ["subject": .text("x"), name: .text("y")]).refusal
    }
    #expect(outcomes[0]?.message.replacing("grudge", with: "grubge") == outcomes[1]?.message)
    let id = try desk.question(["grudge": .text("old")])
    #expect(try desk.seen(id, by: "carl")?.fields == [:])
    let edits = try #require(try desk.history(id, by: "carl")?.first?.edits)
    #expect(!edits.contains { $0.field == "grudge" })
    #expect(try desk.ticket(id)?.fields["grudge"] == .text("old"))
  }

  @Test(arguments: [("", 2), (", view = 'hidden.view'", 1)])
  func `an action of which all that it was given is hidden has not happened`(
    _ view: String, _ count: Int,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "hidden",
        """
        docket.role{ name = "agent", grants = { "hidden.call", "hidden.view" } }
        docket.action{ name = "call", params = { words = { type = "text"\(view) } },
          propose = function() end }
        """))
    let id = try desk.question()
    try desk.act("ann", "call", id, params: ["words": .text("No answer")]).receipt()
    #expect(try desk.history(id, by: "carl")?.count == count)
    #expect(try desk.seen(id, by: "carl")?.version == Int64(count))
    #expect(try desk.history(id, by: "ann")?.count == 2)
  }

  @Test func `who sees notes of some tickets finds only those by their notes`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("ticket.view"), to: "half")
      try administration.grant(Grant("history.view"), to: "half")
      try administration.grant(Grant("note.view", when: "priority:high"), to: "half")
    }
    let hal = try desk.add("hal", roles: ["half"])
    let low = try desk.question()
    let high = try desk.question(["priority": .text("high")])
    for id in [low, high] { try desk.act("ann", "note", id, text: "a secret").receipt() }
    let found = try desk.desk.session(as: hal) { session in
      try session.list(session.query("text:secret")).map(\.id.rawValue)
    }
    #expect(found == [high])
    #expect(try desk.history(low, by: "hal")?.count == 1)
    #expect(try desk.history(high, by: "hal")?.count == 2)
  }

  @Test func `the trace of a customer's request tells nothing of notes`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "watch", permissions: "'note.add', 'ticket.view'",
        """
        docket.before("ticket.reply", function(change)
          change:add_note("he is angry")
          change:notify{ to = "role:agent", text = "he is angry again" }
          change:also("note", change.id, { text = "angry, as always" })
        end)
        """))
    let id = try desk.question()
    let theirs = try desk.act("carl", "reply", id, text: "Well?", isDryRun: true).trace
    #expect(!"\(theirs)".contains("angry"))
    #expect(!"\(theirs)".contains("internal"))
    #expect(!"\(theirs)".contains("note"))
    let staffs = try desk.act("ann", "reply", id, text: "Well?", isDryRun: true).trace
    #expect("\(staffs)".contains("he is angry again"))
  }

  @Test func `names of people are suggested only to who may see people`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let set: [String: Value] = ["subject": .text("x"), "assignee": .text("anm")]
    #expect(try desk.act("carl", "create", nil, set).refusal?.message.contains("ann") == false)
    #expect(try desk.act("bob", "create", nil, set).refusal?.message.contains("ann") == true)
  }
}
