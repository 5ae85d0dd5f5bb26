import Desk
import Display
import Kernel
import Prompt
import TestSupport

/// A prompt of a person on a desk with the people of `Staff` and three tickets.
struct DeskPrompt {
  let desk: TemporaryDesk
  let loop: PromptLoop

  init(as name: String = "admin") throws {
    desk = try TemporaryDesk()
    for (name, role) in Staff.people { try desk.add(name, roles: [role]) }
    for (subject, tags) in [("Printer burns", ["fire"]), ("No light", []), ("Too late", [])] {
      try desk.question(["subject": .text(subject), "tags": .texts(tags)])
    }
    loop = try PromptLoop(
      desk.desk, as: desk.person(name), on: Output(isJSON: false, mayPage: false))
  }

  /// What is offered at the `|` of a text, as lists show it.
  func offers(_ text: String) -> [String] { completion(text).1.candidates.map(\.label) }

  /// The text with what completion inserts; `|` is where the cursor stands.
  func completed(_ text: String) -> String {
    let (whole, completion) = completion(text)
    guard completion.candidates.count == 1, let only = completion.candidates.first else {
      return "\(completion.candidates.count) candidates"
    }
    var result = whole
    result.replaceSubrange(completion.range, with: only.text + only.ending)
    return result
  }

  private func completion(_ text: String) -> (String, Completion) {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let before = String(parts[0])
    let whole = before + (parts.count > 1 ? parts[1] : "")
    let cursor = whole.utf8.index(whole.startIndex, offsetBy: before.utf8.count)
    return (whole, loop.complete(whole, at: cursor))
  }
}
