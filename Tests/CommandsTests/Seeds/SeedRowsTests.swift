import Foundation
import Testing

/// What the desk is for, row by row: each row has a test in this folder, named with the row's id.
@Suite struct SeedRowsTests {
  /// The ids: R is working with actions, L a ticket's life cycle, O the flow of support.
  private static let rows =
    (1...17).map { "R\($0)" } + (1...5).map { "L\($0)" } + (1...11).map { "O\($0)" }
    + ["languages"]

  @Test func `every row has one test of its own, and no test another id`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var ids: [String] = []
    for name in names.sorted() where name.hasSuffix("Tests.swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      ids += text.matches(of: #/@Test[^`]*func `([A-Za-z0-9]+): /#).map { String($0.output.1) }
    }
    #expect(ids.sorted() == SeedRowsTests.rows.sorted())
  }
}
