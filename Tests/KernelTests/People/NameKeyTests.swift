import Kernel
import Testing

@Suite struct NameKeyTests {
  @Test(arguments: [
    ("kim", "Kim"), ("Kim", "\u{212A}im"), ("strauß", "STRAUSS"), ("ΓΙΏΡΓΟΣ", "γιώργος"),
    ("josé", "JOSE\u{301}"),
  ])
  func `names that differ in capitals or in how letters are composed are one`(
    one: String, other: String,
  ) {
    #expect(NameKey.isSame(one, other))
    #expect(NameKey.key(of: one) == NameKey.key(of: other))
  }

  @Test(arguments: [("jose", "josé"), ("ann", "anne"), ("kim", "кim"), ("max", "мах")])
  func `other names are others`(one: String, other: String) {
    #expect(!NameKey.isSame(one, other))
  }

  @Test(arguments: [("max", "мах"), ("copy", "сору"), ("kim", "кim"), ("nova", "ηοvα")])
  func `names that look alike have one key`(one: String, other: String) {
    #expect(NameKey.key(of: one) == NameKey.key(of: other))
  }

  @Test(arguments: ["Ｋim", "ﬁona", "kim²", "ſam", "𝐤im", "a\u{3164}b"])
  func `letters that stand for others are found`(name: String) {
    #expect(NameKey.standIn(in: name) != nil)
  }

  @Test(arguments: ["ann", "Strauß", "Γιώργος", "Дмитрий", "王芳", "محمد", "Ünal", "İbrahim"])
  func `letters that people write with are none of those`(name: String) {
    #expect(NameKey.standIn(in: name) == nil)
    #expect(!NameKey.isMixed(name))
  }

  @Test(arguments: ["кim", "pаul", "ονer"])
  func `alphabets that share shapes are found in one name`(name: String) {
    #expect(NameKey.isMixed(name))
  }
}
