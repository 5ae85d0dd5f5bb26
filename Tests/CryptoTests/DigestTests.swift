import Crypto
import Testing

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
    ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
  ])
  func `a digest is what b2sum prints`(text: String, expected: String) {
    #expect(Digest(of: text).hex == expected)
  }

  @Test func `hexadecimal digits read back as the same bytes`() {
    let bytes = RandomBytes.make(count: 33)
    #expect([UInt8](hex: bytes.hex) == bytes)
  }

  @Test(arguments: ["0", "0g", "é0"])
  func `what is not hexadecimal is refused`(text: String) {
    #expect([UInt8](hex: text) == nil)
  }

  @Test func `random bytes differ from call to call`() {
    #expect(RandomBytes.make(count: 16) != RandomBytes.make(count: 16))
  }
}
