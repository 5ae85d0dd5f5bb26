/// A pseudo-language, whose words are made of the English ones when they are asked for.
///
/// It shows in tests which words are not from the catalogue, and where longer words than the English
/// ones, or words that run the other way, have no room. No folder has it.
///
/// Source: ISO 639-2 leaves `qaa` to `qtz` to local use.
enum PseudoText: String {
  /// English with accents, a third longer.
  case long = "qps"
  /// The same length in Hebrew letters, which run from right to left.
  case rightToLeft = "qpr"

  /// The words with their places for values, and what stands in backquotes, as they are.
  func of(_ english: some StringProtocol) -> String {
    let letters = self == .long ? PseudoText.accented : PseudoText.hebrew
    var words = ""
    var (isPlace, isTyped) = (false, false)
    for scalar in english.unicodeScalars {
      switch scalar {
      case "{": isPlace = true
      case "}": isPlace = false
      case "`" where !isPlace: isTyped.toggle()
      default: break
      }
      guard !isPlace, !isTyped, let others = letters[scalar] else {
        words.unicodeScalars.append(scalar)
        continue
      }
      words += others
    }
    return words
  }

  private static let accented: [Unicode.Scalar: String] = [
    "a": "áá", "c": "ç", "d": "ð", "e": "éé", "g": "ğ", "h": "ĥ", "i": "íí", "j": "ĵ", "k": "ķ",
    "l": "ļ", "n": "ñ", "o": "óó", "r": "ŕ", "s": "š", "t": "ţ", "u": "úú", "w": "ŵ", "y": "ý",
    "z": "ž", "A": "Á", "C": "Ç", "D": "Ð", "E": "É", "G": "Ğ", "I": "Í", "N": "Ñ", "O": "Ó",
    "R": "Ŕ", "S": "Š", "T": "Ţ", "U": "Ú", "Y": "Ý",
  ]
  private static let hebrew: [Unicode.Scalar: String] = {
    let capitals = sounds.map { (Unicode.Scalar($0.key.value - 32) ?? $0.key, $0.value) }
    return sounds.merging(capitals) { small, _ in small }
  }()

  /// Letters that sound alike or stand for another: nobody reads them.
  private static let sounds: [Unicode.Scalar: String] = [
    "a": "אא", "b": "ב", "c": "צ", "d": "ד", "e": "עע", "f": "ף", "g": "ג", "h": "ה", "i": "יי",
    "j": "ח", "k": "ק", "l": "ל", "m": "מ", "n": "נ", "o": "וו", "p": "פ", "q": "ך", "r": "ר",
    "s": "ס", "t": "ט", "u": "ואו", "v": "ו", "w": "ץ", "x": "ז", "y": "ן", "z": "ז",
  ]
}
