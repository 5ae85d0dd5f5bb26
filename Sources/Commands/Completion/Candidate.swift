import Kernel

/// One way in which a word can be completed.
struct Candidate: Equatable {
  var text: String
  /// What it is, for shells that show it beside.
  var meaning: String

  init(_ text: String, _ meaning: String = "") {
    self.text = text
    self.meaning = meaning
  }

  /// The same behind what is typed already.
  func behind(_ beginning: some StringProtocol) -> Candidate {
    Candidate(beginning + text, meaning)
  }
}

/// What a shell is told: words, or that it should complete names of files itself.
enum CompletionAnswer {
  case candidates([Candidate])
  case files(ArgumentShape.Files)
}
