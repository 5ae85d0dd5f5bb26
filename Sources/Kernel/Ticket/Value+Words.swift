import Texts

extension Value {
  /// A number, a truth, a day or a length of time as it is written in the reader's language; `nil`
  /// for any other value.
  ///
  /// `kind` is that of its field. In English it stands as people type it.
  package func words(of kind: FieldKind?, in language: Language) -> String? {
    switch (self, kind) {
    case (.integer(let length), .duration):
      return TimeSpan(milliseconds: length).text.rendered(in: language)
    case (.boolean(let isTrue), _):
      return (isTrue ? Text.wordYes : Text.wordNo).rendered(in: language)
    case (.number(let number), _) where language != .english:
      return language.writing.decimal("\(number)")
    case (.text(let text), .date) where language != .english:
      guard case .day(let day)? = try? ISOTime(parsing: text, zone: .utc) else { return nil }
      return day.written(by: language.writing)
    default: return nil
    }
  }
}
