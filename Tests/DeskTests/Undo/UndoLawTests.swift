import Desk
import Kernel
import TestSupport
import Testing

/// Laws of undo, over random changes of fields, lists and stages.
@Suite struct UndoLawTests {
  /// All that a request may edit of a ticket.
  private static func fields(_ ticket: Ticket?) -> [String: Value] {
    guard let ticket else { return [:] }
    var fields = ticket.fields
    for field in TicketField.allCases where field.isEditable {
      fields[field.rawValue] = ticket.value(of: field)
    }
    return fields
  }

  @Test(arguments: [3, 4, 5] as [UInt64])
  func `undo takes every change back, and undoing that does it again`(_ seed: UInt64) throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox", "round-robin"])
    var work = RandomWork(on: desk, seed: seed)
    var undone = 0
    for step in 1...200 {
      let before = try (0...work.tickets).map { Self.fields(try desk.ticket($0)) }
      let count = try (0...work.tickets).map { try desk.entries($0).count }
      let id = try work.step()
      guard Int(id) < before.count,
        let entry = try desk.entries(id).last(where: { !$0.edits.isEmpty }),
        try desk.entries(id).count > count[Int(id)], entry.number > count[Int(id)]
      else { continue }
      let after = Self.fields(try desk.ticket(id))
      let undo = try desk.undo("admin", entry.request)
      #expect(undo.changed == 1, "step \(step): \(undo.refused)")
      #expect(Self.fields(try desk.ticket(id)) == before[Int(id)], "undo of step \(step)")
      let redo = try desk.undo("admin", try #require(undo.name))
      #expect(redo.changed == 1, "step \(step): \(redo.refused)")
      #expect(Self.fields(try desk.ticket(id)) == after, "redo of step \(step)")
      let row = try desk.ticket(id)
      #expect(row == Ticket(id: Ticket.ID(rawValue: id), folding: try desk.entries(id)))
      undone += 1
      guard undo.changed == 1, redo.changed == 1 else { return }
    }
    #expect(undone > 40)
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [8, 9] as [UInt64])
  func `changes undone from the last to the first lead back to the beginning`(_ seed: UInt64) throws
  {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    var work = RandomWork(on: desk, seed: seed)
    _ = try work.step()
    let beginning = Self.fields(try desk.ticket(1))
    for _ in 1...80 { _ = try work.step() }
    let requests = try desk.entries(1).filter { !$0.edits.isEmpty && $0.number > 1 }.map(\.request)
    #expect(requests.count > 2)
    for request in requests.reversed() {
      let result = try desk.undo("admin", request)
      #expect(result.changed == 1, "\(result.refused)")
    }
    #expect(Self.fields(try desk.ticket(1)) == beginning)
  }
}
