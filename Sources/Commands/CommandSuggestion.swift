import ArgumentParser
import Kernel

/// What somebody meant who typed a command that there is not.
struct CommandSuggestion {
  /// The advice; `nil` where the commands in the arguments are all there.
  let text: String?

  init(_ arguments: [String]) {
    var known = CommandSuggestion.commands(of: DocketCommand.configuration)
    var path = ""
    for word in CommandSuggestion.words(arguments) where !known.isEmpty && word != "help" {
      guard let next = known.first(where: { $0.name == word }) else {
        text = CommandSuggestion.advice(on: word, after: path, among: known.map(\.name))
        return
      }
      known = CommandSuggestion.commands(of: next)
      path += "\(word) "
    }
    text = nil
  }

  private static func advice(on word: String, after path: String, among names: [String]) -> String {
    if path.isEmpty, word == "version" {
      return "there is no command `version`; did you mean --version?"
    }
    let hint =
      nearestName(to: word, among: names).map { "did you mean \(path)\($0)?" }
      ?? "there is \(names.sorted().joined(separator: ", "))"
    return "there is no command `\(path)\(word)`; \(hint)"
  }

  private static func commands(of configuration: CommandConfiguration) -> [CommandConfiguration] {
    configuration.subcommands.map {
      $0.configuration
    }
  }

  /// The words before the first that is an option of the command itself.
  private static func words(_ arguments: [String]) -> [String] {
    var words: [String] = []
    var isValue = false
    for argument in arguments {
      if isValue {
        isValue = false
      } else if argument == "--desk" || argument == "--as" || argument == "--without" {
        isValue = true
      } else if !argument.hasPrefix("-") {
        words.append(argument)
      } else if argument != "--json", !argument.hasPrefix("--desk="), !argument.hasPrefix("--as="),
        !argument.hasPrefix("--without=")
      {
        break
      }
    }
    return words
  }
}

extension CommandConfiguration {
  fileprivate var name: String { commandName ?? "" }
}
