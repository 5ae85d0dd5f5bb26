import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// A request with a key happens once, however often it is asked.
@Suite struct KeyTests {
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
