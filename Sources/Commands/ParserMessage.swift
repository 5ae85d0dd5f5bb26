import Display
import Texts

/// What the argument parser finds wrong, in Docket's own words where those say more.
struct ParserMessage {
  /// What is said, with a code.
  let text: Text
  /// Whether the words are Docket's own.
  let isOwn: Bool

  /// Reads a message such as `The value 'abc' is invalid for '<id>'`.
  init(_ message: String) {
    guard let value = ParserMessage.value(in: message, of: ["id", "ids"]) else {
      let own = ParserMessage.value(in: message, of: ["seq"]).map {
        Text.usageNoEntryNumber(value: $0)
      }
      text = own ?? Text.usageParser(problem: message)
      isOwn = own != nil
      return
    }
    text = Text.usageNoTicketNumber(value: value)
    isOwn = true
  }

  /// The value that is invalid for one of those arguments.
  private static func value(in message: String, of names: [String]) -> String? {
    let (head, middle) = ("The value '", "' is invalid for '<")
    guard message.hasPrefix(head), let place = message.firstRange(of: middle) else { return nil }
    let rest = message[place.upperBound...]
    guard names.contains(where: { rest.hasPrefix("\($0)>") }) else { return nil }
    return String(
      message[message.index(message.startIndex, offsetBy: head.count)..<place.lowerBound])
  }
}
