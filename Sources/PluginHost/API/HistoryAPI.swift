import Kernel
import Lua
import Texts

/// `docket.history.*`: entries, as far as the plugin may see them.
enum HistoryAPI {
  static let functions: [APIFunction] = [
    read("of", "id, {limit, as}", "the entries of a ticket, oldest first") {
      (call: inout HostCall, context) throws(HostError) in
      let id = try call.ticketID(0)
      var options = call.options(1, "docket.history.of")
      let asker = try Asker(&options, context, "docket.history.of")
      let limit = options.integer("limit")
      try options.check()
      let found = try context.reading { () -> [Seen<Entry>]? in
        guard let ticket = try asker.desk.ticket(id), asker.sight.ticket(ticket) != nil else {
          return nil
        }
        return try asker.history.entries(
          of: ticket, last: limit.map { Int(clamping: max(0, $0)) } ?? .max)
      }
      guard let entries = found else {
        return call.fail(.notFound, Text("ticket.missing", ["ticket": id.rawValue]))
      }
      try write(entries, into: &call, context)
    },
    read("get", "seq, {as}", "one entry") { (call: inout HostCall, context) throws(HostError) in
      let seq = try call.integer(0, "seq")
      var options = call.options(1, "docket.history.get")
      let asker = try Asker(&options, context, "docket.history.get")
      try options.check()
      try context.rows.take(1)
      let entry = try context.reading { try asker.history.entry(EntryID(rawValue: seq)) }
      guard let entry else {
        return call.fail(.notFound, Text("desk.no_entry", ["seq": seq]))
      }
      context.writer.entry(entry, into: &call.results)
    },
    read("find", "query, {values, limit=50, as}", "the entries that match; the newest, in order") {
      (call: inout HostCall, context) throws(HostError) in
      try write(try find(call, context, "docket.history.find", limit: 50), into: &call, context)
    },
    read("each", "query, {values, limit, as}", "an iterator over the entries that match") {
      (call: inout HostCall, context) throws(HostError) in
      let question = try Question(call, context, "docket.history.each")
      let (query, asker) = (try question.entries, question.asker)
      let limit = question.limit ?? query.limit
      let numbers = try context.reading {
        try asker.history.seqs(query, limit: limit ?? context.rows.enough, scanning: scan(context))
      }
      // One history for all: it goes on counting where the entry before has ended, and keeps none.
      let history = asker.sight.history(on: asker.desk)
      let pages = RowPages(numbers) { seq in try history.entry(seq) }
      guard let next = context.layout.layout.function(TicketsAPI.nextPath) else {
        throw HostError(Text("api.not_here", ["path": "docket.history.each"]))
      }
      call.results.iterator(next, handle: context.open(.entries(pages)))
    },
    read("count", "query, {values, as}", "how many entries match") {
      (call: inout HostCall, context) throws(HostError) in
      let path = "docket.history.count"
      let question = try Question(call, context, path, takesLimit: false)
      try context.rows.take(1)
      let query = try question.entries
      let count = try context.reading {
        try question.asker.history.count(query, scanning: scan(context))
      }
      call.results.integer(Int64(count))
    },
  ]

  private static func read(
    _ name: String, _ parameters: String, _ summary: String, _ body: @escaping APIFunction.Body,
  ) -> APIFunction {
    APIFunction(
      "docket.history.\(name)", parameters, summary, lanes: .reading, permission: "history.view",
      body)
  }

  private static func find(
    _ call: borrowing HostCall, _ context: SandboxContext, _ path: String, limit standard: Int,
  ) throws(HostError) -> [Seen<Entry>] {
    let question = try Question(call, context, path)
    let query = try question.entries
    let limit = question.limit ?? query.limit ?? standard
    return try context.reading {
      try question.asker.history.find(query, limit: limit, scanning: scan(context))
    }
  }

  private static func write(
    _ entries: [Seen<Entry>], into call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) {
    try context.rows.take(entries.count)
    let writer = context.writer
    let mark = call.results.beginList()
    for entry in entries { writer.entry(entry, into: &call.results) }
    call.results.end(mark)
  }

  /// How many entries a query may look through: hooks before the commit hold up everybody.
  private static func scan(_ context: SandboxContext) -> Int {
    context.lane == .reacting ? 200_000 : 20_000
  }
}
