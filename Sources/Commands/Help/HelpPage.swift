import Display
import Kernel

/// Lays a help page out: wrapped to the terminal, headings bold where there are colours.
struct HelpPage {
  private let surface: Surface
  private let width: Int

  /// Lines have at most as many columns as the terminal, and never more than are pleasant to read; on
  /// a very narrow one, which breaks them itself, as many as the columns of texts need.
  init(on surface: Surface) {
    self.surface = surface
    width = min(
      max(surface.columns ?? HelpPage.widest, HelpPage.narrowest), HelpPage.widest)
  }

  /// Whether the terminal breaks the lines.
  var isWiderThanTerminal: Bool { surface.columns.map { $0 < width } ?? false }

  func lines(_ title: String, _ blocks: [HelpBlock]) -> [String] {
    wrapped(title, indent: 0).map { surface.styled($0, .heading) } + lines(blocks)
  }

  func lines(_ blocks: [HelpBlock]) -> [String] {
    blocks.flatMap { block in
      switch block {
      case .heading(let text): ["", surface.styled(text, .heading)]
      case .text(let text): [""] + wrapped(text, indent: 0)
      case .examples(let lines): [""] + lines.flatMap { broken("  \($0)") }
      case .table(let rows): [""] + table(rows)
      }
    }
  }

  private func table(_ rows: [(term: String, meaning: String)]) -> [String] {
    let widest = rows.map(\.term.displayWidth).filter { $0 <= HelpPage.termWidth }.max() ?? 0
    let margin = widest + 4
    return rows.flatMap { term, meaning in
      let words = wrapped(meaning, indent: margin)
      guard term.displayWidth <= widest else { return ["  \(term)"] + words }
      let space = String(repeating: " ", count: margin - 2 - term.displayWidth)
      let first = words.first.map { String($0.dropFirst(margin)) } ?? ""
      return ["  \(term)\(first.isEmpty ? "" : space + first)"] + words.dropFirst()
    }
  }

  /// The text in lines that fit, each behind that many spaces.
  func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let room = max(20, width - indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.displayWidth + 1 + word.displayWidth > room {
        lines.append(margin + surface.isolated(line))
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return line.isEmpty ? lines : lines + [margin + surface.isolated(line)]
  }

  /// A line that is typed, in lines that fit, each but the last with the sign of a shell that it goes
  /// on; in a pipe as it is.
  func broken(_ line: String) -> [String] {
    guard let columns = surface.columns, line.displayWidth > columns else { return [line] }
    let (margin, sign) = ("      ", " \\")
    var lines: [String] = []
    var current = String(line.prefix { $0 == " " })
    for word in HelpPage.shellWords(of: line) {
      let isFirst = current.allSatisfy { $0 == " " }
      if !isFirst, current.displayWidth + 1 + word.displayWidth + sign.count > columns {
        lines.append(current + sign)
        current = margin + word
      } else {
        current += isFirst ? word : " \(word)"
      }
    }
    return lines + [current]
  }

  /// How a command is typed, in lines that fit; those after the first stand behind its title.
  ///
  /// What stands in brackets stays together.
  func usage(_ title: String, _ typed: Substring) -> [String] {
    let margin = String(repeating: " ", count: title.displayWidth + 1)
    var lines: [String] = []
    var line = title
    for word in HelpPage.usageWords(of: typed) {
      if line != title, line.displayWidth + 1 + word.displayWidth > width {
        lines.append(line)
        line = margin + word
      } else {
        line += " \(word)"
      }
    }
    return lines + [line]
  }

  /// The words of a usage: an option with its value is one, an argument with its `...` as well.
  private static func usageWords(of typed: Substring) -> [String] {
    var words: [String] = []
    var depth = 0
    for piece in typed.split(separator: " ") {
      if depth > 0 || piece == "...", let last = words.popLast() {
        words.append("\(last) \(piece)")
      } else {
        words.append(String(piece))
      }
      depth += piece.count { "[<".contains($0) } - piece.count { "]>".contains($0) }
    }
    return words
  }

  /// The words of a line; what stands in quotes stays together.
  private static func shellWords(of line: String) -> [String] {
    var words: [String] = []
    for piece in line.split(separator: " ") {
      if let last = words.last, !last.count(where: { $0 == "\"" }).isMultiple(of: 2) {
        words[words.count - 1] = "\(last) \(piece)"
      } else {
        words.append(String(piece))
      }
    }
    return words
  }

  /// A line that is a heading.
  func heading(_ line: String) -> String { surface.styled(line, .heading) }

  /// Lines of which the first begins with a heading.
  func withHeading(_ head: String, _ lines: [String]) -> [String] {
    guard let first = lines.first else { return lines }
    let isolate = first.prefix { $0 == "\u{2068}" }
    let words = first.dropFirst(isolate.count)
    guard words.hasPrefix(head) else { return lines }
    return [isolate + heading(head) + words.dropFirst(head.count)] + lines.dropFirst()
  }

  /// The parser's own help of a command, with its headings bold and its blank end cut off.
  func styled(_ help: String) -> [String] {
    var lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.flatMap { line -> [String] in
      let title = "USAGE:"
      guard line.hasPrefix("\(title) ") else { return [line] }
      return usage(title, line.dropFirst(title.count + 1))
    }.map { line in
      guard let end = line.firstIndex(of: ":"), HelpPage.isHeading(line[..<end]) else {
        return line
      }
      let head = line[...end]
      return surface.styled(String(head), .heading) + line[line.index(after: end)...]
    }
  }

  /// The width that the parser's help is to be wrapped to.
  var columns: Int { width }

  private static func isHeading(_ text: Substring) -> Bool {
    text == "Examples" || (!text.isEmpty && text.allSatisfy { $0.isUppercase || $0 == " " })
  }

  private static let widest = 100
  /// The parser's texts begin in column 26, and it stops where there is no room behind that.
  private static let narrowest = 40
  private static let termWidth = 26
}
