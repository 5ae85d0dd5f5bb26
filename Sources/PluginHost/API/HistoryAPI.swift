import Kernel
import Lua
import Texts

/// `docket.history.*`: entries, as far as the plugin may see them.
enum HistoryAPI {
  static let functions: [APIFunction] = [
    read(
      "of", "the entries of a ticket and of those merged into it, oldest first",
      [
        .init("id", .ticket, "the ticket's number"),
        .options([.init("limit", .integer, "at most so many"), Asker.part]),
      ],
      gives: .init(
        .listOf(.shape("entry")), "a list of entries (docket help api entry), oldest first",
        else: "nil and why"),
      example: "local entries = docket.history.of(7)"
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let id = call.ticketID(0)
      var options = function.options(call, 1)
      let asker = try Asker(&options, context, function.path)
      let limit = options.integer("limit")
      try options.check()
      let found = try context.reading { () -> [Seen<Entry>]? in
        guard let ticket = try asker.present(id) else { return nil }
        return try asker.history.conversation(
          of: ticket, last: limit.map { Int(clamping: max(0, $0)) } ?? .max)
      }
      guard let entries = found else {
        return call.fail(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      try write(entries, into: &call, context)
    },
    read(
      "get", "one entry",
      [.init("seq", .integer, "the entry's number on the desk"), .options([Asker.part])],
      gives: .init(.shape("entry"), "the entry", else: "nil and why"),
      example: "local entry = docket.history.get(214)"
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let seq = call.integer(0)
      var options = function.options(call, 1)
      let asker = try Asker(&options, context, function.path)
      try options.check()
      try context.rows.take(1)
      let entry = try context.reading { try asker.history.entry(EntryID(rawValue: seq)) }
      guard let entry else {
        return call.fail(.notFound, Text.deskNoEntry(seq: seq))
      }
      context.writer.entry(entry, into: &call.results)
    },
    read(
      "find", "the entries that match; the newest, in order",
      QueryCall.parameters(limit: "at most so many; 50"),
      gives: .init(.listOf(.shape("entry")), "a list of entries"),
      example: """
        local found = docket.history.find("action:close source:$q", { values = { q = "x" } })
        """
    ) { (call: inout HostCall, context, function) throws(HostError) in
      try write(try find(call, context, function, limit: 50), into: &call, context)
    },
    read(
      "each", "an iterator over the entries that match",
      QueryCall.parameters(limit: "at most so many"),
      gives: .init(.iterator(.shape("entry")), "an iterator over entries"),
      example: """
        for one in docket.history.each("action:close source:$q", { values = { q = "x" } }) do
          docket.log.info(one.version)
        end
        """
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let question = try QueryCall(call, context, function)
      let (query, asker) = (try question.entries, question.asker)
      let limit = question.limit ?? query.limit
      let numbers = try context.reading {
        try asker.history.seqs(query, limit: limit ?? context.rows.enough, scanning: scan(context))
      }
      // One history for all: it goes on counting where the entry before has ended, and keeps none.
      let history = asker.sight.history(on: asker.desk)
      let pages = RowPages(numbers) { try $0.compactMap { try history.entry($0) } }
      guard let next = context.layout.layout.function(TicketsAPI.nextPath) else {
        throw HostError(Text.apiNotHere(path: function.path))
      }
      call.results.pages(next, handle: context.open(.entries(pages)))
    },
    read(
      "count", "how many entries match", QueryCall.parameters(), gives: .init(.integer, "a number"),
      example: #"local closes = docket.history.count("action:close")"#
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let question = try QueryCall(call, context, function)
      try context.rows.take(1)
      let query = try question.entries
      let count = try context.reading {
        try question.asker.history.count(query, scanning: scan(context))
      }
      call.results.integer(Int64(count))
    },
  ]

  private static func read(
    _ name: String, _ summary: String, _ parameters: [APIPart], gives: APIResult, example: String,
    _ body: @escaping APIFunction.Body,
  ) -> APIFunction {
    APIFunction(
      "docket.history.\(name)", summary, parameters, gives: gives, example: example,
      lanes: .reading,
      permission: .historyView, body)
  }

  private static func find(
    _ call: borrowing HostCall, _ context: SandboxContext, _ function: APIFunction,
    limit standard: Int,
  ) throws(HostError) -> [Seen<Entry>] {
    let question = try QueryCall(call, context, function)
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
    // Who sits at a prompt waits for what they ask, and can interrupt it.
    if context.lane != .reacting, context.rows.most == .max { return .max }
    return context.lane == .reacting ? 200_000 : 20_000
  }
}
