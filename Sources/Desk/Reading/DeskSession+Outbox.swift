import Kernel
import Storage
import Texts

extension DeskSession {
  /// The outbox's last rows, oldest first.
  package func outbox(last count: Int = 1_000) throws -> [OutboxRow] {
    try reader.outboxRows(OutboxFilter(), last: count)
  }

  /// The desk log's last lines, oldest first; only of one plugin where it is named.
  package func log(last count: Int, plugin: String? = nil) throws -> [LogLine] {
    try reader.logLines(last: count, plugin: plugin)
  }
}

extension Reader {
  /// A person's name, or a word for one who is not there any more.
  func personName(_ id: Person.ID) throws -> String {
    try person(id)?.name ?? Text("person.number", ["number": id.rawValue]).description
  }
}
