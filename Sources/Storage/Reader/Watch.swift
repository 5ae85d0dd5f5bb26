import Kernel

/// Notices what other connections write to a desk, at the price of a glance.
///
/// It belongs to one thread, and holds no transaction between two looks.
package final class Watch {
  private let connection: Connection
  private var version: Int64

  /// Opens the database of a desk; throws what `Connection.open` throws.
  package init(path: String) throws {
    connection = try Connection.open(path, mode: .read)
    version = try Watch.version(of: connection)
  }

  /// Whether anybody has committed anything since the last look; a look costs a few µs.
  ///
  /// Source: https://www.sqlite.org/pragma.html#pragma_data_version.
  package func hasChanged() throws -> Bool {
    let present = try Watch.version(of: connection)
    defer { version = present }
    return present != version
  }

  /// When the next row of the outbox is due, or can be taken over from whoever had it.
  ///
  /// `nil` where none waits.
  package func nextDue() throws -> Instant? {
    let moments = try [Watch.free, Watch.taken].compactMap { try connection.integer($0) }
    return moments.min().map(Instant.init(milliseconds:))
  }

  private static let free = """
    SELECT min(not_before) FROM outbox WHERE state = 'waiting' AND lease_owner = ''
    """

  private static let taken = """
    SELECT min(lease_until) FROM outbox WHERE lease_owner <> '' AND state = 'waiting'
    """

  private static func version(of connection: Connection) throws -> Int64 {
    try connection.integer("PRAGMA data_version") ?? 0
  }
}
