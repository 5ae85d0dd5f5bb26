import Kernel
import Testing

@Suite struct JSONTests {
  @Test func `members are written in the order of their bytes`() {
    let json = JSON.object([("é", .integer(3)), ("b", .integer(2)), ("B", .integer(1))])
    #expect(json.text == #"{"B":1,"b":2,"é":3}"#)
  }

  @Test(arguments: [
    ("\u{1}", #""\u0001""#), ("a\"b\\c", #""a\"b\\c""#), ("line\nend\t\r", #""line\nend\t\r""#),
    ("ü 漢 🎫", #""ü 漢 🎫""#),
  ])
  func `only what JSON demands is escaped`(text: String, written: String) {
    #expect(JSON.string(text).text == written)
  }

  @Test(arguments: [
    #"{"a":[1,-2,true,null,"x"],"b":{}}"#, "[]", "\"\"", "-9223372036854775808",
    #""\u007f""#, #"{"a":{"a":{"a":[[[]]]}}}"#,
  ])
  func `what was read is written as one same text`(text: String) throws {
    let once = try JSON(parsing: text).text
    #expect(try JSON(parsing: once).text == once)
  }

  @Test func `surrogate pairs are one character`() throws {
    #expect(try JSON(parsing: #""\ud83c\udfab""#).string == "🎫")
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("\"\u{1}\"", 1), ("nul", 0), ("1 2", 2),
    (#""\ud83c""#, 7), ("+1", 0), ("1e999", 0), ("01", 0), ("-01", 0), ("1.", 0), (".5", 0),
    ("-", 0), ("1e", 0), ("1.e5", 0), ("0x1", 1), ("--1", 0), ("1.5.2", 0), (#""\u+12f""#, 3),
    (#""\u12""#, 3),
  ])
  func `what is not JSON is refused with its place`(text: String, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSON(parsing: text) }
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("-0.5", #"{"number":"-0.5"}"#), ("1E+2", #"{"number":"100.0"}"#),
    ("2.50", #"{"number":"2.5"}"#), ("9223372036854775808", #"{"number":"9.223372036854776e+18"}"#),
  ])
  func `a number is read by the grammar of JSON`(text: String, written: String) throws {
    #expect(try JSON(parsing: text).text == written)
  }

  @Test func `nesting without end is refused`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test func `a document that is shown has nothing that acts on a terminal`() throws {
    let text = "a\u{1B}[2J\u{7F}\u{9B}31m\u{61C}\u{200E}\u{202E}gnp\u{2066}\u{2028} é漢😀"
    let json = JSON.object([("k\u{202E}", .string(text))])
    let shown = String(decoding: json.shownBytes, as: UTF8.self)
    #expect(shown.contains("\\u007f\\u009b31m\\u061c\\u200e\\u202egnp\\u2066\\u2028 é漢😀"))
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    #expect(try JSON(parsing: shown) == json)
  }
}
