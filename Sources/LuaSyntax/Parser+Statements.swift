/// Statements.
extension Parser {
  /// Statements up to what ends a block.
  mutating func statements() throws(SyntaxError) -> Block {
    var block: Block = []
    while !endsBlock(orUntil: true) {
      let isReturn = token == .keyword(.return)
      try deeper { (parser: inout Parser) throws(SyntaxError) in try parser.statement(into: &block)
      }
      if isReturn { break }
    }
    return block
  }

  /// A block with a scope of its own.
  mutating func block(isLoop: Bool = false) throws(SyntaxError) -> Block {
    scope.beginBlock(isLoop: isLoop)
    let block = try statements()
    try scope.endBlock()
    return block
  }

  private func endsBlock(orUntil: Bool) -> Bool {
    switch token {
    case .end, .keyword(.end), .keyword(.else), .keyword(.elseif): true
    case .keyword(.until): orUntil
    default: false
    }
  }

  private mutating func statement(into block: inout Block) throws(SyntaxError) {
    let start = place
    switch token {
    case .symbol(.semicolon): try advance()
    case .symbol(.label): try label(into: &block)
    case .keyword(.if): block.append(add(try branches(), at: start))
    case .keyword(.while): block.append(add(try whileLoop(), at: start))
    case .keyword(.do):
      try advance()
      let inner = try self.block()
      try need(.end)
      block.append(add(.do(inner), at: start))
    case .keyword(.for): block.append(add(try forLoop(), at: start))
    case .keyword(.repeat): block.append(add(try repeatLoop(), at: start))
    case .keyword(.function): block.append(add(try functionStatement(), at: start))
    case .keyword(.local): block.append(add(try local(), at: start))
    case .keyword(.return): block.append(add(try returned(), at: start))
    case .keyword(.break):
      try advance()
      scope.addBreak(at: start)
      block.append(add(.break, at: start))
    case .keyword(.goto):
      try advance()
      let label = try name()
      scope.addGoto(label.name, at: label.place)
      block.append(add(.goto(label.name), at: start))
    default: block.append(add(try expressionStatement(), at: start))
    }
  }

  private mutating func label(into block: inout Block) throws(SyntaxError) {
    let start = place
    try advance()
    let label = try name()
    try need(.label)
    block.append(add(.label(label.name), at: start))
    // What does nothing does not make the label any less the last.
    while token == .symbol(.semicolon) || token == .symbol(.label) {
      var others = block
      try deeper { (parser: inout Parser) throws(SyntaxError) in
        try parser.statement(into: &others)
      }
      block = others
    }
    try scope.addLabel(label.name, at: label.place, isLast: endsBlock(orUntil: false))
  }

  private mutating func branches() throws(SyntaxError) -> Statement.Kind {
    var branches: [SyntaxTree.Branch] = []
    repeat {
      try advance()
      let condition = try expression()
      try need(.then)
      branches.append(SyntaxTree.Branch(condition: condition, body: try block()))
    } while token == .keyword(.elseif)
    let otherwise = try take(.else) ? try block() : nil
    try need(.end)
    return .if(branches, otherwise: otherwise)
  }

  private mutating func whileLoop() throws(SyntaxError) -> Statement.Kind {
    try advance()
    let condition = try expression()
    scope.beginBlock(isLoop: true)
    try need(.do)
    let body = try block()
    try need(.end)
    try scope.endBlock()
    return .while(condition, body)
  }

  private mutating func repeatLoop() throws(SyntaxError) -> Statement.Kind {
    try advance()
    scope.beginBlock(isLoop: true)
    scope.beginBlock()
    let body = try statements()
    try need(.until)
    let condition = try expression()
    try scope.endBlock()
    try scope.endBlock()
    return .repeat(body, until: condition)
  }

  private mutating func forLoop() throws(SyntaxError) -> Statement.Kind {
    try advance()
    scope.beginBlock(isLoop: true)
    let first = try name()
    let kind: Statement.Kind
    switch token {
    case .symbol(.assign): kind = try countingLoop(first)
    case .symbol(.comma), .keyword(.in): kind = try eachLoop(first)
    default: throw wrong
    }
    try scope.endBlock()
    return kind
  }

