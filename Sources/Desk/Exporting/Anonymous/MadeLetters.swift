/// The letters that stand in for those of one writing.
///
/// A made word is of the writing that the word was of, so that what depends on it (search, width, sorting)
/// meets the same.
struct MadeLetters {
  /// Takes turns with `second`, as consonants with vowels.
  let first: [Character]
  let second: [Character]

  private init(_ first: String, _ second: String) {
    (self.first, self.second) = (Array(first), Array(second))
  }

  private init(_ letters: String) {
    self.init(letters, letters)
  }

  /// Those of the writing that a letter is of; Latin ones for a writing that is not known.
  static func like(_ letter: Character) -> MadeLetters {
    guard let value = letter.unicodeScalars.first?.value else { return latin }
    switch value {
    case 0x370...0x3FF, 0x1F00...0x1FFF: return greek
    case 0x400...0x52F: return cyrillic
    case 0x590...0x5FF: return hebrew
    case 0x600...0x6FF, 0x750...0x77F: return arabic
    case 0x900...0x97F: return devanagari
    case 0xE00...0xE7F: return thai
    case 0x3040...0x309F: return hiragana
    case 0x30A0...0x30FF: return katakana
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return han
    case 0xAC00...0xD7A3: return hangul
    default: return latin
    }
  }

  private static let latin = MadeLetters("bdfgklmnprstvz", "aeiou")
  private static let greek = MadeLetters("βγδζκλμνπρτφ", "αειου")
  private static let cyrillic = MadeLetters("бвгдзклмнпрст", "аеиоу")
  private static let hebrew = MadeLetters("אבגדהוזחטילמנסעפצקרשת")
  private static let arabic = MadeLetters("بتجحدرسشصعفقكلمنهوي")
  private static let devanagari = MadeLetters("कखगचजटडतदनपबमयरलवसह")
  private static let thai = MadeLetters("กขคงจชดตนบปพมยรลวสห")
  private static let hiragana = MadeLetters("かきくけこさしすせそたちつてとなにぬねの")
  private static let katakana = MadeLetters("カキクケコサシスセソタチツテトナニヌネノ")
  private static let hangul = MadeLetters("가나다라마바사아자차카타파하고노도로모보소오조")
  private static let han = MadeLetters("山川木水火土日月人口田中大小上下左右天石花草竹米")
}
