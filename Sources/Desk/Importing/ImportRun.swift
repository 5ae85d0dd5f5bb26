import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// An import at work on the writer's thread: what makes changes of rows, and what it knows of the
/// source.
///
/// A row is known by what its changes are called: the key of the ticket that it makes, and for other
/// changes the source's own name of them (`entry`). Only a change that has neither is known by the
/// position of its row, where no other row may have stood before.
final class ImportRun {
  let mapping: any RowMapping
  /// The source that the desk remembers the rows by.
  let origin: ImportSource
  let keys: ImportKeys
  let runner: Actor
  let deciding: DecidingLane
  let isUpdating: Bool
  /// The sandboxes of a dry run; `nil` where the import is meant.
  let trial: PluginHost?
  private let access: Access
  /// The tickets on which somebody has gone on, as far as this transaction has asked.
  var goneOn: GoneOn
  private var tickets: [String: Ticket.ID] = [:]
  /// The keys of the tickets that rows of the file make; each makes one once.
  private var made: Set<String> = []
  private var people: [String: Person.ID] = [:]
  /// Who came in with a role of the staff's by the batch in hand.
  private var newStaff: [String] = []
  /// What the row in hand has come to so far.
  var present = RowOutcome()

  /// The transaction of the batch in hand, for the importer's `import:seen`.
  private final class Access {
    var transaction: WriteTransaction?
  }

  init(
    _ plan: ImportPlan, columns: [String], deciding: DecidingLane, trial: PluginHost? = nil,
    at now: Instant, in transaction: WriteTransaction,
  ) throws {
    let source: String
    let access = Access()
    access.transaction = transaction
    let rulebook = try deciding.rules(in: transaction).rulebook
    switch plan.order.mapping {
    case .columns(let pairs):
      mapping = try ColumnMap(
        pairs, source: plan.name, columns: columns, rulebook: rulebook,
        zone: deciding.traits.zone)
      source = plan.order.source ?? mapping.source
    case .script:
      guard let script = plan.script else { throw plan.nothingFound }
      let spec = try ImporterHost.importer(in: script, desk: deciding.traits)
      source = plan.order.source ?? spec.name
      let (keys, folder) = (ImportKeys(source: source), plan.folder)
      let host = try ImporterHost(
        script: script, columns: columns, rulebook: rulebook, desk: deciding.traits,
        seen: { key in
          (try? access.transaction?.receipt(forKey: keys.ticket(key))) != nil
        },
        openFile: { try FileContent(path: $0, beneath: folder) },
        site: deciding.site(ofScript: script.name),
        log: { deciding.note($0) })
      mapping = ImporterMapping(host)
    }
    origin = try ImportSource(
      claiming: source, file: plan.digest, for: plan.runner, by: rulebook, at: now,
      in: transaction)
    goneOn = GoneOn(origin)
    keys = ImportKeys(source: source)
    runner = .person(plan.runner.id)
    isUpdating = mapping.isUpdating || plan.order.isUpdating
    self.deciding = deciding
    self.trial = trial
    self.access = access
  }

  /// The name under which the desk remembers the source.
  var source: String { origin.name }
  /// The name that all entries of the import have in common.
  var request: String { origin.request }

  /// What came of a batch of rows.
  struct Taken: Sendable {
    var bad: [ImportReport.BadRow] = []
    var changed: [ImportReport.ChangedRow] = []
    /// Who came in with a role of the staff's.
    var away: [String] = []
    /// Rows that had been taken in by an earlier import.
    var known: Int64 = 0
  }

  /// Takes rows in, each in a savepoint of its own; with a digest they are new, and leave a mark.
  func take(
    _ batch: ImportPass.Batch, _ digest: Digest?, in transaction: WriteTransaction, clock: Instant,
  ) throws -> Taken {
    access.transaction = transaction
    defer { access.transaction = nil }
    goneOn = GoneOn(origin)
    var taken = Taken()
    var late: [ImportRow] = []
    newStaff = []
    for (row, standing) in batch {
      present = RowOutcome()
      // A row may say again what it said first, after it said something else: who updates asks all.
      guard standing != .taken || isUpdating else {
        learn(row)
        taken.known += 1
        continue
      }
      if let problem = row.problem {
        taken.bad.append(ImportReport.BadRow(row, problem))
        continue
      }
      guard let reason = try take(row, standing, in: transaction, clock: clock) else {
        if !present.isNew { taken.known += 1 }
        if let change = present.change(of: row) { taken.changed.append(change) }
        made.formUnion(present.made)
        if standing == .bad { late.append(row) }
        continue
      }
      for key in present.made { tickets[key] = nil }
      people = [:]
      try keepPeople(in: transaction, clock: clock)
      taken.bad.append(ImportReport.BadRow(row, reason))
    }
    // Who came with a row that did not go in may have gone with it.
    taken.away = try newStaff.filter { try transaction.person(named: $0) != nil }
    if let digest {
      let mark = ImportTrail.mark(
        batch.map(\.row), digest: digest, bad: taken.bad.map(\.row))
      try transaction.add(mark, of: source)
    }
    try note(late, in: transaction)
    return taken
  }

