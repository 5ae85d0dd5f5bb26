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

  // RFC 4231, test case 2; FIPS 180-4's example; RFC 7693's keyed mode has the test vectors of
  // its reference implementation.
  @Test(arguments: [
    (Hash.sha256, "abc", nil, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha256, "what do ya want for nothing?", "Jefe",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (.blake2b, "abc", nil, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
  ])
  func `a hash is what the standards say`(
    _ hash: Hash, _ text: String, _ key: String?, _ expected: String,
  ) {
    #expect(hash.digest(of: Array(text.utf8), key: key.map { Array($0.utf8) })?.hex == expected)
  }

  @Test func `a key changes the hash, and BLAKE2b takes none beyond 64 bytes`() {
    for hash in Hash.allCases {
      let plain = hash.digest(of: [1, 2], key: nil)
      #expect(plain?.count == hash.count)
      #expect(hash.digest(of: [1, 2], key: [3]) != plain)
    }
    let long = [UInt8](repeating: 7, count: 65)
    #expect(Hash.blake2b.digest(of: [1], key: long) == nil)
    #expect(Hash.sha256.digest(of: [1], key: long) != nil)
  }
}
