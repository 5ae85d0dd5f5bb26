/// How names of people and roles compare: one name, one person.
///
/// Names that differ in small and capital letters only are the same name. A new one may not look like
/// another: letters that stand for others (fullwidth, ligatures …) and letters of several alphabets
/// that look alike are refused in one name, and so is a name that another alphabet writes alike.
/// Source: UTS #39, Unicode Security Mechanisms, sections 4 and 5, for the alphabets that share shapes.
package enum NameKey {
  /// The name as names are compared: in composed form, without the difference of capitals.
  package static func folded(_ name: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in name.composed.unicodeScalars {
      for small in scalar.properties.lowercaseMapping.unicodeScalars {
        switch small {
        case "ß": folded.append(contentsOf: "ss".unicodeScalars)
        case "ς": folded.append("σ")
        default: folded.append(small)
        }
      }
    }
    return String(folded).composed
  }

  /// What all names have in common that look alike: at most one person or role has it.
  package static func key(of name: String) -> String {
    guard !isItsOwn(name) else { return name }
    var key = String.UnicodeScalarView()
    for scalar in folded(name).unicodeScalars { key.append(lookalikes[scalar] ?? scalar) }
    return String(key)
  }

  /// Whether the name is its own key, as most are: small letters of ASCII, digits and marks.
  package static func isItsOwn(_ name: String) -> Bool {
    name.utf8.allSatisfy { byte in
      byte < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
  }

  /// Whether the two are one name.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    one == other || folded(one) == folded(other)
  }

  /// A letter of the name that stands for others, which no new name may have; `nil` where none does.
  package static func standIn(in name: String) -> Unicode.Scalar? {
    name.composed.unicodeScalars.first { scalar in
      scalar.properties.lowercaseMapping.unicodeScalars.contains { small in
        small.properties.changesWhenNFKCCaseFolded && small != "ß" && small != "ς"
      }
    }
  }

  /// Whether the name has letters of several alphabets that share shapes.
  package static func isMixed(_ name: String) -> Bool {
    Set(name.composed.unicodeScalars.compactMap(Alphabet.init)).count > 1
  }

  /// Small letters that look like Latin ones, as most fonts draw them.
  private static let lookalikes: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c",
    "т": "t", "у": "y", "х": "x", "ѕ": "s", "і": "i", "ј": "j", "һ": "h", "ԁ": "d", "ԛ": "q",
    "ԝ": "w", "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "m", "ν": "v",
    "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "ζ": "z", "օ": "o", "ս": "u", "ո": "n",
    "հ": "h", "ı": "i", "ɑ": "a", "ɡ": "g",
  ]

  /// Alphabets that share shapes.
  private enum Alphabet: Hashable {
    case latin, greek, cyrillic, armenian, cherokee

    init?(_ scalar: Unicode.Scalar) {
      guard scalar.properties.isAlphabetic else { return nil }
      switch scalar.value {
      case 0x41...0x24F, 0x250...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF:
        self = .latin
      case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
      case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
      case 0x530...0x58F: self = .armenian
      case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
      default: return nil
      }
    }
  }
}
