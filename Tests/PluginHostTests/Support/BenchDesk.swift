import Foundation
import Kernel
import PluginHost
import Storage
import TestSupport
import Texts

/// A desk on a database of its own, with plugins: what the tests ask things of.
final class BenchDesk: SpecDesk {
  let set: LoadedSet
  let decisions = DecisionCheck()
  private(set) var now: Instant
  private let folder: TemporaryFolder
  private let writer: Writer<BenchContext>
  private let readers: Readers

  /// Five people are there from the start: ann, bob, mia, carl, dora, and admin.
  convenience init(
    _ sources: [PluginSource], settings: [String: [String: JSON]] = [:],
  ) throws {
    let set = try PluginLoader(settings: settings).load(sources)
    if let problem = set.problems.first { throw problem }
    try self.init(set, at: SpecRunner.start, isChecking: false)
    for person in SpecRunner.people {
      try self.add(SpecPerson(name: person.name, roles: [person.role]))
    }
  }

  /// `isChecking` compares decisions, as specs do; `watch` is what a watchdog would look at.
  init(
    _ set: LoadedSet, at moment: Instant, isChecking: Bool = true, watch: PluginWatch? = nil,
  ) throws {
    self.set = set
    now = moment
    folder = try TemporaryFolder()
    let path = folder.path + "/docket.db"
    _ = try Connection.open(path, mode: .create)
    writer = try Writer(
      path: path, context: { [decisions] in BenchContext(set, isChecking ? decisions : nil, watch) }
    )
    readers = try Readers(path: path)
  }

  deinit {
    writer.close()
  }

  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    // This desk looks nothing up: the whole desk is for that.
    throw Refusal(.notFound, Text(words: "no undo on this desk"))
  }

  func backfill(_ name: String, of plugin: String) throws -> BulkResult {
    // Nor are there bulks.
    throw Refusal(.notFound, Text(words: "no backfill on this desk"))
  }

  func report(_ asked: SpecReport, as person: Person) throws -> (ReportSpec, rows: [[Value]]) {
    // Reports are the whole desk's as well.
    throw Refusal(.notFound, Text(words: "no reports on this desk"))
  }

  func perform(_ request: Request) throws -> Outcome {
    try perform(request, isDryRun: request.isDryRun)
  }

  func perform(_ request: Request, isDryRun: Bool) throws -> Outcome {
    try writer.perform { [now] transaction, context in
      let pipeline = Pipeline(
        rulebook: try context.rulebook(in: transaction), transaction: transaction,
        host: context.host, clock: now, isDryRun: isDryRun)
      let outcome = try pipeline.run(request)
      return outcome.isDone && !isDryRun ? .keeping(outcome) : .rollingBack(outcome)
    }
  }

  func add(_ person: SpecPerson) throws {
    try writer.perform { transaction, _ in
      let id = try transaction.nextPersonID()
      try transaction.write(
        Person(
          id: id, name: person.name, email: person.email, language: person.language,
          roles: person.roles))
      // This desk has no chain of its own.
      _ = try transaction.takeDeskChanges()
      return .keeping(())
    }
  }

  func add(queue name: String) throws {
    try writer.perform { transaction, _ in
      try transaction.addQueue(name)
      _ = try transaction.takeDeskChanges()
      return .keeping(())
    }
  }

  func log() -> [PluginLogLine] { log(withRetries: true) }
  func log(withRetries: Bool) -> [PluginLogLine] {
    (try? writer.perform { _, context in .keeping(context.lines) }) ?? []
  }

  func setClock(_ moment: Instant) { now = moment }
  func prepared() -> (() throws -> any SpecDesk)? { nil }

  /// The plugins that a watchdog saw at work, at each line that they logged.
  func watched() throws -> [String] {
    try writer.perform { _, context in .keeping(context.watched) }
  }
}

extension BenchDesk {
  var rulebook: Rulebook {
    do {
      return try writer.perform { transaction, context in
        .keeping(try context.rulebook(in: transaction))
      }
    } catch {
      preconditionFailure("the rules do not compile: \(error)")
    }
  }

