import Kernel
import Lua

/// `docket.history.of` and `get`: entries, as far as the plugin may see them.
enum HistoryAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.history.of", "id, {limit, as}", "the entries of a ticket, oldest first",
      lanes: .reading, permission: "history.view",
    ) { (call: inout HostCall, context) throws(HostError) in
      let id = try call.ticketID(0)
      var options = call.options(1, "docket.history.of")
      let asker = try Asker(&options, context, "docket.history.of")
      let limit = options.integer("limit")
      try options.check()
      guard let entries = try entries(of: id, asker, context) else {
        return call.fail(.notFound, "there is no ticket \(id.rawValue)")
      }
      let shown = limit.map { Array(entries.suffix(Int(clamping: max(0, $0)))) } ?? entries
      try context.rows.take(shown.count)
      let writer = context.writer
      let mark = call.results.beginList()
      for entry in shown { writer.entry(entry, into: &call.results) }
      call.results.end(mark)
    },
    APIFunction(
      "docket.history.get", "seq, {as}", "one entry", lanes: .reading,
      permission: "history.view",
    ) { (call: inout HostCall, context) throws(HostError) in
      let seq = try call.integer(0, "seq")
      var options = call.options(1, "docket.history.get")
      let asker = try Asker(&options, context, "docket.history.get")
      try options.check()
      try context.rows.take(1)
      let found = try context.reading { try asker.desk.entry(EntryID(rawValue: seq)) }
      let entries = try found.flatMap { (entry) throws(HostError) in
        try Self.entries(of: entry.ticket, asker, context)
      }
      guard let entry = entries?.first(where: { $0.seq.rawValue == seq }) else {
        return call.fail(.notFound, "there is no entry \(seq)")
      }
      context.writer.entry(entry, into: &call.results)
    },
  ]

  /// The entries as the asker sees them; `nil` where the ticket does not exist for the asker.
  private static func entries(
    of id: Ticket.ID, _ asker: Asker, _ context: SandboxContext,
  ) throws(HostError) -> [Entry]? {
    try context.reading {
      guard let ticket = try asker.desk.ticket(id), asker.view(of: ticket) != nil else {
        return nil
      }
      return asker.entries(try asker.desk.entries(of: id), of: ticket)
    }
  }
}
