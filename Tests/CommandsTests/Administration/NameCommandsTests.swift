import Testing

/// Lists, other names and merges of what is no thing of its own, as tags.
@Suite struct NameCommandsTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "printer")
    try desk.run("new", "x", "--tag", "printers", "--tag", "printer")
    try desk.run("new", "x", "--tag", "prnter")
    try desk.run("new", "x", "--tag", "lamp")
    return desk
  }

  private func tags(_ desk: TestDesk) throws -> String {
    try desk.run("list", "is:open,discarded", "--columns", "id,tags", "--format", "csv").output
  }

  @Test func `tags are listed with the number of their tickets`() throws {
    let output = try desk().run("tag", "list").output
    #expect(
      output == """
        tags      tickets
        printer         2
        lamp            1
        printers        1
        prnter          1

        """)
  }

  @Test func `tags are merged into one, discarded tickets included, and back again`() throws {
    let desk = try desk()
    try desk.run("discard", "3", "--to", "spam")
    let before = try tags(desk)
    let asked = try desk.run("tag", "merge", "printers", "prnter", "--into", "printer")
    #expect(asked.status == 2)
    #expect(try tags(desk) == before)
    let done = try desk.run("tag", "merge", "printers", "prnter", "--into", "printer", "--yes")
    #expect(done.status == 0)
    #expect(
      try tags(desk).split(separator: "\n").dropFirst().count { $0.hasSuffix(",printer") } == 3)
    let request = try #require(done.output.split(separator: ":").first)
    #expect(try desk.run("undo", String(request), "--yes").status == 0)
    #expect(try tags(desk) == before)
  }

  @Test func `a tag is not merged into itself`() throws {
    let result = try desk().run("tag", "merge", "printer", "--into", "printer")
    #expect(result.status == 2)
    #expect(result.errors.contains("`printer` is the one in whose place it would be"))
  }

  @Test func `a rename to a name that tickets have leads to the merge`() throws {
    let result = try desk().run("tag", "rename", "printers", "printer")
    #expect(result.status == 1)
    #expect(result.errors.contains("docket tag merge printers --into printer"))
  }
}
