import Desk
import Display
import Kernel
import System

extension PromptCommand {
  /// How the rest of each command is read, where it is more than words; by name, and by every
  /// beginning that stands for one.
  static let completed: [String: CommandArgument] = {
    var table: [String: CommandArgument] = [:]
    for command in all {
      guard let argument = command.arguments.first?.whole else { continue }
      for count in 1...command.name.count {
        let typed = String(command.name.prefix(count))
        if named(typed)?.name == command.name { table[typed] = argument }
      }
    }
    return table
  }()
}

extension PromptCommand.Argument {
  /// How it is read if it is the first one; `nil` for a word.
  fileprivate var whole: CommandArgument? {
    switch self {
    case .file: .file
    case .help: .helpTopic
    case .query: .query
    case .lua: .lua
    case .nothing, .words, .person, .ticket, .moment, .event, .plugin, .permission, .lifecycle: nil
    }
  }

  /// Where names for it come from; `nil` for what is no name of the desk.
  fileprivate var source: CompletionSource? {
    switch self {
    case .person: .people
    case .ticket: .tickets
    case .query: .query
    case .event: .events
    case .plugin: .plugins
    case .permission: .permissions
    case .lifecycle: .lifecycles
    case .nothing, .words, .file, .moment, .lua, .help: nil
    }
  }
}

extension Offer {
  /// A command with its dot.
  init(_ command: PromptCommand, on surface: Surface) {
    self.init(
      ".\(command.name)", detail: surface.words(command.summary),
      ending: command.arguments.isEmpty ? "" : " ")
  }
}

extension PromptCompletion {
  /// The n-th word after a command.
  func argument(_ number: Int, of name: String, after before: [String]) throws -> [Offer] {
    guard let command = PromptCommand.named(name), number <= command.arguments.count else {
      return []
    }
    let argument = command.arguments[number - 1]
    switch argument {
    case .words(let words): return words.map { Offer($0) }
    case .moment: return ["-1h", "-1d", "-7d"].map { Offer($0) }
    case .file: return FileNames(place.beginning).offers
    case .lua: return names
    case .nothing, .help, .person, .ticket, .query, .event, .plugin, .permission, .lifecycle:
      guard let source = argument.source else { return [] }
      let found = try completion().candidates(for: source, typed: place.beginning)
      return found.map { Offer($0, as: ShellWords.quoted($0.text)) }
    }
  }
}

extension Offer {
  /// A name of the desk as a word of a command.
  fileprivate init(_ candidate: Candidate, as word: String) {
    self.init(candidate.text, text: word, detail: candidate.meaning)
  }
}

/// Names of files that a path can go on with.
struct FileNames {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Files and folders of the path's folder; hidden ones only where a dot is typed.
  var offers: [Offer] {
    let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (String(path[..<end]), path[end...])
    return FileSystem.names(in: folder.isEmpty ? "." : folder)
      .filter { $0.hasPrefix(name) && ($0.hasPrefix(".") == name.hasPrefix(".")) }
      .map { FileSystem.isFolder(folder + $0) ? Offer(folder + $0 + "/") : Offer(folder + $0) }
  }
}
