import Kernel
import Lua
import LuaSyntax

/// A file of a plugin, with what its expressions mean as far as that is certain.
///
/// Names are followed through locals that keep their first value; of all others nothing is said.
final class CodeFile {
  /// A function that the desk calls.
  struct Handler {
    /// What it is given.
    let types: [APIType?]
    let lanes: Lanes
    /// The function of the API that takes it.
    let taker: APIFunction
    /// The call that hands it over.
    let call: Expression.ID
  }

  /// A call of a function of the API.
  struct Call {
    let id: Expression.ID
    let function: APIFunction
    let arguments: [Expression.ID]
  }

  /// The path within the plugin.
  let path: String
  let tree: SyntaxTree
  let known: APIKnowledge
  private(set) var handlers: [Function.ID: Handler] = [:]
  private(set) var calls: [Call] = []
  /// Where each variable is named.
  private(set) var mentions: [Variable.ID: [Expression.ID]] = [:]
  /// The expressions of each function's own code.
  private(set) var codes: [Function.ID: [Expression.ID]] = [:]
  /// The arguments of each call, by what is called.
  private var arguments: [Expression.ID: [Expression.ID]] = [:]
  /// What loops go through, by their variables.
  private var loops: [Variable.ID: (position: Int, values: [Expression.ID])] = [:]
  private var types: [Variable.ID: APIType?] = [:]
  /// The variables that functions are kept in.
  private(set) var holders: [Function.ID: Variable.ID] = [:]

  /// Chains of names are not followed for ever.
  static let depthLimit = 16

  init(_ path: String, _ tree: SyntaxTree, _ known: APIKnowledge) {
    (self.path, self.tree, self.known) = (path, tree, known)
    for (index, expression) in tree.expressions.enumerated() {
      let id = Expression.ID(index: index)
      codes[expression.function, default: []].append(id)
      switch expression.kind {
      case .variable(let variable): mentions[variable, default: []].append(id)
      case .call(let function, let given): arguments[function] = given
      default: break
      }
    }
    for statement in tree.statements {
      guard case .each(let variables, let values, _) = statement.kind else { continue }
      for (position, variable) in variables.enumerated() { loops[variable] = (position, values) }
    }
    for index in tree.variables.indices {
      let id = Variable.ID(index: index)
      guard let value = constant(id), case .function(let function) = tree[value].kind else {
        continue
      }
      holders[function] = id
    }
    // What a handler is given may have methods that take handlers in turn.
    for _ in 0..<2 {
      types = [:]
      calls = tree.expressions.indices.compactMap { call(Expression.ID(index: $0)) }
      handlers = handlersOfCalls
    }
    types = [:]
    calls = tree.expressions.indices.compactMap { call(Expression.ID(index: $0)) }
  }

  func place(of id: Expression.ID) -> Place { tree[id].place }

  /// The text that an expression is, where it stands there as one.
  func text(_ id: Expression.ID) -> String? {
    if case .string(let text) = tree[id].kind { text } else { nil }
  }
}

extension CodeFile {
  /// The one value that a variable ever has; `nil` where it is given another one.
  func constant(_ id: Variable.ID) -> Expression.ID? {
    guard tree[id].assignments.isEmpty, case .local(let value) = tree[id].origin else { return nil }
    return value
  }

  /// The path of a function or namespace of the API, or of one that there is not.
  func name(of id: Expression.ID, depth: Int = 0) -> String? {
    guard depth < CodeFile.depthLimit else { return nil }
    switch tree[id].kind {
    case .global(let name): return known.members(of: name) != nil ? name : nil
    case .one(let inner): return self.name(of: inner, depth: depth + 1)
    case .variable(let variable):
      return constant(variable).flatMap { self.name(of: $0, depth: depth + 1) }
    case .index(let base, let key):
      guard let key = text(key), let base = self.name(of: base, depth: depth + 1),
        known.members(of: base) != nil
      else { return nil }
      return "\(base).\(key)"
    default: return nil
    }
  }

  /// The function that an expression is, where that is written in this file.
  func function(_ id: Expression.ID, depth: Int = 0) -> Function.ID? {
    guard depth < CodeFile.depthLimit else { return nil }
    switch tree[id].kind {
    case .function(let function): return function
    case .one(let inner): return self.function(inner, depth: depth + 1)
    case .variable(let variable):
      return constant(variable).flatMap { self.function($0, depth: depth + 1) }
    default: return nil
    }
  }

  /// What is called, and with what, where a function of the API is.
  func call(_ id: Expression.ID, depth: Int = 0) -> Call? {
    switch tree[id].kind {
    case .call(let function, let arguments):
      guard let name = name(of: function), let known = known.function(name) else { return nil }
      return Call(id: id, function: known, arguments: arguments)
    case .method(let object, let name, _, let arguments):
      guard case .shape(let topic) = type(of: object, depth: depth),
        let function = known.method(name, of: topic)
      else { return nil }
      return Call(id: id, function: function, arguments: arguments)
    default: return nil
    }
  }

