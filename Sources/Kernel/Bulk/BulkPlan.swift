/// What a bulk would come to: found by doing it and taking it back.
package struct BulkPlan: Sendable {
  package let order: BulkOrder
  /// How many tickets would change.
  package private(set) var changed = 0
  /// How many are so already.
  package private(set) var unchanged = 0
  /// The first tickets that would change.
  package private(set) var sample: [BulkChange] = []
  package private(set) var refused: [BulkRefusal] = []
  /// The rows of the outbox that would be written.
  package private(set) var outbox: [OutboxTally] = []
  /// What would not be taken back, where it is an undo.
  package private(set) var undone = UndoneEffects()
  /// The first entries of other tickets that would lose their words, where it erases.
  package private(set) var erasedCopies: [Preview.Erased] = []

  /// How many tickets are kept as a sample.
  package static let sampleCount = 10

  package init(_ order: BulkOrder) {
    self.order = order
  }

  /// Counts one ticket's outcome; `edits` are those that the asker may know of.
  package mutating func count(_ outcome: Outcome, of target: BulkTarget, edits: [Edit]) {
    switch outcome.verdict {
    case .refused(let refusal): refused.append(BulkRefusal(target.ticket, refusal))
    case .done(let receipt) where receipt.seq == nil: unchanged += 1
    case .done(let receipt):
      changed += 1
      if sample.count < BulkPlan.sampleCount {
        sample.append(BulkChange(ticket: target.ticket, edits: edits))
      }
      for row in receipt.outbox { count(row) }
      if let effects = receipt.undone { undone.add(effects) }
      erasedCopies += receipt.erasedCopies.prefix(UndoneEffects.most - erasedCopies.count)
    }
  }

  /// The plan with the changes of its sample as somebody may see them; `nil` for none of it.
  package func showing(_ seen: (BulkChange) throws -> BulkChange?) rethrows -> BulkPlan {
    var plan = self
    plan.sample = try sample.compactMap(seen)
    return plan
  }

  private mutating func count(_ row: OutboxRow) {
    let index = outbox.firstIndex {
      $0.kind == row.kind && $0.plugin == row.plugin && $0.name == row.name
    }
    guard let index else {
      outbox.append(OutboxTally(kind: row.kind, plugin: row.plugin, name: row.name, count: 1))
      return
    }
    outbox[index].count += 1
  }
}

/// How one ticket would change.
package struct BulkChange: Equatable, Sendable {
  package var ticket: Ticket.ID
  package var edits: [Edit]

  package init(ticket: Ticket.ID, edits: [Edit]) {
    self.ticket = ticket
    self.edits = edits
  }
}

/// How many rows of one kind would be written to the outbox.
package struct OutboxTally: Equatable, Sendable {
  package var kind: OutboxRow.Kind
  package var plugin: String
  package var name: String
  package var count: Int

  package init(kind: OutboxRow.Kind, plugin: String, name: String, count: Int) {
    self.kind = kind
    self.plugin = plugin
    self.name = name
    self.count = count
  }
}
