/// The pseudo-language `qps`: English with accents, a third longer.
///
/// It shows in tests which words are not from the catalogue, and where longer words than the English
/// ones have no room. No folder has it; its words are made when they are asked for.
enum PseudoText {
  /// The words with their places for values, and what stands in backquotes, as they are.
  static func of(_ english: some StringProtocol) -> String {
    var words = ""
    var isKept = false
    for scalar in english.unicodeScalars {
      switch scalar {
      case "{": isKept = true
      case "}": isKept = false
      case "`": isKept.toggle()
      default: break
      }
      guard !isKept, let others = accented[scalar] else {
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
}
