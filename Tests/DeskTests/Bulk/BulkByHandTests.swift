import Desk
import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

/// Bulks and undos that scripts ask for which a person runs by hand.
@Suite struct BulkByHandTests {
  private static let code = """
    local plan = docket.plan("update", "is:open", { set = { priority = "high" } })
    print(plan.changed, plan:run().done, docket.tickets.get(2).priority)
    """

  private func run(
    _ code: String, as name: String, on desk: TemporaryDesk, isDryRun: Bool = false,
  ) throws -> (printed: [String], report: ScriptReport) {
    let path = desk.folder + "/sweep.lua"
    try code.write(toFile: path, atomically: true, encoding: .utf8)
    let printed = Printed()
    let report = try desk.desk.runScript(
      try desk.desk.findScript(path), arguments: [], as: try desk.person(name),
      isDryRun: isDryRun
    ) { line in printed.lines.withLock { $0.append(line) } }
    return (printed.lines.withLock(\.self), report)
  }

  private final class Printed: Sendable {
    let lines = Mutex<[String]>([])
  }

  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...2 { try desk.question() }
    return desk
  }

  @Test func `a script does a bulk in the person's name, and again where it runs again`() throws {
    let desk = try desk()
    let note = "docket.tickets.apply('is:open', { action = 'note', args = { text = 'x' } })"
    for _ in 1...2 { #expect(try run(note, as: "mia", on: desk).report.problem == nil) }
    #expect(try desk.notes(1) == ["x", "x"])
    let entry = try #require(try desk.entries(1).last)
    #expect(entry.source == .script)
    #expect(entry.actor == .person(try desk.person("mia").id))
  }

  @Test func `a dry run plans and does bulks in its own transaction`() throws {
    let desk = try desk()
    let dry = try run(Self.code, as: "mia", on: desk, isDryRun: true)
    #expect(dry.printed == ["2\t2\thigh"])
    #expect(dry.report.acts.count == 2)
    #expect(try desk.ticket(2)?.priority == .normal)
    #expect(try run(Self.code, as: "mia", on: desk).printed == ["2\t2\thigh"])
    #expect(try desk.ticket(2)?.priority == .high)
  }

  @Test func `whoever may not change many tickets may not do it by a script`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("bulk", isDenial: true), to: "agent")
    }
    let code = "print(select(2, docket.plan('update', 'is:open', { set = { queue = 'x' } })).code)"
    #expect(try run(code, as: "ann", on: desk).printed == ["denied"])
  }
}