  private mutating func countingLoop(
    _ name: (name: String, place: Place),
  ) throws(SyntaxError) -> Statement.Kind {
    for _ in 0..<3 { try scope.declare(at: name.place, hidden: true) }
    let variable = try declare(name.name, at: name.place, .loop(0))
    try advance()
    let from = try expression()
    try need(.comma)
    let to = try expression()
    let by = try take(.comma) ? try expression() : nil
    return .count(variable, from: from, to: to, by: by, try loopBody([variable]))
  }

  private mutating func eachLoop(
    _ first: (name: String, place: Place),
  ) throws(SyntaxError) -> Statement.Kind {
    for _ in 0..<4 { try scope.declare(at: first.place, hidden: true) }
    var variables = [try declare(first.name, at: first.place, .loop(0))]
    while try take(.comma) {
      let next = try name()
      variables.append(try declare(next.name, at: next.place, .loop(variables.count)))
    }
    try need(.in)
    let values = try expressions()
    return .each(variables, in: values, try loopBody(variables))
  }

  private mutating func loopBody(_ variables: [Variable.ID]) throws(SyntaxError) -> Block {
    try need(.do)
    scope.beginBlock()
    activate(variables)
    let body = try block()
    try scope.endBlock()
    try need(.end)
    return body
  }

  private mutating func functionStatement() throws(SyntaxError) -> Statement.Kind {
    try advance()
    let first = try name()
    var target = try named(first.name, at: first.place)
    var isMethod = false
    while token == .symbol(.dot) || token == .symbol(.colon) {
      isMethod = token == .symbol(.colon)
      try advance()
      let key = try name()
      target = add(.index(base: target, key: add(.string(key.name), at: key.place)), at: key.place)
      if isMethod { break }
    }
    let value = try function(isMethod: isMethod)
    try assign(to: target)
    return .assign([target], [value])
  }

  private mutating func local() throws(SyntaxError) -> Statement.Kind {
    try advance()
    guard try take(.function) else { return try localVariables() }
    let name = try name()
    let variable = try declare(name.name, at: name.place, .local(nil))
    activate([variable])
    let value = try function(isMethod: false)
    tree.variables[variable.index].origin = .local(value)
    return .local([variable], [value])
  }

  private mutating func localVariables() throws(SyntaxError) -> Statement.Kind {
    var variables: [Variable.ID] = []
    var closes = false
    repeat {
      let name = try name()
      let attribute = try attribute()
      if attribute == "close" {
        guard !closes else { throw SyntaxError(.attribute, at: name.place) }
        closes = true
      }
      variables.append(
        try declare(name.name, at: name.place, .local(nil), isConstant: attribute != nil))
    } while try take(.comma)
    let values = try take(.assign) ? try expressions() : []
    for (index, variable) in variables.enumerated() where index < values.count {
      tree.variables[variable.index].origin = .local(values[index])
    }
    activate(variables)
    return .local(variables, values)
  }

  /// `const` or `close`.
  private mutating func attribute() throws(SyntaxError) -> String? {
    guard try take(.less) else { return nil }
    let attribute = try name()
    try need(.greater)
    guard ["const", "close"].contains(attribute.name) else {
      throw SyntaxError(.attribute, at: attribute.place)
    }
    return attribute.name
  }

  private mutating func returned() throws(SyntaxError) -> Statement.Kind {
    try advance()
    let isEmpty = endsBlock(orUntil: true) || token == .symbol(.semicolon)
    let values = isEmpty ? [] : try expressions()
    _ = try take(.semicolon)
    return .return(values)
  }

  private mutating func expressionStatement() throws(SyntaxError) -> Statement.Kind {
    let first = try suffixed()
    guard token == .symbol(.assign) || token == .symbol(.comma) else {
      switch tree[first].kind {
      case .call, .method: return .call(first)
      default: throw wrong
      }
    }
    var targets = [first]
    try assign(to: first)
    while try take(.comma) {
      targets.append(try suffixed())
      try assign(to: targets[targets.count - 1])
      guard targets.count < Parser.depthLimit else { throw SyntaxError(.tooDeep, at: place) }
    }
    try need(.assign)
    return .assign(targets, try expressions())
  }

  /// Notes that a target gets a value; throws where it cannot have one.
  private mutating func assign(to target: Expression.ID) throws(SyntaxError) {
    let place = tree[target].place
    switch tree[target].kind {
    case .variable(let id):
      guard !tree[id].isConstant else { throw SyntaxError(.constant, at: place) }
      tree.variables[id.index].assignments.append(
        SyntaxTree.Use(place: place, function: scope.function))
    case .global, .index: return
    default: throw wrong
    }
  }
}
