import Kernel
import Storage

extension Administration {
  /// Has rows of the outbox tried again now, dead ones too; all or none.
  package func retryOutbox(_ rows: [Int64]) throws {
    try require("outbox.manage")
    for row in rows where try !transaction.retryOutboxRow(row, now: chain.clock) {
      throw Refusal(.notFound, "there is no row \(row) in the outbox that could be tried again")
    }
  }

  /// Gives rows of the outbox up; all or none.
  package func dropOutbox(_ rows: [Int64]) throws {
    try require("outbox.manage")
    for row in rows where try !transaction.dropOutboxRow(row) {
      throw Refusal(.notFound, "there is no row \(row) in the outbox that waits")
    }
  }
}
