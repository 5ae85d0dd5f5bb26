import Glibc
import Kernel
import Texts

/// What the command line asks of the operating system: the only file here that meets pointers.
enum SystemCalls {
  /// The first of the program's arguments, counted from 1, that is not UTF-8; Swift's own list has
  /// it mended already.
  static var damagedArgument: Int? {
    (1..<max(1, Int(CommandLine.argc))).first { index in
      guard let bytes = unsafe CommandLine.unsafeArgv[index] else { return false }
      return unsafe String(validatingCString: bytes) == nil
    }
  }

  /// Whether somebody looks at what is written there.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// How large the terminal is; `nil` where that is no terminal or one that does not say.
  static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
  }

  /// Writes all bytes; throws where the reader is gone or the disk is full.
  ///
  /// On a terminal, what would act on it is escaped: see `TerminalGate`. Data has no colours.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, isData: Bool = false,
  ) throws(Failure) {
    let isSeen = isTerminal(descriptor)
    var rest = (isSeen ? TerminalGate.safe(bytes, isData: isData) : bytes)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        throw Failure(.failed, Text("file.output", ["reason": reason(errno)]))
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads to the end, but no more than `limit` bytes and one.
  static func readAll(from descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(.failed, Text("file.input", ["reason": reason(errno)]))
      }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  /// A whole file of at most that many bytes.
  static func contents(of path: String, limit: Int) throws(Failure) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      let code: Failure.Code = errno == ENOENT ? .notFound : .failed
      throw Failure(code, Text("file.unreadable", ["path": path, "reason": reason(errno)]))
    }
    defer { close(file) }
    let bytes = try readAll(from: file, limit: limit)
    guard bytes.count <= limit else {
      throw Failure(.invalid, Text("file.too_large", ["path": path, "limit": limit]))
    }
    return bytes
  }

  /// Whether others than its owner may read or write a file.
  static func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & 0o077 != 0
  }

  /// Whether whoever runs the program owns a file, or is root.
  static func owns(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return geteuid() == 0 || geteuid() == status.st_uid
  }

  /// What is typed until the line ends, without blanks around it; `nil` at the end of input.
  static func readLine() -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 4_096 {
      let count = unsafe Glibc.read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { break }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\r") { line.append(byte) }
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// A variable of the environment; `nil` where it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The environment that the program was started with, as `NAME=value`.
  ///
  /// Read from the system: the C library's own list is a variable that threads could change.
  static func variables() -> [String] {
    let file = unsafe open("/proc/self/environ", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    guard let bytes = try? readAll(from: file, limit: 4 << 20) else { return [] }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The login name of whoever runs the program; their number where they have no name.
  static func login() -> String {
    let user = getuid()
    guard let record = unsafe getpwuid(user), let name = unsafe record.pointee.pw_name else {
      return "\(user)"
    }
    return unsafe String(cString: name)
  }

  /// The language of whoever runs the program, by the first of the locale's variables that is set
  /// (POSIX, 8.2); English where none says one.
  static var language: Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    return names.compactMap(environment).first.flatMap { Language($0) } ?? .english
  }

  /// The time zone of whoever runs the program, by TZ, else the system's own; UTC where none is said
  /// that the system has.
  static var zone: String {
    let names = [
      environment("TZ").map { $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }, localtime,
    ]
    let found = names.compactMap(\.self).first { (try? Zone.named($0)) != nil } ?? Zone.utc.name
    // The same clock has many names; one of them needs no file.
    return universal.contains(found) ? Zone.utc.name : found
  }

  private static let universal = [
    "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu",
  ]

  /// The zone whose file /etc/localtime is a link to.
  private static var localtime: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/etc/localtime", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    let parts = path.split(separator: "/")
    guard let folder = parts.lastIndex(of: "zoneinfo") else { return nil }
    return parts[parts.index(after: folder)...].joined(separator: "/")
  }

  /// What time it is.
  static func now() -> Instant {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Whether there is anything of that name, be it a link to nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Whether there is a folder of that name, be it through a link.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a file, where it is there.
  static func removeFile(_ path: String) {
    _ = unsafe unlink(path)
  }

  /// Removes a folder, where it is there and empty.
  static func removeEmptyFolder(_ path: String) {
    _ = unsafe rmdir(path)
  }

  private static func reason(_ number: Int32) -> Text {
    guard let text = unsafe strerror(number) else {
      return Text("file.system_error", ["code": number])
    }
    return unsafe Text(words: String(cString: text))
  }
}
