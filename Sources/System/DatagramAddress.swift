import Glibc

/// The address of a socket that takes datagrams: a path, or `@NAME` in the abstract name space.
package struct DatagramAddress: Sendable {
  private let address: sockaddr_un
  private let count: socklen_t

  /// `nil` if the text is no address, or too long for one.
  package init?(_ text: String) {
    var bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    let isAbstract = first == UInt8(ascii: "@")
    guard isAbstract || first == UInt8(ascii: "/") else { return nil }
    if isAbstract { bytes[0] = 0 }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else { return nil }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    self.address = address
    count = socklen_t(
      MemoryLayout<sockaddr_un>.size - room + bytes.count + (isAbstract ? 0 : 1))
  }

  /// Sends a datagram; nothing tells whether somebody got it.
  package func send(_ message: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(message.utf8)
    var address = address
    _ = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        try? retrying {
          unsafe Int32(
            clamping: sendto(
              descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, count))
        }
      }
    }
  }
}
