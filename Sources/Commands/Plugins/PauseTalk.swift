import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// Talks with whoever looks around where code has stopped.
struct PauseTalk {
  private let output: Output
  private let code: StoppedCode

  /// So many lines are shown on each side of where code has stopped.
  private static let around = 3

  init(_ code: StoppedCode, _ output: Output) {
    (self.code, self.output) = (code, output)
  }

  /// What can be asked besides Lua.
  private enum Command: String, CaseIterable {
    case help, locals, `where`, step, `continue`, quit
  }

  /// Answers until it is to go on; whoever leaves the terminal goes on without stopping.
  func run() -> CodeStops.NextStep {
    do {
      try output.say(Text.pausedStopped(place: place))
      try showPlace()
      let lines = TypedLines(output)
      while true {
        let typed = try lines.line(Text.pausedAsk(place: place)).trimmingBlanks
        guard typed.hasPrefix(".") else {
          if !typed.isEmpty { try answer(typed) }
          continue
        }
        let known = Command.allCases.filter { $0.rawValue.hasPrefix(typed.dropFirst()) }
        switch typed.count > 1 ? known.first : nil {
        case .help: try output.say(Text.pausedHelp)
        case .locals: try showLocals()
        case .where: try showPlace()
        case .step: return .line
        case .continue: return .onward
        case .quit: return .leave
        case nil: try output.say(Text.pausedNoCommand(name: typed))
        }
      }
    } catch {
      return .leave
    }
  }

  private var place: String { "\(code.file):\(code.line)" }

  private func answer(_ text: String) throws {
    let (words, isProblem) = code.answer(to: text)
    for line in words.visibleLines where !line.isEmpty {
      try output.say(output.error.styled(line, isProblem ? .danger : .plain))
    }
  }

  private func showLocals() throws {
    let names = code.names
    guard !names.isEmpty else { return try output.say(Text.pausedNone) }
    for name in names {
      let (words, isProblem) = code.answer(to: name)
      let shown = words.split(separator: "\n").first.map(String.init) ?? ""
      try output.say(
        "\(name) = \(output.error.styled(shown.visible, isProblem ? .faint : .plain))")
    }
  }

  private func showPlace() throws {
    let last = min(code.text.count, code.line + PauseTalk.around)
    for number in max(1, code.line - PauseTalk.around)...max(1, last)
    where code.text.indices.contains(number - 1) {
      let isHere = number == code.line
      let words = code.text[number - 1].visibleLines.joined(separator: " ")
      let line = "\(isHere ? "→" : " ") \(number)  \(words)"
      try output.say(output.error.styled(line, isHere ? .heading : .faint))
    }
  }
}

/// `init.lua:12`: a line of a plugin's file.
struct BreakArgument: ExpressibleByArgument {
  let file: String
  let line: Int

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), colon > argument.startIndex,
      let line = Int(argument[argument.index(after: colon)...]), line > 0
    else { return nil }
    (file, self.line) = (String(argument[..<colon]), line)
  }
}
