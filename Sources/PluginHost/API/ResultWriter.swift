import Kernel
import Lua

/// Writes what became of a request: `{ ticket, seq, edits, refused, trace, outbox }`.
struct ResultWriter {
  let context: SandboxContext
  /// Whether notes exist for who asks, so that what tells of them may be there.
  let seesNotes: Bool

  /// Takes the plugin whose sandbox it is; a spec sees everything.
  init(_ context: SandboxContext) {
    self.context = context
    seesNotes =
      context.spec != nil
      || context.manifest.permissions.contains { $0.permission == "note.view" }
  }

  /// A result, or nil and what went wrong.
  func write(_ outcome: Outcome, isDryRun: Bool, into results: inout WireWriter) {
    switch outcome.verdict {
    case .refused(let refusal):
      results.null()
      results.value(refusal.lua, keys: context.layout.layout.keys)
    case .done(let receipt):
      write(receipt, trace: isDryRun ? outcome.trace : [], into: &results)
    }
  }

  private func write(_ receipt: Receipt, trace: [TraceStep], into results: inout WireWriter) {
    let mark = results.beginTable()
    results.key("ticket")
    results.integer(receipt.ticket.rawValue)
    if let seq = receipt.seq {
      results.key("seq")
      results.integer(seq.rawValue)
    }
    results.key("edits")
    context.writer.edits(receipt.edits, into: &results)
    results.key("refused")
    results.end(results.beginArray())
    let keys = context.layout.layout.keys
    results.key("trace")
    results.value(.array(seesNotes ? trace.map(step) : []), keys: keys)
    results.key("outbox")
    results.value(.array(receipt.outbox.compactMap(row)), keys: keys)
    results.end(mark)
  }

  private func step(_ step: TraceStep) -> LuaValue {
    .table([
      LuaPair("instructions", .integer(step.instructions)), LuaPair("name", .string(step.name)),
      LuaPair("results", .array(step.results.map(LuaValue.string))),
      LuaPair("step", .string(step.step)),
      LuaPair("steps", .array(step.steps.map(self.step))),
    ])
  }

  /// A row of the outbox; who is told of what may be a note's business.
  private func row(_ row: OutboxRow) -> LuaValue? {
    guard row.kind != .notify || seesNotes else { return nil }
    var pairs = [
      LuaPair("kind", .string(row.kind.rawValue)), LuaPair("name", .string(row.name)),
      LuaPair("not_before", row.notBefore.lua), LuaPair("plugin", .string(row.plugin)),
    ]
    if let name = row.recipient.flatMap(context.writer.personName) {
      pairs.append(LuaPair("recipient", .string(name)))
    }
    if let ticket = row.ticket { pairs.append(LuaPair("ticket", .integer(ticket.rawValue))) }
    return .table(pairs)
  }
}
