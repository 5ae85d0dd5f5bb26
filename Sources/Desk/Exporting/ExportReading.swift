import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// Writes an export's lines into the desk, within one transaction of the writer's thread.
struct ExportReading {
  let source: ImportSource
  let numbers: ExportNumbers
  let names: ExportNames
  let transaction: WriteTransaction
  let deciding: DecidingLane
  let clock: Instant
  let runner: Actor
  /// What the lines before have told.
  private(set) var progress: ExportProgress
  private var goneOn: GoneOn

  init(
    _ run: ExportRun, _ progress: ExportProgress, deciding: DecidingLane, clock: Instant,
    in transaction: WriteTransaction,
  ) {
    (source, numbers, names, runner) = (run.source, run.numbers, run.names, run.runner)
    (self.progress, self.transaction, self.deciding) = (progress, transaction, deciding)
    self.clock = clock
    goneOn = GoneOn(run.source)
  }

  /// What became of a line.
  enum Result: Sendable {
    case done
    /// It was in already, or says nothing that is kept.
    case known
    case nothing
    /// Somebody came in with a role of the staff's, and is away.
    case away(String)
    /// It is done, but for a part of it.
    case partly(Text)
  }

  /// Takes one line; throws a `Refusal` where it cannot go in.
  mutating func take(_ json: JSON) throws -> Result {
    if let entry = json["entry"] { return try take(ExportEntry(entry)) }
    if let person = json["person"] { return try take(person: person) }
    if let content = json["content"] { return try take(content: content) }
    if json["ticket"] != nil || json["docket"] != nil { return .nothing }
    let names = (json.members ?? []).map(\.0).joined(separator: ", ")
    throw Refusal(.invalid, Text.importNoPart(names: names.prefix(200)))
  }

  /// Whether a line says of an entry what it did not say when it came in; of which, if so.
  func difference(in json: JSON) throws -> ExportEntry? {
    guard let entry = try json["entry"].map(ExportEntry.init),
      let seq = try transaction.receipt(forKey: key(of: entry))?.seq,
      let present = try transaction.entry(seq)
    else { return nil }
    let recorded = try entry.recorded(on: present.ticket, values)
    return recorded.differs(from: present) ? entry : nil
  }

  private func key(of entry: ExportEntry) -> String {
    Namespace.source(source.name).key(entry: entry.number, of: entry.there.rawValue)
  }

  private var values: ExportValues {
    ExportValues(
      person: { [transaction] in try transaction.person(named: $0)?.id }, ticket: numbers.here)
  }

  /// A part of an attachment's content, which stands before the entry that names it.
  private func take(content json: JSON) throws -> Result {
    guard let digest = Digest(hex: try ExportEntry.text(json, "digest")),
      let position = json["position"]?.integer, position >= 0,
      let bytes = Base64.decode(try ExportEntry.text(json, "bytes"))
    else { throw Refusal(.invalid, Text.importNoContent, field: "content") }
    let limit = try deciding.rules(in: transaction).rulebook.settings.attachmentLimit
    try transaction.stage(bytes, of: digest, at: position, from: source.name, limit: limit)
    return .nothing
  }

  private mutating func take(_ entry: ExportEntry) throws -> Result {
    let key = key(of: entry)
    guard try transaction.receipt(forKey: key) == nil else {
      progress.note(entry)
      return .known
    }
    try progress.require(before: entry)
    let unknown = progress.unknown(before: entry)
    // Also of one that does not go in: what follows it is told so.
    progress.note(entry)
    var recorded = try entry.recorded(on: numbers.here(entry.there), values)
    recorded.imported = source.imported
    if entry.number > 1, let here = try goneOn.first(on: recorded.ticket, in: transaction) {
      throw Refusal(
        .divergence,
        Text.importGoneOn(ticket: recorded.ticket.rawValue, entry: here.rawValue))
    }
    let (rulebook, host) = try deciding.rules(in: transaction)
    let receipt = try Pipeline(
      rulebook: rulebook, transaction: transaction, host: host, clock: clock
    ).replay(
      recorded, named: source.request, unknown: unknown,
      before: names.after(entry.number, of: entry.there))
    for attachment in recorded.edits.flatMap(\.attachmentsAdded) {
      try transaction.keepStaged(attachment, for: recorded.ticket, from: source.name)
    }
    try transaction.remember(receipt, forKey: key)
    if entry.number == 1 { goneOn.note(made: recorded.ticket) }
    return .done
  }
}

