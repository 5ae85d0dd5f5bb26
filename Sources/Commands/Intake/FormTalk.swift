import Desk
import Display
import Kernel
import Texts

/// Asks whoever sits at the terminal what a form of a plugin asks.
struct FormTalk {
  let context: CommandContext
  let form: FormSpec
  let lines: TypedLines

  /// The answers that are given, in their order.
  ///
  /// Throws a `Failure` where whoever is asked leaves.
  func answers() throws -> [(name: String, answer: JSON)] {
    let words = try context.read { FormWords(of: form, in: $0) }
    try context.output.say(Text.formHeading(form: words.title))
    let asker = FormAsker(context: context, words: words, lines: lines) { answers in
      try context.desk.draft(
        of: FormAnswers(form.name, FormTalk.read(answers), in: context.askedLanguage),
        as: context.person)
    }
    return FormTalk.read(try asker.answers())
  }

  private static func read(_ answers: FormAsker.Answers) -> [(name: String, answer: JSON)] {
    answers.map { (name: $0.name, answer: JSON.string($0.answer)) }
  }
}
