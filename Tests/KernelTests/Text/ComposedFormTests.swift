import Kernel
import Testing

/// The standard library compares texts by their canonical form; it is what these are held against.
@Suite struct ComposedFormTests {
  /// Letters, marks of several classes, and scalars that change, join or are taken apart.
  private static let scalars: [Unicode.Scalar] = [
    "a", "e", "é", "ạ", "ệ", "\u{301}", "\u{302}", "\u{323}", "\u{327}", "\u{345}", "ç", "α", "ᾳ",
    "\u{1100}", "\u{1161}", "\u{11A8}", "가", "각", "\u{212B}", "\u{2126}", "\u{F900}", "\u{958}",
    "\u{915}", "\u{93C}", "か", "\u{3099}", "が", "\u{FB1D}", "\u{1109A}", "\u{110BA}", "\u{16D67}",
    "\u{16D63}", "ß", "漢", "😀", " ",
  ]

  @Test func `a text in composed form is the same text`() {
    for value in UInt32(0)..<0x3_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "x\(scalar)"
      #expect(text.composed == text, "U+\(String(value, radix: 16))")
    }
  }

  @Test func `texts that are equivalent have one composed form`() {
    var forms: [String: String] = [:]
    for first in Self.scalars {
      for second in Self.scalars {
        for third in Self.scalars {
          let text = "\(first)\(second)\(third)"
          let composed = text.composed
          let known = forms[text] ?? composed
          #expect(composed.hasSameBytes(as: known), "\(text.unicodeScalars.map(\.value))")
          #expect(composed.composed.hasSameBytes(as: composed))
          forms[text] = known
        }
      }
    }
  }

  @Test(arguments: [
    ("e\u{301}", "\u{E9}"), ("a\u{323}\u{302}", "\u{1EAD}"), ("a\u{302}\u{323}", "\u{1EAD}"),
    ("\u{212B}", "\u{C5}"), ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{F900}", "\u{8C48}"),
    ("\u{958}", "\u{915}\u{93C}"), ("\u{105D2}\u{307}", "\u{105C9}"), ("plain", "plain"),
  ])
  func `the composed form is the one of the standard`(text: String, composed: String) {
    #expect(text.composed.hasSameBytes(as: composed))
  }
}
