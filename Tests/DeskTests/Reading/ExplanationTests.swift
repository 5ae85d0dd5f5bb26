import Desk
import Kernel
import TestSupport
import Testing

/// Where changes come from.
@Suite struct ExplanationTests {
  /// An after hook answers a priority with a tag, another one answers the tag with a note.
  private static func desk() throws -> (desk: TemporaryDesk, id: Int64) {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      AfterHookTests.plugin(
        """
        docket.before("field.priority", function(change) change:set("queue", "fast") end,
          { name = "route", when = "priority:urgent" })
        docket.after("field.priority", function(change)
          docket.tickets.update(change.id, { set = { tags = { "hot" } } })
        end, { name = "mark", when = "priority:urgent" })
        docket.after("field.tags", function(change)
          docket.tickets.note(change.id, { text = "marked" })
        end, { name = "tell" })
        docket.queue{ name = "fast" }
        """))
    let id = try desk.question()
    try desk.work()
    try desk.act("ann", "update", id, ["priority": .text("urgent")]).receipt()
    try desk.work()
    return (desk, id)
  }

  @Test func `a chain leads from an entry to the person who began it`() throws {
    let (desk, id) = try Self.desk()
    let note = try #require(try desk.entries(id).last)
    let chain = try desk.desk.session(as: desk.person("ann")) {
      try #require(try $0.explanation.chain(of: note.seq))
    }
    #expect(chain.map(\.action) == ["note", "update", "update"])
    #expect(chain.map(\.hook) == ["echo@1.0.0:tell", "echo@1.0.0:mark", nil])
    #expect(chain.last?.actor == .person(try desk.person("ann").id))
  }

  @Test func `a field has every value that it had, the present one first, with its hook`() throws {
    let (desk, id) = try Self.desk()
    let ticket = Ticket.ID(rawValue: id)
    try desk.desk.session(as: desk.person("ann")) { session in
      let queue = try #require(try session.explanation.values(of: "queue", in: ticket))
      #expect(queue.map(\.edit.by) == ["echo@1.0.0:route"])
      let priority = try #require(try session.explanation.values(of: "priority", in: ticket))
      #expect(priority.map(\.edit.to) == [.text("urgent"), .text("normal")])
      let tags = try #require(try session.explanation.values(of: "tags", in: ticket))
      #expect(tags.first?.chain.map(\.action) == ["update", "update"])
    }
  }

  @Test func `who sees no notes is told no causes, and no hidden ticket`() throws {
    let (desk, id) = try Self.desk()
    let entries = try desk.entries(id)
    try desk.desk.session(as: desk.person("carl")) { session in
      let tags = try #require(
        try session.explanation.values(of: "tags", in: Ticket.ID(rawValue: id)))
      #expect(tags.map(\.chain.count) == [1])
      #expect(tags.allSatisfy { $0.entry.seq.rawValue == 0 && $0.entry.hook == nil })
    }
    try desk.desk.session(as: desk.person("dora")) { session in
      let values = try session.explanation.values(of: "tags", in: Ticket.ID(rawValue: id))
      #expect(values == nil)
      for entry in entries { #expect(try session.explanation.chain(of: entry.seq) == nil) }
    }
  }
}
