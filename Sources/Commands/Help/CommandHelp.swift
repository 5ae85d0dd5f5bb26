import ArgumentParser
import Display
import Kernel
import Texts

/// The parser's help of a command in another language than English.
///
/// The parser makes help of constants, in English. Asked for lines of any length it sets each text on
/// one line, in a place that says what it is; those texts are translated and laid out anew, in the
/// columns that the parser has.
struct CommandHelp {
  /// The parser's lines, each with a whole text.
  private let whole: [String]
  private let words: (String) -> String

  /// Asks the parser; `words` translates a paragraph.
  init(_ command: any ParsableCommand.Type, words: @escaping (String) -> String) {
    let help = DocketCommand.helpMessage(for: command, columns: CommandHelp.unlimited)
    whole = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.words = words
  }

  func lines(on page: HelpPage) -> [String] {
    let start = whole.firstIndex { $0.hasPrefix("USAGE: ") } ?? whole.endIndex
    let rest = whole[start...].flatMap { row($0, on: page) }
    let all = overview(whole[..<start], on: page) + rest
    return Array(all.reversed().drop { $0.isEmpty }.reversed())
  }

  /// What the command does: paragraphs, and examples where lines are indented.
  private func overview(_ lines: ArraySlice<String>, on page: HelpPage) -> [String] {
    lines.split(separator: "").enumerated().flatMap { place, paragraph -> [String] in
      let spoken = paragraph.prefix { !$0.hasPrefix("  ") }.joined(separator: " ")
      let examples = paragraph.drop { !$0.hasPrefix("  ") }
      return said(spoken, isFirst: place == 0, on: page)
        + examples.flatMap(page.broken) + [""]
    }
  }

  private func said(_ paragraph: String, isFirst: Bool, on page: HelpPage) -> [String] {
    guard !paragraph.isEmpty else { return [] }
    let head = "OVERVIEW: "
    guard isFirst, paragraph.hasPrefix(head) else {
      let lines = page.wrapped(words(paragraph), indent: 0)
      return paragraph == "Examples:" ? lines.map(page.heading) : lines
    }
    let title = "\(words("OVERVIEW")):"
    let lines = page.wrapped(
      "\(title) \(words(String(paragraph.dropFirst(head.count))))", indent: 0)
    return page.withHeading(title, lines)
  }

  /// A line below the overview: a heading, an argument or command with its text, or the last advice.
  private func row(_ line: String, on page: HelpPage) -> [String] {
    let margin = String(repeating: " ", count: CommandHelp.margin)
    if line.hasPrefix(margin) {
      return page.wrapped(meaning(line.trimmed), indent: CommandHelp.margin)
    }
    if let usage = line.rest(behind: "USAGE: ") {
      let title = "\(words("USAGE")):"
      return page.withHeading(title, page.usage(title, usage))
    }
    if let advice = line.rest(behind: "  See '"), let end = advice.firstRange(of: "' for") {
      let command = String(advice[..<end.lowerBound])
      return page.wrapped(
        words("See '{command}' for detailed help.").replacing("{command}", with: command),
        indent: 2)
    }
    guard line.hasPrefix("  ") else {
      guard line.hasSuffix(":") else { return [line] }
      return [page.heading("\(words(String(line.dropLast()))):")]
    }
    let (head, rest) = (line.prefix(CommandHelp.margin), line.dropFirst(CommandHelp.margin))
    // A label that is too long has its text below it.
    let isLabel = rest.isEmpty || head.last != " " || rest.hasPrefix("<") && rest.hasSuffix(">")
    guard !isLabel else { return [line] }
    let label = String(head.reversed().drop { $0 == " " }.reversed())
    let text = page.wrapped(meaning(String(rest)), indent: CommandHelp.margin)
    guard let first = text.first, label.displayWidth < CommandHelp.margin else {
      return [label] + text
    }
    let space = String(repeating: " ", count: CommandHelp.margin - label.displayWidth)
    return ["\(label)\(space)\(first.trimmed)"] + text.dropFirst()
  }

  /// A text about an argument, and what the parser tells of its values behind it.
  private func meaning(_ text: String) -> String {
    let form = /(.*?) ?\((?:values: ([^();]*))?(?:; )?(?:default: ([^()]*))?\)/
    guard let match = text.wholeMatch(of: form), match.output.2 != nil || match.output.3 != nil
    else { return words(text) }
    let values = match.output.2.map {
      words("values: {values}").replacing("{values}", with: String($0))
    }
    let standard = match.output.3.map {
      words("default: {value}").replacing("{value}", with: String($0))
    }
    let told = [values, standard].compactMap(\.self).joined(separator: "; ")
    let abstract = String(match.output.1)
    return abstract.isEmpty ? "(\(told))" : "\(words(abstract)) (\(told))"
  }

  /// Where the parser's column of texts begins.
  private static let margin = 26
  private static let unlimited = 1_000_000
}

extension HelpPage {
  /// The help of a command: the parser's own in English.
  func lines(of command: any ParsableCommand.Type, by words: HelpWords) -> [String] {
    guard !words.isEnglish else {
      return styled(DocketCommand.helpMessage(for: command, columns: columns))
    }
    return CommandHelp(command, words: words.of).lines(on: self)
  }

  /// The same as one text for programs.
  func text(of command: any ParsableCommand.Type, by words: HelpWords) -> String {
    guard !words.isEnglish else {
      return DocketCommand.helpMessage(for: command, columns: columns)
    }
    return CommandHelp(command, words: words.of).lines(on: self).joined(separator: "\n")
  }
}

extension String {
  /// The text without the spaces before it.
  fileprivate var trimmed: String { String(drop { $0 == " " }) }

  func rest(behind head: String) -> Substring? {
    hasPrefix(head) ? dropFirst(head.count) : nil
  }
}
