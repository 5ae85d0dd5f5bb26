import Glibc

/// What the program tells systemd, where that started it as a service of `Type=notify`.
///
/// Source: sd_notify(3): datagrams of `NAME=value` lines to the socket `$NOTIFY_SOCKET`.
struct ServiceNotice {
  private let address: String?
  /// How often systemd wants to hear that the program is alive, in milliseconds; `nil` for never.
  let watchdogMilliseconds: Int64?

  init() {
    address = SystemCalls.environment("NOTIFY_SOCKET")
    let isForUs = SystemCalls.environment("WATCHDOG_PID").map { Int32($0) == getpid() } ?? true
    let interval = SystemCalls.environment("WATCHDOG_USEC").flatMap { Int64($0) }
    watchdogMilliseconds = isForUs ? interval.map { max(1, $0 / 1_000) } : nil
  }

  /// The service works from now on, with that said of it.
  func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

  /// The configuration is being read again; `ready` ends it.
  func reloading() {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
  }

  /// What `systemctl status` shows.
  func status(_ status: String) { send("STATUS=\(status)") }
  func stopping() { send("STOPPING=1") }
  func alive() { send("WATCHDOG=1") }

  /// Whether it is heard or not changes nothing for the work.
  private func send(_ message: String) {
    guard let address, var place = ServiceNotice.place(address) else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(message.utf8)
    _ = unsafe withUnsafePointer(to: &place.address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe sendto(
          descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, place.count)
      }
    }
  }

  /// The socket's address: a path, or `@NAME` in the abstract name space.
  private static func place(_ address: String) -> (address: sockaddr_un, count: socklen_t)? {
    var bytes = Array(address.utf8)
    guard let first = bytes.first else { return nil }
    let isAbstract = first == UInt8(ascii: "@")
    guard isAbstract || first == UInt8(ascii: "/") else { return nil }
    if isAbstract { bytes[0] = 0 }
    var place = sockaddr_un()
    place.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: place.sun_path)
    guard bytes.count < room else { return nil }
    unsafe withUnsafeMutableBytes(of: &place.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let head = MemoryLayout<sockaddr_un>.size - room
    return (place, socklen_t(head + bytes.count + (isAbstract ? 0 : 1)))
  }
}
