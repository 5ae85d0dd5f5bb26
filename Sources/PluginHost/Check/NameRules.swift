import Kernel
import LuaSyntax
import Texts

/// Names that mean nothing: globals, functions of the API, members of what the desk hands over.
struct NameRules {
  let file: CodeFile
  /// Fields that plugins declare, which stand in `fields`.
  let fields: Set<String>

  func findings() -> [CheckFinding] {
    let (assigned, spare) = (file.assignedGlobals, file.spareGlobals)
    return file.tree.expressions.indices.compactMap { index in
      let id = Expression.ID(index: index)
      switch file.tree[id].kind {
      case .global where spare.contains(id): return nil
      case .global(let name): return global(name, at: id, isAssigned: assigned.contains(id))
      case .index(let base, let key): return file.text(key).flatMap { member($0, of: base, at: id) }
      case .call(let callee, let arguments):
        return library(callee) ?? dotted(callee, arguments, at: id)
      case .method(let object, let name, let place, _):
        return method(name, of: object).map { file.finding(.unknownName, at: place, $0) }
      default: return nil
      }
    }
  }

  private func global(_ name: String, at id: Expression.ID, isAssigned: Bool) -> CheckFinding? {
    guard !file.tree.namesEnvironment, !file.known.isGlobal(name) else { return nil }
    // A name that is not there may be a local of another function, spelled otherwise.
    let near = nearestName(to: name, among: file.known.globalNames)
    let words =
      isAssigned
      ? Text.checkNewGlobal(name: name)
      : Text.checkUnknownGlobal(name: name, hint: hint(near))
    return file.finding(.unknownGlobal, at: id, words)
  }

  private func member(_ name: String, of base: Expression.ID, at id: Expression.ID) -> CheckFinding?
  {
    let words: Text?
    if let namespace = file.name(of: base) {
      words = unknown(name, in: namespace)
    } else if case .shape(let topic) = file.type(of: base) {
      words = unknown(name, of: topic, as: "\(written(base) ?? topic).")
    } else {
      words = nil
    }
    return words.map { file.finding(.unknownName, at: id, $0) }
  }

  private func unknown(_ name: String, in namespace: String) -> Text? {
    guard let members = file.known.members(of: namespace), !members.contains(name) else {
      return nil
    }
    let near = nearestName(to: name, among: members.sorted())
    // Another plugin may have added a verb.
    let isOpen = namespace == "docket.tickets"
    guard !isOpen || (near != nil && !file.known.isAction(name)) else { return nil }
    return Text.checkUnknownName(
      name: "\(namespace).\(name)", hint: hint(near.map { "\(namespace).\($0)" }))
  }

  private func unknown(_ name: String, of topic: String, as prefix: String) -> Text? {
    guard let names = file.known.names(of: topic), !names.contains(name) else { return nil }
    if topic == "ticket" || topic == "person", fields.contains(name) {
      return Text.checkUnknownName(name: prefix + name, hint: hint("\(prefix)fields.\(name)"))
    }
    let near = nearestName(to: name, among: names.sorted())
    return Text.checkUnknownName(name: prefix + name, hint: hint(near.map { prefix + $0 }))
  }

  private func method(_ name: String, of object: Expression.ID) -> Text? {
    guard case .shape(let topic) = file.type(of: object),
      let names = file.known.names(of: topic), !names.contains(name)
    else { return nil }
    let near = nearestName(to: name, among: names.sorted())
    guard topic != "ticket" || near != nil else { return nil }
    let prefix = "\(written(object) ?? topic):"
    return Text.checkUnknownName(name: prefix + name, hint: hint(near.map { prefix + $0 }))
  }

  /// A method that is called with a dot, and not given what it is a method of.
  private func dotted(
    _ callee: Expression.ID, _ arguments: [Expression.ID], at id: Expression.ID,
  ) -> CheckFinding? {
    guard case .index(let base, let key) = file.tree[callee].kind, let name = file.text(key),
      case .shape(let topic) = file.type(of: base), file.known.method(name, of: topic) != nil,
      isCertainlyNo(topic, arguments.first)
    else { return nil }
    let owner = written(base) ?? topic
    return file.finding(.wrongArgument, at: id, Text.checkDotted(owner: owner, name: name))
  }

  /// Whether an argument is something else than a value of the topic, or is not there.
  private func isCertainlyNo(_ topic: String, _ argument: Expression.ID?) -> Bool {
    guard let argument else { return true }
    if let type = file.type(of: argument) { return type != .shape(topic) }
    return file.literal(argument) != nil
  }

  /// A function that is called of a library of Lua, and is not in it.
  private func library(_ callee: Expression.ID) -> CheckFinding? {
    guard case .index(let base, let key) = file.tree[callee].kind, let name = file.text(key),
      case .global(let library) = file.tree[base].kind,
      let members = file.known.members(ofLibrary: library), !members.contains(name)
    else { return nil }
    let near = nearestName(to: name, among: members.sorted())
    return file.finding(
      .unknownName, at: callee,
      Text.checkUnknownName(
        name: "\(library).\(name)", hint: hint(near.map { "\(library).\($0)" })))
  }

  /// How an expression is written, where it is names and dots.
  private func written(_ id: Expression.ID, depth: Int = 0) -> String? {
    guard depth < 8 else { return nil }
    switch file.tree[id].kind {
    case .variable(let variable): return file.tree[variable].name
    case .index(let base, let key):
      guard let key = file.text(key), let base = written(base, depth: depth + 1) else { return nil }
      return "\(base).\(key)"
    default: return nil
    }
  }

  private func hint(_ name: String?) -> Text? { name.map { Text.hintNearestCode(name: $0) } }
}

extension CodeFile {
  func finding(_ rule: CheckRule, at id: Expression.ID, _ words: Text) -> CheckFinding {
    finding(rule, at: tree[id].place, words)
  }

  func finding(_ rule: CheckRule, at place: Place, _ words: Text) -> CheckFinding {
    CheckFinding(rule, file: path, line: place.line, column: place.column, words)
  }

  /// The globals behind an `or` that are never read, since what stands before it is there:
  /// `table.unpack or unpack`.
  fileprivate var spareGlobals: Set<Expression.ID> {
    var found: Set<Expression.ID> = []
    for expression in tree.expressions {
      guard case .or(let left, let right) = expression.kind,
        case .index(let base, let key) = tree[left].kind, let name = text(key),
        case .global(let library) = tree[base].kind,
        known.members(ofLibrary: library)?.contains(name) == true
      else { continue }
      found.insert(right)
    }
    return found
  }

  /// The globals that statements give a value.
  fileprivate var assignedGlobals: Set<Expression.ID> {
    var found: Set<Expression.ID> = []
    for statement in tree.statements {
      if case .assign(let targets, _) = statement.kind { found.formUnion(targets) }
    }
    return found
  }
}