extension ExportReading {
  /// The entry that a row is, if it is one.
  private func entry(in row: ImportRow) -> ExportEntry? {
    guard row.problem == nil, let json = try? JSON(jsonBytes: row.bytes) else { return nil }
    return try? json["entry"].map(ExportEntry.init)
  }

  /// Whether a row is an entry that is not here yet.
  func isNews(_ row: ImportRow) throws -> Bool {
    try entry(in: row).map { try transaction.receipt(forKey: key(of: $0)) == nil } ?? false
  }

  /// Notes an entry that did not go in: what follows it is told so.
  mutating func note(_ row: ImportRow) {
    if let entry = entry(in: row) { progress.note(entry) }
  }

  /// Whether a ticket of those rows goes by names that the file goes on to change.
  func isBehind(_ rows: ArraySlice<ImportRow>) throws -> Bool {
    for there in Set(rows.compactMap { entry(in: $0)?.there }) {
      guard let here = try? numbers.here(there), let ticket = try transaction.ticket(here) else {
        continue
      }
      if ticket.isOlder(than: names.after(ticket.number, of: there)) { return true }
    }
    return false
  }

  /// Makes a person whom nobody here is called like; whoever is here already stays as they are.
  private func take(person json: JSON) throws -> Result {
    let name = try ExportEntry.text(json, "name")
    guard try transaction.person(named: name) == nil else { return .nothing }
    let administration = try administration()
    let wanted = (json["roles"]?.array ?? []).compactMap(\.string)
    let roles = wanted.filter(administration.mayGive)
    let (fields, unfit) = try fields(of: json, fitting: administration)
    let person = try administration.addImported(
      name,
      PersonDraft(
        email: json["email"]?.string, language: json["language"]?.string,
        zone: json["zone"]?.string, roles: roles.isEmpty ? nil : roles, fields: fields))
    let left = wanted.filter { !roles.contains($0) }
    guard !left.isEmpty || !unfit.isEmpty else {
      return administration.rulebook.isStaff(person)
        ? .away(person.name) : .nothing
    }
    let missing = [
      left.isEmpty
        ? nil : Text.importWithoutRole(name: name, roles: left.joined(separator: ", ")),
      unfit.isEmpty
        ? nil : Text.importWithoutFields(name: name, fields: unfit.joined(separator: ", ")),
    ]
    return .partly(Text(joining: missing.compactMap(\.self), by: "; "))
  }

  /// The fields of a person that this desk takes, and the names of those that it does not.
  private func fields(
    of json: JSON, fitting administration: Administration,
  ) throws -> (fitting: [PersonFieldChange], unfit: [String]) {
    var (fitting, unfit): ([PersonFieldChange], [String]) = ([], [])
    for (name, json) in json["fields"]?.members ?? [] {
      do {
        let change = PersonFieldChange(name, .value(try values.value(json, of: name)))
        try administration.check([change])
        fitting.append(change)
      } catch is Refusal {
        unfit.append(name)
      }
    }
    return (fitting, unfit)
  }

  private func administration() throws -> Administration {
    let rulebook = try deciding.rules(in: transaction).rulebook
    let person = try runner.person.flatMap { try transaction.person($0) }
    return Administration(
      transaction: transaction, rulebook: rulebook, actor: runner,
      authority: person.map(rulebook.authority(of:)) ?? Authority(actor: runner, grants: []),
      chain: DeskChain(
        transaction: transaction, clock: clock, actor: runner, source: .import))
  }
}
