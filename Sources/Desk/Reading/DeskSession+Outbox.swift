import Kernel
import Storage
import Texts

extension DeskSession {
  /// The outbox's last rows, oldest first.
  package func outbox(last count: Int) throws -> [OutboxRow] {
    try reader.outboxRows(OutboxFilter(), last: count)
  }

  /// Gives the outbox's last rows, oldest first, one at a time.
  package func eachOutboxRow(last count: Int, _ body: (OutboxRow) throws -> Void) throws {
    try reader.eachOutboxRow(OutboxFilter(), last: count, body)
  }

  /// How many rows the outbox has, done and dropped ones too.
  package var outboxCount: Int { get throws { try reader.outboxCounts().values.reduce(0, +) } }

  /// The rows of those keys; those that there are not are left out.
  package func outboxRows(withKeys keys: Set<String>) throws -> [OutboxRow] {
    try keys.sorted().compactMap { try reader.outboxRow(withKey: $0) }
  }

  /// The desk log's last lines, oldest first; only of one plugin where it is named.
  package func log(last count: Int, plugin: String? = nil) throws -> [LogLine] {
    try reader.logLines(last: count, plugin: plugin)
  }
}

extension Reader {
  /// A person's name, or a word for one who is not there any more.
  func personName(_ id: Person.ID) throws -> String {
    try person(id)?.name ?? Text.personNumber(number: id.rawValue).description
  }
}
