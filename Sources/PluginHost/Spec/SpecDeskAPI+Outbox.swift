import Kernel
import Lua
import Texts

/// What a case reads of its desk beside its tickets: `desk.outbox`, and reports.
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
    run(
      "trace", "the steps of what the case asked for last", [],
      gives: .init(.list, "a list of { step, name, instructions, results, steps }"),
      #"spec.equal(desk:trace()[1].step, "authorize")"#
    ) { call, context, run throws(HostError) in
      call.results.value(.array(run.trace.map(\.lua)), keys: context.layout.layout.keys)
    },
  ]

  static let reports: [APIFunction] = [
    method(
      "report", "the rows of a report as a person gets them",
      [
        .init("name", .text, "the report"),
        .init("params", .optional(.table), "what it takes; query, since and till besides"),
        .init("person", .optional(.person), "who asks; left out, admin"),
      ],
      gives: .init(.list, "a list of rows, each a table by column; a refusal fails the case"),
      #"local rows = desk:report("volume", { by = "queue" }, "mia")"#
    ) { call, context, desk throws(HostError) in
      var asked = SpecReport(name: call.text(0))
      for pair in call.argument(1).pairs ?? [] {
        switch pair.key {
        case "query": asked.query = pair.value.text ?? ""
        case "since": asked.since = pair.value.text
        case "till": asked.until = pair.value.text
        default: asked.params[pair.key] = try ValueConversion.given(pair.value, for: nil)
        }
      }
      let question = asked
      let person = try known(call.isMissing(2) ? "admin" : call.text(2), context, desk)
      let (spec, rows) = try context.reading { try desk.report(question, as: person) }
      let items = rows.map { LuaValue(row: $0, of: spec) }
      call.results.value(.array(items), keys: context.layout.layout.keys)
    },
    method(
      "health", "what docket.health of the plugin gives, as a person is told it",
      [.init("person", .optional(.person), "who asks; left out, admin")],
      gives: .init(.table, "{ ok, text }; a function that fails fails the case"),
      "spec.equal(desk:health().ok, true)"
    ) { call, context, desk throws(HostError) in
      let person = try known(call.isMissing(0) ? "admin" : call.text(0), context, desk)
      let plugin = context.plugin
      let answer = try context.reading { try desk.health(of: plugin, as: person) }
      let (isOK, text): (Bool, String)
      switch answer {
      case .well(let words): (isOK, text) = (true, words)
      case .unwell(let words): (isOK, text) = (false, words)
      case .failed(let message): throw HostError(message)
      case nil: throw HostError(Text.specNoHealth(plugin: plugin))
      }
      let pairs = [LuaPair("ok", .boolean(isOK)), LuaPair("text", .string(text))]
      call.results.value(.table(pairs), keys: context.layout.layout.keys)
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
