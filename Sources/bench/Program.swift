import Glibc

/// Another program, run to its end.
enum Program {
  /// What a program's run took.
  struct Ending {
    let status: Int32
    /// From before it was started until it had ended, in milliseconds.
    let milliseconds: Double
    /// The most memory that it held, in megabytes.
    let megabytes: Double
  }

  /// Runs a program with its output thrown away.
  static func run(_ arguments: [String]) throws -> Ending {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    let start = Meter.time
    var child = pid_t()
    let code = unsafe posix_spawn(&child, arguments[0], &actions, nil, words, environ)
    guard code == 0 else {
      throw BenchError("cannot start \(arguments[0]): \(unsafe String(cString: strerror(code)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    return Ending(
      status: status, milliseconds: (Meter.time - start) / 1_000,
      megabytes: Double(usage.ru_maxrss) / 1_024)
  }

  /// A program that lies beside this one; `nil` where there is none.
  static func besideThis(_ name: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    let own = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    let path = String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) + "/" + name
    return unsafe access(path, X_OK) == 0 ? path : nil
  }

  /// The login of whoever runs this.
  static var login: String {
    guard let entry = unsafe getpwuid(getuid()) else { return "root" }
    return unsafe String(cString: entry.pointee.pw_name)
  }
}
