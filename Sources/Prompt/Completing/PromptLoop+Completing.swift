import Desk
import Display
import Kernel

extension PromptLoop {
  /// What could stand at the cursor of an unfinished entry.
  ///
  /// Whatever fails, nothing is offered: whoever asked is still typing.
  package func complete(_ text: String, at cursor: String.Index) -> Completion {
    let place = CompletionPlace(
      in: text, at: text.utf8.distance(from: text.startIndex, to: cursor),
      queryNames: session.queryNames, commands: PromptCommand.completed)
    let found = try? session.read { desk in
      try PromptCompletion(
        place: place, rest: text[cursor...], session: session, desk: desk,
        surface: output.standard
      ).candidates
    }
    let start = text.utf8.index(text.startIndex, offsetBy: place.range.lowerBound)
    let end = text.utf8.index(text.startIndex, offsetBy: place.range.upperBound)
    return Completion(start..<end, found ?? [])
  }
}

/// Something that could be typed.
struct Offer {
  /// What it is found by: what has been typed is its beginning.
  let name: String
  /// What is inserted.
  let text: String
  let detail: String?
  /// What follows it if it is the only one.
  let ending: String

  /// `text` is the name itself if nothing else is given.
  init(_ name: String, text: String? = nil, detail: String? = nil, ending: String = "") {
    self.name = name
    self.text = text ?? name
    self.detail = detail?.isEmpty == true ? nil : detail
    self.ending = ending
  }

  init(_ candidate: Candidate, ending: String = "") {
    self.init(candidate.text, detail: candidate.meaning, ending: ending)
  }
}
