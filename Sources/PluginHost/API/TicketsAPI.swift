import Kernel
import Lua
import Texts

/// `docket.tickets.get`, `find`, `each` and `count`.
enum TicketsAPI {
  static let functions: [APIFunction] = [
    read(
      "get", "a ticket, now or at some time",
      [
        .init("id", .ticket, "the ticket's number"),
        .options([.init("at", .time, "as it was then"), Asker.part]),
      ],
      gives: .init(.shape("ticket"), "the ticket (docket help api ticket)", else: "nil and why"),
      example: "local ticket = docket.tickets.get(7)"
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let id = call.ticketID(0)
      var options = function.options(call, 1)
      let asker = try Asker(&options, context, function.path)
      let at = options.read("at", Text.valueSeconds, ValueConversion.instant)
      try options.check()
      try context.rows.take(1)
      var found = try context.reading { try asker.ticket(id) }
      if let at, found != nil, let present = try context.reading({ try asker.desk.present(id) }) {
        guard asker.sight.seesHistory(of: present) else {
          return call.fail(.denied, Text.permissionPast)
        }
        found = try context.reading { try past(of: present, at: at, asker) }
      }
      guard let ticket = found else {
        if try context.reading({ try asker.hidesPast(of: id) }) {
          return call.fail(.denied, Text.permissionPast)
        }
        return call.fail(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      context.writer.ticket(ticket, into: &call.results)
    },
    read(
      "find", "the tickets that match, as a list",
      QueryCall.parameters(limit: "at most so many; 50"),
      gives: .init(.listOf(.shape("ticket")), "a list of tickets"),
      example: """
        local found = docket.tickets.find("is:open queue:$q", { values = { q = "x" } })
        """
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let question = try QueryCall(call, context, function)
      let ids = try ids(question, context, limit: 50)
      let found = try context.reading { try question.asker.tickets(ids) }
      try context.rows.take(found.count)
      let mark = call.results.beginList()
      for place in 0..<found.count { context.writer.ticket(place, of: found, into: &call.results) }
      call.results.end(mark)
    },
    read(
      "each", "an iterator over the tickets that match",
      QueryCall.parameters(limit: "at most so many"),
      gives: .init(.iterator(.shape("ticket")), "an iterator over tickets"),
      example: """
        for one in docket.tickets.each("is:open queue:$q", { values = { q = "x" } }) do
          docket.log.info(one.version)
        end
        """
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let question = try QueryCall(call, context, function)
      let asker = question.asker
      let ids = try ids(question, context, limit: context.rows.enough)
      guard let next = context.layout.layout.function(nextPath) else {
        throw HostError(Text.apiNotHere(path: function.path))
      }
      call.results.pages(next, handle: context.open(.tickets(TicketPages(ids, asker))))
    },
    APIFunction("each:next", "the iterator's next row", example: "", lanes: .reading) {
      (call: inout HostCall, context, _) throws(HostError) in
      try context.writeNext(of: call.integer(0), into: &call.results)
    },
    read(
      "count", "how many tickets match, or how many by a field",
      QueryCall.parameters([.init("by", .fieldName, "a field to count by, or created.week")]),
      gives: .init(.either(.integer, .table), "a number; with by a table { value = number }"),
      example: #"local open = docket.tickets.count("is:open", { by = "queue" })"#
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let question = try QueryCall(call, context, function)
      let (query, asker) = (try question.tickets, question.asker)
      if let by = question.by { return try counts(query, by: by, asker, &call, context) }
      try context.rows.take(1)
      let count = try context.reading {
        try asker.desk.count(matching: query, access: asker.access, in: asker.context)
      }
      call.results.integer(Int64(count))
    },
  ]

  static let nextPath = ":each.next"

  /// A ticket as it was, judged by what may be seen of it now.
  private static func past(
    of present: Ticket, at moment: Instant, _ asker: Asker,
  ) throws -> Seen<Ticket>? {
    let entries = try asker.desk.entries(of: present.id).prefix { $0.at <= moment }
    guard !entries.isEmpty else { return nil }
    return asker.sight.ticket(Ticket(id: present.id, folding: entries), allowedAs: present)
  }

  /// The number of tickets by each value of a field; those without one are under the empty text.
  private static func counts(
    _ query: Query, by name: String, _ asker: Asker, _ call: inout HostCall,
    _ context: SandboxContext,
  ) throws(HostError) {
    let grouped = Query(
      condition: query.condition,
      Query.Modifiers(groups: [try asker.groupKey(name, for: "docket.tickets.count")]))
    let groups = try context.reading {
      try asker.desk.groups(matching: grouped, access: asker.access, in: asker.context)
    }
    try context.rows.take(groups.count)
    let writer = context.writer
    let pairs = groups.map { group in
      LuaPair(writer.name(of: group.value), .integer(Int64(group.count)))
    }
    let sorted = pairs.sorted { $0.key.precedesByBytes($1.key) }
    call.results.value(.table(sorted), keys: context.layout.layout.keys)
  }

  static func read(
    _ name: String, _ summary: String, _ parameters: [APIPart], gives: APIResult, example: String,
    _ body: @escaping APIFunction.Body,
  ) -> APIFunction {
    APIFunction(
      "docket.tickets.\(name)", summary, parameters, gives: gives, example: example,
      lanes: .reading,
      permission: .ticketView, body)
  }

  /// The numbers of the tickets that are asked for, in order.
  private static func ids(
    _ question: QueryCall, _ context: SandboxContext, limit standard: Int,
  ) throws(HostError) -> [Ticket.ID] {
    let (query, asker) = (try question.tickets, question.asker)
    let limit = question.limit ?? query.limit ?? standard
    return try context.reading {
      try asker.desk.tickets(
        matching: query, access: asker.access, in: asker.context, limit: limit)
    }
  }
}
