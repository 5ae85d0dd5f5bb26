import ArgumentParser
import Kernel

/// What somebody meant who typed a command that there is not.
struct CommandSuggestion {
  /// The advice; `nil` where the commands in the arguments are all there.
  let text: String?

  init(_ arguments: [String]) {
    text = CommandSuggestion.advice(on: CommandSuggestion.words(arguments), under: DocketCommand.self)
  }

  private static func advice(
    on words: [String], under command: any ParsableCommand.Type,
  ) -> String? {
    let known = commands(of: command)
    guard !known.isEmpty, let word = words.first, word != "help" else { return nil }
    if let next = known.first(where: { $0.commandName == word }) {
      return advice(on: Array(words.dropFirst()), under: next)
    }
    let names = known.map(\.commandName)
    let path = command == DocketCommand.self ? "" : "\(command.commandName) "
    let hint =
      nearestName(to: word, among: names).map { "did you mean \(path)\($0)?" }
      ?? "there is \(names.sorted().joined(separator: ", "))"
    return "there is no command `\(path)\(word)`; \(hint)"
  }

  private static func commands(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    let configuration = command.configuration
    return configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
  }

  /// The words before the first that is an option of the command itself.
  private static func words(_ arguments: [String]) -> [String] {
    var words: [String] = []
    var isValue = false
    for argument in arguments {
      if isValue {
        isValue = false
      } else if argument == "--desk" || argument == "--as" {
        isValue = true
      } else if !argument.hasPrefix("-") {
        words.append(argument)
      } else if argument != "--json", !argument.hasPrefix("--desk="), !argument.hasPrefix("--as=") {
        break
      }
    }
    return words
  }
}

extension ParsableCommand {
  fileprivate static var commandName: String { configuration.commandName ?? "" }
}
