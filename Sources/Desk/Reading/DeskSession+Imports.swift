import Kernel
import Storage
import Synchronization

/// An import that entries came in with.
package struct ImportTold: Sendable {
  /// Who imported it.
  package let by: Actor
  package let source: String
  /// The digest of the file, in hexadecimal.
  package let file: String
}

extension DeskSession {
  /// Who took an entry in, and from what file; `nil` for what was made here.
  package func importTold(_ seq: EntryID) throws -> ImportTold? {
    try queries.importTold(seq) {
      guard let entry = try reader.entry(seq), let told = DeskEntry.imported(by: entry) else {
        return nil
      }
      return ImportTold(by: entry.actor, source: told.source, file: told.file)
    }
  }
}
