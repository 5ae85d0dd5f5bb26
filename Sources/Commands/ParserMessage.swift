import Display
import Kernel
import Texts

/// What the argument parser finds wrong, in Docket's own words where those say more, and in the
/// reader's language.
struct ParserMessage {
  /// What is said, with a code.
  let text: Text
  /// Whether the words are Docket's own.
  let isOwn: Bool
  private let language: Language

  /// Reads a message such as `The value 'abc' is invalid for '<id>'`.
  init(_ message: String, in language: Language) {
    self.language = language
    let message = ParserMessage.withNearOptions(message)
    guard let value = ParserMessage.value(in: message, of: ["id", "ids"]) else {
      let own = ParserMessage.value(in: message, of: ["seq"]).map {
        Text.usageNoEntryNumber(value: $0)
      }
      text = own ?? Text.usageParser(problem: ParserMessage.translated(message, into: language))
      isOwn = own != nil
      return
    }
    text = Text.usageNoTicketNumber(value: value)
    isOwn = true
  }

  /// The lines of a whole message of the parser, usage and advice included; on a terminal the usage is
  /// broken as that of help is.
  func lines(of message: String, on surface: Surface) -> [String] {
    let lines = ParserMessage.withNearOptions(message).visibleLines
    return lines.enumerated().flatMap { place, line -> [String] in
      if surface.columns != nil, let typed = line.rest(behind: ParserMessage.usage) {
        let title = Text.parserUsage(usage: "").rendered(in: language).trimmingBlanks
        return HelpPage(on: surface).usage(title, typed)
      }
      guard language != .english else { return [line] }
      return [surface.words(place == 0 ? text : ParserMessage.translated(line, into: language))]
    }
  }

  /// What the parser writes before how a command is typed.
  private static let usage = "Usage: "

  /// The message without an option that the parser offers in place of another, unless that is near.
  ///
  /// The parser takes any option for near that differs by three letters, though it be all of them.
  static func withNearOptions(_ message: String) -> String {
    let pattern = /Unknown option '-*(.*?)'(\. Did you mean '-*(.*?)'\?)/
    guard let place = message.firstMatch(of: pattern),
      nearestName(to: String(place.1), among: [String(place.3)]) == nil
    else { return message }
    var message = message
    message.removeSubrange(place.2.startIndex..<place.2.endIndex)
    return message
  }

  /// The text that says in English what the parser, or a command's check of its own, says; its words
  /// as they are where there is none.
  private static func translated(_ message: String, into language: Language) -> Text {
    guard language != .english else { return Text(words: message) }
    // The parser joins what would be right in English.
    let plain = ["' or '", "' and '"].reduce(message) { $0.replacing($1, with: "', '") }
    if plain.contains("Help:  "), let place = plain.firstRange(of: ">  ") {
      let meaning = String(plain[place.upperBound...])
      let words = plain[..<place.upperBound] + HelpWords(language).of(meaning)
      return Text(saying: String(words), amongSections: ["parser"]) ?? Text(words: String(words))
    }
    return Text(saying: plain, amongSections: ["parser", "usage"]) ?? Text(words: message)
  }

  /// The value that is invalid for one of those arguments.
  private static func value(in message: String, of names: [String]) -> String? {
    let (head, middle) = ("The value '", "' is invalid for '<")
    guard message.hasPrefix(head), let place = message.firstRange(of: middle) else { return nil }
    let rest = message[place.upperBound...]
    guard names.contains(where: { rest.hasPrefix("\($0)>") }) else { return nil }
    return String(
      message[message.index(message.startIndex, offsetBy: head.count)..<place.lowerBound])
  }
}
