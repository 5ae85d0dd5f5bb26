import Kernel
import Lua
import Texts

/// `docket.explain`: every value of a field, and what each followed from.
enum ExplainAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.explain", "the values of a field, the present one first, and why",
      [
        .init("id", .ticket, "the ticket's number"), .init("field", .fieldName, "a field's name"),
        .options([Asker.part]),
      ],
      gives: .init(.list, "a list of { seq, at, from, to, by, cause, chain }, newest first"),
      example: #"local why = docket.explain(7, "priority")"#,
      lanes: .reading, permission: .historyView,
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let id = call.ticketID(0)
      let field = call.text(1)
      var options = function.options(call, 2)
      let asker = try Asker(&options, context, function.path)
      try options.check()
      let known = (TicketField.allCases.map(\.rawValue) + asker.desk.rulebook.fields.keys.sorted())
        .filter(asker.sight.viewer.mayName)
      guard known.contains(field) else {
        throw HostError(Text.apiExplainField(unknown: Names.unknown(field, among: known)))
      }
      let found = try context.reading { try asker.history.values(of: field, in: id) }
      guard let values = found else {
        return call.fail(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      try context.rows.take(values.reduce(0) { $0 + $1.value.chain.count })
      write(values, into: &call.results, context)
    }
  ]

  private static func write(
    _ values: [Seen<Explanation.FieldValue>], into results: inout WireWriter,
    _ context: SandboxContext,
  ) {
    let writer = context.writer
    let list = results.beginArray()
    for seen in values {
      let (value, proof) = (seen.value, seen.proof)
      let mark = results.beginTable()
      let field = context.layout.definition(of: value.edit.field)
      results.key("at")
      writer.time(value.entry.at, into: &results)
      results.key("by")
      results.string(
        value.edit.by ?? value.entry.actor.person.flatMap(writer.personName)
          ?? value.entry.actor.text)
      if let cause = value.entry.cause {
        results.key("cause")
        results.integer(cause.rawValue)
      }
      results.key("chain")
      let chain = results.beginList()
      for entry in value.chain { writer.entry(entry, proof, into: &results) }
      results.end(chain)
      results.key("from")
      writer.value(value.edit.from, of: field, proof, into: &results)
      if value.entry.seq.rawValue > 0 {
        results.key("seq")
        results.integer(value.entry.seq.rawValue)
      }
      results.key("to")
      writer.value(value.edit.to, of: field, proof, into: &results)
      results.end(mark)
    }
    results.end(list)
  }
}
