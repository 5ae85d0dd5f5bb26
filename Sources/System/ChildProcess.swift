import Glibc
import SystemPackage

/// Another program that reads what is written to it.
package struct ChildProcess: ~Copyable {
  private let process: pid_t
  private let input: OpenFile

  /// Starts the program that the first word names, with this program's environment and those
  /// variables of which it says nothing.
  package init(
    _ words: [String], suggesting variables: [(name: String, value: String)] = [],
  ) throws(SystemError) {
    guard let name = words.first else { throw SystemError(.startProcess, "", .noName) }
    let ends = try doing(.makePipe) { try FileDescriptor.pipe(options: .closeOnExec) }
    let reading = OpenFile(owning: ends.readEnd, path: name)
    let writing = OpenFile(owning: ends.writeEnd, path: name)
    let known = ThisProcess.variables
    let added = variables.filter { one in !known.contains { $0.hasPrefix("\(one.name)=") } }
    process = try ChildProcess.start(
      name, words, known + added.map { "\($0.name)=\($0.value)" }, reading: reading.descriptor)
    input = writing
  }

  private static func start(
    _ name: String, _ words: [String], _ variables: [String], reading end: FileDescriptor,
  ) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, end.rawValue, 0)
    return try unsafe spawn(name, words, variables, &actions, nil)
  }

  private static func spawn(
    _ name: String, _ words: [String], _ environment: [String],
    _ actions: UnsafePointer<posix_spawn_file_actions_t>?,
    _ attributes: UnsafePointer<posix_spawnattr_t>?,
  ) throws(SystemError) -> pid_t {
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe variables.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, name, actions, attributes, &arguments, &variables)
    guard code == 0 else { throw SystemError(.startProcess, name, .number(code)) }
    return process
  }

  /// Writes all bytes to it; throws if it reads no more.
  package func write(_ bytes: [UInt8]) throws(SystemError) { try input.write(bytes, for: .output) }

  /// Ends its input and waits for its end; `nil` if a signal ended it.
  package consuming func finish() -> Int32? {
    let process = process
    _ = consume input
    return ChildProcess.status(of: process)
  }

  private static func status(of process: pid_t) -> Int32? {
    var status: Int32 = 0
    guard (try? retrying { unsafe waitpid(process, &status, 0) }) != nil, status & 0x7F == 0 else {
      return nil
    }
    return status >> 8 & 0xFF
  }
}

extension ChildProcess {
  /// Runs a program that has the terminal to itself, and waits for its end; gives its exit status,
  /// `nil` if a signal ended it.
  ///
  /// The keyboard's signals are its own business meanwhile, whatever this program does at them.
  package static func runInForeground(_ words: [String]) throws(SystemError) -> Int32? {
    guard let name = words.first else { throw SystemError(.startProcess, "", .noName) }
    let keyboard = [SIGINT, SIGQUIT]
    let before = keyboard.map { signal($0, SIG_IGN) }
    defer { for (number, action) in zip(keyboard, before) { _ = signal(number, action) } }
    let modes = TerminalModes(of: .input)
    defer { modes?.restore(on: .input) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for number in keyboard + [SIGPIPE, SIGXFSZ] { unsafe sigaddset(&signals, number) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    return status(of: try unsafe spawn(name, words, ThisProcess.variables, nil, &attributes))
  }
}

extension ChildProcess {
  /// Runs a program without input and gives what it prints, at most so many bytes.
  ///
  /// What it says to standard error goes nowhere. Throws where it cannot be started.
  package static func output(
    of words: [String], atMost limit: Int,
  ) throws(SystemError) -> [UInt8] {
    guard let name = words.first else { throw SystemError(.startProcess, "", .noName) }
    let ends = try doing(.makePipe) { try FileDescriptor.pipe(options: .closeOnExec) }
    let reading = OpenFile(owning: ends.readEnd, path: name)
    let process = try start(name, words, writing: OpenFile(owning: ends.writeEnd, path: name))
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let more = try reading.read(upTo: min(limit - bytes.count, 1 << 16))
      guard !more.isEmpty else { break }
      bytes += more
    }
    // Whoever still prints is told by a signal that nobody reads.
    _ = consume reading
    _ = status(of: process)
    return bytes
  }

  /// Starts it with its own end of a pipe, which this program lets go of.
  private static func start(
    _ name: String, _ words: [String], writing end: consuming OpenFile,
  ) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, end.descriptor.rawValue, 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    return try unsafe spawn(name, words, ThisProcess.variables, &actions, nil)
  }
}
