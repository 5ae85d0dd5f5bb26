import LuaSyntax

/// Finds out what is being typed at the end of Lua source.
struct LuaPlace {
  private let source: [UInt8]
  /// What stands behind the cursor.
  private let rest: [UInt8]
  private let queryNames: Set<String>
  private let tokens: LuaTokens
  /// The token that is being typed, if the cursor is in or right behind one.
  private let typed: LuaToken?
  private let cursor: LuaCursor

  init(_ text: [UInt8], rest: [UInt8], queryNames: Set<String>) {
    source = LuaTokens.namingTickets(in: text)
    self.rest = rest
    self.queryNames = queryNames
    tokens = LuaTokens(source)
    let last = tokens.all.last.flatMap { $0.range.upperBound == text.count ? $0 : nil }
    typed = last.flatMap { Self.isWhole($0) ? nil : $0 }
    let code = tokens.code
    let isCode = typed != nil && typed?.kind != .comment
    cursor = LuaCursor(Array(isCode ? code.dropLast() : code[...]), of: tokens)
  }

  /// Signs are whole, and so is a string whose quote is closed.
  private static func isWhole(_ token: LuaToken) -> Bool {
    switch token.kind {
    case .symbol: true
    case .string: token.fault == nil || token.fault == .escape
    // A comment in long brackets ends by itself, but nobody types on right behind it.
    case .name, .keyword, .number, .comment, .stray: false
    }
  }

  var found: CompletionPlace { subject.knowing(LuaScope(cursor, in: tokens)) }

  private var subject: CompletionPlace {
    switch typed?.kind {
    case .comment, .stray: place(.nothing)
    case .string(let quotation): quoted(quotation)
    case .number: number
    case .name, .keyword, .symbol, nil: word
    }
  }

  private var start: Int { typed?.range.lowerBound ?? source.count }

  private func place(_ subject: CompletionPlace.Subject) -> CompletionPlace {
    CompletionPlace(subject, source, from: start)
  }
}

extension LuaPlace {
  private var word: CompletionPlace {
    let last = cursor.code.last
    switch last?.kind {
    case .symbol(.dot): return place(member(by: .dot))
    case .symbol(.colon): return place(member(by: .method))
    case .keyword(.local), .keyword(.function), .keyword(.for), .keyword(.goto):
      return place(.nothing)
    case .symbol(.length) where typed == nil && cursor.code.count == 1:
      return place(.ticketNumber)
    case .name, .number, .string, .symbol(.close), .symbol(.closeBrace),
      .symbol(.closeBracket):
      // What comes next is an operator, a keyword or another statement.
      if let typed { return ticket(typed) }
      return place(last?.range.upperBound == source.count ? .nothing : .name)
    default: return typed.map(ticket) ?? place(expression)
    }
  }

  /// `t4` is the beginning of a ticket's name.
  private func ticket(_ token: LuaToken) -> CompletionPlace {
    let digits = source[token.range].dropFirst()
    guard source[token.range.lowerBound] == UInt8(ascii: "t"), !digits.isEmpty,
      digits.allSatisfy(\.isDigit)
    else { return place(expression) }
    return CompletionPlace(.ticketNumber, source, from: digits.startIndex)
  }

  private var number: CompletionPlace {
    if let value = cursor.value { return place(.value(value)) }
    if let argument = cursor.argument { return place(.argument(argument)) }
    return place(.nothing)
  }

  private func member(by access: LuaAccess) -> CompletionPlace.Subject {
    cursor.path(endingAt: cursor.code.count - 2).map { .member(of: $0, by: access) } ?? .nothing
  }

  /// What an expression is that begins at the cursor.
  private var expression: CompletionPlace.Subject {
    if cursor.code.isEmpty { return .firstWord }
    if let table = cursor.element { return .key(table, present: keys) }
    if let value = cursor.value { return .value(value) }
    if let argument = cursor.argument { return .argument(argument) }
    return .name
  }

  /// The keys of the table around the cursor, those behind the cursor included.
  private var keys: [String] {
    let tokens = LuaTokens(rest)
    let code = tokens.code
    var nesting = LuaNesting()
    var keys = cursor.frames.last?.keys ?? []
    for (index, token) in code.enumerated() {
      nesting.take(token)
      if nesting.isBroken { break }
      guard nesting.open.isEmpty, index > 1, token.isSymbol(.assign),
        code[index - 1].kind == .name,
        code[index - 2].isSymbol(.comma) || code[index - 2].isSymbol(.semicolon)
      else { continue }
      keys.append(tokens.text(of: code[index - 1]))
    }
    return keys
  }
}

extension LuaPlace {
  private func quoted(_ quotation: LuaQuotation) -> CompletionPlace {
    guard let typed, let content = LuaStringText(typed, in: source) else { return place(.nothing) }
    let place = CompletionPlace(quotedSubject, in: content, from: 0, quotation)
    guard case .argument(let argument) = place.subject, let subject = argument.asked else {
      return place
    }
    return place.inQuery(about: subject, queryNames: queryNames) ?? place
  }

  private var quotedSubject: CompletionPlace.Subject {
    if let table = cursor.element { return .value(table.item) }
    if let value = cursor.value { return .value(value) }
    if let argument = cursor.argument { return .argument(argument) }
    let last = cursor.code.count - 1
    if let function = cursor.path(endingAt: last) {
      return .argument(LuaArgument(of: function, number: 1))
    }
    guard let frame = cursor.frames.last, frame.opening == .bracket, frame.index == last,
      let path = cursor.path(endingAt: last - 1)
    else { return .nothing }
    return .member(of: path, by: .index)
  }
}

extension LuaArgument {
  /// What the argument asks for, if it is a query of the functions that take nothing else there.
  fileprivate var asked: QueryPlace.Subject? {
    guard let name = function.dotted else { return nil }
    return Self.queries[name].flatMap { $0.number == number ? $0.subject : nil }
  }

  private static let queries: [String: (number: Int, subject: QueryPlace.Subject)] = [
    "docket.history.count": (1, .entries),
    "docket.history.each": (1, .entries),
    "docket.history.find": (1, .entries),
    "docket.plan": (2, .tickets),
    "docket.tickets.apply": (1, .tickets),
    "docket.tickets.count": (1, .tickets),
    "docket.tickets.each": (1, .tickets),
    "docket.tickets.find": (1, .tickets),
    "docket.tickets.watch": (1, .tickets),
    "history": (1, .entries),
    "tickets": (1, .tickets),
    "watch": (1, .tickets),
  ]
}
