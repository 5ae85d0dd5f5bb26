import Crypto
import Testing

@Suite struct Base64Tests {
  /// Source: RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `bytes and their base64 lead to each other`(words: String, text: String) {
    #expect(Base64.encode(Array(words.utf8)) == text)
    #expect(Base64.decode(text) == Array(words.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Zh==", "Zg===", "Z g=", "Zg==\n", "Zm9v=", "=", "-_8=", "é==="])
  func `what is not base64 with its padding is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `every byte survives`() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
    for count in [1, 2, 3, 255, 256, 1_000] {
      #expect(
        Base64.decode(Base64.encode(Array(bytes.prefix(count)))) == Array(bytes.prefix(count)))
    }
  }
}
