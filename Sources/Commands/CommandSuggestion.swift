import ArgumentParser
import Display
import Kernel
import Texts

/// What somebody meant who typed a command that there is not.
struct CommandSuggestion {
  /// The advice; `nil` where the commands in the arguments are all there.
  let text: Text?

  /// `topics` are what help explains besides the commands.
  init(_ arguments: [String], topics: [String] = []) {
    var known = CommandSuggestion.commands(of: DocketCommand.configuration)
    var path = ""
    for word in CommandSuggestion.words(arguments) where !known.isEmpty && word != "help" {
      guard let next = known.first(where: { $0.name == word }) else {
        // Those that are not listed can be typed all the same.
        let names = known.filter(\.shouldDisplay).map(\.name) + (path.isEmpty ? topics : [])
        text = CommandSuggestion.advice(on: word, after: path, among: Set(names).sorted())
        return
      }
      known = CommandSuggestion.commands(of: next)
      path += "\(word) "
    }
    text = nil
  }

  private static func advice(on word: String, after path: String, among names: [String]) -> Text {
    let synonyms = CommandSuggestion.synonyms.filter { $0.contains(word) }
    let meant = synonyms.lazy.compactMap { names.first(where: $0.contains) }.first
    let nearest = (meant ?? nearestName(to: word, among: names)).map { path + $0 }
    // Of all commands help tells more than their names would.
    let known =
      path.isEmpty ? Text.hintCommandList : Text.hintKnown(names: names.joined(separator: ", "))
    let hint = Text.nearest(nearest) ?? known
    return Text.usageNoCommand(command: path + word, hint: hint)
  }

  /// Words that people type for one another.
  private static let synonyms: [Set<String>] = [
    ["delete", "remove", "rm"], ["add", "create", "new"], ["list", "ls", "search", "find"],
    ["show", "view", "get"], ["set", "edit", "change", "update"],
    ["queries", "query", "filter"], ["list", "query", "filter"],
    ["times", "time", "date", "dates", "duration", "durations"],
    ["permissions", "permission", "grant", "grants", "rights"],
    ["languages", "language", "lang", "locale"], ["exit-codes", "exit", "codes", "status"],
    ["repl", "prompt", "lua"],
  ]

  private static func commands(of configuration: CommandConfiguration) -> [CommandConfiguration] {
    configuration.subcommands.map { $0.configuration }
  }

  /// The words before the first that is an option of the command itself.
  static func words(_ arguments: [String]) -> [String] {
    var words: [String] = []
    var isValue = false
    for argument in arguments {
      if isValue {
        isValue = false
      } else if GlobalOptions.valued.contains(argument) {
        isValue = true
      } else if !argument.hasPrefix("-") {
        words.append(argument)
      } else if !isGlobal(argument) {
        break
      }
    }
    return words
  }

  /// Whether it is a flag, or an option with its value, that stands before any command.
  private static func isGlobal(_ argument: String) -> Bool {
    GlobalOptions.flags.contains(argument)
      || GlobalOptions.valued.contains { argument.hasPrefix("\($0)=") }
  }
}
