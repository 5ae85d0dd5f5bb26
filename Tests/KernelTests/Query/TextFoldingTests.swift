import Foundation
import Kernel
import Testing

@Suite struct TextFoldingTests {
  @Test(arguments: [
    ("Does NOT boot!", ["does", "not", "boot"]), ("", []), ("…!?", []),
    ("Crème brûlée", ["creme", "brulee"]), ("Cre\u{300}me", ["creme"]),
    ("ÀÉÎÕÜ Ångström", ["aeiou", "angstrom"]), ("Łódź Øre", ["lodz", "ore"]),
    ("Ёлка Йод", ["елка", "иод"]), ("Άνθρωπος", ["ανθρωποσ"]), ("ΣΊΣΥΦΟΣ", ["σισυφοσ"]),
    ("İstanbul ılık", ["istanbul", "ilik"]), ("error-404: /a_b", ["error", "404", "a", "b"]),
    ("打印机坏了", ["打", "印", "机", "坏", "了"]), ("a打b", ["a", "打", "b"]),
    ("हिन्दी", ["हिन्दी"]), ("x² Ⅷ", ["x²", "ⅷ"]), ("\u{301}", []),
    ("straße STRASSE STRAẞE", ["strasse", "strasse", "strasse"]),
    ("Ĳsselmeer ĳs IJs", ["ijsselmeer", "ijs", "ijs"]), ("ÑANDÚ mañana", ["nandu", "manana"]),
    ("Müller MUELLER", ["muller", "mueller"]), ("ЁЖ ёж еж", ["еж", "еж", "еж"]),
    ("geïnd coördinatie", ["geind", "coordinatie"]), ("Объём", ["объем"]),
    ("ﬁx ŉ ſo", ["fix", "ʼn", "so"]), ("각 가\u{11A8}", ["각", "각"]), ("か\u{3099}", ["が"]),
    ("プリンターが", ["プ", "リ", "ン", "タ", "ー", "が"]), ("ﾌﾟﾘﾝﾀｰ", ["プ", "リ", "ン", "タ", "ー"]),
    ("프린터가 안", ["프", "린", "터", "가", "안"]), ("พิมพ์", ["พ", "ิ", "ม", "พ", "์"]), ("Ａｂ１", ["ab1"]),
    ("ア・イ", ["ア", "イ"]), ("xア1", ["x", "ア", "1"]),
  ])
  func `a text has tokens`(text: String, tokens: [String]) {
    #expect(TextFolding.tokens(of: text) == tokens)
  }

  @Test func `composed and decomposed letters become the same`() {
    for value in UInt32(0xC0)..<0x2000 {
      guard let scalar = Unicode.Scalar(value), isEuropean(value), scalar.properties.isAlphabetic
      else { continue }
      let composed = TextFolding.stored(String(scalar))
      let decomposed = TextFolding.stored(String(scalar).decomposedStringWithCanonicalMapping)
      #expect(composed.hasSameBytes(as: decomposed), "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    "abcdefghijklmnopqrstuvwxyz", "äöüß", "áéíóúüñ", "éëïöüĳ", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
  ])
  func `capital and small letters of all languages are the same`(alphabet: String) {
    #expect(TextFolding.stored(alphabet.uppercased()) == TextFolding.stored(alphabet))
    for letter in alphabet {
      #expect(TextFolding.tokens(of: letter.uppercased()) == TextFolding.tokens(of: String(letter)))
    }
  }

  @Test func `folding twice changes nothing`() {
    for value in UInt32(0)..<0x11000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = TextFolding.stored("a\(scalar)b")
      #expect(once.hasSameBytes(as: TextFolding.stored(once)), "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    (["not", "boot"], true), (["boot"], true), (["boot", "not"], false), (["does", "boot"], false),
    (["does", "not", "boot", "x"], false), ([], false),
  ])
  func `a phrase is found in order`(phrase: [String], isFound: Bool) {
    let text = SearchText("Does not boot", isInternal: false)
    #expect(text.contains(SearchPhrase(phrase)) == isFound)
  }

  @Test(arguments: [
    ("boo*", true), ("not boo*", true), ("oot*", false), ("*oot", true), ("*oo", false),
    ("*oo*", true),
    ("*does*", true), ("does*not", true), ("* does", true), ("**boot", true), ("no* boot", false),
    ("*印刷*", false), ("d*", true),
  ])
  func `a star stands for the rest of a word`(phrase: String, isFound: Bool) {
    let text = SearchText("Does not boot", isInternal: false)
    #expect(text.contains(SearchPhrase(reading: phrase)) == isFound)
  }

  @Test func `a star beside a letter that is a token is as good as none`() {
    #expect(SearchPhrase(reading: "*打印*") == SearchPhrase(literally: "打印"))
  }

  private func isEuropean(_ value: UInt32) -> Bool {
    switch value {
    case 0xC0..<0x250, 0x370..<0x530, 0x1E00..<0x2000: true
    default: false
    }
  }
}
