import Foundation
import Testing

/// A field that somebody may not see looks as if it were not there.
@Suite struct HiddenFieldTests {
  /// A desk on which zoe sees id, subject and stage of tickets; ticket 1 is low and in a queue.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    let view = ["role", "grant", "clerk", "ticket.view", "--fields", "id,subject,stage"]
    #expect(try desk.process(view).run().status == 0)
    try desk.run("person", "add", "zoe", "--role", "clerk")
    try desk.run("new", "Lamp", "--priority", "low", "--queue", "billing", "--due", "+2d")
    return desk
  }

  @Test func `show has no line for a hidden field, and JSON has null for it`() throws {
    let desk = try desk()
    let page = try desk.run("show", "1", as: "zoe").output
    #expect(page.contains("Lamp") && page.contains("stage"))
    for name in ["priority", "queue", "type", "created", "updated", "version", "due", "source"] {
      #expect(!page.contains(name), "\(page)")
    }
    let ticket = try #require(try desk.json("show", "1", as: "zoe") as? [String: Any])
    #expect(ticket["id"] as? Int == 1)
    #expect(ticket["subject"] as? String == "Lamp")
    #expect(ticket["stage"] as? String == "new")
    let hidden = [
      "priority", "queue", "type", "category", "created", "updated", "closed", "version", "due",
      "stage_since", "source", "requester", "assignee", "body",
    ]
    for name in hidden { #expect(ticket[name] is NSNull, "\(name)") }
    #expect((ticket["tags"] as? [Any])?.isEmpty == true)
  }

  @Test func `a list leaves hidden columns out, and knows none by a hidden name`() throws {
    let desk = try desk()
    let list = try desk.run("list", as: "zoe")
    #expect(list.status == 0, "\(list.errors)")
    #expect(list.lines.first?.split(separator: " ") == ["id", "stage", "subject"])
    let csv = try desk.run("list", "--format", "csv", as: "zoe")
    #expect(csv.lines.first == "id,stage,subject")
    let asked = try desk.run("list", "--columns", "id,priority", as: "zoe")
    #expect(asked.status == 2)
    #expect(asked.errors.contains("there is no field `priority`"))
    let tickets = try #require(try desk.json("list", as: "zoe") as? [[String: Any]])
    #expect(tickets.first?["priority"] is NSNull)
    #expect(tickets.first?["subject"] as? String == "Lamp")
  }

  @Test func `in Lua a hidden field is nil`() throws {
    let desk = try desk()
    try Data(
      """
      local seen = docket.tickets.get(1)
      print(seen.id, seen.subject, seen.stage)
      print(seen.priority, seen.category, seen.queue, seen.created, seen.updated, seen.version)
      """.utf8
    ).write(to: URL(fileURLWithPath: desk.path + "/scripts/look.lua"))
    let run = try desk.run("script", "run", "look", as: "zoe")
    #expect(run.output.contains("Lamp"), "\(run)")
    #expect(run.lines.last?.split { $0 == "\t" || $0 == " " } == Array(repeating: "nil", count: 6))
  }
}
