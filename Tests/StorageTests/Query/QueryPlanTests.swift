import Kernel
import Storage
import TestSupport
import Testing

/// What lists of a large desk rest on: rows found by index, and no sorting of all of them.
@Suite struct QueryPlanTests {
  @Test(arguments: [
    ("queue:q1", "ticket_queue", false), ("queue:q1 is:open", "ticket_category", false),
    ("is:open", "COVERING INDEX ticket_", true), ("assignee:me", "ticket_assignee", false),
    ("assignee:me is:open", "ticket", false), ("requester:p1", "ticket_requester", false),
    ("queue:q1 (requester:me or tag:vip)", "ticket_queue", false), ("", "SCAN t", false),
    ("tag:a", "ticket_value_text", false), ("c_num:1..2", "ticket_value_number", false),
    ("id:5", "INTEGER PRIMARY KEY", false), ("parent:5", "ticket_parent", false),
    ("stage:new sort:-priority", "COVERING INDEX ticket_stage", true),
    ("is:open sort:updated", "COVERING INDEX ticket_updated", false),
    ("is:open,waiting due:..-0d sort:due", "COVERING INDEX ticket_due", true),
    ("is:open,closed updated:-1d.. closed:-1d..", "COVERING INDEX ticket_updated", true),
    ("boot", "SEARCH e USING INTEGER PRIMARY KEY", false),
  ])
  func `a list is found by its index`(text: String, index: String, sorts: Bool) throws {
    var random = RepeatableRandom(seed: 3)
    let desk = try QueryDesk(count: 3, random: &random)
    let context = EvaluationContext(now: QueryDesk.now, me: Person.ID(rawValue: 1))
    let plan = try desk.read {
      try $0.plan(of: try QueryDesk.parse(text).listed, access: .always, in: context, limit: 50)
    }
    #expect(plan.contains { $0.contains(index) }, "\(plan)")
    #expect(plan.contains { $0.contains("TEMP B-TREE FOR ORDER BY") } == sorts, "\(plan)")
  }

  @Test(arguments: ["requester:me or tag:a", "queue:q1 not:tag:a", "requester:$assignee"])
  func `a page of a queue needs no sorting where a role has a condition`(grant: String) throws {
    var random = RepeatableRandom(seed: 3)
    let desk = try QueryDesk(count: 3, random: &random)
    let context = EvaluationContext(now: QueryDesk.now, me: Person.ID(rawValue: 1))
    let access = try QueryDesk.parse(grant, .condition).condition
    let query = try QueryDesk.parse("queue:q1").listed
    let plan = try desk.read {
      try $0.plan(of: query, access: TicketAccess(access), in: context, limit: 50)
    }
    #expect(plan.contains { $0.contains("ticket_queue (queue=?)") }, "\(plan)")
    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("LIST SUBQUERY") })
  }
}
