import Desk
import Display
import Kernel
import Texts

extension PromptLoop {
  /// What stands before an entry, with a blank behind it: whose eyes it looks with, as of when, and
  /// a mark where it may change the desk.
  package var prompt: String {
    let surface = output.standard
    var words = "docket"
    if let eyes = session.eyes { words += " " + surface.shown(eyes.name) }
    if let moment = session.momentName { words += " @\(moment)" }
    if let held = session.transaction?.requests.count { words += " [\(held)]" }
    let mayChange = session.mayWrite && !session.isOnlyLooking
    if mayChange { words += "*" }
    let isUnusual = session.isOnlyLooking || session.transaction != nil || mayChange
    return surface.styled(words + ">", isUnusual ? .warning : .heading) + " "
  }

  /// Looks with the eyes of somebody of that name, or with one's own again.
  func look(as name: String) throws {
    try session.look(as: name.isEmpty ? nil : name)
    try say(
      session.eyes.map { Text.promptLooksAs(person: $0.name) } ?? Text.promptLooksAsOneself)
  }

  /// Looks at the past, or at the present again.
  func look(at moment: String) throws {
    try session.look(at: moment.isEmpty ? nil : moment)
    try say(session.moment.map { Text.promptLooksAt(time: $0) } ?? Text.promptLooksAtNow)
  }

  /// Says that a command tells what is now, where the past is looked at.
  func sayNow(_ command: String) throws {
    guard let moment = session.moment else { return }
    try say(Text.promptTellsNow(command: command, time: moment))
  }

  /// Shows what changed of a ticket between two moments.
  func showChanges(_ words: [String]) throws {
    guard (2...3).contains(words.count), let id = PromptLoop.ticket(words[0]) else {
      throw Failure(.usage, Text.promptDiffUsage)
    }
    let start = try session.instant(words[1])
    let last = words.count > 2 ? try session.instant(words[2]) : session.moment
    let page = try session.read { desk in
      var desk = desk
      desk.language = output.language
      let (start, end) = (start ?? desk.now, last ?? desk.now)
      guard start <= end else { throw Failure(.usage, Text.promptDiffOrder) }
      _ = try desk.existing(id, at: end)
      let entries = try desk.history(id, until: end) ?? []
      var values = desk.values
      values.writesTimes = true
      let page = ChangePage(
        of: id, from: start, to: end, entries: entries.filter { $0.at > start }, values: values)
      return try (lines: page.lines(on: output.standard), json: page.json())
    }
    try write(page.lines, page.json)
  }

  private static func ticket(_ word: String) -> Ticket.ID? {
    let digits = word.drop { $0 == "#" || $0 == "t" }
    guard digits.allSatisfy(\.isASCII), let number = Int64(digits), number > 0 else { return nil }
    return Ticket.ID(rawValue: number)
  }

  /// Writes lines, or the document in their place where the session's form is JSON.
  func write(_ lines: [String], _ document: @autoclosure () throws -> JSON) throws {
    if mode == .json { try output.write(document()) } else { try printer.write(lines) }
  }
}

extension PromptLoop {
  func showHooks(on event: String) throws {
    let hooks = try session.hooks(on: event.isEmpty ? nil : event)
    let rows = hooks.enumerated().map { index, hook -> [PromptValue] in
      let use = hook.use
      return [
        .integer(Int64(index + 1)), .text(hook.spec.kind.rawValue), .text(hook.spec.event),
        .text(hook.spec.plugin), .text(hook.spec.name), .integer(Int64(hook.spec.priority)),
        hook.spec.when.map(PromptValue.text) ?? .null, hook.place.map(PromptValue.text) ?? .null,
        use.map { .integer($0.calls) } ?? .null,
        use.map { .integer($0.times.quantile(0.5) / 1_000) } ?? .null,
      ]
    }
    let titles = [
      "order", "step", "event", "plugin", "hook", "priority", "when", "source", "calls", "p50_us",
    ]
    let heads = [
      Text.columnOrder, Text.columnStep, Text.columnEvent, Text.columnPlugin, Text.columnHook,
      Text.columnPriority, Text.columnWhen, Text.columnFrom, Text.columnCalls,
      Text(words: "p50 µs"),
    ]
    try show([.grid(PromptGrid(titles: titles, heads: heads, rows: rows, isCut: false))])
    if rows.isEmpty { try say(Text.promptNoHooks(event: event)) }
  }

