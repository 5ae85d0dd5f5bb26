import Kernel
import Lua

/// Writes plans and results of bulks as Lua has them.
struct BulkWriter {
  private let context: SandboxContext
  private let desk: any DeskReading
  private let sight: Sight

  init(_ context: SandboxContext, _ path: String) throws(HostError) {
    self.context = context
    desk = try context.desk(for: path)
    sight = Sight(of: context, on: desk)
  }

  private var keys: KeyTable { context.layout.layout.keys }

  /// `{ count, changed, unchanged, sample, refused, outbox }`, which can be run.
  func plan(
    _ plan: BulkPlan, handle: Int64, into results: inout WireWriter,
  ) throws(HostError) {
    let mark = results.beginRecord(context.layout.plan, handle: handle)
    try members(of: plan, into: &results)
    results.end(mark)
  }

  /// The same as a plain table: nothing to be run.
  func preview(_ plan: BulkPlan, into results: inout WireWriter) throws(HostError) {
    let mark = results.beginTable()
    try members(of: plan, into: &results)
    undone(plan.undone, into: &results)
    results.end(mark)
  }

  /// `{ bulk, done, unchanged, refused }`, an undo's with what was not taken back.
  func result(_ result: BulkResult, into results: inout WireWriter) {
    let mark = results.beginTable()
    if let name = result.name {
      key("bulk", &results)
      results.string(name)
    }
    number(result.done, "done", &results)
    number(result.unchanged, "unchanged", &results)
    refused(result.refused, into: &results)
    undone(result.undone, into: &results)
    results.end(mark)
  }

  private func members(
    of plan: BulkPlan, into results: inout WireWriter,
  ) throws(HostError) {
    number(plan.changed + plan.unchanged + plan.refused.count, "count", &results)
    number(plan.changed, "changed", &results)
    number(plan.unchanged, "unchanged", &results)
    key("sample", &results)
    let sample = results.beginArray()
    for change in plan.sample {
      let mark = results.beginTable()
      number(Int(change.ticket.rawValue), "ticket", &results)
      key("edits", &results)
      let ticket = try context.reading { try desk.ticket(change.ticket) }
      context.writer.edits(sight.edits(change.edits, of: ticket), into: &results)
      results.end(mark)
    }
    results.end(sample)
    refused(plan.refused, into: &results)
    key("outbox", &results)
    results.value(.array(seesNotes ? plan.outbox.map(row) : []), keys: keys)
  }

  private func refused(_ refused: [BulkRefusal], into results: inout WireWriter) {
    key("refused", &results)
    let items = refused.map { one -> LuaValue in
      guard case .table(let pairs) = one.refusal.lua else { return .null }
      return .table(pairs + [LuaPair("ticket", .integer(one.ticket.rawValue))])
    }
    results.value(.array(items), keys: keys)
  }

  private func undone(_ effects: UndoneEffects, into results: inout WireWriter) {
    guard effects != UndoneEffects() else { return }
    number(effects.texts, "texts", &results)
    guard seesNotes else { return }
    for (name, rows) in [("dropped", effects.dropped), ("delivered", effects.delivered)] {
      key(name, &results)
      results.value(.array(rows.map { .string($0.key) }), keys: keys)
    }
    key("followed", &results)
    let followed = effects.followed.map { followed in
      LuaValue.table([
        LuaPair("action", .string(followed.action)),
        LuaPair("request", .string(followed.request)),
        LuaPair("seq", .integer(followed.seq.rawValue)),
        LuaPair("ticket", .integer(followed.ticket.rawValue)),
      ])
    }
    results.value(.array(followed), keys: keys)
  }

  private func row(_ tally: OutboxTally) -> LuaValue {
    .table([
      LuaPair("count", .integer(Int64(tally.count))),
      LuaPair("kind", .string(tally.kind.rawValue)), LuaPair("name", .string(tally.name)),
      LuaPair("plugin", .string(tally.plugin)),
    ])
  }

  /// Who is told of what may be a note's business.
  private var seesNotes: Bool { sight.seesNotes(of: nil) }

  private func number(_ value: Int, _ name: String, _ results: inout WireWriter) {
    key(name, &results)
    results.integer(Int64(value))
  }

  /// A name that the layout knows is written by its number, as records want it.
  private func key(_ name: String, _ results: inout WireWriter) {
    if let id = keys[name] { results.key(id) } else { results.key(name) }
  }
}
