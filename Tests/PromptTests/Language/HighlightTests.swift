import Prompt
import TestSupport
import Testing

@Suite struct HighlightTests {
  private func parts(_ text: String) -> [String] {
    Highlight.all(in: text, queryNames: queryNames).map { part in
      "\(part.role) \(String(decoding: Array(text.utf8)[part.range], as: UTF8.self))"
    }
  }

  @Test func `Lua is shown by its tokens`() {
    #expect(
      parts("local x = 'a' .. 5 -- c") == [
        "keyword local", "name x", "operator =", "string 'a'", "operator ..", "number 5",
        "comment -- c",
      ])
  }

  @Test func `a ticket by its number is a name`() {
    #expect(parts("#42.subject") == ["name #42", "operator .", "name subject"])
  }

  @Test func `a query is shown by its terms`() {
    #expect(
      parts("?not:tag:spam,\"x\" or (due<now) fire") == [
        "command ?", "queryField not", "operator :", "queryField tag", "operator :",
        "queryValue spam", "operator ,", "string \"x\"", "keyword or", "operator (",
        "queryField due", "operator <", "queryValue now", "operator )", "name fire",
      ])
  }

  @Test(arguments: [
    (".load a b ", ["command .load", "argument a b"]), ("help x", ["command help", "argument x"]),
    ("watch is:open", ["command watch", "queryField is", "operator :", "queryValue open"]),
    ("", []), (" ", []),
  ])
  func `a command is shown with its argument`(text: String, expected: [String]) {
    #expect(parts(text) == expected)
  }

  @Test(arguments: [
    ("x = 'a", "fault 'a"), ("?foo:bar", "fault foo"), ("x = 3x", "fault 3x"),
    ("is:\"x", "fault \"x"),
  ])
  func `what is wrong by itself is shown as that`(text: String, fault: String) {
    #expect(parts(text).contains(fault))
  }

  @Test func `what more lines can end is not wrong`() {
    #expect(parts("x = [[a") == ["name x", "operator =", "string [[a"])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the parts lie in order, whatever the text`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let text = random.luaNonsense()
    var end = 0
    for part in Highlight.all(in: text, queryNames: queryNames) {
      #expect(part.range.lowerBound >= end && !part.range.isEmpty)
      end = part.range.upperBound
      #expect(String(validating: Array(text.utf8)[part.range], as: UTF8.self) != nil, "\(text)")
    }
    #expect(end <= text.utf8.count)
  }
}
