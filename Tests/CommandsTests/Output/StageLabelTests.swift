import Foundation
import Testing

/// Stages of one name in life cycles of several plugins.
@Suite struct StageLabelTests {
  @Test func `a ticket's stage is called as the life cycle of its type calls it`() throws {
    let desk = try desk()
    let list = try desk.run("list", "--columns", "id,stage", "sort:id", "--lang", "de").lines
    #expect(list.dropFirst().map { $0.contains("Verliehen") } == [false, true], "\(list)")
    #expect(list.dropFirst().map { $0.contains("Neu") } == [true, false], "\(list)")
    for command in [["show"], ["history"], ["explain"]] {
      let words = command + ["2"] + (command == ["explain"] ? ["stage"] : []) + ["--lang", "de"]
      let page = try desk.process(words).run().output
      #expect(page.contains("Verliehen") && !page.contains("Neu"), "\(command): \(page)")
    }
  }

  @Test func `what is done to a ticket calls its stages as its life cycle does`() throws {
    let desk = try desk()
    let done = try desk.run("update", "2", "stage=open", "--lang", "de").output
    #expect(done.contains("Verliehen → Unterwegs"), "\(done)")
    let planned = try desk.run("update", "2", "stage=new", "--dry-run", "--lang", "de").output
    #expect(planned.contains("Unterwegs → Verliehen"), "\(planned)")
  }

  @Test func `a stage of a copied life cycle has one label`() throws {
    let desk = try desk()
    for line in [
      ["lifecycle", "add", "repair", "--like", "question"],
      ["type", "add", "repair", "--lifecycle", "repair"], ["new", "x", "--type", "repair"],
    ] {
      let result = try desk.process(line).run()
      #expect(result.status == 0, "\(line): \(result.errors)")
    }
    let list = try desk.run("list", "type:repair", "--columns", "stage", "--lang", "de").output
    #expect(list.contains("Neu") != list.contains("Verliehen"), "\(list)")
  }

  @Test func `a count by stages says all that a stage is called`() throws {
    let groups = try desk().run("list", "--group", "stage", "--lang", "de").output
    #expect(groups.contains("Verliehen") && groups.contains("Neu"), "\(groups)")
  }

  /// A desk with a question and a loan, both new, which only a loan's life cycle calls lent.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "loans",
      files: [
        "locales/de.lua": #"return { ["stage.new"] = "Verliehen", ["stage.open"] = "Unterwegs" }"#
      ],
      """
      docket.lifecycle{
        name = "loan", initial = "new", stages = { { "new", "open" }, { "open", "waiting" } },
        transitions = { new = { "open" }, open = { "new" } },
      }
      docket.type{ name = "loan", lifecycle = "loan" }
      """)
    try #require(desk.run("plugin", "enable", "loans", "--yes").status == 0)
    try desk.run("new", "Lamp")
    try desk.run("new", "Ladder", "--type", "loan")
    return desk
  }
}
