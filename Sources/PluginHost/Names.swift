import Kernel
import Texts

/// The shapes of names, and what to say of unknown ones.
package enum Names {
  /// Lower-case letters, digits and underscores, a letter first: fields, types, stages, hooks.
  package static func isPlain(_ name: String) -> Bool {
    matches(name) { letter in letter == UInt8(ascii: "_") }
  }

  /// A plugin's or script's name: hyphens too.
  static func isPluginName(_ name: String) -> Bool {
    matches(name) { letter in letter == UInt8(ascii: "_") || letter == UInt8(ascii: "-") }
  }

  /// A hook's or timer's name: hyphens and dots too.
  static func isHookName(_ name: String) -> Bool {
    matches(name) { letter in "_-.".utf8.contains(letter) }
  }

  /// What to say of a word that is none of the known ones.
  static func unknown(_ word: String, among known: [String]) -> Text {
    Text.tableUnknown(word: word, hint: hint(word, among: known))
  }

  /// The known word that is near to another one, else all that are known.
  static func hint(_ word: String, among known: [String]) -> Text {
    nearestName(to: word, among: known).map { Text.hintMaybeCode(name: $0) }
      ?? Text.hintOneOf(names: known.joined(separator: ", "))
  }

  private static func matches(_ name: String, others: (UInt8) -> Bool) -> Bool {
    guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 64 else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (48...57) ~= $0 || others($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
