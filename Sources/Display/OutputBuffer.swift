import System

/// Bytes on their way to standard output, written many at a time.
package final class OutputBuffer {
  private var bytes: [UInt8] = []
  /// Whether the lines written are the elements of one array of JSON.
  private let isArray: Bool
  private var isFirst = true
  private static let most = 1 << 16

  package init(isArray: Bool = false) {
    self.isArray = isArray
  }

  /// Adds a line; what has come together is written once there is enough of it.
  package func write(_ line: [UInt8]) throws {
    if isArray {
      bytes.append(UInt8(ascii: isFirst ? "[" : ","))
      isFirst = false
    }
    bytes += line
    if bytes.count >= OutputBuffer.most { try send() }
  }

  /// Writes what is left: nothing more comes after it.
  package func finish() throws {
    if isArray { bytes += isFirst ? "[]\n".utf8 : "]\n".utf8 }
    try send()
  }

  private func send() throws {
    try StandardStream.output.put(bytes, isData: true)
    bytes.removeAll(keepingCapacity: true)
  }
}
