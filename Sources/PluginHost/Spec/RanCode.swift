import Lua
import LuaSyntax
import Synchronization

/// Notes what of a plugin's code runs, and how often: its lines, and the functions that it registers.
package final class RanCode: Sendable {
  private struct Place: Hashable {
    let file: String
    let line: Int
  }

  private struct Notes {
    var lines: [Place: Int] = [:]
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
      notes.lines[Place(file: file, line: line), default: 0] += 1
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

  /// What of a file of a plugin ran so far.
  package struct File {
    package let path: String
    package let text: String
    /// The lines that could run, in order, and how often they did.
    package let lines: [(number: Int, count: Int)]
  }

  /// The plugin's files with code, by their paths.
  package func files(of source: PluginSource) throws -> [File] {
    let counts = notes.withLock(\.lines)
    return try source.files.keys.sorted().filter(RanCode.isCode).compactMap { path in
      guard let text = try source.text(path) else { return nil }
      let lines = RanCode.lines(of: try SyntaxTree(parsing: text)).map { number in
        (number, counts[Place(file: "\(source.name)/\(path)", line: number)] ?? 0)
      }
      return File(path: path, text: text, lines: lines)
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

  /// The lines of a text that could run.
  static func runningLines(of text: String) throws -> [Int] {
    lines(of: try SyntaxTree(parsing: text))
  }

  /// The lines on which statements begin that do something, in order.
  private static func lines(of tree: SyntaxTree) -> [Int] {
    let statements = RunningStatements(tree: tree)
    return Set(tree.statements.compactMap(statements.line(of:))).sorted()
  }
}

/// Which statements of a text Lua tells of when they run.
private struct RunningStatements {
  let tree: SyntaxTree

  /// The line on which Lua begins to run a statement; `nil` where it runs nothing there.
  ///
  /// Of a block or a label it runs nothing; a function is made on the line on which its text ends;
  /// nothing that becomes nil is joined with what became nil before it; a constant stands where it is
  /// named; a condition that always holds is not asked.
  func line(of statement: Statement) -> Int? {
    let line = statement.place.line
    switch statement.kind {
    case .do, .repeat, .label: return nil
    case .local(let variables, let values):
      let isPutIn = variables.count == 1 && values.count == 1 && tree[variables[0]].isConstant
      guard !isPutIn || truth(of: values[0]) == nil, !values.allSatisfy(isNil) else { return nil }
      return beginning(of: values, from: line)
    case .assign(let targets, let values):
      let becomesNil =
        values.allSatisfy(isNil) && targets.allSatisfy { isLocal($0, in: statement.function) }
      guard !becomesNil else { return nil }
      return values.first.map(isFunction) == true ? nil : line
    case .return(let values): return beginning(of: values, from: line)
    case .while(let condition, _): return truth(of: condition) == true ? nil : line
    case .if(let branches, _):
      return branches.first.flatMap { truth(of: $0.condition) } == true ? nil : line
    default: return line
    }
  }

  /// The line on which the first value begins, which may be one after the statement's.
  private func beginning(of values: [Expression.ID], from line: Int) -> Int? {
    guard var first = values.first else { return line }
    guard !isFunction(first) else { return nil }
    while let earlier = operand(of: first) { first = earlier }
    return max(line, tree[first].place.line)
  }

  /// The part with which the text of an expression begins; `nil` where that is no part.
  private func operand(of id: Expression.ID) -> Expression.ID? {
    switch tree[id].kind {
    case .index(let first, _), .call(let first, _), .method(let first, _, _, _),
      .binary(_, let first, _), .and(let first, _), .or(let first, _):
      first
    default: nil
    }
  }

  private func isFunction(_ id: Expression.ID) -> Bool {
    if case .function = tree[id].kind { true } else { false }
  }

  private func isNil(_ id: Expression.ID) -> Bool {
    if case .nil = tree[id].kind { true } else { false }
  }

  private func isLocal(_ id: Expression.ID, in function: Function.ID) -> Bool {
    guard case .variable(let variable) = tree[id].kind else { return false }
    return tree[variable].function == function
  }

  /// Constants of constants are looked into so deep: a text may be one sum of thousands.
  private static let mostDepth = 20

  /// Whether a value that Lua knows before it runs counts as true; `nil` where it does not know it.
  private func truth(of id: Expression.ID, depth: Int = 0) -> Bool? {
    guard depth < RunningStatements.mostDepth else { return nil }
    let inner = { (id: Expression.ID) in truth(of: id, depth: depth + 1) }
    switch tree[id].kind {
    case .nil: return false
    case .boolean(let value): return value
    case .integer, .number, .string: return true
    case .one(let id): return inner(id)
    case .not(let id): return inner(id).map { !$0 }
    case .and(let one, let other): return inner(one) == true ? inner(other) : nil
    case .or(let one, let other): return inner(one) == false ? inner(other) : nil
    case .unary(let symbol, let id): return symbol == .length ? nil : inner(id)
    case .binary(let symbol, let one, let other):
      guard RunningStatements.folded.contains(symbol) else { return nil }
      return inner(one) == true && inner(other) == true ? true : nil
    case .variable(let variable):
      guard tree[variable].isConstant, case .local(let value?) = tree[variable].origin else {
        return nil
      }
      return inner(value)
    default: return nil
    }
  }

  /// What Lua works out of numbers that stand in the text.
  private static let folded: Set<Symbol> = [
    .plus, .minus, .times, .divided, .floorDivided, .modulo, .power, .bitAnd, .tilde, .bitOr,
    .shiftLeft, .shiftRight,
  ]
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
    case .export(let name): "export \(name)"
    case .health: "health"
    }
  }
}
