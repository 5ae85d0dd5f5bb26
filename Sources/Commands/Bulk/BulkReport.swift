import Desk
import Display
import Kernel
import Texts

/// Tells what a bulk would come to, or came to: no more than the one who asks may see.
struct BulkReport {
  let session: DeskSession
  let output: Output
  /// What was asked of each ticket, whose parameters have names of their own.
  var action: Action?

  /// How many refused tickets are named for each reason; fewer where the reason needs the room.
  private static let (named, namedInShort) = (5, 3)
  /// From so many columns on a terminal has room for both.
  private static let wide = 100

  /// What it would come to in short, before it is asked whether that is wanted.
  func preview(_ plan: BulkPlan) throws {
    var lines = words(of: plan.order.request, on: output.error)
    lines.append(output.error.words(summary(of: plan)))
    lines += try changes(plan.sample, on: output.error)
    let rest = plan.changed - plan.sample.count
    if rest > 0 { lines.append(output.error.words(Text.saidMoreLike(count: rest))) }
    lines += refusals(try seen(plan.refused), on: output.error)
    lines += effects(of: plan, on: output.error)
    lines += erased(by: plan, on: output.error)
    lines += UndoReport(session: session, surface: output.error).lines(
      plan.undone, isDone: false)
    for line in lines { try output.say(line) }
  }

  /// All that it would come to, for a dry run.
  func show(_ plan: BulkPlan, all: [BulkChange]) throws {
    guard !output.isJSON else { return try output.write(try document(plan, all: all)) }
    var lines = [
      output.standard.styled(output.standard.words(Text.saidWouldBe), .heading)
    ]
    lines += words(of: plan.order.request, on: output.standard)
    lines.append(output.standard.words(summary(of: plan)))
    lines += try changes(all, on: output.standard)
    lines += refusals(try seen(plan.refused), on: output.standard)
    lines += effects(of: plan, on: output.standard)
    lines += erased(by: plan, on: output.standard)
    lines += UndoReport(session: session, surface: output.standard).lines(
      plan.undone, isDone: false)
    try output.write(lines)
  }

  /// What it came to; `way` says how one that was stopped goes on, where that is no bulk of one's own.
  func tell(_ result: BulkResult, goingOn way: Text? = nil) throws {
    guard !output.isJSON else { return try output.write(try document(result)) }
    for line in refusals(try seen(result.refused), on: output.error) { try output.say(line) }
    if result.total > 0 { try output.write(outcome(result)) }
    for line in UndoReport(session: session, surface: output.error).lines(
      result.undone, isDone: true)
    {
      try output.say(line)
    }
    if !result.isFinished, let name = result.name {
      let left = result.total - result.done - result.refused.count
      try output.say(
        way.map { Text.backfillLeft(count: left, way: $0) }
          ?? Text.bulkStopped(count: left, name: name))
    }
  }

  private func outcome(_ result: BulkResult) -> Text {
    guard let name = result.name else {
      return Text.bulkAllRefused(refused: result.refused.count, count: result.total)
    }
    var parts = [Text.bulkChanged(count: result.changed)]
    if result.unchanged > 0 { parts.append(Text.bulkSoAlready(count: result.unchanged)) }
    if !result.refused.isEmpty {
      parts.append(Text.bulkRefused(count: result.refused.count))
    }
    return Text.frameOf(owner: name, problem: Text(joining: parts, by: ", "))
  }

  private func summary(of plan: BulkPlan) -> Text {
    let total = plan.changed + plan.unchanged + plan.refused.count
    var parts = [Text.bulkWouldChange(count: plan.changed)]
    if plan.unchanged > 0 { parts.append(Text.bulkSoAlready(count: plan.unchanged)) }
    if !plan.refused.isEmpty {
      parts.append(Text.bulkWouldBeRefused(count: plan.refused.count))
    }
    return Text.frameOf(
      owner: Text.bulkTickets(count: total), problem: Text(joining: parts, by: ", "))
  }

  /// The words that each ticket would get, so that a text that was taken for a query is seen.
  private func words(of request: Request, on surface: Surface) -> [String] {
    [(request.action, request.text), (.verb(.note), request.note)].compactMap { action, text in
      guard let line = text.split(separator: "\n").first(where: { !String($0).isBlank }) else {
        return nil
      }
      let words = surface.words(
        Text.bulkWords(action: session.values.deed(action), text: String(line)))
      return surface.columns.map { words.truncated(toColumns: $0) } ?? words
    }
  }

  /// The entries of other tickets that lose their words as well.
  private func erased(by plan: BulkPlan, on surface: Surface) -> [String] {
    plan.erasedCopies.map { gone in
      surface.words(
        Text.redactGoesAlong(
          entry: gone.entry.seq.rawValue, ticket: gone.entry.ticket.rawValue,
          action: session.values.deed(of: gone.entry)))
    }
  }

  /// What edits nothing, as a reply may, is told by the tickets' subjects.
  private func changes(_ changes: [BulkChange], on surface: Surface) throws -> [String] {
    guard changes.contains(where: { !$0.edits.isEmpty }) else {
      return try subjects(changes.map(\.ticket), on: surface)
    }
    var table = Table([
      .init(Text.columnId, isNumeric: true), .init(Text.columnEdits, isFlexible: true),
    ])
    let values = session.values
    let parts = try changes.map { change in
      try EditLines(
        values: values.on(change.ticket, change.edits), surface: surface, indent: 2
      ).parted(change.edits)
    }
    for (change, part) in zip(changes, parts) {
      table.append([
        .init("\(change.ticket.rawValue)"), .init(part.brief.joined(separator: "; ")),
      ])
    }
    let lines = table.lines(on: surface)
    // The rows stand below their heading.
    return lines.prefix(1) + zip(lines.dropFirst(), parts).flatMap { [$0] + $1.below }
  }

