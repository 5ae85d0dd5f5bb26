import LuaSyntax

/// A part of an entry with what it is, for colours.
package struct Highlight: Hashable, Sendable {
  /// What a part is.
  package enum Role: Hashable, Sendable {
    case keyword
    case string
    case number
    case comment
    case name
    case `operator`
    /// The word or sign that makes an entry what it is: `.load`, `?`, `help`, `watch`.
    case command
    /// The rest of a command or of `help`.
    case argument
    case queryField
    /// A value of a query's field.
    case queryValue
    /// What is wrong by itself: a string without an end, a field that is none.
    case fault
  }

  package let role: Role
  /// Where it stands, in bytes of the entry.
  package let range: Range<Int>

  /// The parts of an entry in order, which do not overlap; blanks are in none unless quoted.
  package static func all(in text: String, queryNames: Set<String>) -> [Highlight] {
    let source = Array(text.utf8)
    let parts = EntryParts(source, queryNames: queryNames)
    let head = Highlight(role: .command, range: parts.head)
    let rest =
      switch parts.kind {
      case .blank: [Highlight]()
      case .command, .help: argument(parts.rest, of: source)
      case .query, .watch: query(source, from: parts.rest.lowerBound, queryNames: queryNames)
      case .lua: lua(source)
      }
    return (head.range.isEmpty ? [] : [head]) + rest
  }

  private static func argument(_ range: Range<Int>, of source: [UInt8]) -> [Highlight] {
    guard let last = source[range].lastIndex(where: { !$0.isBlank }) else { return [] }
    return [Highlight(role: .argument, range: range.lowerBound..<last + 1)]
  }

  private static func lua(_ source: [UInt8]) -> [Highlight] {
    LuaTokens(LuaTokens.namingTickets(in: source)).all.map { token in
      let isWrong = token.fault.map { !$0.isOpen } ?? false
      return Highlight(role: isWrong ? .fault : token.kind.role, range: token.range)
    }
  }

  private static func query(
    _ source: [UInt8], from start: Int, queryNames: Set<String>,
  ) -> [Highlight] {
    QueryPieces(source, from: start, queryNames: queryNames).all.map { piece in
      Highlight(role: piece.isOpen || !piece.isKnown ? .fault : piece.role, range: piece.range)
    }
  }
}

extension LuaToken.Kind {
  fileprivate var role: Highlight.Role {
    switch self {
    case .name: .name
    case .keyword: .keyword
    case .number: .number
    case .string: .string
    case .comment: .comment
    case .symbol: .operator
    case .stray: .fault
    }
  }
}

extension QueryPieces.Piece {
  fileprivate var role: Highlight.Role {
    switch kind {
    case .field: .queryField
    case .value: isQuoted ? .string : .queryValue
    case .word: isQuoted ? .string : .name
    case .alternative: .keyword
    case .relation, .separator, .parenthesis: .operator
    }
  }
}
