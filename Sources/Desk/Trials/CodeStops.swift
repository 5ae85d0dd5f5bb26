import Kernel
import PluginHost
import Texts

/// Where the code of a plugin that is tried stops, and who looks around there.
package struct CodeStops: Sendable {
  /// Lines of the plugin's files.
  package let places: [(file: String, line: Int)]
  /// Is handed what stops, where it runs; `nil` where nobody is there, and nothing stops.
  package let look: (@Sendable (StoppedCode) -> NextStep)?

  package init(
    at places: [(file: String, line: Int)], look: (@Sendable (StoppedCode) -> NextStep)?,
  ) {
    (self.places, self.look) = (places, look)
  }

  /// How to go on.
  package enum NextStep: Sendable {
    case onward
    case line
    /// Without stopping any more, and with no more cases.
    case leave
  }

  /// The breakpoints of that plugin; throws where nothing ever runs on one of the lines.
  func breakpoints(in source: PluginSource) throws -> Breakpoints {
    let places = places.map { Breakpoints.Place(file: $0.file, line: $0.line) }
    for place in places {
      if let problem = try Breakpoints.problem(with: place, in: source) {
        throw Refusal(.invalid, problem)
      }
    }
    let texts = source.files.mapValues { String(decoding: $0, as: UTF8.self) }
    let look = look.map { look in
      { @Sendable (code: PausedCode) -> Breakpoints.Step in
        switch look(StoppedCode(code, texts[code.place.file] ?? "")) {
        case .onward: .onward
        case .line: .line
        case .leave: .leave
        }
      }
    }
    return Breakpoints(of: source.name, at: places, look: look)
  }
}

/// Code that has stopped before a line, as long as somebody looks.
package struct StoppedCode {
  package let file: String
  package let line: Int
  /// The file's lines.
  package let text: [Substring]
  private let code: PausedCode

  fileprivate init(_ code: PausedCode, _ text: String) {
    (file, line) = (code.place.file, code.place.line)
    self.text = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.code = code
  }

  /// The names of the variables that the line sees.
  package var names: [String] { code.names }

  /// What Lua comes to there, in Lua; what is wrong with it where it comes to nothing.
  package func answer(to text: String) -> (words: String, isProblem: Bool) {
    do {
      return (try code.answer(to: text), false)
    } catch {
      return ("\(error)", true)
    }
  }
}
