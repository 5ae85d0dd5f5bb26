import Glibc

/// The program as the system runs it: its arguments, environment and user.
package enum ThisProcess {
  package static var number: Int32 { getpid() }

  /// The number of the user whose rights the program has.
  package static var user: UInt32 { geteuid() }

  /// Has a write fail that would make a file larger than it may be, as on a full disk; the system would
  /// end the program without a word.
  package static func outliveFileLimit() { _ = signal(SIGXFSZ, SIG_IGN) }

  /// The first of the arguments, counted from 1, that is not UTF-8; Swift's own list has it mended
  /// already.
  package static var damagedArgument: Int? {
    (1..<max(1, Int(CommandLine.argc))).first { index in
      guard let bytes = unsafe CommandLine.unsafeArgv[index] else { return false }
      return unsafe String(validatingCString: bytes) == nil
    }
  }

  /// The file of the program.
  package static var program: String? { FileSystem.target(ofLink: "/proc/self/exe") }

  /// A variable of the environment; `nil` if it is not set.
  package static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// A variable of the environment; `nil` if it is not set or empty.
  package static func setting(_ name: String) -> String? {
    variable(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The environment that the program was started with, as `NAME=value`.
  ///
  /// Read from the system: the C library's own list is a variable that threads could change.
  package static var variables: [String] {
    let bytes = (try? FileSystem.bytes(of: "/proc/self/environ", atMost: 4 << 20)) ?? []
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The login name of whoever runs the program; their number if they have no name.
  package static var login: String {
    let user = getuid()
    guard let record = unsafe getpwuid(user), let name = unsafe record.pointee.pw_name else {
      return "\(user)"
    }
    return unsafe String(cString: name)
  }

  /// Whether whoever runs the program owns a file, or is root.
  package static func owns(_ path: String) -> Bool {
    guard let owner = FileSystem.status(of: path)?.owner else { return false }
    return geteuid() == 0 || geteuid() == owner
  }

  /// Has the signals do nothing from now on.
  package static func ignore(_ signals: [HeldSignals.Signal]) {
    for one in signals { _ = signal(one.rawValue, SIG_IGN) }
  }

  /// Ends the program at once: nothing is cleaned up.
  package static func end(_ status: Int32) -> Never { _exit(status) }

  /// Ends the program as a fault does, after it has said why.
  package static func abort(saying line: String) -> Never {
    try? StandardStream.error.write(Array(line.utf8))
    Glibc.abort()
  }
}
