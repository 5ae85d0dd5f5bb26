import LuaSyntax

/// Whether an entry can be run, or goes on in the next line.
///
/// Judged by tokens alone: complete is not yet right, which only the compiler knows.
package enum Completeness: Hashable, Sendable {
  case complete
  /// More lines are wanted.
  case incomplete(Missing)
  /// No further line can make it right.
  case wrong
  /// Incomplete, but two empty lines in a row ask to have it run.
  case abandoned

  /// What the next lines have to bring.
  package enum Missing: Hashable, Sendable {
    /// The end of the inmost bracket or block.
    case closing(LuaOpening)
    case endOfString
    case endOfComment
    /// What belongs after the last word or sign, such as an operator's right side.
    case continuation
  }

  /// Whether the next line belongs to the entry.
  package var wantsMore: Bool {
    if case .incomplete = self { true } else { false }
  }

  /// Judges an entry; commands and queries are always complete.
  package init(of text: String, queryNames: Set<String>) {
    let source = Array(text.utf8)
    guard EntryParts(source, queryNames: queryNames).kind == .lua else {
      self = .complete
      return
    }
    let judged = Completeness(of: LuaTokens(LuaTokens.namingTickets(in: source)))
    self = judged.wantsMore && Self.endsWithTwoEmptyLines(text) ? .abandoned : judged
  }

  private init(of tokens: LuaTokens) {
    var nesting = LuaNesting()
    for token in tokens.all {
      nesting.take(token)
      if let fault = token.fault, !fault.isOpen { nesting.isBroken = true }
      guard !nesting.isBroken else {
        self = .wrong
        return
      }
    }
    self = Self.missing(in: tokens, nesting).map { .incomplete($0) } ?? .complete
  }

  private static func missing(in tokens: LuaTokens, _ nesting: LuaNesting) -> Missing? {
    switch tokens.all.last?.fault {
    case .openString: return .endOfString
    case .openComment: return .endOfComment
    default: break
    }
    if let opening = nesting.open.last { return .closing(opening) }
    return goesOn(tokens.code, tokens) ? .continuation : nil
  }

  /// Whether something has to come after the last token.
  private static func goesOn(_ code: [LuaToken], _ tokens: LuaTokens) -> Bool {
    switch code.last?.kind {
    case .keyword(let keyword): keyword.goesOn
    case .symbol(.greater): !endsWithAttribute(code, tokens)
    case .symbol(.label): !endsWithLabel(code)
    case .symbol(let symbol): symbol.goesOn
    case .name, .number, .string, .comment, .stray, nil: false
    }
  }

  /// `local x <const>` ends with no operator.
  private static func endsWithAttribute(_ code: [LuaToken], _ tokens: LuaTokens) -> Bool {
    let last = code.suffix(3)
    guard last.count == 3, let first = last.first, first.isSymbol(.less) else { return false }
    return LuaAttribute(rawValue: tokens.text(of: last[last.startIndex + 1])) != nil
  }

  private static func endsWithLabel(_ code: [LuaToken]) -> Bool {
    let last = code.suffix(3)
    return last.count == 3 && last.first?.isSymbol(.label) == true
  }

  private static func endsWithTwoEmptyLines(_ text: String) -> Bool {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).suffix(2)
    return lines.count == 2 && lines.allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }
}

extension Keyword {
  /// Whether something has to come after it.
  fileprivate var goesOn: Bool {
    switch self {
    case .and, .or, .not, .in, .goto, .local, .until, .function, .if, .elseif, .while, .for: true
    case .break, .do, .else, .end, .false, .nil, .repeat, .return, .then, .true: false
    }
  }
}

extension Symbol {
  /// Whether something has to come after it.
  fileprivate var goesOn: Bool {
    switch self {
    case .close, .closeBrace, .closeBracket, .semicolon, .dots: false
    default: true
    }
  }
}
