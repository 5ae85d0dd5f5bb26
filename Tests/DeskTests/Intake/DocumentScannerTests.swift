import Desk
import Kernel
import Testing

/// How documents are found in what comes in.
@Suite struct DocumentScannerTests {
  /// The documents of a text that comes in pieces of so many bytes: `LINE:names`, or `LINE!`.
  private func found(_ text: String, by size: Int = 7) -> [String] {
    var scanner = DocumentScanner()
    var documents: [FormDocument] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      documents += scanner.take(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    documents += scanner.finish()
    return documents.map { document in
      switch document.answers {
      case .success(let answers): "\(document.line):" + answers.map(\.name).joined(separator: ",")
      case .failure: "\(document.line)!"
      }
    }
  }

  @Test(arguments: [
    ("{\"a\":1}", ["1:a"]), ("{\"a\":1}\n{\"b\":2}\n", ["1:a", "2:b"]),
    ("\n  \n{\n  \"a\": 1,\n  \"b\": [\n    {}\n  ]\n}\n\n{\"c\":1}", ["3:a,b", "10:c"]),
    ("\u{FEFF}{\"a\":1}", ["1:a"]), ("{\"a\":1}\r\n{\"b\":1}\r\n", ["1:a", "2:b"]),
    ("{\"a\":\"}{\\\"\"}\n{\"b\":1}", ["1:a", "2:b"]), ("", []), (" \n\t\n", []),
    ("{\"a\":\n{\"b\":2}\n", ["1!", "2:b"]), ("{\"a\":\"x\n\"}\n{\"b\":2}\n", ["1!", "3:b"]),
    ("nonsense\n{\"b\":2}", ["1!", "2:b"]), ("[1,\n2]\n{\"b\":2}", ["1!", "3:b"]),
    ("}\n{\"b\":2}", ["1!", "2:b"]), ("{\"a\":1", ["1!"]), ("{\"a\":1} {\"b\":1}", ["1!"]),
  ])
  func `documents are found, and a broken one takes no other with it`(
    text: String, documents: [String],
  ) {
    for size in [1, 7, 1_000] { #expect(found(text, by: size) == documents) }
  }

  @Test func `a document that is too large is refused, and the next one is found`() {
    let large = "{\"a\":\"" + String(repeating: "x", count: Limit.documentBytes) + "\"}\n{\"b\":1}"
    #expect(found(large, by: 1 << 20) == ["1!", "2:b"])
  }

  @Test func `a broken document is told with the line and byte`() {
    var scanner = DocumentScanner()
    let document = scanner.take(Array("{\n  \"a\": nope\n}\n".utf8)).first
    guard case .failure(let refusal)? = document?.answers else {
      Issue.record("it is broken")
      return
    }
    #expect(refusal.message.contains("line 2, byte 8"), "\(refusal.message)")
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    var scanner = DocumentScanner()
    let documents = scanner.take([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D, 0x0A])
    guard case .failure(let refusal)? = documents.first?.answers else {
      Issue.record("it is no text")
      return
    }
    #expect(refusal.message.contains("UTF-8"))
  }

  @Test func `of a stream that may go on for ever nothing is kept`() {
    var scanner = DocumentScanner()
    for number in 1...100 {
      let found = scanner.take(Array("{\"a\":\(number)}\n".utf8))
      #expect(found.count == 1 && found[0].digest == "", "\(number)")
    }
  }

  @Test func `documents that say the same are known by their place among them`() {
    var scanner = DocumentScanner(countsEqual: true)
    let first = scanner.take(Array("{\"a\":1,\"b\":2}\n{\"b\":2, \"a\":1}\n{\"c\":1}\n".utf8))
    #expect(first[1].digest == first[0].digest + "/2" && first[2].digest != first[0].digest)
    var other = DocumentScanner(countsEqual: true)
    #expect(other.take(Array("{ \"a\":1,\"b\":2 }\n".utf8))[0].digest == first[0].digest)
  }
}
