import Display
import Texts

/// An option of one value that a command line gives twice, with different values.
///
/// The parser takes the last one and loses the other without a word, so each command line is looked at
/// before it is parsed. The same value given twice loses nothing and is fine.
struct RepeatedOption {
  /// As it is typed the second time.
  let option: String
  let first: String
  let last: String
  /// The options of the command that may be repeated.
  private let repeatable: [String]

  /// Finds it; `nil` where each option has one value, or may have several.
  ///
  /// Reads the command's definition only where an option may be there twice.
  init?(in arguments: [String]) throws {
    guard RepeatedOption.mayBe(in: arguments) else { return nil }
    let line = try UnfinishedLine(arguments + [""])
    let command = try line.definition()
    var values: [String: String] = [:]
    for (option, value) in line.given {
      guard let shape = command.option(option), shape.kind == .option, !shape.isRepeating else {
        continue
      }
      guard let first = values[shape.name], first != value else {
        values[shape.name] = value
        continue
      }
      self.option = option
      self.first = first
      last = value
      repeatable = command.options.filter(\.isRepeating).compactMap(\.names.first)
      return
    }
    return nil
  }

  /// What is wrong, and which options are to be repeated.
  var text: Text {
    Text.usageOptionTwice(
      option: option, first: first, last: last, options: repeatable.joined(separator: ", "))
  }

  /// Whether a word that looks like an option is there twice, or a short one may stand for a long one.
  private static func mayBe(in arguments: [String]) -> Bool {
    var known: Set<Substring> = []
    return arguments.prefix { $0 != "--" }.contains { word in
      guard word.hasPrefix("-"), word.count > 1 else { return false }
      return !word.hasPrefix("--") || !known.insert(word.prefix { $0 != "=" }).inserted
    }
  }
}

/// The names that values of one option, or the words of one command, are given for: each once.
struct GivenNames {
  private var values: [String: String] = [:]

  /// Throws a `Failure` where the name had another value before.
  mutating func take(_ name: String, _ value: String) throws(Failure) {
    guard values.updateValue(value, forKey: name) ?? value == value else {
      throw Failure(.usage, Text.usageGivenTwice(field: name))
    }
  }
}
