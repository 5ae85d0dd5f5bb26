import Kernel
import PluginHost
import Storage
import Texts

/// What a row has come to so far.
struct RowOutcome {
  /// Whether it wrote something, or makes nothing of itself: else it was there already.
  var isNew = false
  /// The keys of the tickets that it makes.
  var made: Set<String> = []
  /// The tickets that it makes and that were there before.
  var known: Set<String> = []
  /// Fields and texts that say something else than when the row was taken in.
  private var changes: [String] = []
  private var ticket: Ticket.ID?
  private var isUpdated = false

  /// Notes that what was in has changed.
  mutating func note(_ fields: [String], of ticket: Ticket.ID, isUpdated: Bool) {
    changes += fields.filter { !changes.contains($0) }
    self.ticket = self.ticket ?? ticket
    self.isUpdated = self.isUpdated || isUpdated
  }

  /// What is told of a row that was in and has changed.
  func change(of row: ImportRow) -> ImportReport.ChangedRow? {
    ticket.map {
      .init(row: row.number, line: row.line, ticket: $0, fields: changes, isUpdated: isUpdated)
    }
  }
}

extension ImportRun {
  /// Carries out what a row's calls ask for, in order; says why where one cannot be done.
  func carryOut(
    _ calls: [ImportCall], of row: ImportRow, _ standing: ImportTrail.Standing,
    in transaction: WriteTransaction, clock: Instant,
  ) throws -> Text? {
    for (index, call) in calls.enumerated() {
      let reason: Text?
      switch call {
      case .person(let person):
        reason = try ensure(person.name, person.draft, in: transaction, clock: clock)
      case .request(let key, let entry, let actor, let request):
        let name = name(of: key, entry, request.action, index + 1, among: calls, in: row)
        // A position says nothing of a row where another one stood there before.
        if case .position = name, standing == .other {
          throw DeskError.changedImport(source: source, row: row.number)
        }
        reason = try carryOut(
          request, of: key, name, by: actor, in: transaction, clock: clock)
      }
      if let reason { return reason }
    }
    return nil
  }

  /// What a change is known by, so that it is made once.
  enum ChangeName {
    /// It makes the ticket of that key.
    case ticket(entry: String?)
    case entry(String)
    /// It is the n-th change of the row that makes the ticket of that key.
    case part(Int, of: String)
    case position(Int64, Int)
  }

  private func name(
    of key: String, _ entry: String?, _ action: Action, _ number: Int, among calls: [ImportCall],
    in row: ImportRow,
  ) -> ChangeName {
    if !action.needsTicket {
      return key.isEmpty ? .position(row.number, number) : .ticket(entry: entry)
    }
    if let entry { return .entry(entry) }
    let creates = calls.compactMap { call -> String? in
      guard case .request(let key, _, _, let request) = call, request.verb == .create,
        !key.isEmpty
      else { return nil }
      return key
    }
    guard let owner = creates.contains(key) ? key : creates.first else {
      return .position(row.number, number)
    }
    return .part(number, of: owner)
  }

  private func carryOut(
    _ given: Request, of key: String, _ name: ChangeName, by actor: String?,
    in transaction: WriteTransaction, clock: Instant,
  ) throws -> Text? {
    var request = given
    request.name = self.request
    request.ticket = key.isEmpty ? nil : try ticket(key, in: transaction)
    switch name {
    case .ticket(let entry):
      guard !isMade(key) else { return Text.importKeyTwice(key: key) }
      if let id = request.ticket {
        present.made.insert(key)
        present.known.insert(key)
        return try compare(request, of: key, with: id, in: transaction, clock: clock)
      }
      request.key = entry.map { keys.entry($0, of: key) } ?? keys.ticket(key)
    case .entry(let entry): request.key = keys.entry(entry, of: key)
    case .part(let number, let owner):
      if present.known.contains(owner) { return nil }
      request.key = keys.part(number, ofRowOf: owner)
    case .position(let row, let number): request.key = keys.row(row, number)
    }
    guard !request.action.needsTicket || request.ticket != nil else {
      return Text.importNoTicketYet(key: key)
    }
    if let reason = try resolveTickets(of: &request, in: transaction) { return reason }
    request.actor = runner
    if let actor {
      guard let id = try person(actor, in: transaction) else {
        return Text.importNoActor(person: actor)
      }
      request.actor = .person(id)
    }
    if let reason = try goOn(&request, in: transaction) { return reason }
    return try run(request, of: key, name, in: transaction, clock: clock)
  }

  /// Where somebody has gone on with the ticket, what a row says stands behind that only as the
  /// importer's own change, made now, and where the import updates.
  private func goOn(_ request: inout Request, in transaction: WriteTransaction) throws -> Text? {
    request.imported = origin.imported
    guard let id = request.ticket, let entry = try goneOn.first(on: id, in: transaction),
      let key = request.key, try transaction.receipt(forKey: key) == nil
    else { return nil }
    guard isUpdating else {
      return Text.importGoneOn(ticket: id.rawValue, entry: entry.rawValue)
    }
    (request.actor, request.at) = (runner, nil)
    return nil
  }

  private func run(
    _ request: Request, of key: String, _ name: ChangeName, in transaction: WriteTransaction,
    clock: Instant,
  ) throws -> Text? {
    let outcome = try deciding.run(
      request, in: transaction, clock: clock, isDryRun: trial != nil, with: trial)
    switch outcome.verdict {
    case .refused(let refusal): return refusal.text
    case .done(let receipt) where receipt.isRepeated:
      guard case .entry = name, let seq = receipt.seq else { return nil }
      try compare(request, withEntry: seq, in: transaction)
    case .done(let receipt):
      present.isNew = true
      guard case .ticket(let entry) = name else { return nil }
      remember(receipt.ticket, as: key)
      goneOn.note(made: receipt.ticket)
      if entry != nil { try transaction.remember(receipt, forKey: keys.ticket(key)) }
    }
    return nil
  }

  /// Puts tickets in place of the source's keys, where a mapping names tickets by them.
  private func resolveTickets(
    of request: inout Request, in transaction: WriteTransaction,
  ) throws -> Text? {
    guard mapping.namesTicketsByKey else { return nil }
    let rulebook = try deciding.rules(in: transaction).rulebook
    for (index, item) in request.set.enumerated() {
      guard rulebook.field(item.field)?.kind == .ticket,
        case .value(.text(let key)) = item.assignment
      else { continue }
      guard let id = try ticket(key, in: transaction) else {
        return Text.importNoTicketYet(key: key)
      }
      request.set[index].assignment = .value(.ticket(id))
    }
    return nil
  }
}
