import LuaSyntax

/// The variables that are known at the end of Lua source besides those of the session: parameters,
/// variables of loops, and what is `local` in blocks that are still open.
package struct LuaScope: Hashable, Sendable {
  /// A variable, and what it is if that can be read off.
  package struct Variable: Hashable, Sendable {
    package let name: String
    /// What it is an element of, such as the rows that a loop goes through.
    package var source: LuaPath?
  }

  /// From the outside in: the last one of a name is meant.
  package private(set) var variables: [Variable] = []

  /// A place without any.
  init() {}

  /// Goes through all tokens of a cursor, in linear time.
  init(_ cursor: LuaCursor, in tokens: LuaTokens) {
    let reader = ScopeReader(cursor: cursor, tokens: tokens)
    var nesting = LuaNesting()
    var scopes: [[Variable]] = [[]]
    for (index, token) in cursor.code.enumerated() {
      let depth = nesting.open.count
      nesting.take(token)
      if nesting.isBroken { break }
      if nesting.open.count < depth { scopes.removeLast() }
      if nesting.open.count > depth { scopes.append([]) }
      scopes[scopes.count - 1] += reader.variables(declaredAt: index)
    }
    variables = scopes.flatMap(\.self)
  }

  /// Those that are declared before the inmost one of that name.
  package func before(_ name: String) -> (found: Variable, rest: LuaScope)? {
    guard let index = variables.lastIndex(where: { $0.name == name }) else { return nil }
    var rest = LuaScope()
    rest.variables = Array(variables[..<index])
    return (variables[index], rest)
  }
}

/// Reads what keywords declare.
private struct ScopeReader {
  let cursor: LuaCursor
  let tokens: LuaTokens

  private var code: [LuaToken] { cursor.code }

  func variables(declaredAt index: Int) -> [LuaScope.Variable] {
    switch code[index].kind {
    case .keyword(.function): parameters(of: index)
    case .keyword(.for): loop(at: index)
    case .keyword(.local):
      LocalDeclaration(code[index...], in: tokens)?.names.map { .init(name: $0) } ?? []
    default: []
    }
  }

  /// The names from there on with commas between, and where what follows them stands.
  private func names(from start: Int) -> (names: [LuaScope.Variable], end: Int) {
    var (names, at): ([LuaScope.Variable], Int) = ([], start)
    while at < code.count, code[at].kind == .name || code[at].isSymbol(.comma) {
      if code[at].kind == .name { names.append(.init(name: tokens.text(of: code[at]))) }
      at += 1
    }
    return (names, at)
  }

  private func parameters(of function: Int) -> [LuaScope.Variable] {
    var opening = function + 1
    while opening < code.count, !code[opening].isSymbol(.open) {
      let token = code[opening]
      guard token.kind == .name || token.isSymbol(.dot) || token.isSymbol(.colon) else { return [] }
      opening += 1
    }
    var (names, end) = names(from: opening + 1)
    // While the names are being typed, nothing can use them.
    guard end < code.count else { return [] }
    if !names.isEmpty { names[0].source = rows(handedTo: function) }
    return names
  }

  /// The rows of which a function is handed each: `t` of `tickets(q):where(function(t)`.
  private func rows(handedTo function: Int) -> LuaPath? {
    guard function > 1, code[function - 1].isSymbol(.open),
      let path = cursor.path(endingAt: function - 2), case .method? = path.steps.last
    else { return nil }
    return LuaPath(path.steps.dropLast())
  }

  private func loop(at index: Int) -> [LuaScope.Variable] {
    var (names, end) = names(from: index + 1)
    guard end < code.count, code[end].isKeyword(.in), !names.isEmpty,
      let body = code[end...].firstIndex(where: { $0.isKeyword(.do) })
    else { return end < code.count ? names : [] }
    names[0].source = cursor.path(endingAt: body - 1)
    return names
  }
}
