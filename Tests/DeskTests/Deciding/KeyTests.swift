import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// A request with a key happens once, however often it is asked.
@Suite struct KeyTests {
  @Test func `a repeated key gives the first answer and changes nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let first = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    let again = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    #expect(again.isRepeated)
    #expect(again.seq == first.seq)
    #expect(again.request == first.request)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a key is remembered when the desk is opened again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let request = try desk.request("ann", "create", nil, ["subject": .text("x")]) { $0.key = "k" }
    let first = try desk.desk.perform(request).receipt()
    let reopened = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { reopened.close() }
    let again = try reopened.perform(request).receipt()
    #expect(again.isRepeated)
    #expect(again.ticket == first.ticket)
    #expect(try desk.ticket(2) == nil)
  }

  @Test func `a refused request leaves no key, so that it may be asked again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    #expect(try desk.act("ann", "close", id) { $0.key = "k" }.refusal?.code == .denied)
    try desk.act("mia", "close", id) { $0.key = "k" }.receipt()
    #expect(try desk.stage(id) == "resolved")
  }

  @Test func `a dry run leaves no key`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("ann", "note", id, text: "once", isDryRun: true) { $0.key = "k" }.receipt()
    let real = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    #expect(!real.isRepeated)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a repeated key is done before a stale version is looked at`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    for _ in 1...2 {
      let outcome = try desk.act("ann", "update", id, ["priority": .text("high")]) {
        $0.key = "k"
        $0.expectedVersion = 1
      }
      #expect(outcome.isDone)
    }
    #expect(try desk.ticket(id)?.version == 2)
  }

  @Test func `a repeated key shows its receipt only to who may see that ticket`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "once") { $0.key = "k" }.receipt()
    // Dora does not see carl's ticket, and asks for one of her own.
    let own = try desk.act("dora", "create", nil, ["subject": .text("x")]).receipt().ticket.rawValue
    for ticket in [own, id] {
      let outcome = try desk.act("dora", "reply", ticket, text: "once") { $0.key = "k" }
      #expect(outcome.refusal?.code == .notFound)
      #expect(outcome.trace.allSatisfy { $0.step != "repeat" })
    }
  }

  @Test func `a request is authorized before its key is looked up`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("mia", "discard", id, params: ["to": .text("spam")]) { $0.key = "k" }.receipt()
    let refusals = try ["k", "another"].map { key in
      try desk.act("carl", "discard", id, params: ["to": .text("spam")]) { $0.key = key }.refusal
    }
    // He hears the same whether it was done or not.
    #expect(refusals[0] != nil && refusals[0] == refusals[1])
  }

  @Test func `no source of an import can claim what a plugin does once, nor what another has`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "sla", permissions: "'ticket.view', 'note.add'",
        """
        docket.after("field.tags", function(change)
          docket.tickets.note(change.id, { text = "tagged", once = "row/1/1" })
        end)
        """))
    let script = "\(desk.folder)/rows.lua"
    try """
    docket.importer{ name = "rows", format = "ndjson", each = function(row, import)
      import:create{ key = row.key, at = 1000, subject = "x" }
    end }
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let file = "\(desk.folder)/rows.ndjson"
    try "{\"key\":\"a\"}\n".write(toFile: file, atomically: true, encoding: .utf8)
    let sources = ["once/sla", "plugin:sla/once", "plugin:sla", "rows/row", "rows", "a/row/1"]
    for source in sources {
      let report = try desk.desk.importFile(
        file, script: script, source: source, as: try desk.admin)
      #expect(report.done == 1 && report.bad.isEmpty, "\(source)")
    }
    let id = try desk.question()
    try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    try desk.work()
    #expect(try desk.notes(id) == ["tagged"])
  }
}
