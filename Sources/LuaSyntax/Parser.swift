/// Reads a Lua 5.4 text into a tree, in one go and in time that grows with its length alone.
///
/// It takes what Lua's own front end takes, but for limits of its code: how many registers an
/// expression needs, how far a jump goes.
struct Parser {
  /// How deep statements and expressions may lie in one another, as Lua's `LUAI_MAXCCALLS`.
  static let depthLimit = 200

  var tree = SyntaxTree()
  var scope = Scope()
  private var lexer: Lexer
  private(set) var token = Token.end
  private(set) var place = Place.start
  private var following: (token: Token, place: Place)?
  private var depth = 0

  init(_ text: [UInt8]) {
    lexer = Lexer(text)
  }

  /// Reads the whole text.
  mutating func chunk() throws(SyntaxError) -> SyntaxTree {
    try advance()
    let id = add(Function(takesMore: true, place: place, parent: nil))
    tree.variables.append(
      Variable(
        name: Parser.environment, place: place, function: id, origin: .environment,
        isConstant: false))
    scope.begin(id)
    scope.activateEnvironment(Parser.environmentID, named: Parser.environment)
    tree.functions[id.index].body = try statements()
    try scope.endFunction()
    guard token == .end else { throw wrong }
    return tree
  }

  private static let environment = "_ENV"
  private static let environmentID = Variable.ID(index: 0)
}

extension SyntaxTree {
  /// Reads a text; throws where it is not Lua.
  package init(parsing text: [UInt8]) throws(SyntaxError) {
    var parser = Parser(text)
    self = try parser.chunk()
  }

  /// Reads a text; throws where it is not Lua.
  package init(parsing text: String) throws(SyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Words.
extension Parser {
  /// That something else had to stand here.
  var wrong: SyntaxError { SyntaxError(.unexpected, at: place) }

  mutating func advance() throws(SyntaxError) {
    if let next = following {
      (token, place) = next
      following = nil
    } else {
      (token, place) = try lexer.next()
    }
  }

  /// The word behind this one.
  mutating func peek() throws(SyntaxError) -> Token {
    if let following { return following.token }
    let next = try lexer.next()
    following = next
    return next.token
  }

  mutating func take(_ symbol: Symbol) throws(SyntaxError) -> Bool {
    guard token == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  mutating func take(_ keyword: Keyword) throws(SyntaxError) -> Bool {
    guard token == .keyword(keyword) else { return false }
    try advance()
    return true
  }

  mutating func need(_ symbol: Symbol) throws(SyntaxError) {
    guard try take(symbol) else { throw wrong }
  }

  mutating func need(_ keyword: Keyword) throws(SyntaxError) {
    guard try take(keyword) else { throw wrong }
  }

  mutating func name() throws(SyntaxError) -> (name: String, place: Place) {
    guard case .name(let name) = token else { throw wrong }
    let found = (name, place)
    try advance()
    return found
  }

  /// Reads what lies one level deeper.
  mutating func deeper<Result>(
    _ read: (inout Parser) throws(SyntaxError) -> Result,
  ) throws(SyntaxError) -> Result {
    depth += 1
    guard depth <= Parser.depthLimit else { throw SyntaxError(.tooDeep, at: place) }
    let result = try read(&self)
    depth -= 1
    return result
  }
}

/// What is added to the tree.
extension Parser {
  mutating func add(_ kind: Expression.Kind, at place: Place) -> Expression.ID {
    tree.expressions.append(Expression(kind: kind, place: place, function: scope.function))
    return Expression.ID(index: tree.expressions.count - 1)
  }

  mutating func add(_ kind: Statement.Kind, at place: Place) -> Statement.ID {
    tree.statements.append(Statement(kind: kind, place: place, function: scope.function))
    return Statement.ID(index: tree.statements.count - 1)
  }

  mutating func add(_ function: Function) -> Function.ID {
    tree.functions.append(function)
    return Function.ID(index: tree.functions.count - 1)
  }

  /// Declares a variable, which is found only once it is activated.
  mutating func declare(
    _ name: String, at place: Place, _ origin: Variable.Origin, isConstant: Bool = false,
  ) throws(SyntaxError) -> Variable.ID {
    try scope.declare(at: place)
    tree.variables.append(
      Variable(
        name: name, place: place, function: scope.function, origin: origin, isConstant: isConstant))
    return Variable.ID(index: tree.variables.count - 1)
  }

  mutating func activate(_ variables: [Variable.ID]) {
    for id in variables { scope.activate(id, named: tree[id].name) }
  }

  /// What a name means: a variable, or a member of `_ENV`.
  mutating func named(_ name: String, at place: Place) throws(SyntaxError) -> Expression.ID {
    if let id = scope.variable(name) {
      try use(id, at: place)
      if name == Parser.environment { tree.namesEnvironment = true }
      return add(.variable(id), at: place)
    }
    let environment = scope.variable(Parser.environment) ?? Parser.environmentID
    try use(environment, at: place)
    guard environment != Parser.environmentID else { return add(.global(name), at: place) }
    tree.namesEnvironment = true
    let base = add(.variable(environment), at: place)
    return add(.index(base: base, key: add(.string(name), at: place)), at: place)
  }

  /// Notes that functions reach out for a variable.
  private mutating func use(_ id: Variable.ID, at place: Place) throws(SyntaxError) {
    let owner = id == Parser.environmentID ? nil : tree[id].function
    var next: Function.ID? = scope.function
    while let function = next, function != owner {
      guard tree.functions[function.index].upvalues.insert(id).inserted else { return }
      guard tree.functions[function.index].upvalues.count <= Scope.upvalueLimit else {
        throw SyntaxError(.tooMany, at: place)
      }
      next = tree[function].parent
    }
  }
}