  func ticket(_ id: Ticket.ID) throws -> Ticket? { try readers.read { try $0.ticket(id) } }
  func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID] {
    try readers.read { try $0.tickets(naming: id, in: fields) }
  }
  func entries(of id: Ticket.ID) throws -> [Entry] { try readers.read { try $0.entries(of: id) } }
  func entry(_ seq: EntryID) throws -> Entry? { try readers.read { try $0.entry(seq) } }
  func person(_ id: Person.ID) throws -> Person? { try readers.read { try $0.person(id) } }
  func person(named name: String) throws -> Person? {
    try readers.read { try $0.person(named: name) }
  }
  func people() throws -> [Person] { try readers.read { try $0.people() } }
  func people(withRole role: String) throws -> [Person] {
    try readers.read { try $0.people(withRole: role) }
  }
  func names(like name: String) throws -> [String] {
    try readers.read { try $0.names(like: name) }
  }

  func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try readers.read { try $0.people(withRole: role, after: name, limit: limit) }
  }

  func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try readers.read { try $0.nextPerson(withRole: role, after: name) }
  }

  func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try readers.read { try $0.people(beginning: prefix, limit: limit) }
  }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try body()
  }

  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try readers.read {
      try $0.ids(matching: query, access: access, in: context, limit: limit)
    }
  }

  func count(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> Int
  {
    try readers.read { try $0.count(matching: query, access: access, in: context) }
  }

  func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try readers.read { try $0.groups(matching: query, access: access, in: context) }
  }

  func measure(
    _ measurement: Kernel.Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    try readers.read { try $0.measure(measurement, access: access, in: context) }
  }

  func eachEntry(fitting filter: EntryFilter, _ body: (Entry) throws -> Bool) throws {
    try readers.read { try $0.eachEntry(fitting: filter, body) }
  }

  func state(of plugin: String, key: String) throws -> String? {
    try writer.perform { transaction, _ in .keeping(try transaction.state(of: plugin, key: key)) }
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try writer.perform { transaction, _ in
      .keeping(try transaction.stateKeys(of: plugin, prefix: prefix))
    }
  }

  func stateSize(of plugin: String) throws -> Int64 {
    try readers.read { try $0.stateSize(of: plugin) }
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    try writer.perform { transaction, _ in
      try transaction.setState(of: plugin, key: key, to: value)
      return .keeping(())
    }
  }

  func outboxRows() throws -> [OutboxRow] {
    try readers.read { try $0.outboxRows(OutboxFilter()) }
  }

  func nextDue() throws -> Instant? { try readers.read { try $0.nextDue() } }

  func deliver() throws {}
  func use(_ network: any Network) {}

  func subscribe(_ draft: SubscriptionDraft) throws {
    let fields = TicketField.allCases.map(\.rawValue)
    let event = try EventName(actions: [], fields: fields).event(draft.event)
    let name = draft.to?.text ?? ""
    let found: Person? = try person(named: name)
    let audience: Subscription.Audience?
    if let found { audience = .person(found.id) } else { audience = .init(text: name) }
    guard let audience else { throw Refusal(.notFound, Text(words: "nobody"), field: "to") }
    try writer.perform { transaction, _ -> WriteResult<Void> in
      let key = "\(try transaction.subscriptions().count + 1)"
      try transaction.write(Subscription(key: key, audience: audience, event: event))
      _ = try transaction.takeDeskChanges()
      return .keeping(())
    }
  }
}

/// What stays on the writer's thread of a bench desk.
final class BenchContext {
  let host: PluginHost
  private let set: LoadedSet
  private let log = BenchLog()

  var lines: [PluginLogLine] { log.lines }
  /// The plugins that a watchdog saw at work, at each of these lines.
  var watched: [String] { log.watched }

  init(_ set: LoadedSet, _ decisions: DecisionCheck?, _ watch: PluginWatch?) {
    self.set = set
    host = PluginHost(set, post: watch?.post(), check: decisions) { [log] in
      log.lines.append($0)
      log.watched += watch?.overdue(at: .max).map(\.plugin) ?? []
    }
  }

  func rulebook(in transaction: WriteTransaction) throws -> Rulebook {
    Rulebook(
      registry: set.registry, epoch: set.epoch, roles: [], queues: [], settings: DeskSettings(),
      people: QueryPeople(reading: transaction))
  }
}

final class BenchLog {
  var lines: [PluginLogLine] = []
  var watched: [String] = []
}

extension BenchDesk {
  /// Asks for something as a person; `set` gives fields with their values.
  func ask(
    _ name: String, _ action: String, _ ticket: Ticket.ID? = nil, set: [(String, Value)] = [],
    text: String = "", params: [String: Value] = [:], source: Source = .trial,
    isDryRun: Bool = false,
  ) throws -> Outcome {
    let person = try person(named: name)
    var request = Request(
      actor: person.map { .person($0.id) } ?? .desk, source: source, action: Action(action),
      ticket: ticket, text: text, params: params)
    request.set = set.map { ($0.0, .value($0.1)) }
    return try perform(request, isDryRun: isDryRun)
  }

  /// A new ticket, its subject `subject`.
  func create(_ subject: String = "No light", set: [(String, Value)] = []) throws -> Ticket {
    let outcome = try ask("admin", "create", set: [("subject", .text(subject))] + set)
    let receipt = try outcome.receipt()
    guard let ticket = try ticket(receipt.ticket) else { throw Refusal(.notFound, "no ticket") }
    return ticket
  }
}

extension Outcome {
  /// What was refused, in one line; empty where it was done.
  var refusal: String {
    if case .refused(let refusal) = verdict { refusal.message } else { "" }
  }

  /// The fields that were refused.
  var refusedFields: [String] {
    if case .refused(let refusal) = verdict { refusal.problems.compactMap(\.field) } else { [] }
  }
}
