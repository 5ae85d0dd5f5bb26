import Foundation

/// A program with a pseudo-terminal as its controlling terminal, at which a test sits.
package final class PseudoTerminal {
  /// What a test waited for and did not see.
  package struct Missing: Error, CustomStringConvertible {
    package let awaited: String
    package let output: String
    package var description: String {
      "no \(awaited.debugDescription) in \(output.debugDescription)"
    }
  }

  /// How a program ended.
  package enum End: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  package let process: pid_t
  private var keyboard: Int32
  /// The program's side, kept open: its modes are forgotten with the last who has it open.
  private var screen: Int32
  private let patience: Duration
  /// What the program works in; a test's folder goes away with its owner.
  private let places: [any AnyObject & Sendable]
  private var unread: [UInt8] = []
  /// All that the program has shown.
  package private(set) var shown: [UInt8] = []

  /// Starts the program that the first word names by its path.
  ///
  /// `places` is what it works in, kept until the program has ended.
  package init(
    _ words: [String], in places: [any AnyObject & Sendable],
    environment: [String: String] = [:], columns: UInt16 = 80, rows: UInt16 = 24,
    patience: Duration = .seconds(20),
  ) throws {
    self.patience = patience
    self.places = places
    keyboard = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (isLocked, number): (Int32, UInt32) = (0, 0)
    // TIOCSPTLCK and TIOCGPTN: glibc hides unlockpt and ptsname from Swift.
    guard keyboard >= 0, unsafe ioctl(keyboard, 0x4004_5431, &isLocked) == 0,
      unsafe ioctl(keyboard, 0x8004_5430, &number) == 0
    else { throw POSIXError(.ENOTTY) }
    PseudoTerminal.setSize(of: keyboard, columns, rows)
    let name = "/dev/pts/\(number)"
    screen = unsafe open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    process = try PseudoTerminal.start(words, on: name, environment: environment)
  }

  deinit {
    close()
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  private static func setSize(of terminal: Int32, _ columns: UInt16, _ rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  private static func start(
    _ words: [String], on terminal: String, environment: [String: String],
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    // The leader of a session gets the first terminal that it opens as its controlling one.
    unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    for copy in Int32(1)...2 { unsafe posix_spawn_file_actions_adddup2(&actions, 0, copy) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    // SETSID is 0x80 in glibc, which hides its name from Swift.
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    let usual = ["TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/"]
    var variables =
      unsafe usual.merging(environment) { $1 }.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer { unsafe variables.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(
      &process, words[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
    return process
  }

  /// Types keys.
  package func send(_ keys: String) { send(bytes: Array(keys.utf8)) }

  /// Types keys that may be no text.
  package func send(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A terminal takes no more keys than the program reads; what it shows is read meanwhile.
      var state = pollfd(fd: keyboard, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard unsafe poll(&state, 1, milliseconds) > 0 else { return }
      if Int32(state.revents) & POLLIN != 0, !takeOutput() { return }
      if Int32(state.revents) & POLLOUT != 0 {
        let piece = Array(rest.prefix(256))
        let count = unsafe write(keyboard, piece, piece.count)
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Sends a signal to the program.
  package func send(signal: Int32) { kill(process, signal) }

  /// Waits until that is shown, and gives what was shown before it since the last wait.
  @discardableResult
  package func wait(for text: String) throws -> String {
    let awaited = Array(text.utf8)
    let end = ContinuousClock.now + patience
    var searched = 0
    while true {
      if let place = unread[searched...].firstRange(of: awaited) {
        let before = String(decoding: unread[..<place.lowerBound], as: UTF8.self)
        unread.removeSubrange(..<place.upperBound)
        return before
      }
      searched = max(0, unread.count - awaited.count)
      guard ContinuousClock.now < end, isReadable, takeOutput() else {
        throw Missing(awaited: text, output: String(decoding: unread, as: UTF8.self))
      }
    }
  }

  /// Gives the terminal another size, of which the program is told by a signal.
  package func resize(columns: UInt16, rows: UInt16) {
    PseudoTerminal.setSize(of: keyboard, columns, rows)
  }

  /// Takes the terminal away.
  package func close() {
    guard keyboard >= 0 else { return }
    for file in [keyboard, screen] { Foundation.close(file) }
    (keyboard, screen) = (-1, -1)
  }

  /// How the terminal treats what is typed and shown: all flags and special characters.
  package var modes: [UInt32] {
    var modes = termios()
    guard unsafe tcgetattr(screen, &modes) == 0 else { return [] }
    let characters = unsafe withUnsafeBytes(of: &modes.c_cc) { unsafe $0.map(UInt32.init) }
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + characters
  }

  /// Reads what the program shows until it ends, and tells how.
  package func end() throws -> End {
    let limit = ContinuousClock.now + patience
    var status: Int32 = 0
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < limit else {
        throw Missing(awaited: "end", output: String(decoding: unread, as: UTF8.self))
      }
      var state = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&state, keyboard < 0 ? 0 : 1, 2) > 0 { _ = takeOutput() }
    }
    while isReadableNow, takeOutput() { continue }
    let signal = status & 0x7F
    return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
  }

  private var milliseconds: Int32 { Int32(patience.components.seconds) * 1000 }

  private var isReadable: Bool {
    var state = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&state, 1, milliseconds) > 0
  }

  private var isReadableNow: Bool {
    var state = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&state, keyboard < 0 ? 0 : 1, 0) > 0
  }

  /// Reads what is shown; `false` if the program has let go of the terminal.
  private func takeOutput() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe read(keyboard, &bytes, bytes.count)
    guard count > 0 else { return false }
    unread += bytes[..<count]
    shown += bytes[..<count]
    return true
  }
}
