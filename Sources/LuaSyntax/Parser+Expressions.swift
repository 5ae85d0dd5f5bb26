/// Expressions.
extension Parser {
  mutating func expressions() throws(SyntaxError) -> [Expression.ID] {
    var list = [try expression()]
    while try take(.comma) { list.append(try expression()) }
    return list
  }

  mutating func expression() throws(SyntaxError) -> Expression.ID {
    try expression(above: 0)
  }

  /// An expression of operators that bind more than that.
  private mutating func expression(above limit: Int) throws(SyntaxError) -> Expression.ID {
    try deeper { (parser: inout Parser) throws(SyntaxError) in
      var left = try parser.operand()
      while let power = Parser.powers[parser.token], power.left > limit {
        let (token, place) = (parser.token, parser.place)
        try parser.advance()
        let right = try parser.expression(above: power.right)
        left = parser.add(Parser.joined(left, token, right), at: place)
      }
      return left
    }
  }

  private mutating func operand() throws(SyntaxError) -> Expression.ID {
    let start = place
    switch token {
    case .keyword(.not):
      try advance()
      return add(.not(try expression(above: Parser.unaryPower)), at: start)
    case .symbol(let symbol) where [.minus, .tilde, .length].contains(symbol):
      try advance()
      return add(.unary(symbol, try expression(above: Parser.unaryPower)), at: start)
    default: return try simple()
    }
  }

  private mutating func simple() throws(SyntaxError) -> Expression.ID {
    let start = place
    switch token {
    case .integer(let value): return try literal(.integer(value))
    case .number(let value): return try literal(.number(value))
    case .string(let text): return try literal(.string(text))
    case .keyword(.nil): return try literal(.nil)
    case .keyword(.true): return try literal(.boolean(true))
    case .keyword(.false): return try literal(.boolean(false))
    case .symbol(.dots):
      guard tree[scope.function].takesMore else { throw SyntaxError(.variadic, at: start) }
      return try literal(.arguments)
    case .symbol(.openBrace): return try table()
    case .keyword(.function):
      try advance()
      return try function(isMethod: false)
    default: return try suffixed()
    }
  }

  private mutating func literal(_ kind: Expression.Kind) throws(SyntaxError) -> Expression.ID {
    let id = add(kind, at: place)
    try advance()
    return id
  }

  /// A name or something in parentheses, with all that is got from it.
  mutating func suffixed() throws(SyntaxError) -> Expression.ID {
    var value = try primary()
    while true {
      switch token {
      case .symbol(.dot):
        try advance()
        let key = try name()
        let name = add(.string(key.name), at: key.place)
        value = add(.index(base: value, key: name), at: key.place)
      case .symbol(.openBracket):
        let start = place
        try advance()
        let key = try expression()
        try need(.closeBracket)
        value = add(.index(base: value, key: key), at: start)
      case .symbol(.colon):
        try advance()
        let method = try name()
        let arguments = try arguments()
        value = add(
          .method(value, name: method.name, at: method.place, arguments: arguments),
          at: method.place)
      case .symbol(.open), .symbol(.openBrace), .string:
        let start = tree[value].place
        value = add(.call(value, arguments: try arguments()), at: start)
      default: return value
      }
    }
  }

  private mutating func primary() throws(SyntaxError) -> Expression.ID {
    let start = place
    switch token {
    case .name(let name):
      try advance()
      let id = try named(name, at: start)
      return id
    case .symbol(.open):
      try advance()
      let value = try expression()
      try need(.close)
      return add(.one(value), at: start)
    default: throw wrong
    }
  }

  private mutating func arguments() throws(SyntaxError) -> [Expression.ID] {
    switch token {
    case .string(let text): return [try literal(.string(text))]
    case .symbol(.openBrace): return [try table()]
    default:
      try need(.open)
      let list = token == .symbol(.close) ? [] : try expressions()
      try need(.close)
      return list
    }
  }

  private mutating func table() throws(SyntaxError) -> Expression.ID {
    let start = place
    try need(.openBrace)
    var items: [SyntaxTree.Item] = []
    while token != .symbol(.closeBrace) {
      items.append(try item())
      guard token == .symbol(.comma) || token == .symbol(.semicolon) else { break }
      try advance()
    }
    try need(.closeBrace)
    return add(.table(items), at: start)
  }

  private mutating func item() throws(SyntaxError) -> SyntaxTree.Item {
    let start = place
    if case .name(let name) = token, try peek() == .symbol(.assign) {
      try advance()
      try advance()
      return SyntaxTree.Item(key: .name(name), value: try expression(), place: start)
    }
    guard try take(.openBracket) else {
      return SyntaxTree.Item(key: .position, value: try expression(), place: start)
    }
    let key = try expression()
    try need(.closeBracket)
    try need(.assign)
    let value = try expression()
    if case .string(let name) = tree[key].kind {
      return SyntaxTree.Item(key: .name(name), value: value, place: tree[key].place)
    }
    return SyntaxTree.Item(key: .value(key), value: value, place: start)
  }

  /// Parameters and body, behind the word `function` and a name.
  mutating func function(isMethod: Bool) throws(SyntaxError) -> Expression.ID {
    let start = place
    try need(.open)
    var names: [(name: String, place: Place)] = isMethod ? [("self", start)] : []
    var takesMore = false
    if token != .symbol(.close) {
      repeat {
        takesMore = try take(.dots)
        if takesMore { break }
        names.append(try name())
      } while try take(.comma)
    }
    try need(.close)
    let id = add(Function(takesMore: takesMore, place: start, parent: scope.function))
    scope.begin(id)
    for (index, name) in names.enumerated() {
      let variable = try declare(name.name, at: name.place, .parameter(index))
      tree.functions[id.index].parameters.append(variable)
      activate([variable])
    }
    tree.functions[id.index].body = try statements()
    try need(.end)
    try scope.endFunction()
    return add(.function(id), at: start)
  }
}

/// How operators bind.
extension Parser {
  private static let unaryPower = 12

  /// By the left and by the right: `..` and `^` take what is right of them first.
  private static let powers: [Token: (left: Int, right: Int)] = {
    let groups: [(powers: (left: Int, right: Int), symbols: [Symbol])] = [
      ((14, 13), [.power]), ((11, 11), [.times, .divided, .floorDivided, .modulo]),
      ((10, 10), [.plus, .minus]), ((9, 8), [.concatenation]),
      ((7, 7), [.shiftLeft, .shiftRight]), ((6, 6), [.bitAnd]), ((5, 5), [.tilde]),
      ((4, 4), [.bitOr]),
      ((3, 3), [.equal, .notEqual, .less, .atMost, .greater, .atLeast]),
    ]
    var all: [Token: (left: Int, right: Int)] = [
      .keyword(.and): (2, 2), .keyword(.or): (1, 1),
    ]
    for group in groups { for symbol in group.symbols { all[.symbol(symbol)] = group.powers } }
    return all
  }()

  private static func joined(
    _ left: Expression.ID, _ token: Token, _ right: Expression.ID,
  ) -> Expression.Kind {
    switch token {
    case .keyword(.and): .and(left, right)
    case .symbol(let symbol): .binary(symbol, left, right)
    default: .or(left, right)
    }
  }
}
