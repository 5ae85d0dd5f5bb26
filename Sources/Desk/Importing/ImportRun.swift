import Kernel
import PluginHost
import Storage
import Texts

/// An import at work on the writer's thread: the importer's sandbox, and what it knows of the source.
final class ImportRun {
  private let importer: ImporterHost
  /// The name under which the desk remembers the source.
  let source: String
  private let space: Namespace
  /// The name that all entries of the import have in common.
  let request: String
  private let access: Access
  private var tickets: [String: Ticket.ID] = [:]
  /// The source's keys of the tickets that the row in hand created.
  private var created: [String] = []
  /// Whether the row in hand wrote something, or made nothing of itself: else it was there already.
  private var isNew = false
  private var people: [String: Person.ID] = [:]
  private let runner: Actor
  private let deciding: Deciding

  /// The transaction of the batch in hand, for the importer's `import:seen`.
  private final class Access {
    var transaction: WriteTransaction?
  }

  init(
    script: PluginSource, source name: String?, columns: [String], folder: String, runner: Actor,
    deciding: Deciding, in transaction: WriteTransaction,
  ) throws {
    let access = Access()
    access.transaction = transaction
    let spec = try ImporterHost.importer(in: script, desk: deciding.traits)
    let source = name ?? spec.name
    importer = try ImporterHost(
      script: script, columns: columns, rulebook: deciding.rules(in: transaction).rulebook,
      desk: deciding.traits,
      seen: { key in
        let earlier = try? access.transaction?.receipt(
          forKey: Namespace.source(source).key(ticket: key))
        return earlier != nil
      },
      openFile: { try FileContent(path: $0, beneath: folder) },
      site: deciding.site(ofScript: script.name),
      log: { deciding.note($0) })
    self.source = source
    space = .source(source)
    self.runner = runner
    self.deciding = deciding
    self.access = access
    request = try ImportRun.requestName(of: source, in: transaction)
  }

  /// The name that all entries from a source have in common, made at its first import.
  static func requestName(
    of source: String, in transaction: WriteTransaction,
  ) throws -> String {
    let setting = "import.\(source).request"
    if let name = try transaction.setting(setting) { return name }
    let request = try transaction.nextRequestName()
    try transaction.set(setting, to: request)
    return request
  }

  /// What came of a batch of rows.
  struct Taken: Sendable {
    var bad: [ImportReport.BadRow] = []
    /// Rows that had been taken in by an earlier import.
    var known: Int64 = 0
  }

  /// Takes rows in, each in a savepoint of its own.
  func take(
    _ rows: [ImportRow], in transaction: WriteTransaction, clock: Instant,
  ) throws -> Taken {
    access.transaction = transaction
    defer { access.transaction = nil }
    var taken = Taken()
    for row in rows {
      (created, isNew) = ([], false)
      let reason: String? = try transaction.savepoint(keepingIf: { $0 == nil }) {
        try take(row, in: transaction, clock: clock)
      }
      guard let reason else {
        if !isNew { taken.known += 1 }
        continue
      }
      for key in created { tickets[key] = nil }
      people = [:]
      // A row that cannot be read did not reach the importer.
      if row.problem == nil { try keepPeople(in: transaction, clock: clock) }
      taken.bad.append(ImportReport.BadRow(row: row.number, line: row.line, reason: reason))
    }
    return taken
  }

  /// The people of a row that did not go in, where they can be made.
  private func keepPeople(in transaction: WriteTransaction, clock: Instant) throws {
    for call in importer.forgetRow() {
      _ = try transaction.savepoint(keepingIf: { $0 == nil }) {
        try carryOut(call, key: "", in: transaction, clock: clock)
      }
    }
  }

  /// One row; says why where it does not go in.
  private func take(
    _ row: ImportRow, in transaction: WriteTransaction, clock: Instant,
  ) throws -> String? {
    if let problem = row.problem { return "\(problem)" }
    let calls: [ImportCall]
    do throws(PluginProblem) {
      switch row.content {
      case .none: calls = []
      case .fields(let fields): calls = try importer.calls(for: fields)
      case .value(let value): calls = try importer.calls(for: value)
      }
    } catch {
      return error.description
    }
    isNew = calls.isEmpty
    for (number, call) in calls.enumerated() {
      let key = space.key(row: row.number, number + 1)
      if let reason = try carryOut(call, key: key, in: transaction, clock: clock) { return reason }
    }
    return nil
  }

  private func carryOut(
    _ call: ImportCall, key position: String, in transaction: WriteTransaction, clock: Instant,
  ) throws -> String? {
    switch call {
    case .person(let name, let email, let language, let roles):
      return try ensure(
        name, PersonDraft(email: email, language: language, roles: roles), in: transaction,
        clock: clock)
    case .request(let key, let entry, let actor, var request):
      request.key = entry.map { space.key(entry: $0, of: key) } ?? position
      request.name = self.request
      request.ticket = try ticket(key, in: transaction)
      guard request.action == "create" || request.ticket != nil else {
        return Text("import.no_ticket_yet", ["key": key]).description
      }
      if let actor {
        guard let id = try person(actor, in: transaction) else {
          return Text("import.no_actor", ["person": actor]).description
        }
        request.actor = .person(id)
      } else {
        request.actor = runner
      }
      let outcome = try deciding.run(request, in: transaction, clock: clock, isDryRun: false)
      switch outcome.verdict {
      case .refused(let refusal): return refusal.message
      case .done(let receipt):
        if !receipt.isRepeated { isNew = true }
        try remember(receipt, key: key, isNew: request.action == "create", in: transaction)
        return nil
      }
    }
  }

  private func ticket(_ key: String, in transaction: WriteTransaction) throws -> Ticket.ID? {
    if let id = tickets[key] { return id }
    let receipt = try transaction.receipt(forKey: Namespace.source(source).key(ticket: key))
    if let receipt { tickets[key] = receipt.ticket }
    return receipt?.ticket
  }

  private func remember(
    _ receipt: Receipt, key: String, isNew: Bool, in transaction: WriteTransaction,
  ) throws {
    guard isNew, !receipt.isRepeated else { return }
    tickets[key] = receipt.ticket
    created.append(key)
    try transaction.remember(receipt, forKey: Namespace.source(source).key(ticket: key))
  }

  private func person(_ name: String, in transaction: WriteTransaction) throws -> Person.ID? {
    if let id = people[name] { return id }
    let person = try transaction.person(named: name)
    people[name] = person?.id
    return person?.id
  }

  /// What the one who imports may do.
  private func authority(in transaction: WriteTransaction) throws -> Authority {
    let rulebook = try deciding.rules(in: transaction).rulebook
    guard let id = runner.person, let person = try transaction.person(id) else {
      return Authority(actor: runner, grants: [])
    }
    return rulebook.authority(of: person)
  }

  private func ensure(
    _ name: String, _ draft: PersonDraft, in transaction: WriteTransaction, clock: Instant,
  ) throws -> String? {
    guard try person(name, in: transaction) == nil else { return nil }
    let administration = Administration(
      transaction: transaction, rulebook: try deciding.rules(in: transaction).rulebook,
      actor: runner, authority: try authority(in: transaction),
      chain: DeskChain(
        transaction: transaction, clock: clock, actor: runner, source: Request.importSource))
    do {
      // Whoever imports needs no more for people, but nobody gives roles that they may not give.
      if draft.roles?.isEmpty == false { try administration.require("person.manage") }
      people[name] = try administration.addPersonUnchecked(name, draft).id
      return nil
    } catch let refusal as Refusal {
      return Text("person.of", ["person": name, "problem": refusal.text]).description
    }
  }
}
