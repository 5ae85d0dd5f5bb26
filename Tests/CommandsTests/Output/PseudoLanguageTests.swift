import Foundation
import Kernel
import Testing

/// What pages look like in languages that are longer, or run from right to left: see
/// `Language.isPseudo`.
@Suite struct PseudoLanguageTests {
  /// Nothing is pushed out of the terminal.
  @Test(arguments: ["qps", "qpr", "de", "es", "nl", "ru"], pages)
  func `pages keep to 80 columns whatever the words are`(
    language: String, arguments: [String],
  ) throws {
    for line in try shown(arguments, in: language) {
      #expect(line.displayWidth <= 80, "\(arguments): \(line)")
      #expect(line.last != " ", "\(arguments): \(line)")
    }
  }

  /// A terminal that turns such words around turns nothing but them: neither the next column nor
  /// the name before.
  @Test(arguments: pages)
  func `words from right to left are kept apart from what stands beside them`(
    arguments: [String],
  ) throws {
    for line in try shown(arguments, in: "qpr") {
      var depth = 0
      for scalar in line.unicodeScalars {
        switch scalar {
        case "\u{2068}": depth += 1
        case "\u{2069}": depth -= 1
        default:
          guard String(scalar).hasRightToLeft, depth == 0 else { continue }
          Issue.record("\(arguments): \(line)")
          return
        }
        #expect((0...2).contains(depth), "\(arguments): \(line)")
      }
      #expect(depth == 0, "\(arguments): \(line)")
    }
  }

  /// The lines as they stay on a terminal of 80 columns, without colours.
  private func shown(_ arguments: [String], in language: String) throws -> [String] {
    let desk = try TestDesk.spoken.get()
    let process = desk.process(
      arguments + ["--lang", language], environment: ["NO_COLOR": "1"])
    let result = try process.runOnTerminal(columns: 80)
    #expect(!result.output.isEmpty)
    return result.lines.map { whole in
      let line = whole.filter { $0 != "\r" }
      // What is erased again is a bar of progress.
      let erased = line.ranges(of: "\u{1B}[K").last?.upperBound ?? line.startIndex
      return String(line[erased...])
    }
  }

  private static let pages: [[String]] = [
    ["list"], ["list", "--group", "stage,priority"], ["show", "1"], ["history", "1"],
    ["history", "desk"], ["dashboard"], ["board"], ["report"], ["report", "backlog"], ["help"],
    ["help", "times"], ["list", "--help"], ["plugin", "info", "support"], ["plugin", "list"],
    ["person", "show", "ann"], ["view", "list"], ["role", "show", "agent"], ["field", "list"],
    ["why", "ann", "ticket.close"], ["setting", "list"], ["doctor"], ["rule", "list"],
    ["subscribe", "list"], ["queue", "list"], ["inbox"], ["list", "nonsense:1"], ["sohw"],
    ["update", "1", "priority=hgh"], ["close", "1"], ["new", "x", "--dry-run"], ["trace", "x"],
    ["why", "--told", "1", "ticket.reply"], ["view", "board", "--once"], ["do", "1"],
    ["do", "--list"], ["lifecycle", "show", "question"], ["intake"],
    ["plugin", "settings", "time-tracking"], ["report", "--help"], ["stage", "add", "--help"],
  ]
}
