import Crypto
import Testing

@Suite struct DigestStreamTests {
  @Test func `bytes in parts have the digest of all of them together`() {
    let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for count in [1, 7, 128, 129, 4_999, 5_000] {
      let stream = DigestStream()
      var rest = bytes[...]
      while !rest.isEmpty {
        stream.take(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(stream.finish() == Digest(of: bytes))
    }
  }

  @Test func `nothing has the digest of nothing`() {
    #expect(DigestStream().finish() == Digest(of: [] as [UInt8]))
  }
}
