import Display
import System

/// What the program tells systemd, where that started it as a service of `Type=notify`.
///
/// Source: sd_notify(3): datagrams of `NAME=value` lines to the socket `$NOTIFY_SOCKET`.
struct ServiceNotice {
  private let address: DatagramAddress?
  /// How often systemd wants to hear that the program is alive, in milliseconds; `nil` for never.
  let watchdogMilliseconds: Int64?

  init() {
    address = ThisProcess.setting("NOTIFY_SOCKET").flatMap { DatagramAddress($0) }
    let isForUs =
      ThisProcess.setting("WATCHDOG_PID").map { Int32($0) == ThisProcess.number } ?? true
    let interval = ThisProcess.setting("WATCHDOG_USEC").flatMap { Int64($0) }
    watchdogMilliseconds = isForUs ? interval.map { max(1, $0 / 1_000) } : nil
  }

  /// The service works from now on, with that said of it.
  func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

  /// The configuration is being read again; `ready` ends it.
  func reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=\(SystemTime.monotonicNanoseconds / 1_000)")
  }

  /// What `systemctl status` shows.
  func status(_ status: String) { send("STATUS=\(status)") }
  func stopping() { send("STOPPING=1") }
  func alive() { send("WATCHDOG=1") }

  /// Whether it is heard or not changes nothing for the work.
  private func send(_ message: String) { address?.send(message) }
}
