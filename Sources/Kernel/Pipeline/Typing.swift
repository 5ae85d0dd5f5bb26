import Texts

/// How whoever types a value writes it: in English always, and besides in one language, by their own
/// clock.
///
/// What people give to commands, questions and fields is read through one of these. Files, programs
/// and plugins have no language: what they give is English.
package struct Typing: Sendable {
  /// The language besides English; `nil` for none.
  package let language: Language?
  /// The clock that times without a zone are on.
  package let zone: Zone
  /// The moment from which relative times count.
  package let now: Instant

  package init(in language: Language?, zone: Zone, now: Instant) {
    (self.language, self.zone, self.now) = (language, zone, now)
  }

  /// That of files and programs.
  package static let none = Typing(in: nil, zone: .utc, now: Instant(milliseconds: 0))

  /// A whole number: `1234`, and `1.234` where that is how thousands are written.
  package func integer(_ text: String) -> Int64? { TypedNumber(text, in: language).integer() }

  package func number(_ text: String) throws(TypedNumber.Problem) -> Double {
    try TypedNumber(text, in: language).number()
  }

  package func isYes(_ text: String) -> Bool? { TypedAnswer.isYes(text, in: language) }

  /// Milliseconds: `90m`, `2 h 30`, `anderthalb Stunden`.
  package func duration(_ text: String) throws(TimeError) -> Int64 {
    try TimeSpan.duration(text, in: language)
  }

  /// A moment; a day or a period alone is its first one.
  package func moment(_ text: String) throws(TimeError) -> Instant {
    try Moment.parse(text, now: now, zone: zone, language: language)
  }

  /// The day that a text says or that is in it; `nil` for a moment.
  package func day(_ text: String) throws(TimeError) -> CivilDate? {
    try Moment.day(text, now: now, zone: zone, language: language)
  }

  /// A number of bytes: `25 MB`, `1,5 ГБ`.
  package func size(_ text: String) throws(TypedNumber.Problem) -> ByteCount {
    try ByteCount(typed: text, in: language)
  }
}
