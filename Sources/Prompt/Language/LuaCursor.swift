import LuaSyntax

/// Lua source up to the cursor, for the question of what the next expression belongs to.
struct LuaCursor {
  /// An open bracket or block.
  struct Frame {
    let opening: LuaOpening
    /// The token that opens it.
    let index: Int
    /// Where the item begins that the cursor is in: an argument, or an element of a table.
    var item: Int
    var number = 1
    /// The keys that elements of the table have.
    var keys: [String] = []
  }

  let code: [LuaToken]
  private(set) var frames: [Frame] = []
  private let tokens: LuaTokens
  /// For each closing bracket the one that it closes.
  private var partners: [Int: Int] = [:]

  /// Looks at all these tokens, which end before what is being typed.
  init(_ code: [LuaToken], of tokens: LuaTokens) {
    self.code = code
    self.tokens = tokens
    var nesting = LuaNesting()
    for (index, token) in code.enumerated() {
      nesting.take(token)
      take(token, at: index, nesting.open)
    }
  }

  private mutating func take(_ token: LuaToken, at index: Int, _ open: [LuaOpening]) {
    if open.count < frames.count, let closed = frames.popLast() {
      partners[index] = closed.index
    } else if open.count > frames.count, let opening = open.last {
      frames.append(Frame(opening: opening, index: index, item: index + 1))
    } else if let opening = open.last, opening != frames.last?.opening {
      // The `do` of a loop takes the place of its header.
      frames[frames.count - 1] = Frame(opening: opening, index: index, item: index + 1)
    } else if let frame = frames.last {
      take(token, at: index, in: frame)
    }
  }

  private mutating func take(_ token: LuaToken, at index: Int, in frame: Frame) {
    let inmost = frames.count - 1
    if token.isSymbol(.comma) || (token.isSymbol(.semicolon) && frame.opening == .brace) {
      frames[inmost].item = index + 1
      frames[inmost].number += 1
    } else if token.isSymbol(.assign), let key = key(of: frame, upTo: index) {
      frames[inmost].keys.append(key)
    }
  }

  /// The key of the element that the cursor is in, if exactly `key =` stands before the token.
  private func key(of frame: Frame, upTo index: Int) -> String? {
    guard frame.opening == .brace, frame.item == index - 1, code[frame.item].kind == .name else {
      return nil
    }
    return tokens.text(of: code[frame.item])
  }
}

extension LuaCursor {
  /// The call whose argument the cursor begins, with no other token of it before.
  var argument: LuaArgument? {
    guard let frame = frames.last, frame.opening == .parenthesis, frame.item == code.count else {
      return nil
    }
    return path(endingAt: frame.index - 1).map { LuaArgument(of: $0, number: frame.number) }
  }

  /// The table whose element the cursor begins, with no other token of it before.
  var element: LuaTablePlace? {
    guard let frame = frames.last, frame.opening == .brace, frame.item == code.count else {
      return nil
    }
    return table(frames.count - 1)
  }

  /// The place of the value that the cursor begins, right after `key =`.
  var value: LuaTablePlace? {
    guard let frame = frames.last, code.last?.isSymbol(.assign) == true,
      let key = key(of: frame, upTo: code.count - 1), let table = table(frames.count - 1)
    else { return nil }
    return LuaTablePlace(in: table.argument, table.steps + [.key(key)])
  }

  /// What a table in braces is to the call that gets it, or that gets the table around it.
  private func table(_ level: Int) -> LuaTablePlace? {
    var steps: [LuaTablePlace.Step] = []
    for level in (0...level).reversed() {
      let brace = frames[level].index
      let around = level > 0 ? frames[level - 1] : nil
      if let argument = argument(of: brace, in: around) {
        return LuaTablePlace(in: argument, steps.reversed())
      }
      guard let around, let step = step(to: brace, in: around) else { return nil }
      steps.append(step)
    }
    return nil
  }

  /// The argument that the table of that brace is.
  private func argument(of brace: Int, in around: Frame?) -> LuaArgument? {
    if let function = path(endingAt: brace - 1) { return LuaArgument(of: function, number: 1) }
    guard let around, around.opening == .parenthesis, around.item == brace else { return nil }
    return path(endingAt: around.index - 1).map { LuaArgument(of: $0, number: around.number) }
  }

  /// How the table of that brace stands in the table around it.
  private func step(to brace: Int, in around: Frame) -> LuaTablePlace.Step? {
    guard around.opening == .brace else { return nil }
    if around.item == brace { return .item }
    guard code[brace - 1].isSymbol(.assign) else { return nil }
    return key(of: around, upTo: brace - 1).map { .key($0) }
  }

  /// The path whose last token has that index; `nil` if what stands there is no path.
  func path(endingAt index: Int) -> LuaPath? {
    var steps: [LuaPath.Step] = []
    var at = index
    while at >= 0 {
      let token = code[at]
      switch token.kind {
      case .name:
        let name = tokens.text(of: token)
        let isMethod = at > 0 && code[at - 1].isSymbol(.colon)
        steps.append(isMethod ? .method(name) : .name(name))
        guard at > 0, isMethod || code[at - 1].isSymbol(.dot) else {
          return LuaPath(steps.reversed())
        }
        at -= 2
      case .string:
        steps.append(.call)
        at -= 1
      case .symbol(.close), .symbol(.closeBrace), .symbol(.closeBracket):
        guard let partner = partners[at], let step = step(from: partner, to: at) else { return nil }
        steps.append(step)
        at = partner - 1
      default: return nil
      }
    }
    return nil
  }

  /// What a pair of brackets does to the path before it.
  private func step(from opening: Int, to closing: Int) -> LuaPath.Step? {
    guard code[closing].isSymbol(.closeBracket) else { return .call }
    guard closing == opening + 2 else { return nil }
    let token = code[opening + 1]
    if token.kind == .number { return .index(tokens.text(of: token)) }
    return LuaStringText(token, in: tokens.source).map { .key($0.text) }
  }
}
