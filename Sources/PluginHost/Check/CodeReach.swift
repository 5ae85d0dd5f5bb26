import LuaSyntax

/// A function in one of a plugin's files.
struct CodePlace: Hashable {
  let file: Int
  let function: Function.ID
}

/// Which functions of a plugin run in which lanes, as far as that is certain.
///
/// It begins with what the desk calls, and follows calls of functions that keep their names, also into
/// what `require` gives.
struct CodeReach {
  let files: [CodeFile]
  /// Lanes by function.
  private(set) var lanes: [CodePlace: Lanes] = [:]
  private let exports: [String: Exports]

  /// What a file of `lib` gives.
  private struct Exports {
    let file: Int
    /// The function that it gives itself.
    var whole: Function.ID?
    var members: [String: Function.ID] = [:]
  }

  init(_ files: [CodeFile]) {
    self.files = files
    var exports: [String: Exports] = [:]
    for (index, file) in files.enumerated() where file.path.hasPrefix("lib/") {
      let name = file.path.dropFirst(4).dropLast(4).replacing("/", with: ".")
      exports[String(name)] = CodeReach.exports(of: file, at: index)
    }
    self.exports = exports
    for (index, file) in files.enumerated() {
      for (function, handler) in file.handlers {
        run(CodePlace(file: index, function: function), in: handler.lanes)
      }
      guard let lane = CodeReach.lane(of: file.path) else { continue }
      run(CodePlace(file: index, function: Function.ID(index: 0)), in: lane)
    }
  }

  /// The lane of a file's top level; `nil` where that is whoever asks for the file.
  private static func lane(of path: String) -> Lanes? {
    if path == "spec.lua" { return .spec }
    return path.hasPrefix("lib/") ? nil : .load
  }

  /// Notes that a function runs in lanes, and with it what it calls.
  private mutating func run(_ start: CodePlace, in added: Lanes) {
    var waiting = [start]
    while let place = waiting.popLast() {
      let known = lanes[place] ?? []
      guard !added.isSubset(of: known) else { continue }
      lanes[place] = known.union(added)
      waiting += called(by: place, in: added)
    }
  }

  /// What runs where a function does.
  func called(by place: CodePlace, in lanes: Lanes) -> [CodePlace] {
    let file = files[place.file]
    // Only where something can be registered may a function be kept for later.
    let keeps = lanes.contains(.load)
    return file.code(of: place.function).flatMap { id -> [CodePlace] in
      switch file.tree[id].kind {
      case .call(let callee, let arguments):
        let protected = CodeReach.protects(file.tree[callee].kind) ? arguments.prefix(1) : []
        return ([callee] + protected).flatMap { target(of: $0, in: place.file) }
      case .function(let inner) where !keeps && file.handlers[inner] == nil:
        return [CodePlace(file: place.file, function: inner)]
      case .variable where !keeps: return target(of: id, in: place.file)
      default: return []
      }
    }
  }

  private static func protects(_ callee: Expression.Kind) -> Bool {
    if case .global(let name) = callee { name == "pcall" || name == "xpcall" } else { false }
  }

  /// The function that an expression is; none where that is not certain, or where the desk calls it.
  func target(of id: Expression.ID, in index: Int) -> [CodePlace] {
    let file = files[index]
    if let function = file.function(id) {
      return file.handlers[function] == nil ? [CodePlace(file: index, function: function)] : []
    }
    if let exports = module(id, in: file) {
      return exports.whole.map { [CodePlace(file: exports.file, function: $0)] } ?? []
    }
    guard case .index(let base, let key) = file.tree[id].kind, let name = file.text(key),
      let exports = module(base, in: file), let function = exports.members[name]
    else { return [] }
    return [CodePlace(file: exports.file, function: function)]
  }

  /// What a file of `lib` gives, where an expression is that.
  private func module(
    _ id: Expression.ID, in file: CodeFile, depth: Int = 0,
  ) -> Exports? {
    guard depth < CodeFile.depthLimit else { return nil }
    switch file.tree[id].kind {
    case .variable(let variable):
      return file.constant(variable).flatMap { module($0, in: file, depth: depth + 1) }
    case .call(let callee, let arguments):
      guard case .global("require") = file.tree[callee].kind,
        let name = arguments.first.flatMap(file.text)
      else { return nil }
      return exports[name]
    default: return nil
    }
  }

  private static func exports(of file: CodeFile, at index: Int) -> Exports {
    var exports = Exports(file: index)
    for statement in file.tree.body {
      guard case .return(let values) = file.tree[statement].kind, let value = values.first else {
        continue
      }
      exports.whole = file.function(value)
      exports.members = file.functions(in: value)
    }
    return exports
  }
}

extension CodeFile {
  /// The expressions of a function's own code, without those of functions in it.
  func code(of function: Function.ID) -> [Expression.ID] { codes[function] ?? [] }

  /// The functions in a table, by name: those in its braces, and those that the top level adds.
  fileprivate func functions(in table: Expression.ID) -> [String: Function.ID] {
    var found: [String: Function.ID] = [:]
    var value = table
    if case .variable(let variable) = tree[table].kind {
      guard let first = constant(variable) else { return [:] }
      value = first
      for statement in tree.body {
        guard case .assign(let targets, let values) = tree[statement].kind else { continue }
        for (target, value) in zip(targets, values) {
          guard case .index(let base, let key) = tree[target].kind, let name = text(key),
            case .variable(variable) = tree[base].kind
          else { continue }
          found[name] = self.function(value)
        }
      }
    }
    guard case .table(let items) = tree[value].kind else { return found }
    for item in items {
      guard case .name(let name) = item.key else { continue }
      found[name] = self.function(item.value)
    }
    return found
  }
}
