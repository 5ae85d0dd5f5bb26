import Kernel
import Lua

/// Writes what became of a request: `{ ticket, seq, edits, data, answer, refused, trace, outbox }`.
struct ResultWriter {
  private let context: SandboxContext
  private let desk: any DeskReading
  private let sight: Sight

  init(_ context: SandboxContext, _ path: String) throws(HostError) {
    self.context = context
    desk = try context.desk(for: path)
    sight = Sight(of: context, on: desk)
  }

  /// A result, or nil and what went wrong.
  func write(
    _ outcome: Outcome, of action: Action, isDryRun: Bool, into results: inout WireWriter,
  ) throws(HostError) {
    switch outcome.verdict {
    case .refused(let refusal):
      results.null()
      results.value(refusal.lua, keys: context.layout.layout.keys)
    case .done(let receipt):
      // What is only tried lets nobody see more.
      let written = isDryRun ? nil : receipt.written?.ticket
      let ticket = try context.reading { try written ?? desk.ticket(receipt.ticket) }
      let trace = isDryRun && sight.seesNotes(of: ticket) ? outcome.trace : []
      try write(receipt, of: action, on: ticket, trace: trace, into: &results)
    }
  }

  private func write(
    _ receipt: Receipt, of action: Action, on ticket: Ticket?, trace: [TraceStep],
    into results: inout WireWriter,
  ) throws(HostError) {
    let mark = results.beginTable()
    results.key("ticket")
    results.integer(receipt.ticket.rawValue)
    if let seq = receipt.seq {
      results.key("seq")
      results.integer(seq.rawValue)
    }
    results.key("edits")
    context.writer.edits(sight.edits(receipt.edits, of: ticket), into: &results)
    results.key("refused")
    results.end(results.beginArray())
    let keys = context.layout.layout.keys
    if let ticket, !receipt.data.isEmpty {
      results.key("data")
      context.writer.data(
        sight.data(receipt.data, of: action, on: ticket), of: action.name, into: &results)
    }
    if let answer = receipt.answer {
      results.key("answer")
      results.value(LuaValue(answer), keys: keys)
    }
    // Who is told of what may be a note's business.
    let seesNotes = sight.seesNotes(of: ticket)
    results.key("trace")
    results.value(.array(trace.map(\.lua)), keys: keys)
    results.key("outbox")
    let rows = receipt.outbox.filter { $0.kind != .notify || seesNotes }
    results.value(
      .array(try rows.map { row throws(HostError) in try self.row(row) }), keys: keys)
    results.end(mark)
  }

  private func row(_ row: OutboxRow) throws(HostError) -> LuaValue {
    var pairs = [
      LuaPair("kind", .string(row.kind.rawValue)), LuaPair("name", .string(row.name)),
      LuaPair("not_before", row.notBefore.lua), LuaPair("plugin", .string(row.plugin)),
    ]
    if let person = row.recipient, try mayName(person), let name = context.writer.personName(person)
    {
      pairs.append(LuaPair("recipient", .string(name)))
    }
    if let ticket = row.ticket { pairs.append(LuaPair("ticket", .integer(ticket.rawValue))) }
    return .table(pairs)
  }
}

extension ResultWriter {
  /// Whether whoever runs a script by hand sees the person: who has a role may be nobody that they do.
  private func mayName(_ id: Person.ID) throws(HostError) -> Bool {
    guard case .byHand = context.occupation else { return true }
    return try context.reading { try desk.person(id) }.map(sight.viewer.sees) ?? true
  }
}

extension TraceStep {
  /// The step as Lua has it, with the steps in it.
  var lua: LuaValue {
    .table([
      LuaPair("instructions", .integer(instructions)), LuaPair("name", .string(name)),
      LuaPair("results", .array(results.map(LuaValue.string))), LuaPair("step", .string(step)),
      LuaPair("steps", .array(steps.map(\.lua))),
    ])
  }
}
