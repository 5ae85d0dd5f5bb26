import Foundation
import Glibc

/// A terminal without a screen: what the program writes to its end is read at ours.
struct PseudoTerminal {
  struct Missing: Error {}

  private let ours: FileHandle
  /// The program's end.
  let program: FileHandle

  init(columns: UInt16) throws {
    let master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, unsafe ioctl(master, PseudoTerminal.setLock, &lock) == 0,
      unsafe ioctl(master, PseudoTerminal.getNumber, &number) == 0
    else { throw Missing() }
    let slave = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard slave >= 0 else { throw Missing() }
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else { throw Missing() }
    ours = FileHandle(fileDescriptor: master, closeOnDealloc: true)
    program = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
  }

  /// Types something, which the program reads when it asks.
  func type(_ text: String) throws {
    try ours.write(contentsOf: Data(text.utf8))
  }

  /// All that the program writes, until it has closed its end; lines end as in files.
  func readToEnd() -> String {
    close(program.fileDescriptor)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      // Who asks for more than was typed would wait for ever.
      var awaited = pollfd(fd: ours.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&awaited, 1, PseudoTerminal.patience) > 0 else { break }
      // At the end Linux reports an input/output error.
      let count = unsafe read(ours.fileDescriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// Ends what the program reads, which it would wait for otherwise.
  func hangUp() { try? ours.close() }

  /// Milliseconds.
  private static let patience: Int32 = 60_000

  // Source: Linux's asm-generic/ioctls.h, TIOCSPTLCK and TIOCGPTN; Glibc's own functions for it
  // hide behind a feature macro that the module map does not set.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
}
