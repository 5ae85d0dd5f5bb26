/// Words for a person: the code of a template in the catalogue, with the values that fill it.
///
/// Nothing is put together before somebody reads it, so a text is cheap to make, to compare and
/// to carry in an error; it is rendered in the reader's language at the very end.
///
/// ```swift
/// throw Refusal(.refused, Text("close.already", ["ticket": id.rawValue]), field: "stage")
/// ```
///
/// How to say something new:
///
/// 1. Choose a code `SECTION.NAME`, both lower_snake: the section is the subject, as `query`,
///    `close`, `plugin`. Codes are for programs, so they last; the words may change.
/// 2. Write the template into `English/English+SECTION.swift`. A new section is a new file like
///    its neighbours, and one line in `English.swift`. Sections with `advice` are errors: their
///    codes are listed in `Texts.docc/ErrorCodes.md` (`scripts/list-error-codes` writes it).
/// 3. Say what is wrong, where, and what would be right: small letter first, no full stop.
/// 4. `{name}` stands for the value `name`; `{count|ticket|tickets}` chooses by a number (the
///    number itself is `{count}`). Values are strings, whole numbers, moments (an `Instant`, never
///    its ISO form: people read it on the desk's clock), and other texts; a text
///    that is `nil` leaves nothing: `["hint": Text.nearest(name)]`, `["others": list.isEmpty ? nil :
///    Text("ticket.plugin_actions", ["actions": list])]`.
/// 5. The code is a literal in `Text("…", …)`, never put together: a test reads all sources and
///    fails for a code that is not in the catalogue, an entry that nobody uses, and values that
///    are not those of the template.
///
/// Words that a plugin or a person wrote are theirs: ``init(words:)``.
///
/// Not here is what only documents: the help of commands and their options, help topics, and the
/// one line that describes a function of the Lua API. They are declared beside what they describe,
/// before any reader is known, and the manual, the completions and the reference are made of them.
/// A test reads all sources and fails for any other sentence outside the catalogue.
package struct Text: Hashable, Sendable {
  enum Body: Hashable, Sendable {
    case template(code: String, values: [NamedValue])
    case words(String)
    case joined([Text], separator: String)
  }

  /// One value that fills a template.
  struct NamedValue: Hashable, Sendable {
    let name: String
    let value: TextValue
  }

  let body: Body

  /// The text with that code, filled with the values that its template names.
  package init(_ code: String, _ values: KeyValuePairs<String, any TextConvertible> = [:]) {
    body = .template(
      code: code,
      values: values.map { NamedValue(name: $0.key, value: $0.value.textValue) })
  }

  /// Somebody's own words, the same in every language.
  package init(words: String) {
    body = .words(words)
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
