import Kernel
import Prompt
import Testing

@Suite struct QueryNamesTests {
  private static let names = Set(QuerySchema().names + QuerySchema.words)

  @Test(arguments: names.sorted())
  func `every name that a query takes begins one`(name: String) {
    let shape = EntryShape(of: "\(name):x", queryNames: Self.names)
    #expect(shape == .query("\(name):x", hiding: nil))
  }

  @Test func `the words of the query language are among the names`() {
    #expect(Self.names.isSuperset(of: ["has", "is", "no", "not", "sort", "stage.changed", "text"]))
  }
}
