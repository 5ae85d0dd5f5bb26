import Kernel
import Storage
import Texts

extension ImportRun {
  /// Holds a row that makes a ticket against what the source said of that ticket last; where the
  /// import updates, the ticket is changed to what it says now.
  func compare(
    _ request: Request, of key: String, with id: Ticket.ID, in transaction: WriteTransaction,
    clock: Instant,
  ) throws -> Text? {
    guard let ticket = try transaction.ticket(id) else { return nil }
    // What the row said: when it made the ticket, and at each update since.
    let updates = try updates(of: key, in: transaction)
    var said: [String: Edit] = [:]
    for entry in try transaction.entries(of: id)
    where entry.number == 1 || updates.contains(entry.seq) {
      guard entry.redacted.isEmpty else { return nil }
      for edit in entry.edits { said[edit.field] = edit }
    }
    let changed = try changed(request, on: ticket, in: transaction) { field, value in
      guard let edit = said[field] else { return !value.isEmpty }
      // What a hook made of the source's value is not the source's.
      return edit.by == nil && edit.to != value
    }
    guard !changed.isEmpty else { return nil }
    guard isUpdating else {
      present.note(changed.map(\.field), of: id, isUpdated: false)
      return nil
    }
    // The importer's own change, made now: the history of then is not written again.
    var update = Request(
      actor: runner, source: .import, action: .verb(.update), ticket: id, set: changed)
    update.name = self.request
    update.imported = origin.imported
    update.key = keys.update(updates.count + 1, of: key)
    update.obeysRules = request.obeysRules
    update.hasEffects = request.hasEffects
    let outcome = try deciding.run(
      update, in: transaction, clock: clock, isDryRun: trial != nil, with: trial)
    if case .refused(let refusal) = outcome.verdict { return refusal.text }
    present.note(changed.map(\.field), of: id, isUpdated: true)
    return nil
  }

  /// The entries of a row's changes to the ticket that it made.
  private func updates(
    of key: String, in transaction: WriteTransaction,
  ) throws -> [EntryID] {
    var found: [EntryID] = []
    while let seq = try transaction.receipt(forKey: keys.update(found.count + 1, of: key))?.seq {
      found.append(seq)
    }
    return found
  }

  /// Holds a change that the source has a name for against the entry that it became: entries are
  /// never changed, so it is only told.
  func compare(
    _ request: Request, withEntry seq: EntryID, in transaction: WriteTransaction,
  ) throws {
    guard let entry = try transaction.entry(seq), entry.redacted.isEmpty,
      let ticket = try transaction.ticket(entry.ticket)
    else { return }
    var fields = try changed(request, on: ticket, in: transaction) { field, value in
      let edit = entry.edits.first { $0.field == field }
      return edit.map { $0.by == nil && $0.to != value } ?? false
    }.map(\.field)
    let words = request.text.isBlank ? "" : request.text
    if request.verb == .note || request.verb == .reply, !words.hasSameBytes(as: entry.text) {
      fields.append("text")
    }
    if !fields.isEmpty { present.note(fields, of: ticket.id, isUpdated: false) }
  }

  /// The fields of a request whose values differ; one that cannot be read is not compared.
  private func changed(
    _ request: Request, on ticket: Ticket, in transaction: WriteTransaction,
    _ differs: (String, Value) -> Bool,
  ) throws -> [(field: String, assignment: Request.Assignment)] {
    let resolver = FieldResolver(
      rulebook: try deciding.rules(in: transaction).rulebook, transaction: transaction,
      now: request.at ?? ticket.created, typist: request.zone.map { .zone($0) } ?? .desk)
    return request.set.filter { item in
      guard case .value = item.assignment,
        let value = try? resolver.resolve(item.assignment, for: item.field, of: ticket)
      else { return false }
      return differs(item.field, value)
    }
  }
}
