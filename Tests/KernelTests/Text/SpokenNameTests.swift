import Kernel
import Testing
import Texts

/// Names of the program's own: typed as they are, and read in the reader's language.
@Suite struct SpokenNameTests {
  private static let languages = Catalogue.languageCodes.filter { $0 != "en" }

  private func names<Name: SpokenName & CaseIterable>(_ type: Name.Type) -> [(String, Text)] {
    type.allCases.map { ("\(type.nameKind.rawValue).\($0.rawValue)", $0.text) }
  }

  private var all: [(key: String, text: Text)] {
    names(Verb.self) + names(DeskAction.self) + names(RedactablePart.self)
      + names(PayloadPart.self) + names(TicketPart.self) + names(LogLine.Level.self)
      + names(Kernel.Category.self) + names(Renaming.Kind.self)
      + Source.own.map { ("source.\($0.rawValue)", $0.text) }
      + [RoleSpec.Side.staff, .customer].map { ("side.\($0.rawValue)", $0.text) }
      + [OutboxRow.Kind.after, .notify, .timer, .every].map { ("row.\($0.rawValue)", $0.text) }
      + [OutboxRow.State.waiting, .done, .dead, .dropped]
      .map { ("state.\($0.rawValue)", $0.text) }
      + [Entry.Visibility.public, .internal].map { ("visibility.\($0.rawValue)", $0.text) }
      + [HookSpec.Kind.before, .validate, .after].map { ("step.\($0.rawValue)", $0.text) }
  }

  @Test func `in English a name stands as it is typed`() {
    for (key, text) in all {
      #expect(text.description == String(key.drop { $0 != "." }.dropFirst()))
    }
  }

  @Test(arguments: languages)
  func `every name has a word in each language`(language: String) throws {
    let labels = KernelLabels.all(in: language)
    let reader = try #require(Language(language))
    for (key, text) in all {
      let word = try #require(labels[key], "\(key) in \(language)")
      #expect(text.rendered(in: reader) == word && !word.isEmpty)
    }
  }

  /// Spanish and Russian call actions by nouns throughout.
  @Test(arguments: ["de", "nl"])
  func `German and Dutch call each action by an infinitive`(language: String) throws {
    let reader = try #require(Language(language))
    for (key, text) in names(Verb.self) + names(DeskAction.self) {
      #expect(text.rendered(in: reader).hasSuffix("n"), "\(key)")
    }
  }

  @Test func `a name that no language knows stands as it is`() throws {
    let russian = try #require(Language("ru"))
    #expect(Text(name: "escalate", of: .verb).rendered(in: russian) == "escalate")
    #expect(Text(name: "close", of: .verb).rendered(in: russian) == "закрытие")
  }

  @Test func `a name stands in a sentence as its reader calls it`() throws {
    let text = Text.saidDone(action: Verb.close)
    #expect(text.description == "close: done")
    #expect(text.rendered(in: try #require(Language("de"))) == "Schließen: erledigt")
  }
}
