import Kernel
import PluginHost
import Storage
import Texts

/// The desk as plugins in the reacting lane read it: each answer is of its own moment.
final class LiveReading: ForwardedReading {
  let rulebook: Rulebook
  let now: Instant
  private let readers: Readers
  /// What each reader's work is taken from.
  private var allowance: ReadAllowance?
  /// What is read from while entries are gone through: what is asked meanwhile is of the same moment.
  private var open: SessionReading?

  init(rulebook: Rulebook, now: Instant, readers: Readers) {
    self.rulebook = rulebook
    self.now = now
    self.readers = readers
  }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    let outer = self.allowance
    self.allowance = allowance
    defer { self.allowance = outer }
    return try body()
  }

  func asking<Answer: Sendable>(
    _ body: (any DeskReading) throws -> Answer,
  ) throws -> Answer {
    if let open { return try body(open) }
    return try readers.read(within: allowance) { reader in
      let reading = SessionReading(reader, rulebook: rulebook, now: now)
      open = reading
      defer { open = nil }
      return try body(reading)
    }
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    throw DeskError.invalid(
      what: "docket.state", reason: Text.deskStateUnread)
  }
}