  func showFields(of type: String) throws {
    let rows = try session.read { desk in
      var desk = desk
      desk.language = output.language
      if !type.isEmpty { _ = try lifecycle(of: type, in: desk) }
      return FieldList(in: desk, of: type.isEmpty ? nil : type).rows
    }
    try show([
      .grid(
        PromptGrid(titles: FieldList.titles, heads: FieldList.heads, rows: rows, isCut: false))
    ])
  }

  func showLifecycle(of type: String) throws {
    let page = try session.read { desk in
      try session.requireStaff(in: desk)
      let spec = try lifecycle(of: type, in: desk)
      let graph = LifecycleGraph(spec, in: desk)
      return (lines: graph.lines(on: output.standard), json: graph.json)
    }
    try write(page.lines, page.json)
  }

  /// The life cycle of that name, or of the type of ticket of that name.
  private func lifecycle(of name: String, in desk: DeskSession) throws(Failure) -> LifecycleSpec {
    let rulebook = desk.rulebook
    let found =
      rulebook.lifecycle(ofType: name) ?? rulebook.registry.lifecycles.first { $0.name == name }
    guard let found else {
      let nearest = rulebook.nearest(
        to: name, among: rulebook.types.keys.sorted(), as: .value(of: .type))
      throw Failure(.notFound, Text.promptNoType(name: name, hint: Text.suggestion(nearest)))
    }
    return found
  }

  func showPlan(of query: String) throws {
    try sayNow("sql")
    let plan = try session.read { desk in
      try session.requireStaff(in: desk)
      return try desk.plan(of: query)
    }
    let milliseconds =
      Double(plan.time.components.attoseconds) / 1e15
      + Double(plan.time.components.seconds) * 1_000
    let shown = (milliseconds * 100).rounded() / 100
    guard mode != .json else {
      return try output.write(
        .object([
          ("sql", .string(plan.sql)), ("values", .array(plan.values.map(\.json))),
          ("plan", .array(plan.steps.map(JSON.string))), ("rows", .integer(Int64(plan.rows))),
          ("milliseconds", .string("\(shown)")),
        ]))
    }
    let values = plan.values.enumerated().map { index, value in
      "$\(index + 1) = \(PromptLoop.literal(value))"
    }
    let pairs = PairList([
      ("sql", plan.sql), ("values", values.joined(separator: "\n")),
      ("plan", plan.steps.joined(separator: "\n")),
      (
        "rows", output.standard.words(Text.promptRowsIn(count: plan.rows, milliseconds: shown))
      ),
    ])
    try printer.write(pairs.lines(on: output.standard))
  }

  /// A bound value as SQL writes it.
  private static func literal(_ value: PromptValue) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .text(let text): "'\(text.replacing("'", with: "''").visible)'"
    default: "NULL"
    }
  }

  func showInside(of plugin: String) throws {
    let page = InsidePage(inside: try session.enter(plugin))
    try write(page.lines(on: output.standard), page.json)
  }

  /// Shows what there is by those words.
  func find(_ words: String) throws {
    let rows = try findings { $0.rows(of: words) }
    guard !rows.isEmpty else { throw Failure(.notFound, Text.promptFindsNothing(words: words)) }
    let cells = rows.map { row in
      let kind =
        mode == .table
        ? Findings.words(ofKind: row[0]).rendered(in: output.language) : row[0]
      return ([kind] + row.dropFirst()).map { $0.isEmpty ? PromptValue.null : .text($0) }
    }
    try show([
      .grid(
        PromptGrid(
          titles: ["kind", "name", "about"],
          heads: [Text.columnWhat, Text.columnName, Text.columnDescription], rows: cells,
          isCut: false))
    ])
  }

  private func findings<Result: Sendable>(_ body: (Findings) throws -> Result) throws -> Result {
    try session.read { desk in
      var desk = desk
      desk.language = output.language
      let isOfStaff = [session.person, session.eyes].compactMap(\.self)
        .allSatisfy(desk.rulebook.isStaff)
      return try body(Findings(in: desk, isOfStaff: isOfStaff))
    }
  }

  /// Explains a name of the Lua API, a command of the prompt, or whatever else is called so.
  func explain(_ words: String) throws {
    let name = String(words.drop { $0 == "." })
    if words.hasPrefix("."), let command = PromptCommand.named(name) {
      return try printer.write([
        output.standard.styled(".\(command.name) \(command.usage)", .heading),
        output.standard.words(command.summary),
      ])
    }
    if !Findings.isOfAPI(words), try findings({ !$0.rows(of: words).isEmpty }) {
      return try find(words)
    }
    let topic = Findings.isOfAPI(words) ? ["help", "api"] : ["help"]
    try commandLine(topic + ShellWords(words).words)
  }
}
