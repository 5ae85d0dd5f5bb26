import Lua
import LuaSyntax
import Synchronization

/// Notes what of a plugin's code runs: its lines, and the functions that it registers.
package final class RanCode: Sendable {
  private struct Place: Hashable {
    let file: String
    let line: Int
  }

  private struct Notes {
    var lines: Set<Place> = []
    /// Functions that ran, by where they begin.
    var functions: Set<Place> = []
    /// What was registered, by kind and name, with the functions' places.
    var registered: [String: Place] = [:]
  }

  let plugin: String
  private let notes = Mutex(Notes())

  /// `plugin` is the one whose code counts.
  package init(of plugin: String) { self.plugin = plugin }

  /// Notes that a line runs, of the function that begins on that one.
  func note(file: String, function: Int, line: Int) {
    notes.withLock { notes in
      notes.lines.insert(Place(file: file, line: line))
      if function > 0 { notes.functions.insert(Place(file: file, line: function)) }
    }
  }

  /// Notes what the plugin registers in a set, which is to run then.
  func expect(what set: LoadedSet) throws {
    guard let loaded = set.plugin(plugin) else { return }
    let box = try loaded.makeBox(desk: set.desk) { _ in }
    for (key, function) in box.context.draft.functions {
      guard let (file, line) = box.sandbox.place(of: function) else { continue }
      notes.withLock { $0.registered[key.words] = Place(file: file, line: line) }
    }
  }

  /// The lines of a plugin's files that could run, by file and number, and whether they did so far.
  package func lines(of source: PluginSource) throws -> [(file: String, lines: [(Int, Bool)])] {
    let lines = notes.withLock(\.lines)
    return try source.files.keys.sorted().filter(RanCode.isCode).compactMap { path in
      guard let text = try source.text(path) else { return nil }
      let ran = Set(lines.lazy.filter { $0.file == "\(source.name)/\(path)" }.map(\.line))
      let tree = try SyntaxTree(parsing: text)
      return (path, RanCode.lines(of: tree).map { ($0, ran.contains($0)) })
    }
  }

  /// The functions that the plugin registers, by kind and name, with where they begin, and whether
  /// they ran so far.
  package var functions: [(name: String, file: String, line: Int, ran: Bool)] {
    let notes = notes.withLock(\.self)
    return notes.registered.sorted { $0.key < $1.key }.map { name, place in
      let path = String(place.file.dropFirst(plugin.utf8.count + 1))
      return (name, path, place.line, notes.functions.contains(place))
    }
  }

  /// What runs on desks; a manifest, texts and a spec do not.
  private static func isCode(_ path: String) -> Bool {
    path == "init.lua" || path.hasPrefix("lib/") && path.hasSuffix(".lua")
  }

  /// The lines on which statements begin that do something, in order.
  private static func lines(of tree: SyntaxTree) -> [Int] {
    Set(tree.statements.filter { runs($0, in: tree) }.map(\.place.line)).sorted()
  }

  /// Whether Lua runs something on the line on which a statement begins.
  ///
  /// Of a block or a label it runs nothing; a function is made on the line on which its text ends.
  private static func runs(_ statement: SyntaxTree.Statement, in tree: SyntaxTree) -> Bool {
    switch statement.kind {
    case .do, .repeat, .label: false
    case .local(_, let values), .assign(_, let values):
      !values.contains { value in
        if case .function = tree[value].kind { true } else { false }
      }
    default: true
    }
  }
}

extension RanCode: Equatable {
  package static func == (one: RanCode, other: RanCode) -> Bool { one === other }
}

extension FunctionKey {
  /// Its kind, where that is not a hook, and its name.
  fileprivate var words: String {
    switch self {
    case .hook(let name): name
    case .action(let name): "action \(name)"
    case .channel(let name): "channel \(name)"
    case .timer(let name): "timer \(name)"
    case .report(let name): "report \(name)"
    case .form(let name): "form \(name)"
    case .importer(let name): "importer \(name)"
    case .computed(let name): "computed \(name)"
    case .backfill(let name): "backfill \(name)"
    }
  }
}
