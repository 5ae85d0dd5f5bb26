import Kernel
import Storage
import Texts

extension Administration {
  /// Has rows of the outbox tried again now, dead ones too; all or none.
  package func retryOutbox(_ rows: [Int64]) throws {
    try require(.outboxManage)
    for row in rows where try !transaction.retryOutboxRow(row, now: chain.clock) {
      throw Refusal(.notFound, Text.outboxNoRetry(row: row))
    }
  }

  /// Gives rows of the outbox up; all or none.
  package func dropOutbox(_ rows: [Int64]) throws {
    try require(.outboxManage)
    for row in rows where try !transaction.dropOutboxRow(row) {
      throw Refusal(.notFound, Text.outboxNoWaiting(row: row))
    }
  }
}
