import Kernel
import PluginHost
import System
import Texts

/// What a new plugin begins with: files that the check finds nothing in, and whose examples hold.
package struct PluginTemplate: Sendable {
  /// What the plugin is for.
  package enum Kind: String, CaseIterable, Sendable {
    case fields
    case validator
    case workflow
    case channel
    case intake
    case importer
    case report

    /// What it makes, in a line of help.
    package var summary: String {
      switch self {
      case .fields: "fields of tickets, with choices and conditions"
      case .validator: "a rule that a change keeps, or is refused"
      case .workflow: "a type of ticket with stages, moves and an action"
      case .channel: "a way out: messages to a server"
      case .intake: "a way in: a form for people and programs"
      case .importer: "a script that brings a table in, and the fields it needs"
      case .report: "numbers, a table and a chart"
      }
    }
  }

  /// Where the types of the API stand for editors, within the plugin's folder.
  package static let typesPath = "types/docket.lua"

  package let name: String
  package let kind: Kind

  /// Throws an error that says what is wrong with the name; one may not be that of a bundled plugin.
  package init(named name: String, kind: Kind) throws {
    if let problem = Names.problem(withNewPlugin: name) { throw PluginNameError(problem) }
    if try Desk.bundledPlugins().contains(where: { $0.name == name }) {
      throw PluginNameError(Text.authorBundled(name: name))
    }
    (self.name, self.kind) = (name, kind)
  }

  /// The files by their paths in the plugin's folder, sorted.
  package var files: [(path: String, text: String)] {
    let own = texts(under: kind.rawValue)
    let common = texts(under: "common").map { (path: ".\($0.path)", text: $0.text) }
    let types = [(path: PluginTemplate.typesPath, text: PluginAPI.editorTypes())]
    return (own + common + types).sorted { $0.path.precedesByBytes($1.path) }
  }

  private func texts(under folder: String) -> [(path: String, text: String)] {
    WrittenTemplates.files.compactMap { path, text in
      guard path.hasPrefix("\(folder)/") else { return nil }
      return (String(path.dropFirst(folder.utf8.count + 1)), filled(text))
    }
  }

  /// The text with the plugin's name in its places; a name has no letter that means anything in Lua,
  /// JSON or Markdown.
  private func filled(_ text: String) -> String {
    let word = Names.word(ofPlugin: name)
    let spaced = word.replacing("_", with: " ")
    let title: String = spaced.prefix(1).uppercased() + spaced.dropFirst()
    return text.replacing("{{name}}", with: name).replacing("{{word}}", with: word)
      .replacing("{{title}}", with: title).replacing("{{upper}}", with: word.uppercased())
  }

  /// Makes the plugin's folder at a path, and those above it.
  ///
  /// Throws if anything has that name; what cannot be written leaves nothing behind.
  package func write(to path: String) throws {
    guard !FileSystem.hasName(path) else {
      throw PluginNameError(Text.authorThere(path: path), isTaken: true)
    }
    var made: [String] = []
    do {
      for (file, text) in files {
        let place = "\(path)/\(file)"
        try FileSystem.makeFolder(String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)]))
        try NewFile.write(Array(text.utf8), to: place, replaces: false, isPrivate: false)
        made.append(place)
      }
    } catch {
      made.forEach(FileSystem.remove)
      for folder in ["lib", "locales", "types"] { FileSystem.removeFolder("\(path)/\(folder)") }
      FileSystem.removeFolder(path)
      throw error
    }
  }
}

/// Why a plugin of that name is not made.
package struct PluginNameError: Error, Equatable {
  /// What is wrong, and what would be right where that is known.
  package let text: Text
  /// Whether the place is taken, as opposed to a name that cannot be.
  package let isTaken: Bool

  init(_ text: Text, isTaken: Bool = false) {
    (self.text, self.isTaken) = (text, isTaken)
  }
}

extension Desk {
  /// Whether the folder at a path is a desk's.
  package static func isDesk(at path: String) -> Bool {
    FileSystem.exists(DeskFolder(path: path).database)
  }
}
