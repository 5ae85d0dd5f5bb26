import Kernel
import TestSupport
import Testing

@Suite struct MediaTypeTests {
  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1], "image/png"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), (Array("GIF89a...".utf8), "image/gif"),
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), "image/webp"),
      (Array("%PDF-1.7\n".utf8), "application/pdf"), ([0x50, 0x4B, 3, 4, 20], "application/zip"),
      ([0x1F, 0x8B, 8, 0], "application/gzip"), (Array("Grüße\n\tan alle\r\n".utf8), "text/plain"),
      ([], "text/plain"), (Array("<b>no page</b>".utf8), "text/plain"),
      (Array(" \n<!DOCTYPE html><p>".utf8), "text/html"),
      (Array("<p><script>alert(1)</script>".utf8), "text/html"),
      (Array("<?xml version='1.0'?><svg onload='x()'/>".utf8), "image/svg+xml"),
      ([0x61, 0xFF], "application/octet-stream"), ([0x61, 0], "application/octet-stream"),
      (Array("\u{1B}[31mred".utf8), "application/octet-stream"),
      (Array("\u{9B}31mred".utf8), "application/octet-stream"),
      ([0x61, 0xC3], "application/octet-stream"),
    ] as [([UInt8], String)])
  func `a content tells what it is`(_ bytes: [UInt8], _ expected: String) {
    var type = MediaType()
    type.take(bytes)
    #expect(type.type == expected)
  }

  @Test func `it does not matter in which parts a content is read`() {
    var generator = RepeatableRandom(seed: 5)
    let text = Array(String(repeating: "aé漢🎫\n", count: 60).utf8)
    for broken in [text, text + [0xC3], text + [0x1B] + text, [0xFF] + text] {
      var whole = MediaType()
      whole.take(broken)
      for _ in 1...50 {
        var parts = MediaType()
        var rest = broken[...]
        while !rest.isEmpty {
          let count = Int.random(in: 1...7, using: &generator)
          parts.take(Array(rest.prefix(count)))
          rest = rest.dropFirst(count)
        }
        #expect(parts.type == whole.type)
      }
    }
  }

  @Test func `what may hold scripts is told apart`() {
    #expect(MediaType.isActive("text/html") && MediaType.isActive("image/svg+xml"))
    #expect(!MediaType.isActive("text/plain") && !MediaType.isActive("application/pdf"))
  }

  @Test(
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (1_023, "1023 bytes"), (1_024, "1 kB"), (1_536, "1.5 kB"),
      (26_214_400, "25 MB"), (12_345_678, "12 MB"), (2_202_010, "2.1 MB"),
    ] as [(Int64, String)])
  func `a size is told in words`(_ bytes: Int64, _ words: String) {
    #expect("\(ByteCount(bytes))" == words)
  }

  @Test(arguments: [("25 MB", 26_214_400), ("500kB", 512_000), ("7", 7), ("-1", nil), ("x", nil)])
  func `a size is read from words`(_ words: String, _ bytes: Int64?) {
    #expect(ByteCount(parsing: words)?.bytes == bytes)
  }
}
