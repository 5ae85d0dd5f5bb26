import Glibc
import SystemPackage

/// The three streams that a program is started with.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output
  case error

  private var descriptor: FileDescriptor { FileDescriptor(rawValue: rawValue) }

  /// Whether a person sits at it.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// How large the terminal is, without the rows if it does not say; `nil` if it is no terminal.
  package var size: (columns: Int, rows: Int?)? {
    var size = winsize()
    guard (try? retrying { unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) }) != nil,
      size.ws_col > 0
    else { return nil }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : nil)
  }

  /// Whether the reader of what is written to it, at a pipe or a terminal, is gone.
  ///
  /// Costs a system call, and waits for nothing.
  package var isReaderGone: Bool {
    var awaited = pollfd(fd: rawValue, events: 0, revents: 0)
    guard unsafe poll(&awaited, 1, 0) > 0 else { return false }
    return Int32(awaited.revents) & (POLLERR | POLLHUP | POLLNVAL) != 0
  }

  /// Writes all bytes; throws if the reader is gone or the disk is full.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try descriptor.writeWhole(bytes, for: .output)
  }

  /// Runs something that writes to a file in place of this stream, and hands over what it wrote,
  /// also where it throws.
  ///
  /// For the whole process: nothing else may write to the stream meanwhile.
  package func gathering(
    _ body: () throws -> Void, finish: ([UInt8]) throws -> Void,
  ) throws {
    let folder = try FileSystem.makeTemporaryFolder()
    defer { FileSystem.removeFolder(folder) }
    let file = try OpenFile.unnamed(at: folder + "/output")
    let result = try doing(.output, "") {
      let before = try descriptor.duplicate()
      defer { try? before.close() }
      _ = try file.descriptor.duplicate(as: descriptor)
      defer { _ = try? before.duplicate(as: descriptor) }
      return Result { try body() }
    }
    var bytes: [UInt8] = []
    while true {
      let next = try file.bytes(at: Int64(bytes.count), count: 1 << 16)
      if next.isEmpty { break }
      bytes += next
    }
    try finish(bytes)
    try result.get()
  }

  /// Reads to the end; throws `.tooLarge` if there are more bytes than the limit.
  package func bytes(atMost limit: Int) throws(SystemError) -> [UInt8] {
    try descriptor.wholeBytes(atMost: limit, for: .input)
  }

  /// The next bytes, at most `count`; none at the end.
  package func read(upTo count: Int) throws(SystemError) -> [UInt8] {
    try unsafe descriptor.bytes(count, for: .input, "") { try unsafe $0.read(into: $1) }
  }

  /// The bytes until the line ends, without its end; `nil` at the end of input.
  package func line(atMost limit: Int) -> [UInt8]? {
    var line: [UInt8] = []
    while line.count < limit {
      guard let byte = try? read(upTo: 1).first else { return line.isEmpty ? nil : line }
      if byte == UInt8(ascii: "\n") { break }
      line.append(byte)
    }
    return line
  }
}
