import Lua
import Texts

/// How many rows of the desk the hooks of one request may still read.
final class RowLimit {
  static let most = 1000
  /// How many rows may be read before the next `reset`.
  let most: Int
  /// How much of the database may be read for them, however few rows come of it.
  let reads: ReadLimit
  private var left: Int

  /// A call's own milliseconds decide how much it may read where no `milliseconds` are given for all.
  init(most: Int = RowLimit.most, milliseconds: Int64 = ReadLimit.longest) {
    self.most = most
    left = most
    reads = ReadLimit(milliseconds: milliseconds)
  }

  /// As many rows as ever need be looked for: the one beyond the limit is what raises.
  var enough: Int { most < .max ? most + 1 : .max }

  /// Takes rows that are handed to Lua.
  func take(_ count: Int) throws(HostError) {
    left -= count
    guard left >= 0 else {
      throw HostError(Text.apiTooManyRows(most: most))
    }
  }

  /// Begins the next request.
  func reset() {
    left = most
    reads.reset()
  }
}
