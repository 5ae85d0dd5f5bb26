import Foundation
import Glibc

/// A run of the built program that goes on while the test does something else.
final class RunningProcess {
  private let process: Process
  private let output: TemporaryFile
  private let errors: TemporaryFile
  /// Where somebody types to it; `nil` where nobody does.
  private let input: Pipe?
  /// What it works in; a test's folder goes away with its owner.
  private let place: (any AnyObject & Sendable)?

  init(
    _ process: Process, in place: (any AnyObject & Sendable)?, isTyping: Bool = false,
  ) throws {
    self.process = process
    self.place = place
    (output, errors) = (try TemporaryFile(), try TemporaryFile())
    input = isTyping ? Pipe() : nil
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = try output.writing()
    process.standardError = try errors.writing()
    try process.run()
  }

  deinit {
    guard process.isRunning else { return }
    signal(SIGCONT)
    signal(SIGKILL)
  }

  var isRunning: Bool { process.isRunning }

  /// What it has written so far.
  var written: String { get throws { try output.text() } }

  /// What it has said so far on standard error.
  var said: String { get throws { try errors.text() } }

  /// The same, to be asked from anywhere.
  var reader: @Sendable () throws -> String { { [errors] in try errors.text() } }

  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  /// The same, to be called from anywhere while it runs.
  var signaller: @Sendable (Int32) -> Void {
    { [id = process.processIdentifier] number in kill(id, number) }
  }

  /// Kills it as the system would where there is no memory left: it learns nothing of it.
  func killAtOnce() {
    signal(SIGKILL)
    process.waitUntilExit()
  }

  /// Types something to it.
  func type(_ text: String) throws {
    try input?.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// Waits for its end; nothing more is typed.
  func end() throws -> DocketProcess.Result {
    try input?.fileHandleForWriting.close()
    process.waitUntilExit()
    return DocketProcess.Result(
      status: process.terminationStatus, output: try output.text(), errors: try errors.text())
  }
}

/// Looks again and again until something holds; throws where it never does.
func eventually(_ what: String, _ holds: () throws -> Bool) throws {
  let clock = ContinuousClock()
  let end = clock.now + .seconds(60)
  while try !holds() {
    guard clock.now < end else { throw NeverHappened(what: what) }
    usleep(1_000)
  }
}

/// What a test waited for in vain.
struct NeverHappened: Error {
  let what: String
}
