/// Words for a person: the code of a template in the catalogue, with the values that fill it.
///
/// Nothing is put together before somebody reads it, so a text is cheap to make, to compare and
/// to carry in an error; it is rendered in the reader's language at the very end.
///
/// ```swift
/// throw Refusal(.refused, Text("close.already", ["ticket": id.rawValue]), field: "stage")
/// ```
///
/// To say something new, write it into a document of `Catalogue/en`: the code, a colon, the
/// template. The build makes a constructor of it, `Text.closeAlready(ticket:)` for
/// `close.already`, so that a text without its template, or without one of its values, does not
/// compile.
///
/// - A code is `SECTION.NAME`, both lower_snake; the section is the subject. Programs go by codes,
///   so they last; the words may change. Sections with `advice` are errors: their codes are listed
///   in `Texts.docc/ErrorCodes.md` (`scripts/list-error-codes` writes it).
/// - A template says what is wrong, where, and what would be right: small letter first, no full stop.
/// - `{name}` stands for the value `name`; `{count|ticket|tickets}` chooses by a number (the number
///   itself is `{count}`). Values are strings, whole numbers, moments (an `Instant`, never its ISO
///   form: people read it on the desk's clock), and other texts; a text that is `nil` leaves nothing:
///   `hint: Text.nearest(name)`.
///
/// Words that a plugin or a person wrote are theirs: ``init(words:)``. Names that the program itself has,
/// as its verbs, are called as the reader's language calls them: ``init(name:of:)``.
///
/// What only documents is not here: help topics and the one line that describes a function of the
/// Lua API stand beside what they describe, in English.
package struct Text: Hashable, Sendable {
  enum Body: Hashable, Sendable {
    case template(code: String, values: [NamedValue])
    case words(String)
    case spoken([String: String], or: String)
    case joined([Text], separator: String)
    case name(String, of: NameKind)
  }

  /// One value that fills a template.
  struct NamedValue: Hashable, Sendable {
    let name: String
    let value: TextValue

    init(_ name: String, _ value: any TextConvertible) {
      self.name = name
      self.value = value.textValue
    }
  }

  let body: Body

  /// The text of a template; the constructors that the build writes call it, and nothing else.
  init(code: String, _ values: [NamedValue]) {
    body = .template(code: code, values: values)
  }

  /// Somebody's own words, the same in every language.
  package init(words: String) {
    body = .words(words)
  }

  /// Somebody's own words, by the codes of the languages that they said them in; `words` in others.
  package init(words: String, in languages: [String: String]) {
    body = .spoken(languages, or: words)
  }

  /// Several texts as one, with the separator between them.
  package init(joining texts: [Text], by separator: String) {
    body = .joined(texts, separator: separator)
  }

  /// What programs go by: the code of the template; `nil` for somebody's own words.
  ///
  /// A frame (`frame.column`, say) has the code of the text that it stands around.
  package var code: String? {
    guard case .template(let code, let values) = body else { return nil }
    guard code.hasPrefix("frame.") else { return code }
    for case .text(let inner) in values.map(\.value) {
      if let code = inner.code { return code }
    }
    return nil
  }
}

extension Text: CustomStringConvertible {
  /// The text in English.
  package var description: String { rendered(in: .english) }
}

extension Text {
  /// The end of a text about an unknown name, if there is a known one near it: `hint:
  /// Text.nearest(nearestName(to: name, among: names))`.
  package static func nearest(_ name: String?) -> Text? {
    name.map { Text.hintNearest(name: $0) }
  }

  /// The same before a list of all that would be right.
  package static func suggestion(_ name: String?) -> Text? {
    name.map { Text.hintSuggestion(name: $0) }
  }
}

extension Text {
  /// The text of one of those sections whose English words these are, for what a library says in
  /// English by itself; `nil` where none says so.
  ///
  /// Of several the one that leaves least to words, with the texts within it. What stands in the place
  /// of a value is one of those texts as well, or what `orValue` makes of it, or its words.
  package init?(
    saying words: String, amongSections sections: [String],
    orValue reading: (String) -> Text? = { _ in nil },
  ) {
    let entries = sections.flatMap { Catalogue.section($0)?.entries ?? [] }
    guard let known = Text.known(words, among: entries, depth: 0, orValue: reading) else {
      return nil
    }
    self = known.text
  }

  /// The text, with how many letters of the words are its own or those of texts within it.
  private static func known(
    _ words: String, among entries: [Section.Entry], depth: Int, orValue reading: (String) -> Text?,
  ) -> (text: Text, letters: Int)? {
    guard !words.isEmpty, depth < mostNested else { return nil }
    var found: (text: Text, letters: Int)?
    for entry in entries {
      guard let (values, length) = entry.template.values(in: words), length > 0 else { continue }
      var letters = length
      let named = values.flatMap { names, words in
        let inner = parted(words, among: names.count) { words in
          let inner = known(words, among: entries, depth: depth + 1, orValue: reading)
          let plain = (words.isEmpty ? nil : reading(words)) ?? Text(words: words)
          return (inner?.text ?? plain, inner?.letters ?? 0)
        }
        letters += inner.letters
        return zip(names, inner.texts).map { NamedValue(String($0), $1) }
      }
      if letters > found?.letters ?? 0 { found = (Text(code: entry.code, named), letters) }
    }
    return found
  }

  /// The texts of values that stand side by side: where one may begin, and most of them is known.
  private static func parted(
    _ words: Substring, among count: Int, reading: (String) -> (text: Text, letters: Int),
  ) -> (texts: [Text], letters: Int) {
    let whole = reading(String(words))
    var best = (texts: [whole.text], letters: whole.letters)
    guard count > 1 else { return best }
    best.texts += Array(repeating: Text(words: ""), count: count - 1)
    // A hint begins with a semicolon.
    for place in words.indices where words[place] == ";" {
      let first = reading(String(words[..<place]))
      let rest = parted(words[place...], among: count - 1, reading: reading)
      guard first.letters + rest.letters > best.letters else { continue }
      best = ([first.text] + rest.texts, first.letters + rest.letters)
    }
    return best
  }

  /// How many texts may stand within one another.
  private static let mostNested = 6
}
