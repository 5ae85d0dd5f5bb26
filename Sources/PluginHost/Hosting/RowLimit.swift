import Lua
import Texts

/// How many rows of the desk the hooks of one request may still read.
final class RowLimit {
  static let most = 1000
  /// How many rows may be read before the next `reset`.
  let most: Int
  private var left: Int

  init(most: Int = RowLimit.most) {
    self.most = most
    left = most
  }

  /// Takes rows that are handed to Lua.
  func take(_ count: Int) throws(HostError) {
    left -= count
    guard left >= 0 else {
      throw HostError(Text("api.too_many_rows", ["most": most]))
    }
  }

  /// Begins the next request.
  func reset() { left = most }
}
