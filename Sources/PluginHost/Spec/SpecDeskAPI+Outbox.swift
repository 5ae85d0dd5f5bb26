import Kernel
import Lua
import Texts

/// What a case reads of its desk without a call: `desk.outbox`.
extension SpecDeskAPI {
  /// Names of those that are read rather than called: `desk.outbox`.
  static let members = ["outbox", "dead", "log", "requests"]

  static let outbox: [APIFunction] = [
    method(
      "outbox", "all rows written so far", [], gives: rows, "spec.equal(#desk.outbox, 1)"
    ) { call, context, desk throws(HostError) in
      try rows(of: desk, context, into: &call.results) { _ in true }
    },
    method(
      "dead", "the rows that were given up", [], gives: rows, "spec.equal(#desk.dead, 0)"
    ) { call, context, desk throws(HostError) in
      try rows(of: desk, context, into: &call.results) { $0.state == .dead }
    },
    method(
      "log", "what plugins wrote to the log", [],
      gives: .init(.listOf(.text), #"a list of texts, as "info: seen""#),
      #"spec.equal(desk.log[1], "info: seen")"#
    ) { call, context, desk throws(HostError) in
      context.writer.texts(
        desk.log(withRetries: true).map { "\($0.level): \($0.message)" }, into: &call.results)
    },
  ]

  private static let rows = APIResult(
    .list, "a list of { kind, name, plugin, state, channel, ticket, recipient, text, subject }")

  private static func rows(
    of desk: any SpecDesk, _ context: SandboxContext, into results: inout WireWriter,
    where isWanted: (OutboxRow) -> Bool,
  ) throws(HostError) {
    let rows = try context.reading { try desk.outboxRows().filter(isWanted) }
    var values: [LuaValue] = []
    for row in rows { values.append(try context.reading { try value(of: row, desk) }) }
    results.value(.array(values), keys: context.layout.layout.keys)
  }

  private static func value(of row: OutboxRow, _ desk: any SpecDesk) throws -> LuaValue {
    var pairs = [
      LuaPair("kind", .string(row.kind.rawValue)), LuaPair("name", .string(row.name)),
      LuaPair("plugin", .string(row.plugin)), LuaPair("state", .string(row.state.rawValue)),
    ]
    if row.kind == .notify { pairs.append(LuaPair("channel", .string(row.name))) }
    if let ticket = row.ticket { pairs.append(LuaPair("ticket", .integer(ticket.rawValue))) }
    if let person = try row.recipient.flatMap({ try desk.person($0) }) {
      pairs.append(LuaPair("recipient", .string(person.name)))
    }
    if let payload = try? JSON(parsing: row.payload) {
      for name in ["text", "subject"] {
        if let text = payload[name]?.string { pairs.append(LuaPair(name, .string(text))) }
      }
    }
    return .table(pairs.sorted { $0.key.precedesByBytes($1.key) })
  }
}
