import Glibc
import SystemPackage

/// Another program that reads what is written to it.
package struct ChildProcess: ~Copyable {
  private let process: pid_t
  private let input: OpenFile

  /// Starts the program that the first word names, with this program's environment.
  package init(_ words: [String]) throws(SystemError) {
    guard let name = words.first else { throw SystemError(.startProcess, "", .noName) }
    let ends = try doing(.makePipe) { try FileDescriptor.pipe(options: .closeOnExec) }
    let reading = OpenFile(owning: ends.readEnd, path: name)
    let writing = OpenFile(owning: ends.writeEnd, path: name)
    process = try ChildProcess.start(name, words, reading: reading.descriptor)
    input = writing
  }

  private static func start(
    _ name: String, _ words: [String], reading end: FileDescriptor,
  ) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, end.rawValue, 0)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var variables = unsafe ThisProcess.variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe variables.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, name, &actions, nil, &arguments, &variables)
    guard code == 0 else { throw SystemError(.startProcess, name, .number(code)) }
    return process
  }

  /// Writes all bytes to it; throws if it reads no more.
  package func write(_ bytes: [UInt8]) throws(SystemError) { try input.write(bytes, for: .output) }

  /// Ends its input and waits for its end; `nil` if a signal ended it.
  package consuming func finish() -> Int32? {
    let process = process
    _ = consume input
    var status: Int32 = 0
    guard (try? retrying { unsafe waitpid(process, &status, 0) }) != nil, status & 0x7F == 0 else {
      return nil
    }
    return status >> 8 & 0xFF
  }
}
