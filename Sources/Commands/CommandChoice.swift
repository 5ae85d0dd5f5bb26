import ArgumentParser
import Display

/// The command that the words of a command line name, chosen before the parser is asked.
///
/// The parser reads the options of a command line once for each level of commands and walks all
/// commands on its way; given the command's own type it reads them once. What is chosen so is what
/// the whole parser chooses; where that is in doubt, and for everything that ends in a message,
/// there is no choice and the whole parser answers.
struct CommandChoice {
  private let type: any ParsableCommand.Type
  /// The arguments without the words that name the command.
  private let arguments: [String]

  /// Finds the command; `nil` if an option that is not global stands before it, or a word is no
  /// command.
  init?(_ arguments: [String]) {
    var type: any ParsableCommand.Type = DocketCommand.self
    var options: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if GlobalOptions.flags.contains(word) {
        options.append(word)
      } else if GlobalOptions.valued.contains(word) {
        guard let value = rest.popFirst() else { return nil }
        options += [word, value]
      } else {
        let commands = type.configuration.subcommands
        guard let named = commands.first(where: { $0._commandName == word }) else { return nil }
        type = named
        if named.configuration.subcommands.isEmpty {
          self.type = named
          self.arguments = options + rest
          return
        }
      }
    }
    return nil
  }

  /// The command with its arguments; `nil` if they are not as they should be, or ask for help.
  var command: (any DocketSubcommand)? {
    try? type.parseAsRoot(arguments) as? any DocketSubcommand
  }
}