  private func subjects(_ tickets: [Ticket.ID], on surface: Surface) throws -> [String] {
    var table = Table([
      .init(Text.columnId, isNumeric: true),
      .init(session.values.title(of: TicketField.subject.rawValue), isFlexible: true),
    ])
    for id in tickets {
      table.append([.init("\(id.rawValue)"), .init(try session.ticket(id)?.subject ?? "")])
    }
    return table.lines(on: surface)
  }

  /// A line for each reason: how many tickets, why, and which.
  private func refusals(_ refused: [BulkRefusal], on surface: Surface) -> [String] {
    guard !refused.isEmpty else { return [] }
    var order: [String] = []
    var tickets: [String: [Ticket.ID]] = [:]
    for one in refused {
      let reason =
        one.refusal.problems.isEmpty
        ? surface.words(one.refusal.code.words) : one.reason(of: action, in: session)
      if tickets[reason] == nil { order.append(reason) }
      tickets[reason, default: []].append(one.ticket)
    }
    // The reason comes last: however long it is, it pushes nothing aside.
    var table = Table([
      .init(Text.columnRefused, isNumeric: true), .init(Text.columnTickets),
      .init(Text.columnWhy, isFlexible: true),
    ])
    let isNarrow = surface.columns.map { $0 < BulkReport.wide } ?? false
    let named = isNarrow ? BulkReport.namedInShort : BulkReport.named
    for reason in order {
      let ids = tickets[reason] ?? []
      let rest = ids.count - named
      let names = ids.prefix(named).map { "\($0.rawValue)" }.joined(separator: ", ")
      table.append([
        .init("\(ids.count)", .warning),
        .init(names + (rest > 0 ? surface.words(Text.saidAndMore(count: rest)) : "")),
        .init(reason),
      ])
    }
    return table.lines(on: surface)
  }

  /// The outbox's rows; they tell of notes, so they are for those who see notes.
  private func effects(of plan: BulkPlan, on surface: Surface) -> [String] {
    guard session.viewer.seesNotesEverywhere, !plan.outbox.isEmpty else { return [] }
    let rows = plan.outbox.map { tally in
      "\(tally.count) × \(surface.words(tally.kind.deed(of: tally.plugin, tally.name)))"
    }
    return [surface.words(Text.bulkOutbox(rows: rows.joined(separator: ", ")))]
  }

  /// Those of tickets that the person sees, or asked for in vain: a plugin that acts may see more.
  private func seen(_ refused: [BulkRefusal]) throws -> [BulkRefusal] {
    try refused.filter { one in
      try one.refusal.code == .notFound || session.ticket(one.ticket) != nil
    }
  }

  /// What it came to, for programs.
  func document(_ result: BulkResult) throws -> JSON {
    var members: [(String, JSON)] = [
      ("bulk", result.name.map(JSON.string) ?? .null), ("done", .integer(Int64(result.done))),
      ("unchanged", .integer(Int64(result.unchanged))),
      ("total", .integer(Int64(result.total))), ("finished", .boolean(result.isFinished)),
      ("refused", .array(try seen(result.refused).map { $0.json(forReadersOf: output.language) })),
    ]
    members += UndoReport(session: session, surface: output.standard).members(result.undone)
    return .object(members)
  }

  /// What it would come to, for programs.
  func document(_ plan: BulkPlan, all: [BulkChange]) throws -> JSON {
    let edits = try all.map { change in
      JSON.object([
        ("ticket", .integer(change.ticket.rawValue)),
        ("edits", .array(try change.edits.map(session.values.json))),
      ])
    }
    var members: [(String, JSON)] = [
      ("count", .integer(Int64(plan.changed + plan.unchanged + plan.refused.count))),
      ("changed", .integer(Int64(plan.changed))), ("unchanged", .integer(Int64(plan.unchanged))),
      ("dry_run", .boolean(true)), ("sample", .array(edits)),
      ("refused", .array(try seen(plan.refused).map { $0.json(forReadersOf: output.language) })),
    ]
    if session.viewer.seesNotesEverywhere {
      members.append(
        (
          "outbox",
          .array(
            plan.outbox.map { tally in
              .object([
                ("kind", .string(tally.kind.rawValue)), ("plugin", .string(tally.plugin)),
                ("name", .string(tally.name)), ("count", .integer(Int64(tally.count))),
              ])
            })
        ))
    }
    members += UndoReport(session: session, surface: output.standard).members(plan.undone)
    return .object(members)
  }
}

extension BulkRefusal {
  /// The reason as the reader of that session calls the fields.
  func reason(of action: Action?, in session: DeskSession) -> String {
    let failure = Failure(refusal, of: action.map { .action($0) }).titled(in: session)
    return reason(in: session.language) { failure.name(of: $0, in: session.language) }
  }

  /// `{ticket, code, message, fields}` as programs read it.
  func json(forReadersOf language: Language) -> JSON {
    let error = Failure(refusal).json(in: language)["error"]
    return .object([
      ("ticket", .integer(ticket.rawValue)), ("code", .string(refusal.code.rawValue)),
      (
        "message",
        .string(
          (refusal.problems.isEmpty ? refusal.code.words : refusal.text).rendered(in: language))
      ),
      ("fields", error?["fields"] ?? .object([])),
    ])
  }
}

extension Refusal.Code {
  /// The kind in words, where the words themselves are not kept any more.
  fileprivate var words: Text {
    switch self {
    case .notFound: Text.saidTitleNotFound
    case .refused: Text.saidTitleRefused
    case .conflict: Text.saidTitleChanged
    case .denied: Text.saidTitleDenied
    case .invalid: Text.saidTitleInvalid
    case .busy: Text.saidTitleBusy
    }
  }
}
