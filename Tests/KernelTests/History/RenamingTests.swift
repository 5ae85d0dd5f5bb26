import Kernel
import Testing

/// A ticket under new names: renamed in place, as if it had always been called so.
@Suite struct RenamingTests {
  private static func entry(_ number: Int64, _ action: String, _ edits: [Edit]) -> Entry {
    Entry(
      seq: EntryID(rawValue: number), ticket: Ticket.ID(rawValue: 1), number: number,
      version: number, at: Instant(milliseconds: number * 10),
      recorded: Instant(milliseconds: number * 10), request: "r\(number)", actor: .desk,
      source: .cli, action: action, edits: edits)
  }

  private static var entries: [Entry] {
    [
      entry(
        1, "create",
        [
          Edit(field: "type", from: .none, to: .text("repair")),
          Edit(field: "stage", from: .none, to: .stage("fresh", .open)),
          Edit(field: "severity", from: .none, to: .text("low")),
        ]),
      entry(
        2, "update",
        [
          Edit(field: "stage", from: .stage("fresh", .open), to: .stage("shop", .open)),
          Edit(field: "severity", from: .text("low"), to: .text("high")),
        ]),
    ]
  }

  private static func renamed(
    _ renamings: [Renaming],
  ) -> (before: Ticket, after: Ticket, entry: Entry) {
    let ticket = Ticket(id: Ticket.ID(rawValue: 1), folding: entries)
    let cause = entry(9, "plugin.reload", [])
    let (entry, _) = ticket.entry(
      renaming: renamings, as: EntryID(rawValue: 10), because: cause,
      now: Instant(milliseconds: 99))
    var after = ticket
    after.apply(entry)
    return (ticket, after, entry)
  }

  @Test func `a renamed stage keeps since when, and what is updated when`() {
    let (before, after, entry) = Self.renamed([
      Renaming(.stage, of: "repair", from: "shop", to: "workshop", category: .open)
    ])
    #expect(after.stage == "workshop")
    #expect(after.stageSince == before.stageSince && after.updated == before.updated)
    #expect(after.version == before.version && after.number == before.number + 1)
    #expect(entry.visibility == .internal && entry.edits.isEmpty)
  }

  @Test func `where two names in a list became one it is there once`() {
    let value = Value.texts(["a", "x", "b"])
    #expect(Renaming(.tag, from: "a", to: "b").value(value) == .texts(["x", "b"]))
    #expect(
      Renaming(.choice, of: "severity", from: "b", to: "a").value(value) == .texts(["a", "x"]))
  }

  @Test func `a field takes its value along and leaves none`() {
    let after = Self.renamed([
      Renaming(.field, from: "severity", to: "impact"),
      Renaming(.choice, of: "impact", from: "high", to: "grave"),
    ]).after
    #expect(after.fields == ["impact": .text("grave")])
  }

  @Test func `the way back from a discard is renamed too`() {
    var ticket = Ticket(id: Ticket.ID(rawValue: 1), folding: Self.entries)
    ticket.apply(
      Self.entry(
        3, "discard",
        [
          Edit(field: "stage", from: .stage("shop", .open), to: .stage("spam", .discarded))
        ]))
    let renaming = Renaming(.stage, of: "repair", from: "shop", to: "workshop", category: .open)
    let found = ticket.renamed(by: [renaming], movingCategories: false, at: ticket.touched)
    #expect(found?.ticket.stagesBefore == ["workshop"] && found?.ticket.stage == "spam")
  }

  @Test(arguments: [
    Renaming(.stage, of: "repair", from: "shop", to: "done", category: .closed),
    Renaming(.stage, of: "repair", from: "shop", to: "later", category: .postponed),
    Renaming(.stage, of: "other", from: "shop", to: "workshop", category: .open),
    Renaming(.choice, of: "severity", from: "low", to: "none"),
    Renaming(.queue, from: "support", to: "desk"),
  ])
  func `what goes by another name, or would mean something else, stays`(_ renaming: Renaming) {
    let ticket = Ticket(id: Ticket.ID(rawValue: 1), folding: Self.entries)
    #expect(ticket.renamed(by: [renaming], movingCategories: false, at: ticket.touched) == nil)
  }

  @Test func `an earlier edit reads under the present name`() {
    let entry = Self.renamed([
      Renaming(.stage, of: "repair", from: "shop", to: "workshop", category: .open),
      Renaming(.field, from: "severity", to: "impact"),
      Renaming(.choice, of: "impact", from: "low", to: "small"),
    ]).entry
    let edits = GivenNames().present(Self.entries + [entry]).flatMap(\.edits)
    #expect(edits.contains(Edit(field: "impact", from: .none, to: .text("small"))))
    #expect(
      edits.contains(
        Edit(field: "stage", from: .stage("fresh", .open), to: .stage("workshop", .open))))
    #expect(!edits.contains { $0.field == "severity" })
  }
}