  /// The functions that calls of the API hand over.
  private var handlersOfCalls: [Function.ID: Handler] {
    var found: [Function.ID: Handler] = [:]
    for call in calls {
      for (position, part) in call.function.parameters.enumerated()
      where position < call.arguments.count {
        let argument = call.arguments[position]
        note(argument, as: part, of: call, in: &found)
        guard case .keys(let keys) = part.type, case .table(let items) = tree[argument].kind else {
          continue
        }
        for item in items {
          guard case .name(let name) = item.key, let key = keys.first(where: { $0.name == name })
          else { continue }
          note(item.value, as: key, of: call, in: &found)
        }
      }
    }
    return found
  }

  private func note(
    _ id: Expression.ID, as part: APIPart, of call: Call,
    in found: inout [Function.ID: Handler],
  ) {
    guard case .function(let parameters, let lanes) = part.type, let function = function(id) else {
      return
    }
    let types = parameters.map { parameter -> APIType? in
      parameter == "change" ? changeType(in: call) : known.type(ofParameter: parameter)
    }
    guard let other = found[function] else {
      found[function] = Handler(types: types, lanes: lanes, taker: call.function, call: call.id)
      return
    }
    // What is handed over twice is given now this and now that.
    found[function] = Handler(
      types: zip(other.types, types).map { $0 == $1 ? $0 : nil }, lanes: other.lanes.union(lanes),
      taker: other.taker, call: other.call)
  }

  /// What a hook is given: of the desk's own events it is something else.
  private func changeType(in call: Call) -> APIType? {
    guard call.function.path == "docket.after" else { return .shape("change") }
    guard let event = call.arguments.first.flatMap(text) else { return nil }
    return .shape(DeskEvent(event) == nil ? "change" : "desk_change")
  }
}

extension CodeFile {
  /// What an expression is, where that is certain; it may be nil besides.
  func type(of id: Expression.ID, depth: Int = 0) -> APIType? {
    guard depth < CodeFile.depthLimit else { return nil }
    switch tree[id].kind {
    case .one(let inner): return type(of: inner, depth: depth + 1)
    case .variable(let variable): return type(of: variable, depth: depth + 1)
    case .and(_, let right): return type(of: right, depth: depth + 1)
    case .or(let left, let right):
      let one = type(of: left, depth: depth + 1)
      return one == type(of: right, depth: depth + 1) ? one : nil
    case .index(let base, let key): return member(key, of: type(of: base, depth: depth + 1))
    case .call, .method: return call(id, depth: depth + 1)?.function.gives.type?.certain
    default: return nil
    }
  }

  private func member(_ key: Expression.ID, of type: APIType?) -> APIType? {
    switch type {
    case .shape(let topic): text(key).flatMap { known.type(of: $0, in: topic)?.certain }
    case .listOf(let element): text(key) == nil ? element.certain : nil
    default: nil
    }
  }

  private func type(of variable: Variable.ID, depth: Int) -> APIType? {
    if let type = types[variable] { return type }
    // Whoever asks meanwhile, asks in a circle.
    types[variable] = .some(nil)
    let found = tree[variable].assignments.isEmpty ? unassigned(variable, depth) : nil
    types[variable] = .some(found)
    return found
  }

  private func unassigned(_ variable: Variable.ID, _ depth: Int) -> APIType? {
    switch tree[variable].origin {
    case .environment: return nil
    case .local(let value): return value.flatMap { type(of: $0, depth: depth) }
    case .parameter(let position):
      if let handler = handlers[tree[variable].function] {
        guard position < handler.types.count, !isCalled(tree[variable].function) else { return nil }
        return handler.types[position]
      }
      return given(at: position, to: tree[variable].function, depth)
    case .loop: return loops[variable].flatMap { element($0.position, of: $0.values, depth) }
    }
  }

  /// Whether the code calls a function itself.
  private func isCalled(_ function: Function.ID) -> Bool {
    (holders[function].flatMap { mentions[$0] } ?? []).contains { arguments[$0] != nil }
  }

  /// What all calls of a function give it at a position, where it is only ever called.
  private func given(at position: Int, to function: Function.ID, _ depth: Int) -> APIType? {
    guard let variable = holders[function] else { return nil }
    var found: APIType?
    for mention in mentions[variable] ?? [] {
      guard let arguments = arguments[mention], position < arguments.count,
        let type = type(of: arguments[position], depth: depth), found == nil || found == type
      else { return nil }
      found = type
    }
    return found
  }

  private func element(
    _ position: Int, of values: [Expression.ID], _ depth: Int,
  ) -> APIType? {
    guard let first = values.first else { return nil }
    if case .call(let function, let arguments) = tree[first].kind,
      case .global("ipairs") = tree[function].kind
    {
      guard position == 1, let list = arguments.first,
        case .listOf(let element) = type(of: list, depth: depth)
      else { return nil }
      return element.certain
    }
    guard position == 0, case .iterator(let element) = type(of: first, depth: depth) else {
      return nil
    }
    return element.certain
  }
}

extension APIType {
  /// The type without that it may be left out.
  fileprivate var certain: APIType {
    switch self {
    case .optional(let type): type.certain
    default: self
    }
  }
}
