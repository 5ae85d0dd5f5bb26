/// Bytes on their way to standard output, written many at a time.
final class OutputBuffer {
  private var bytes: [UInt8] = []
  private static let most = 1 << 16

  /// Adds bytes; what has come together is written once there is enough of it.
  func write(_ more: [UInt8]) throws {
    bytes += more
    if bytes.count >= OutputBuffer.most { try flush() }
  }

  /// Writes what is left.
  func flush() throws {
    try SystemCalls.write(bytes, to: 1)
    bytes.removeAll(keepingCapacity: true)
  }
}
