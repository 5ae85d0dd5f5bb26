/// What taking back some entries of one ticket comes to.
///
/// An undo is an entry like others, so a change may have been undone already, or its undo undone:
/// what takes each other back counts as if neither were there.
package struct TicketUndo: Sendable {
  /// A field's way back.
  package struct Inverse: Equatable, Sendable {
    package var field: String
    package var value: Value
    /// Whether the actor made the edit, and no hook.
    package var isActors: Bool
  }

  /// The later edits of a field that is to be taken back.
  package struct Conflict: Equatable, Sendable {
    package var field: String
    /// The entries with them, the last one first: so they are undone.
    package var entries: [Entry]
  }

  /// The entries with edits or words that are to be taken back.
  package let members: [Entry]
  package private(set) var inverses: [Inverse] = []
  package private(set) var conflicts: [Conflict] = []
  /// Fields whose earlier value is not known any more, since it was redacted.
  package private(set) var redacted: [String] = []
  /// The undo that took all of it back before; `nil` where something is left to be undone.
  package private(set) var undoneBy: Entry?

  private let entries: [Entry]
  private let sums: Set<String>
  /// By entry, the fields whose edit was taken back.
  private var undone: [EntryID: Set<String>] = [:]
  /// The same with what took them back: for later changes both are as if they were not there.
  private var settled: [EntryID: Set<String>] = [:]

  /// Works it out from all entries of the ticket, in their order.
  ///
  /// What was renamed since is taken back under its present name, by `names`. Of `sums` what was
  /// added is taken away, and what others added since stays.
  package init(
    _ scope: UndoScope, in written: [Entry], names: GivenNames, sums: Set<String>,
  ) {
    entries = names.present(written)
    self.sums = sums
    members = entries.filter(scope.contains)
    settleUndone()
    let fields = members.flatMap { entry in live(entry).map(\.field) }
    var seen: Set<String> = []
    for field in fields where seen.insert(field).inserted { undo(field) }
    if fields.isEmpty, members.contains(where: { !$0.edits.isEmpty }) {
      let seqs = Set(members.map(\.seq))
      undoneBy = entries.last { !$0.undoneEntries.isDisjoint(with: seqs) }
    }
  }

  /// Whether the ticket itself was made by what is taken back.
  package var isCreate: Bool {
    undoneBy == nil && members.contains { $0.number == 1 && !live($0).isEmpty }
  }

  /// How many texts there are, which stay.
  package var texts: Int { members.count { !$0.text.isEmpty } }

  /// The edits that were not taken back.
  private func live(_ entry: Entry) -> [Edit] {
    guard let fields = undone[entry.seq] else { return entry.edits }
    return entry.edits.filter { !fields.contains($0.field) }
  }

  /// Pairs undos with what they took back, the last first: an undone undo takes nothing back.
  private mutating func settleUndone() {
    for undo in entries.reversed() {
      let seqs = undo.undoneEntries
      guard !seqs.isEmpty else { continue }
      let undone = entries.filter { $0.number < undo.number && seqs.contains($0.seq) }
      if undone.contains(where: { $0.number == 1 }) {
        guard self.undone[undo.seq] == nil else { continue }
        for entry in undone { settle(entry, entry.edits.map(\.field), by: undo) }
        settled[undo.seq] = Set(undo.edits.map(\.field))
        continue
      }
      for edit in live(undo) {
        let edited = undone.filter { $0.edits.contains { $0.field == edit.field } }
        let first = edited.first?.edits.first { $0.field == edit.field }
        guard sums.contains(edit.field) ? first != nil : first?.from == edit.to else { continue }
        for entry in edited { settle(entry, [edit.field], by: undo) }
      }
    }
  }

  private mutating func settle(_ entry: Entry, _ fields: [String], by undo: Entry) {
    undone[entry.seq, default: []].formUnion(fields)
    settled[entry.seq, default: []].formUnion(fields)
    settled[undo.seq, default: []].formUnion(fields)
  }

  private mutating func undo(_ field: String) {
    var edits: [Edit] = []
    var later: [Entry] = []
    let own = Set(members.map(\.seq))
    for entry in entries {
      guard let edit = entry.edits.first(where: { $0.field == field }) else { continue }
      if own.contains(entry.seq) {
        if live(entry).contains(edit) { edits.append(edit) }
      } else if !edits.isEmpty, !sums.contains(field), settled[entry.seq]?.contains(field) != true {
        later.append(entry)
      }
    }
    if !later.isEmpty { conflicts.append(Conflict(field: field, entries: later.reversed())) }
    guard let first = edits.first else { return }
    // An edit changes something: one without values has lost them.
    if edits.contains(where: { $0.from.isEmpty && $0.to.isEmpty }) { redacted.append(field) }
    let value = sums.contains(field) ? remainder(of: field, without: edits) : first.from
    inverses.append(
      Inverse(field: field, value: value, isActors: edits.contains { $0.by == nil }))
  }

  /// What is left of a sum without what the edits added; nothing is left of one that began empty.
  private func remainder(of field: String, without edits: [Edit]) -> Value {
    let all = entries.compactMap { entry in entry.edits.first { $0.field == field } }
    let present = all.last?.to ?? .none
    let value = edits.reduce(present) { $0.plus($1.from).minus($1.to) }
    let isNothing = value == .integer(0) || value == .number(0)
    return isNothing && all.first?.from.isEmpty != false ? .none : value
  }
}

extension Value {
  /// The sum of two numbers, of which an empty one counts as nothing.
  fileprivate func plus(_ other: Value) -> Value { combined(with: other, sign: 1) }

  fileprivate func minus(_ other: Value) -> Value { combined(with: other, sign: -1) }

  private func combined(with other: Value, sign: Int64) -> Value {
    switch (self, other) {
    case (_, .none): self
    case (.none, .integer): Value.integer(0).combined(with: other, sign: sign)
    case (.none, .number): Value.number(0).combined(with: other, sign: sign)
    case (.integer(let left), .integer(let right)):
      .integer(sign > 0 ? left.addingSaturated(right) : left.subtractingSaturated(right))
    case (.number(let left), .number(let right)): .number(left + Double(sign) * right)
    default: self
    }
  }
}

extension Entry {
  /// The entries of the ticket that this one, an undo, took back; empty for other entries.
  package var undoneEntries: Set<EntryID> {
    guard isOf(.undo) else { return [] }
    let numbers = (params["entries"] ?? .none).elements.compactMap { value -> EntryID? in
      guard case .integer(let seq) = value else { return nil }
      return EntryID(rawValue: seq)
    }
    return Set(numbers)
  }
}
