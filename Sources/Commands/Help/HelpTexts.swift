import ArgumentParser
import Display
import Kernel
import System
import Texts

/// All paragraphs of help that are translated, in English: what `help.json` of a language has.
///
/// They are collected on the way that shows help, so that nothing is listed that is not shown.
struct HelpTexts {
  private(set) var all: [String] = []
  private var known: Set<String> = []

  /// What the authors of plugins read stays in English.
  private static let ofAuthors: Set = ["api", "check"]

  init() {
    let collected = Collected()
    let words: (String) -> String = { english in
      collected.paragraphs.append(english)
      return english
    }
    for head in ["values: {values}", "default: {value}"] { _ = words(head) }
    let overview = HelpOverview()
    _ = words(DocketCommand.configuration.abstract)
    _ = overview.blocks.translated(by: words)
    for topic in HelpTopic.all {
      _ = words(topic.summary)
      if !HelpTexts.ofAuthors.contains(topic.name) { _ = topic.blocks.translated(by: words) }
    }
    for meaning in HelpTopic.meaningsElsewhere { _ = words(meaning) }
    let page = HelpPage(on: Surface(.output))
    for command in HelpTexts.commands(below: DocketCommand.self) {
      _ = CommandHelp(command, words: words).lines(on: page)
    }
    for paragraph in collected.paragraphs { take(paragraph) }
  }

  /// The document that a translator fills in, a paragraph a line, with what is translated by now.
  func lines(by translation: HelpWords) -> [String] {
    let pairs = all.enumerated().map { place, english in
      let own = translation.of(english)
      let value = JSON.string(own == english ? "" : own).text
      return "  \(JSON.string(english).text): \(value)" + (place + 1 < all.count ? "," : "")
    }
    return ["{"] + pairs + ["}"]
  }

  private mutating func take(_ paragraph: String) {
    let words = paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // What has no words, as a sign between values, is the same everywhere.
    guard words.contains(where: \.isLetter), known.insert(words).inserted else { return }
    all.append(words)
  }

  private static func commands(
    below group: any ParsableCommand.Type,
  ) -> [any ParsableCommand.Type] {
    group.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .flatMap { [$0] + commands(below: $0) }
  }

  private final class Collected {
    var paragraphs: [String] = []
  }
}

extension [HelpBlock] {
  /// The same with its texts in another language; what is typed stays.
  func translated(by words: (String) -> String) -> [HelpBlock] {
    map { block in
      switch block {
      case .heading(let text): .heading(words(text))
      case .text(let text): .text(words(text))
      case .examples: block
      case .table(let rows): .table(rows.map { ($0.term, words($0.meaning)) })
      }
    }
  }
}