  /// Notes rows that went in after all, which the marks have as bad ones: else each import to come
  /// would take them for rows of which nothing is there yet.
  private func note(_ late: [ImportRow], in transaction: WriteTransaction) throws {
    guard let first = late.first, let last = late.last else { return }
    let marks = try transaction.importMarks(of: source, over: first.number...last.number)
    for mark in ImportTrail.mended(marks, by: late) {
      try transaction.setChecks(of: mark, of: source)
    }
  }

  /// Learns which tickets a row makes that is in already, so that no other row makes them again.
  private func learn(_ row: ImportRow) {
    guard let calls = try? mapping.calls(for: row) else { return }
    for case .request(let key, _, _, let request) in calls where request.verb == .create {
      made.insert(key)
    }
  }

  /// One row; says why where it does not go in.
  private func take(
    _ row: ImportRow, _ standing: ImportTrail.Standing, in transaction: WriteTransaction,
    clock: Instant,
  ) throws -> Text? {
    do {
      return try transaction.savepoint(keepingIf: { $0 == nil }) { () -> Text? in
        let calls: [ImportCall]
        do {
          calls = try mapping.calls(for: row)
        } catch let problem as PluginProblem {
          return Text(of: problem)
        } catch let refusal as Refusal {
          return refusal.text
        }
        present.isNew = calls.isEmpty
        return try carryOut(calls, of: row, standing, in: transaction, clock: clock)
      }
    } catch StorageError.constraint {
      return Text.importCollides
    }
  }

  /// The people of a row that did not go in, where they can be made.
  private func keepPeople(in transaction: WriteTransaction, clock: Instant) throws {
    for call in mapping.forgetRow() {
      guard case .person(let person) = call else { continue }
      _ = try transaction.savepoint(keepingIf: { $0 == nil }) {
        try ensure(person.name, person.draft, in: transaction, clock: clock)
      }
    }
  }

  /// Whether a row before made a ticket of that key, or this one did.
  func isMade(_ key: String) -> Bool {
    made.contains(key) || present.made.contains(key)
  }

  func ticket(_ key: String, in transaction: WriteTransaction) throws -> Ticket.ID? {
    if let id = tickets[key] { return id }
    let receipt = try transaction.receipt(forKey: keys.ticket(key))
    if let receipt { tickets[key] = receipt.ticket }
    return receipt?.ticket
  }

  /// Notes which ticket a key stands for from now on.
  func remember(_ id: Ticket.ID, as key: String) {
    tickets[key] = id
    present.made.insert(key)
  }

  func person(_ name: String, in transaction: WriteTransaction) throws -> Person.ID? {
    if let id = people[name] { return id }
    let person = try transaction.person(named: name)
    people[name] = person?.id
    return person?.id
  }
}

extension ImportRun {
  /// What the one who imports may do.
  private func authority(in transaction: WriteTransaction) throws -> Authority {
    let rulebook = try deciding.rules(in: transaction).rulebook
    guard let id = runner.person, let person = try transaction.person(id) else {
      return Authority(actor: runner, grants: [])
    }
    return rulebook.authority(of: person)
  }

  /// Makes a person whom nobody is called like; says why where that cannot be.
  func ensure(
    _ name: String, _ draft: PersonDraft, in transaction: WriteTransaction, clock: Instant,
  ) throws -> Text? {
    guard try person(name, in: transaction) == nil else { return nil }
    let administration = Administration(
      transaction: transaction, rulebook: try deciding.rules(in: transaction).rulebook,
      actor: runner, authority: try authority(in: transaction),
      chain: DeskChain(
        transaction: transaction, clock: clock, actor: runner, source: .import))
    do {
      // Whoever imports needs no more for people, but nobody gives roles that they may not give.
      if draft.roles?.isEmpty == false { try administration.require(.personManage) }
      let person = try administration.addImported(name, draft)
      people[name] = person.id
      if administration.rulebook.isStaff(person) { newStaff.append(person.name) }
      return nil
    } catch let refusal as Refusal {
      return Text.personOf(person: name, problem: refusal.text)
    }
  }
}

extension ImportedPerson {
  /// What is to be known of them.
  var draft: PersonDraft {
    PersonDraft(email: email, language: language, roles: roles, fields: fields, clock: clock)
  }
}
