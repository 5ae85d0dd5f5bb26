import Testing
import Texts

@Suite struct CatalogueTests {
  private static let entries = English.names.flatMap { English.section($0)?.entries ?? [] }

  @Test func `every section that is named is there`() {
    for name in English.names { #expect(English.section(name) != nil, "\(name)") }
    #expect(English.names == English.names.sorted())
  }

  @Test func `a code is its section's name, a dot, and a name of its own`() {
    for name in English.names {
      for entry in English.section(name)?.entries ?? [] {
        #expect(entry.code.wholeMatch(of: /[a-z_]+\.[a-z0-9_]+/) != nil, "\(entry.code)")
        #expect(entry.code.hasPrefix("\(name)."), "\(entry.code)")
      }
    }
  }

  @Test func `no code stands twice`() {
    let codes = Self.entries.map(\.code)
    let twice = Dictionary(grouping: codes) { $0 }.filter { $0.value.count > 1 }.keys
    #expect(twice.isEmpty, "\(twice.sorted())")
  }

  @Test func `every code that the sources use is in the catalogue`() throws {
    let known = Set(Self.entries.map(\.code))
    let missing = try SourceTexts.calls().filter { !known.contains($0.code) }
    #expect(missing.isEmpty, "\(missing.map { "\($0.code) in \($0.place)" })")
  }

  @Test func `every entry of the catalogue is used`() throws {
    let used = Set(try SourceTexts.calls().map(\.code))
    let unused = Self.entries.map(\.code).filter { !used.contains($0) }
    #expect(unused.isEmpty, "\(unused)")
  }

  @Test func `every text gets the values of its template, and no others`() throws {
    let names = Dictionary(
      Self.entries.map { ($0.code, Set($0.template.names)) },
      uniquingKeysWith: { first, _ in first })
    for call in try SourceTexts.calls() {
      guard let wanted = names[call.code] else { continue }
      #expect(call.values == wanted, "\(call.code) in \(call.place)")
    }
  }

  @Test func `an error says back at most 200 characters of a value`() {
    let long = String(repeating: "é", count: 5_000)
    let echoed = Text("ticket.no_queue", ["queue": long, "hint": nil as Text?]).description
    #expect(echoed.contains(String(repeating: "é", count: 200) + "…"))
    #expect(echoed.count < 300)
    let inner = Text("ticket.no_queue", ["queue": long, "hint": nil as Text?])
    #expect(Text("frame.field", ["field": "queue", "problem": inner]).description.count < 300)
    let list = Text("ticket.unknown_type", ["type": "x", "known": long]).description
    #expect(list.count > 5_000)
  }
}
