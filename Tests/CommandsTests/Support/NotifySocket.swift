import Foundation
import Glibc
import TestSupport

/// The socket on which systemd hears what a service says of itself.
final class NotifySocket {
  let path: String
  private let descriptor: Int32
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/notify"
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var place = sockaddr_un()
    place.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &place.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = unsafe withUnsafePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(descriptor, pointer, size)
      }
    }
    guard code == 0 else { throw NeverHappened(what: "a socket at \(path)") }
  }

  deinit {
    close(descriptor)
  }

  /// The next message; waits for it, but not for ever.
  func next() throws -> String {
    var awaited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&awaited, 1, 60_000) > 0 else { throw NeverHappened(what: "a message") }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }

  /// Reads messages until one begins so.
  func waitFor(_ beginning: String) throws {
    while try !next().hasPrefix(beginning) {}
  }
}
