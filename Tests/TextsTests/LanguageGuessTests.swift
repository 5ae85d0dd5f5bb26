import Testing
import Texts

@Suite struct LanguageGuessTests {
  @Test(arguments: [
    ("de", "Der Drucker ist kaputt und ich kann nicht drucken"),
    ("nl", "De printer is kapot en ik heb geen papier van de leverancier"),
    ("es", "La impresora no funciona y el papel de la bandeja se acaba"),
    ("ru", "Здравствуйте, у меня не печатает принтер, и бумага есть"),
    ("en", "The printer does not work and we have no paper for it"),
  ])
  func `a language shows by its most frequent words`(language: String, text: String) {
    #expect(Language.guess(of: text)?.code == language)
  }

  @Test(arguments: [
    "", "printer", "ERR_CONNECTION 404", "de la", "Het is", "L'imprimante ne marche plus du tout",
    "打印机坏了", "is in is in", "the de der",
  ])
  func `a text that says too little is of no language`(text: String) {
    #expect(Language.guess(of: text) == nil)
  }
}
