import Glibc

/// Another program, run to its end.
enum BenchProgram {
  /// What a program's run took.
  struct ProgramEnd {
    let status: Int32
    /// From before it was started until it had ended, in milliseconds.
    let milliseconds: Double
    /// The most memory that it held, in megabytes.
    let megabytes: Double
  }

  /// Runs a program; what it prints goes to a file, or nowhere.
  static func run(_ arguments: [String], output: String = "/dev/null") throws -> ProgramEnd {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
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
    return ProgramEnd(
      status: status, milliseconds: (Meter.time - start) / 1_000,
      megabytes: Double(usage.ru_maxrss) / 1_024)
  }

  /// Runs a program so many times and prints a line for each: status, milliseconds, megabytes.
  ///
  /// For a process that does nothing else. The system counts what the starting process holds as the
  /// started one's memory, and a benchmark that has measured other things holds a lot.
  static func report(_ arguments: [String]) throws {
    guard let count = arguments.first.flatMap(Int.init), arguments.count > 1 else {
      throw BenchError("--time-program wants a number and a program")
    }
    for _ in 0..<count {
      let ending = try run(Array(arguments.dropFirst()))
      print(ending.status, ending.milliseconds, ending.megabytes)
    }
  }

  /// Lets a new process of this program time another one; gives its lines.
  static func time(_ arguments: [String], count: Int, in place: WorkFolder) throws -> [ProgramEnd] {
    let path = place.fresh("time-program")
    _ = try run(["/proc/self/exe", "--time-program", "\(count)"] + arguments, output: path)
    guard let file = unsafe fopen(path, "r") else { throw BenchError("cannot read \(path)") }
    defer { unsafe fclose(file) }
    var endings: [ProgramEnd] = []
    while let line = unsafe line(of: file) {
      let words = line.split(separator: " ")
      guard words.count == 3, let status = Int32(words[0]), let milliseconds = Double(words[1]),
        let megabytes = Double(words[2])
      else { throw BenchError("\(arguments[0]) cannot be timed: \(line)") }
      endings.append(ProgramEnd(status: status, milliseconds: milliseconds, megabytes: megabytes))
    }
    return endings
  }

  /// What stands in a file.
  static func text(of path: String) throws -> String {
    guard let file = unsafe fopen(path, "r") else { throw BenchError("cannot read \(path)") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  private static func line(of file: UnsafeMutablePointer<FILE>) -> String? {
    var buffer = [CChar](repeating: 0, count: 200)
    guard unsafe fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
    return String(decoding: bytes, as: UTF8.self)
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
