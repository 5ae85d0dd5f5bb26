import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// A desk with a person at a prompt who may write, and two questions.
final class PromptDesk {
  let temporary: TemporaryDesk
  let session: PromptSession
  var printed: [String] { lines.all }
  private let lines: Lines
  private var number = 0

  private final class Lines {
    var all: [String] = []
  }

  init(as name: String = "mia", mayWrite: Bool = true, on desk: TemporaryDesk? = nil) throws {
    if let desk {
      temporary = desk
    } else {
      temporary = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
      for _ in 1...2 { try temporary.question() }
    }
    let lines = Lines()
    self.lines = lines
    session = try PromptSession(
      temporary.desk, as: try temporary.person(name), mayWrite: mayWrite
    ) { lines.all.append($0) }
  }

  /// Evaluates an entry.
  @discardableResult
  func type(_ text: String, isDryRun: Bool = false) throws -> PromptResult {
    number += 1
    return try session.evaluate(text, number: number, isDryRun: isDryRun)
  }

  /// Evaluates an entry that must come to its end; its first value.
  @discardableResult
  func value(_ text: String) throws -> PromptValue? {
    let result = try type(text)
    #expect(result.problem == nil, "\(text)")
    #expect(result.conflicts.isEmpty, "\(text)")
    return result.values.first
  }

  /// How many requests the open transaction holds; `nil` where none is open.
  var held: Int? { session.transaction?.requests.count }

  func priority(_ id: Int64) throws -> Priority? { try temporary.ticket(id)?.priority }
}
