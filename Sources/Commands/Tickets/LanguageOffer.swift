import Desk
import Display
import Kernel
import Texts

/// Tells a person who has no language, and writes in another than they are answered in, how to be
/// answered in theirs.
struct LanguageOffer {
  let context: CommandContext

  /// Says it on a terminal, in the language that was written; nowhere else.
  func make(after request: Request) throws {
    let output = context.output
    guard output.error.isTerminal, !output.isJSON, context.askedLanguage == nil,
      context.person.language.isEmpty,
      let language = LanguageOffer.language(of: request), language != output.language
    else { return }
    let mayManage = try context.read { $0.may(.personManage) }
    let (name, code) = (ShellWords.quoted(context.person.name), language.code)
    let text =
      mayManage
      ? Text.personOfferLanguage(person: name, language: code)
      : Text.personOfferLanguageAsk(language: code, person: name)
    try output.say(Text(words: text.rendered(in: language)))
  }

  /// The language that the words of a request are in, where that can be told.
  static func language(of request: Request) -> Language? {
    let fields = [TicketField.subject.rawValue, TicketField.body.rawValue]
    let set = request.set.compactMap { field, assignment -> String? in
      guard fields.contains(field), case .value(let value) = assignment else { return nil }
      return value.text
    }
    return Language.guess(of: ([request.text, request.note] + set).joined(separator: "\n"))
  }
}
