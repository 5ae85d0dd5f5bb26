import LuaSyntax
import TestSupport
import Testing

/// The parser takes what Lua's own front end takes, and nothing else.
@Suite struct AgreementTests {
  let lua: FrontEnd

  init() throws {
    lua = try FrontEnd()
  }

  @Test func `the project has enough Lua to try`() {
    #expect(Corpus.files.count > 150)
  }

  @Test(arguments: Corpus.files)
  func `a file of the project is read as Lua reads it`(path: String) throws {
    #expect(lua.disagreement(on: try Corpus.text(path)) == nil)
  }

  @Test(arguments: Corpus.files)
  func `a file that is cut off or bent is read as Lua reads it`(path: String) throws {
    let text = Array(try Corpus.text(path).utf8)
    var random = RepeatableRandom(seed: UInt64(text.count))
    for _ in 0..<4 {
      #expect(lua.disagreement(on: Mutation.bent(text, by: &random)) == nil)
    }
  }

  @Test(arguments: Snippets.all)
  func `a snippet is read as Lua reads it, and so is what becomes of it`(text: String) {
    #expect(lua.disagreement(on: text) == nil)
    var random = RepeatableRandom(seed: UInt64(text.utf8.count))
    for _ in 0..<150 {
      #expect(lua.disagreement(on: Mutation.bent(Array(text.utf8), by: &random)) == nil)
    }
  }

  @Test(arguments: Snippets.wrong)
  func `what is not Lua is refused by both`(text: String) {
    #expect(lua.objection(to: text) != nil)
    #expect(SyntaxTree.objection(to: text) != nil)
  }
}

/// Small changes of a text.
enum Mutation {
  private static let pieces = [
    "end", " do ", " local x <const> = 1 ", " local y <close> = nil ", " goto a ", "::a::",
    " break ",
    "...", "[[", "]]", "[=[", "\"", "'", "\\", "\\z", "\\x4", "\\u{7F", "--[[", "--", "0x", "1e",
    "=",
    "==", "~=", "(", ")", "{", "}", "[", "]", " function ", " function(", " return ", " until ",
    ";",
    ",", ":", "::", ".", "..", " x ", " x = ", " not ", "#", "//", "<<", ">>", "^", "-", "\n",
    "\r\n",
    "é", " _ENV ", " if x then ", " else ", " elseif ", " for x = 1, 2 do ", " in ", "\0",
  ]

  static func bent(_ text: [UInt8], by random: inout RepeatableRandom) -> String {
    var bytes = text
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let rest = bytes.count - place
      let count = Int.random(in: 0...min(rest, 12), using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes.removeSubrange(place..<(place + count))
      case 2: bytes.insert(contentsOf: bytes[place..<(place + count)], at: place)
      case 3: bytes[place..<(place + count)].reverse()
      default:
        bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
