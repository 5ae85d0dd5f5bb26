import Display
import Kernel

/// Answers a shell that completes a word: `docket ---complete SHELL …`.
///
/// bash gives the line up to the cursor and the characters at which it splits words; zsh and fish
/// give the words. Whatever goes wrong, a shell is told nothing: its user is still typing.
struct CompletionReply {
  /// The program's first argument when a shell asks.
  static let argument = "---complete"

  private let arguments: [String]

  init(_ arguments: [String]) {
    self.arguments = arguments
  }

  /// A line for each candidate; a line that begins with a colon asks for names of files.
  var lines: [String] {
    guard let shell = arguments.first.flatMap(Shell.init) else { return [] }
    let words = words(for: shell)
    guard let answer = try? Completer(words).answer() else { return [] }
    switch answer {
    case .files(.any): return [":files"]
    case .files(.folders): return [":folders"]
    case .candidates(let candidates):
      return candidates.map { line($0, for: shell, completing: words.last ?? "") }
    }
  }

  private func words(for shell: Shell) -> [String] {
    guard shell == .bash else { return Array(arguments.dropFirst()) }
    let line = ShellWords(arguments.count > 1 ? arguments[1] : "", isLine: true)
    let words = Array(line.words.dropFirst())
    return line.isInWord ? words : words + [""]
  }

  private func line(_ candidate: Candidate, for shell: Shell, completing word: String) -> String {
    guard shell == .bash else {
      let meaning = candidate.meaning.visible.truncated(toColumns: 60)
      return "\(candidate.text.visible)\t\(meaning)"
    }
    let line = ShellWords(arguments[1], isLine: true)
    if line.isQuoted { return candidate.text }
    let breaks = arguments.count > 2 ? arguments[2] : ""
    let kept = word.lastIndex { ":=".contains($0) && breaks.contains($0) }
    let length = kept.map { word.distance(from: word.startIndex, to: $0) + 1 } ?? 0
    return CompletionReply.escaped(String(candidate.text.dropFirst(length)))
  }

  /// The text as one word of a shell, whatever it contains.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if !character.isLetter, !character.isNumber, !"-_./:=,+@%".contains(character) {
        result += "\\"
      }
      result.append(character)
    }
    return result
  }
}
