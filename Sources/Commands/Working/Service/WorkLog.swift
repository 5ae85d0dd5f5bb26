import ArgumentParser
import Desk
import Display
import Kernel
import Synchronization
import System
import Texts

/// What a worker says as it goes, on standard error: a line each, from a level upwards.
///
/// A person at a terminal reads words alone; in a file each line has its time and level; systemd's
/// journal, which knows the time, is told the level by a number (sd-daemon(3)).
final class WorkLog: Sendable {
  private enum Form {
    case terminal
    case journal
    case file
  }

  private let output: Output
  private let least: LogLine.Level
  private let form: Form
  /// One line at a time: the thread of the signals writes as well.
  private let writing = Mutex(())

  init(_ output: Output, from least: LogLine.Level) {
    self.output = output
    self.least = least
    let isJournal = ThisProcess.setting("JOURNAL_STREAM") != nil
    form = output.error.isTerminal ? .terminal : isJournal ? .journal : .file
  }

  /// Says what is written to the desk's log as well.
  func say(_ line: LogLine) {
    say(line.level, (line.plugin.isEmpty ? "" : "\(line.plugin): ") + line.message)
  }

  /// A text of the catalogue, in the language of who started the worker.
  func words(_ text: Text) -> String { text.rendered(in: output.language) }

  /// Says a text of the catalogue.
  func say(_ level: LogLine.Level, _ text: Text) { say(level, words(text)) }

  /// Says something, if it matters enough; where nobody can hear it, the work goes on.
  private func say(_ level: LogLine.Level, _ words: String) {
    guard level.rank >= least.rank else { return }
    let text = output.error.shown(words)
    writing.withLock { _ in
      do {
        switch form {
        case .terminal: try output.say(text)
        case .journal: try output.say("<\(level.priority)>\(text)")
        case .file: try output.say("\(head(of: level)) \(text)")
        }
      } catch {
        return
      }
    }
  }
}

extension WorkLog {
  /// The time and the level, in another language than English as `docket log` has them.
  private func head(of level: LogLine.Level) -> String {
    let now = Clock.system.now()
    guard output.language != .english, let zone = output.zone else {
      return "\(now.iso) \(level.rawValue)"
    }
    return "\(zone.exactClock(now, by: output.language.writing)) \(words(level.text))"
  }
}

extension LogLine.Level: ExpressibleByArgument {
  /// The number that syslog has for it.
  fileprivate var priority: Int {
    switch self {
    case .debug: 7
    case .info: 6
    case .warning: 4
    case .error: 3
    }
  }
}
