import Kernel
import PluginHost
import Storage
import Texts

/// Why a row of the outbox was not done, and what becomes of it.
struct DeliveryFailure: TextError {
  /// What becomes of the row.
  enum Fate: Equatable {
    /// It is tried again, after so many milliseconds where somebody says when.
    case retry(after: Int64?)
    /// It is done later, and this was no try.
    case postponed(until: Instant)
    /// It is not tried again: a channel will never send it, say.
    case dead
    /// There is nothing left to do: nobody may read it any more, say.
    case needless
    /// There is nothing that could do it: its plugin is not there any more, say.
    case lost
  }

  let fate: Fate
  let text: Text
  /// Where the plugin's code was, a line each; for the desk's log.
  var traceback = ""

  var description: String { text.description }

  /// Each try took its worker down with it, or went on past its lease.
  static let neverFinished = DeliveryFailure(
    .dead, Text.outboxNeverFinished(tries: Worker.tries))

  init(_ fate: Fate, _ text: Text) {
    self.fate = fate
    self.text = text
  }

  /// What an error of a run leads to; a row that has been tried too often is dead.
  init(_ error: any Error, of row: OutboxRow) {
    let ending = error as? DeliveryFailure ?? DeliveryFailure(.retry(after: nil), Text(of: error))
    if case .retry = ending.fate, row.tries >= Worker.tries {
      self.init(.dead, ending.text)
    } else {
      self = ending
    }
    if let fault = error as? HookFault { traceback = fault.traceback }
  }
}

extension DeliveryFailure {
  /// How the desk's log names it.
  func line(of row: OutboxRow, isFault: Bool, at now: Instant, on desk: Desk) -> LogLine? {
    let level: LogLine.Level
    let words: Text
    switch fate {
    case .retry, .dead:
      level = fate == .dead ? .error : .warning
      words = Text.logRow(
        row: row.id, kind: row.kind, name: row.name, tries: row.tries, problem: text)
    case .needless, .lost:
      level = fate == .lost ? .warning : .info
      words = Text.logRowDropped(
        row: row.id, kind: row.kind, name: row.name, problem: text)
    case .postponed: return nil
    }
    let frames = traceback.isEmpty ? "" : "\n" + traceback
    var line = LogLine(
      at: now, level: level, plugin: row.plugin,
      message: desk.logged(words) + frames)
    line.isFault = isFault
    line.isRepeated = row.tries > 1
    return line
  }

  /// Writes what becomes of the row; `false` where the lease has been lost.
  func write(
    of row: OutboxRow, owner: String, at now: Instant, words: String,
    to transaction: WriteTransaction,
  ) throws -> Bool {
    switch fate {
    case .retry(let wait):
      let retry = now.advanced(byMilliseconds: wait ?? Worker.backoff(afterTry: row.tries))
      return try transaction.fail(row.id, owner: owner, error: words, retryAt: retry)
    case .dead: return try transaction.fail(row.id, owner: owner, error: words, retryAt: nil)
    case .postponed(let until):
      return try transaction.postpone(row.id, owner: owner, until: until, reason: words)
    case .needless, .lost: return try transaction.drop(row.id, owner: owner, reason: words)
    }
  }
}
