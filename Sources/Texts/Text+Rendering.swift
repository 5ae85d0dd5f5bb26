/// Puts a moment, in milliseconds since 1970, into words on somebody's clock.
package typealias TextClock = @Sendable (_ milliseconds: Int64) -> String

extension Text {
  /// The text as a reader of that language reads it; English where a template is missing.
  ///
  /// Without a clock moments stand in ISO 8601, as programs read them.
  package func rendered(in language: Language, clock: TextClock? = nil) -> String {
    rendered(by: .of(language), clock: clock)
  }

  /// The text by the templates of a catalogue.
  package func rendered(by catalogue: Catalogue, clock: TextClock? = nil) -> String {
    switch body {
    case .words(let words): words
    case .spoken(let languages, let words): languages[catalogue.language.code] ?? words
    case .joined(let texts, let separator):
      texts.map { $0.rendered(by: catalogue, clock: clock) }.joined(separator: separator)
    case .template(let code, let values): Self.fill(code, values, by: catalogue, clock)
    case .name(let name, let kind): catalogue.name(name, of: kind)
    }
  }

  private static func fill(
    _ code: String, _ values: [NamedValue], by catalogue: Catalogue, _ clock: TextClock?,
  ) -> String {
    guard let found = catalogue.template(code) else { return code }
    // What is said in English for want of a template is English as a whole.
    let catalogue = found.catalogue
    var text = ""
    let parts = found.template.parts
    for part in parts {
      switch part {
      case .words(let words): text.append(contentsOf: words)
      case .value(let name):
        let value = values.first { $0.name == name }?.value
        let words = value.map { Self.words($0, by: catalogue, clock) } ?? "{\(name)}"
        if case .number(let number)? = value, number.magnitude >= 10_000,
          isCount(name, among: parts)
        {
          text += catalogue.writing.grouped(number)
          continue
        }
        let isShortened = isEchoed(value, as: name) && Catalogue.isOfErrors(code)
        text += isShortened ? shortened(words) : words
      case .plural(let name, let forms):
        let value = values.first { $0.name == name }?.value
        let rule = found.catalogue.pluralRule
        text.append(contentsOf: form(of: value, among: forms, by: rule))
      }
    }
    return text
  }

  /// Whether a number says how many there are, since a word takes its form by it.
  ///
  /// A ticket's number and a port do not.
  private static func isCount(_ name: Substring, among parts: [Template.Part]) -> Bool {
    parts.contains { part in
      if case .plural(name, _) = part { true } else { false }
    }
  }

  /// The most characters of a value that an error says back.
  package static let mostEchoed = 200

  /// What stands in errors and is no single value that somebody gave: lists of what there is, and
  /// words of the system's.
  private static let whole: Set<Substring> = [
    "actions", "chain", "choices", "columns", "command", "detail", "entries", "fault", "fields",
    "file", "folder", "known", "message", "names", "options", "others", "path", "permissions",
    "place", "places", "problem", "problems", "reason", "roles", "sample", "settings", "stages",
    "tickets", "trouble", "types", "values", "versions", "way",
  ]

  /// Whether it may be words that somebody gave; a text within a text is shortened by itself.
  private static func isEchoed(_ value: TextValue?, as name: Substring) -> Bool {
    guard case .words(let words)? = value else { return false }
    return words.utf8.count > mostEchoed && !whole.contains(name)
  }

  private static func shortened(_ words: String) -> String {
    let start = words.prefix(mostEchoed)
    return start.endIndex == words.endIndex ? words : "\(start)…"
  }

  private static func form(
    of value: TextValue?, among forms: [Substring], by rule: PluralRule,
  ) -> Substring {
    guard case .number(let number) = value else { return forms.last ?? "" }
    return forms[min(rule.form(of: number), forms.count - 1)]
  }

  private static func words(
    _ value: TextValue, by catalogue: Catalogue, _ clock: TextClock?,
  ) -> String {
    switch value {
    case .words(let words): words
    case .number(let number): "\(number)"
    case .decimal(let number): catalogue.writing.decimal("\(number)")
    case .text(let text): text.rendered(by: catalogue, clock: clock)
    case .time(let milliseconds, let iso): clock?(milliseconds) ?? iso
    }
  }
}
