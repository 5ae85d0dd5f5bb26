import LuaSyntax

/// A statement that declares local variables, up to the end of its names.
struct LocalDeclaration {
  /// From `local` to the end of the last name or attribute; of a function, `local` alone.
  private(set) var range: Range<Int>
  private(set) var names: [String] = []
  /// Where attributes such as `<const>` stand.
  private(set) var attributes: [Range<Int>] = []
  private(set) var constants: [String] = []
  /// Whether a variable of it is closed at the end of its block.
  private(set) var closes = false
  /// Whether values follow, or the body of a function.
  private(set) var hasValues = true

  /// Reads the one that begins with the first token; `nil` if it is none, or no right one.
  init?(_ code: ArraySlice<LuaToken>, in tokens: LuaTokens) {
    guard let first = code.first else { return nil }
    range = first.range
    var rest = code.dropFirst()
    if rest.first?.isKeyword(.function) == true {
      guard Self.isFunction(rest.dropFirst()), let name = rest.dropFirst().first else { return nil }
      names = [tokens.text(of: name)]
      return
    }
    repeat {
      guard let name = rest.popFirst(), name.kind == .name else { return nil }
      names.append(tokens.text(of: name))
      range = range.lowerBound..<name.range.upperBound
      guard takeAttribute(&rest, in: tokens) else { return nil }
    } while Self.take(.comma, &rest) != nil
    hasValues = rest.first?.isSymbol(.assign) == true
  }

  private static func isFunction(_ rest: ArraySlice<LuaToken>) -> Bool {
    rest.first?.kind == .name && rest.dropFirst().first?.isSymbol(.open) == true
  }

  /// Reads the attribute of the last name, if it has one; false if it is no right one.
  private mutating func takeAttribute(
    _ rest: inout ArraySlice<LuaToken>, in tokens: LuaTokens,
  ) -> Bool {
    guard let start = Self.take(.less, &rest) else { return true }
    guard let word = rest.popFirst(), let end = Self.take(.greater, &rest),
      let attribute = LuaAttribute(rawValue: tokens.text(of: word))
    else { return false }
    attributes.append(start.range.lowerBound..<end.range.upperBound)
    range = range.lowerBound..<end.range.upperBound
    switch attribute {
    case .const: constants += names.suffix(1)
    case .close: closes = true
    }
    return true
  }

  private static func take(_ symbol: Symbol, _ rest: inout ArraySlice<LuaToken>) -> LuaToken? {
    rest.first?.isSymbol(symbol) == true ? rest.popFirst() : nil
  }
}

/// What can be said of a local variable in angle brackets.
enum LuaAttribute: String {
  case const
  case close
}
