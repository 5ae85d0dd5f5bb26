import Foundation
import Testing

/// What stands on the screen, and what people are written, in the languages of the seeds' readers.
@Suite struct LanguageRowTests {
  private struct Words {
    /// As the stage, the priority and an action are called.
    var stage, priority, action: String
    /// What a customer is told when a ticket comes in, and how an answer begins.
    var received, answer: String
  }

  private static let words: [String: Words] = [
    "en": Words(
      stage: "Answered", priority: "Priority", action: "Begin a new conversation",
      received: "Ticket 1 has come in", answer: "Hello x-en"),
    "nl": Words(
      stage: "Beantwoord", priority: "Prioriteit", action: "Nieuw gesprek beginnen",
      received: "Ticket 1 is binnengekomen", answer: "Dag x-nl"),
    "es": Words(
      stage: "Respondido", priority: "Prioridad", action: "Nueva conversación",
      received: "Hemos recibido el ticket 1", answer: "Hola, x-es"),
    "ru": Words(
      stage: "Дан ответ", priority: "Приоритет", action: "Новая беседа",
      received: "Заявка 1 принята", answer: "Здравствуйте, x-ru"),
    "de": Words(
      stage: "Beantwortet", priority: "Priorität", action: "Neue Konversation erstellen",
      received: "Ticket 1 ist eingegangen", answer: "Guten Tag x-de"),
  ]

  /// What plugins bring is in all five; so is what Docket itself says.
  @Test(arguments: ["en", "nl", "es", "ru", "de"])
  func `languages: labels, notices and answers are in the reader's language, what is typed is not`(
    code: String,
  ) throws {
    let desk = try TestDesk.ofSupport()
    let words = try #require(LanguageRowTests.words[code])
    let person = "x-\(code)"
    try desk.done("person", "add", person, "--role", "customer", "--language", code)
    try desk.done("new", "Printer", as: person)
    try desk.done("do", "1", "answer", "template=more_details", as: "ann")
    let told = try desk.told(person)
    #expect(told.contains { $0.says(words.received) }, "\(told)")
    #expect(told.contains { $0.says(words.answer) }, "\(told)")
    let page = try desk.done("show", "1", "--lang", code, as: person)
    for label in [words.stage, words.priority, words.answer] {
      #expect(page.contains(label), "\(label): \(page)")
    }
    #expect(try desk.done("do", "1", "--lang", code, as: "ann").contains(words.action))
    #expect(try desk.found("stage:answered priority:normal", as: person) == [1])
    #expect(try desk.ticket(1, as: person).text("stage") == "answered")
    try desk.fails(2, "list", "--lang", "fi", as: person, saying: "there is de, en, es, nl, ru")
  }
}
