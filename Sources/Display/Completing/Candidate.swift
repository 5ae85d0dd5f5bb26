/// One way in which a word can be completed.
package struct Candidate: Equatable, Sendable {
  /// What is inserted.
  package var text: String
  /// What it is, for shells that show it beside.
  package var meaning: String

  package init(_ text: String, _ meaning: String = "") {
    self.text = text
    self.meaning = meaning
  }

  /// The same behind what is typed already.
  package func behind(_ beginning: some StringProtocol) -> Candidate {
    Candidate(beginning + text, meaning)
  }
}
