import Display
import Kernel
import Texts

/// Why an entry failed: the words, the line with a mark below the place, and the person's own frames.
struct ProblemPage {
  let problem: PromptProblem
  /// The number of the entry that failed.
  let number: Int
  /// The text of an entry by its number.
  let source: (Int) -> String?

  var failure: Failure {
    var failure = Failure(.failed, words)
    failure.below = marked + frames
    return failure
  }

  private var words: Text {
    switch problem.kind {
    case .syntax, .failed, .limit: Text(joining: [Text(words: place), said], by: "")
    case .incomplete: Text.promptUnfinished(problem: problem.message)
    case .interrupted: Text.promptInterrupted
    case .memory: Text.promptMemoryGone(problem: problem.message)
    }
  }

  /// What is Docket's own of what Lua was told, which has it in English, in the reader's language.
  private var said: Text {
    Text(saying: problem.message, amongSections: ProblemPage.sections)
      ?? Text(words: problem.message)
  }

  /// Where texts stand that end an entry.
  private static let sections = [
    "prompt", "permission", "ticket", "field", "query", "hint", "frame",
  ]

  private var place: String {
    guard let line = problem.line, lines.count > 1 else { return "" }
    return "\(line): "
  }

  /// The entry whose line it is: a function of an earlier one may have failed.
  private var entry: Int { problem.frames.first.flatMap(\.entry) ?? number }

  private var lines: [Substring] {
    (source(entry) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The line that it is about where there are several, or where its place in the line is known.
  private var marked: [Text] {
    guard let line = problem.line, lines.indices.contains(line - 1) else { return [] }
    let code = String(lines[line - 1]).replacing("\t", with: " ")
    let column = LuaMention(problem.message).place(in: code)
    guard lines.count > 1 || entry != number || column != nil else { return [] }
    let start = lines.count > 1 ? "  \(line) | " : "  "
    guard let column else { return [Text(words: start + code)] }
    let before = start + String(decoding: Array(code.utf8)[..<column], as: UTF8.self).visible
    let caret = String(repeating: " ", count: before.displayWidth) + "^"
    return [Text(words: start + code), Text(words: caret)]
  }

  /// Where it was, from the inside, unless that is the entry itself.
  private var frames: [Text] {
    let own = problem.frames.filter { $0.entry != nil }
    guard own.count > 1 || own.first.flatMap(\.entry) ?? number != number else { return [] }
    return own.prefix(ProblemPage.mostFrames).map { frame in
      Text.promptFrame(entry: frame.entry ?? number, line: frame.line, function: frame.function)
    }
  }

  private static let mostFrames = 10
}

/// What a message of Lua names: the token that it is near to, or the variable that it is about.
private struct LuaMention {
  private let name: String?

  init(_ message: String) {
    let near = message.firstMatch(of: /near '(.+)'$/)?.1
    let variable = message.firstMatch(
      of: /\((?:global|local|field|method|upvalue|constant) '([^']+)'\)/)?.1
    name = (near ?? variable).map(String.init)
  }

  /// The byte of the line at which it stands; `nil` unless it stands there once.
  func place(in line: String) -> Int? {
    let tokens = LuaTokens(line)
    let found = tokens.all.filter { tokens.text(of: $0) == name }
    return found.count == 1 ? found.first?.range.lowerBound : nil
  }
}

extension PromptProblem.Frame {
  /// The number of the entry, as in `prompt[3]`.
  fileprivate var entry: Int? { chunk.firstMatch(of: /\[(\d+)\]$/).flatMap { Int($0.1) } }
}
