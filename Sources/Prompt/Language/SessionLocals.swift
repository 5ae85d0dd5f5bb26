import LuaSyntax

/// Makes the `local` variables of an entry variables of the session, which the next entry sees.
///
/// Every `local` outside of blocks and functions is blanked: `local x = 5` becomes `      x = 5`,
/// and `local x`, which has no value, `  x=nil`. Lines stay, and so do columns, so that the
/// compiler's errors fit what was typed; only where such a list without values goes over several
/// lines, what stands behind it in its last line can move by up to four columns.
///
/// A statement with `<close>` stays as it is, because its variable must be closed when the entry
/// ends. A `<const>` becomes a variable that can be changed: the session cannot hold it fast.
package struct SessionLocals: Hashable, Sendable {
  package private(set) var source: String
  /// The variables that the session gets, in order.
  package private(set) var variables: [String] = []
  /// Those of them that were declared constant.
  package private(set) var constants: [String] = []
  /// The variables that end with the entry, because something is closed with it.
  package private(set) var closing: Set<String> = []

  /// Rewrites an entry of Lua; one that has no such statement is given back as it is.
  package init(rewriting text: String) {
    source = text
    let tokens = LuaTokens(text)
    let code = tokens.code
    var rewriting = Rewriting(tokens.source)
    var nesting = LuaNesting()
    for (index, token) in code.enumerated() {
      nesting.take(token)
      if nesting.isBroken { break }
      if token.isKeyword(.local), nesting.open.isEmpty,
        let declaration = LocalDeclaration(code[index...], in: tokens)
      {
        take(declaration, &rewriting)
      }
    }
    if !rewriting.isEmpty { source = rewriting.text }
  }

  private mutating func take(_ declaration: LocalDeclaration, _ rewriting: inout Rewriting) {
    let names = declaration.names
    // What stays in the entry does so when it is declared once more, since Lua would take the
    // name for the first one.
    if declaration.closes || !closing.isDisjoint(with: names) || names.contains(Self.environment) {
      closing.formUnion(names)
      return
    }
    variables += names
    constants += declaration.constants
    rewriting.apply(declaration)
  }

  /// Where Lua looks for all that is not local; never a variable among others.
  private static let environment = "_ENV"
}

/// The text of an entry with statements blanked.
private struct Rewriting {
  private let source: [UInt8]
  private var result: [UInt8] = []
  /// How much of the source is in the result.
  private var done = 0

  init(_ source: [UInt8]) {
    self.source = source
  }

  var isEmpty: Bool { done == 0 }

  var text: String { String(decoding: result + source[done...], as: UTF8.self) }

  mutating func apply(_ declaration: LocalDeclaration) {
    result += source[done..<declaration.range.lowerBound]
    done = declaration.range.upperBound
    var list = Array(source[declaration.range])
    for attribute in declaration.attributes { blank(&list, attribute, of: declaration) }
    let keyword = Keyword.local.rawValue.utf8.count
    blank(&list, declaration.range.prefix(keyword), of: declaration)
    result += declaration.hasValues ? list : assigningNil(list)
  }

  private func blank(
    _ list: inout [UInt8], _ range: Range<Int>, of declaration: LocalDeclaration,
  ) {
    for place in range where !source[place].isLineEnd {
      list[place - declaration.range.lowerBound] = UInt8(ascii: " ")
    }
  }

  /// The list with `=nil` after it and as many blanks less before it, if its last line has them.
  private func assigningNil(_ list: [UInt8]) -> [UInt8] {
    let value = Array("=nil".utf8)
    let line = (list.lastIndex(where: \.isLineEnd) ?? -1) + 1
    let blanks = list[line...].prefix(value.count).prefix { $0 == UInt8(ascii: " ") }.count
    return list[..<line] + list[(line + blanks)...] + value
  }
}
