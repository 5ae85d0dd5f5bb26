import Texts

/// Reads what others may be writing: until two readings, one after the other, are the same.
///
/// Files that are read one by one while somebody replaces them may be of two versions. What changes
/// between two readings is read again; what changes all the time is an error that says so.
package enum SettledReading {
  /// How often it is read at most.
  package static let tries = 8

  /// What two readings agree on; a failure that comes twice is thrown.
  package static func of<Reading: Equatable>(
    _ plugin: String, _ read: () throws(PluginProblem) -> Reading,
  ) throws(PluginProblem) -> Reading {
    var last = attempt(read)
    for _ in 1..<tries {
      let next = attempt(read)
      guard next != last else { return try next.get() }
      last = next
    }
    throw PluginProblem(plugin: plugin, Text.loadingUnsettled(count: tries))
  }

  private static func attempt<Reading>(
    _ read: () throws(PluginProblem) -> Reading,
  ) -> Result<Reading, PluginProblem> {
    do throws(PluginProblem) { return .success(try read()) } catch { return .failure(error) }
  }
}
