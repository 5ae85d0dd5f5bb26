/// The words of a Lua text, as far as a look at its literals and calls needs them.
///
/// Comments and white space are left out. The text is one that Lua has read: nothing is checked.
struct LuaTokens {
  enum Token: Equatable {
    /// A name or a keyword.
    case name(String)
    /// What a string in quotes or long brackets holds; its escapes are left as they are.
    case string(String)
    /// A number, an operator or a bracket: `..`, `{`.
    case symbol(String)
  }

  private(set) var all: [(token: Token, line: Int)] = []
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    while let token = next() { all.append(token) }
  }

  private mutating func next() -> (token: Token, line: Int)? {
    skipBlanks()
    guard at < bytes.count else { return nil }
    let start = line
    let byte = bytes[at]
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return (.string(quoted(byte)), start)
    }
    if let text = longText() { return (.string(text), start) }
    if LuaTokens.isWord(byte) { return (.name(take(while: LuaTokens.isWord)), start) }
    if bytes[at...].starts(with: "..".utf8) {
      return (.symbol(take { $0 == UInt8(ascii: ".") }), start)
    }
    at += 1
    return (.symbol(String(decoding: [byte], as: UTF8.self)), start)
  }

  private mutating func skipBlanks() {
    while at < bytes.count {
      if bytes[at...].starts(with: "--".utf8) {
        at += 2
        if longText() == nil { while at < bytes.count, bytes[at] != 0x0A { at += 1 } }
      } else if bytes[at] <= 0x20 {
        if bytes[at] == 0x0A { line += 1 }
        at += 1
      } else {
        return
      }
    }
  }

  private mutating func quoted(_ quote: UInt8) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "\\") { at += 1 }
      if at < bytes.count, bytes[at] == 0x0A { line += 1 }
      at += 1
    }
    let end = min(at, bytes.count)
    at += 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// What stands in `[[ ]]` or `[=[ ]=]`; `nil` where no such text begins.
  private mutating func longText() -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "[") else { return nil }
    let level = bytes[(at + 1)...].prefix { $0 == UInt8(ascii: "=") }.count
    let start = at + level + 2
    guard start <= bytes.count, bytes[start - 1] == UInt8(ascii: "[") else { return nil }
    let close = Array("]\(String(repeating: "=", count: level))]".utf8)
    var end = start
    while end < bytes.count, !bytes[end...].starts(with: close) { end += 1 }
    line += bytes[start..<end].count { $0 == 0x0A }
    at = min(end + close.count, bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func take(while isPart: (UInt8) -> Bool) -> String {
    let start = at
    while at < bytes.count, isPart(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte)
      || (97...122).contains(byte)
  }
}
