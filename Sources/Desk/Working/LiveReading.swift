import Kernel
import PluginHost
import Storage
import Texts

/// The desk as plugins in the reacting lane read it: each answer is of its own moment.
final class LiveReading: ForwardedReading {
  let rulebook: Rulebook
  let now: Instant
  private let readers: Readers

  /// What a plugin asks takes at most so many steps of SQLite's machine.
  private static let steps = 20_000_000

  init(rulebook: Rulebook, now: Instant, readers: Readers) {
    self.rulebook = rulebook
    self.now = now
    self.readers = readers
  }

  func asking<Answer>(_ body: (any DeskReading) throws -> Answer) throws -> Answer {
    try readers.read(steps: LiveReading.steps) {
      try body(SessionReading($0, rulebook: rulebook, now: now))
    }
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    throw DeskError.invalid(
      what: "docket.state", reason: Text("desk.state_unread"))
  }
}
