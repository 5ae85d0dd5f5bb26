import Testing
import Texts

@Suite struct CatalogueTests {
  @Test func `every section that is named is there`() {
    for name in Catalogue.sectionNames {
      #expect(Catalogue.section(name) != nil, "\(name)")
    }
  }

  @Test func `every text of the catalogue is used`() throws {
    let used = try SourceTexts.members()
    // What the argument parser says is found by its words, how a language writes by its codes.
    let sections = Catalogue.sectionNames.filter { !["language", "parser"].contains($0) }
      .compactMap { Catalogue.section($0) }
    let unused = sections.flatMap(\.entries).map(\.code).filter { !used.contains(member($0)) }
    #expect(unused.isEmpty, "\(unused)")
  }

  /// The constructor's name, as the build writes it.
  private func member(_ code: String) -> Substring {
    let words = code.split { $0 == "." || $0 == "_" }
    return words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  @Test func `English lacks nothing`() {
    #expect(Catalogue.english.lacking.isEmpty)
  }

  @Test func `what a language lacks is told by its codes`() {
    let dutch = Catalogue(Language("nl") ?? .english, ["close.already": "al gesloten"])
    #expect(!dutch.lacking.contains("close.already"))
    #expect(dutch.lacking.contains("close.no_reason"))
  }

  @Test func `an error says back at most 200 characters of a value`() {
    let long = String(repeating: "é", count: 5_000)
    let echoed = Text.ticketNoQueue(queue: long, hint: nil as Text?).description
    #expect(echoed.contains(String(repeating: "é", count: 200) + "…"))
    #expect(echoed.count < 300)
    let inner = Text.ticketNoQueue(queue: long, hint: nil as Text?)
    #expect(Text.frameField(field: "queue", problem: inner).description.count < 300)
    let list = Text.ticketUnknownType(type: "x", known: long).description
    #expect(list.count > 5_000)
  }
}
