import ArgumentParser
import Display

/// A command line that somebody is typing: which command it is, and what its last word is to be.
struct UnfinishedLine {
  /// The names of the command, from the outermost.
  private(set) var path: [String] = []
  private(set) var command: any ParsableCommand.Type = DocketCommand.self
  /// The command's definition, where it has no commands below it.
  private(set) var shape: CommandShape?
  /// The word that is to be completed; empty where it has not begun.
  let current: String
  /// The words before it that stand by their place.
  private(set) var arguments: [String] = []
  /// The options before it, as they were typed.
  private(set) var options: [String] = []
  /// The values that options before it were given, in their order.
  private(set) var given: [(option: String, value: String)] = []
  /// The option whose value the current word is.
  private(set) var valued: String?
  /// The plugin that an option names.
  private(set) var plugin: String?
  /// Which desk and as whom, where it says so.
  private(set) var global = GlobalOptions.unasked

  private var isPastOptions = false

  /// Reads the words after the program's name; the last one is the one to be completed.
  init(_ words: [String]) throws {
    current = words.last ?? ""
    for word in words.dropLast() { try take(word) }
  }

  private mutating func take(_ word: String) throws {
    if let option = valued {
      valued = nil
      return note(word, for: option)
    }
    guard !isPastOptions, word.hasPrefix("-"), word.count > 1 else { return try takeArgument(word) }
    try enterStandard(for: word)
    if word == "--" {
      isPastOptions = true
    } else if let equals = word.firstIndex(of: "=") {
      let name = String(word[..<equals])
      options.append(name)
      note(String(word[word.index(after: equals)...]), for: name)
    } else {
      options.append(word)
      if takesValue(word) { valued = word }
    }
  }

  /// An option that not every command has leads into the command that is meant without its name.
  private mutating func enterStandard(for word: String) throws {
    let name = String(word.prefix { $0 != "=" })
    guard shape == nil, let next = command.configuration.defaultSubcommand, word != "--",
      !GlobalOptions.valued.contains(name), !GlobalOptions.flags.contains(name)
    else { return }
    command = next
    path.append(next.configuration.name)
    shape = try CommandShape(next)
  }

  /// The definition of the command so far: where it is a group, of the one meant without its name.
  func definition() throws -> CommandShape {
    if let shape { return shape }
    let standard = command.configuration.defaultSubcommand
    return try standard.map { try CommandShape($0) } ?? CommandShape(GlobalShape.self)
  }

  private mutating func takeArgument(_ word: String) throws {
    let next = command.configuration.subcommands.first { $0.configuration.name == word }
    guard shape == nil, let next else { return arguments.append(word) }
    command = next
    path.append(word)
    if next.configuration.subcommands.isEmpty { shape = try CommandShape(next) }
  }

  private mutating func note(_ value: String, for option: String) {
    given.append((option, value))
    switch option {
    case "--desk": global.desk = value
    case "--as": global.person = value
    case "--plugin": plugin = value
    default: break
    }
  }

  private func takesValue(_ word: String) -> Bool {
    GlobalOptions.valued.contains(word) || shape?.option(word)?.kind == .option
  }
}
