import Kernel
import LuaSyntax
import Texts

/// The shapes of names, and what to say of unknown ones.
package enum Names {
  /// Lower-case letters, digits and underscores, a letter first: fields, types, stages, hooks.
  package static func isPlain(_ name: String) -> Bool {
    matches(name) { letter in letter == UInt8(ascii: "_") }
  }

  /// A plugin's or script's name: hyphens too.
  package static func isPluginName(_ name: String) -> Bool {
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

  /// The known word that is near to another one, else those that are known, each once, as far as one
  /// may want to read them.
  static func hint(_ word: String, among known: [String]) -> Text {
    if let near = nearestName(to: word, among: known) { return Text.hintMaybeCode(name: near) }
    var seen: Set<String> = []
    let names = known.filter { seen.insert($0).inserted }
    guard !names.isEmpty else { return Text.hintNone }
    let shown = names.prefix(mostShown).joined(separator: ", ")
    guard names.count > mostShown else { return Text.hintOneOf(names: shown) }
    return Text.hintOneOfMany(names: shown, count: names.count - mostShown)
  }

  private static let mostShown = 24

  /// What is wrong with the name of a plugin that is to be made; `nil` where nothing is.
  ///
  /// Its word names what the plugin declares, so that neither the desk nor Lua may use it already.
  package static func problem(withNewPlugin name: String) -> Text? {
    guard isPluginName(name), name.utf8.count <= newPluginLength else {
      let near = nearest(to: name)
      return Text.authorBadName(
        name: name, most: newPluginLength,
        hint: near.map { Text.hintNearestCode(name: $0) })
    }
    let word = word(ofPlugin: name)
    let isUsed =
      Keyword.contains(word) || Draft.takenNames.contains(word)
      || Draft.takenPersonNames.contains(word) || usedWords.contains(word)
      || Source.own.contains(Source(rawValue: word))
    return isUsed ? Text.authorUsedWord(word: word) : nil
  }

  /// The desk's own plugin and first role, and what `support` declares, without which few plugins go.
  private static let usedWords: Set = [
    OwnPlugin.name, RoleSpec.admin.name, "question", "agent", "manager", "customer",
  ]

  /// Names of what it declares are longer than its own.
  private static let newPluginLength = 40

  /// A plugin's name as fields, types and reports can have it: `my-plugin` as `my_plugin`.
  package static func word(ofPlugin name: String) -> String { name.replacing("-", with: "_") }

  /// A name that somebody may have meant; `nil` where there is none.
  private static func nearest(to name: String) -> String? {
    let letters = name.lowercased().utf8.map { byte -> Character in
      isLetter(byte) || (48...57) ~= byte || byte == UInt8(ascii: "_")
        ? Character(Unicode.Scalar(byte)) : "-"
    }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    let near = String(words.drop { !$0.isLetter }.prefix(newPluginLength))
    guard !near.isEmpty, near != name else { return nil }
    return problem(withNewPlugin: near) == nil ? near : nil
  }

  private static func matches(_ name: String, others: (UInt8) -> Bool) -> Bool {
    guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 64 else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (48...57) ~= $0 || others($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
