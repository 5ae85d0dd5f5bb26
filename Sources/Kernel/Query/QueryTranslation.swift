import Texts

/// Writes the dates, lengths of time, numbers and answers of a query as everybody's are read.
///
/// Who keeps a query for others types them in their own language; what is kept has English words.
package struct QueryTranslation {
  private let operands: OperandReader
  private let language: Language

  /// `language` is whose words the text may have; seen from `today`, its dates must have the days of
  /// the week that are said with them.
  package init(
    from language: Language, schema: QuerySchema, context: QueryContext, people: QueryPeople,
    zone: Zone, today: CivilDate? = nil,
  ) {
    self.language = language
    operands = OperandReader(
      schema: schema, context: context, values: [:], people: people, zone: zone, language: language,
      today: today)
  }

  /// The same query; as it is where all of it means the same in English, or English has no words for it.
  ///
  /// Throws as reading the query does.
  package func text(_ text: String) throws(QueryError) -> String {
    var parser = QueryParser(
      text, schema: operands.schema, context: operands.context, operands: operands)
    parser.mentions = []
    _ = try parser.query()
    var scalars = Array(text.unicodeScalars)
    for mention in (parser.mentions ?? []).sorted(by: { $0.place.lowerBound > $1.place.lowerBound })
    {
      guard case .value(let value, let field) = mention.named,
        let words = words(value, of: field, isQuoted: scalars[mention.place.lowerBound] == "\"")
      else { continue }
      let written = words.contains { " :".contains($0) } ? quotedIfNeeded(words) : words
      scalars.replaceSubrange(mention.place, with: written.unicodeScalars)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// What is to stand in the place of a value; `nil` where it may stay.
  private func words(_ value: String, of field: QueryField, isQuoted: Bool) -> String? {
    switch field.kind {
    case .time, .date:
      return words(read: { try? Moment(parsing: value, zone: operands.zone, language: $0) }) {
        ($0.words, try? Moment(parsing: $0.words, zone: operands.zone))
      }
    case .duration:
      return words(read: { try? TimeSpan.duration(value, in: $0) }) {
        let words = TimeSpan(milliseconds: $0).description
        return (words, try? TimeSpan.duration(words))
      }
    case .boolean:
      return words(read: { TypedAnswer.isYes(value, in: $0) }) { ($0 ? "yes" : "no", $0) }
    case .integer: return words(read: { TypedNumber(value, in: $0).integer() }) { ("\($0)", $0) }
    case .number where isQuoted:
      return words(read: { try? TypedNumber(value, in: $0).number() }) { ("\($0)", $0) }
    case .number, .text, .longText, .tag, .attachment, .choice, .queue, .stage, .category,
      .priority, .person, .ticket:
      return nil
    }
  }

  /// English words for what the language reads; `nil` where English reads the same, or where its
  /// words would mean something else.
  private func words<Meaning: Equatable>(
    read: (Language?) -> Meaning?, say: (Meaning) -> (words: String, meaning: Meaning?),
  ) -> String? {
    guard let meant = read(language), read(nil) != meant else { return nil }
    let said = say(meant)
    return said.meaning == meant ? said.words : nil
  }
}

extension Moment {
  /// In English, as it can be typed.
  fileprivate var words: String {
    switch self {
    case .relative(.zero): "now"
    case .relative(let span): (span.months < 0 || span.milliseconds < 0 ? "-" : "+") + "\(span)"
    case .day(let date): "\(date)"
    // Written out it is the same in every language.
    case .exact: ""
    case .named(let phrase): "\(phrase)"
    }
  }
}
