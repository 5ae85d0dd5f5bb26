import Foundation
import Testing

/// Files of notes on the command line: seen with notes, and else nowhere.
@Suite struct NoteFilesTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--requester", "carl")
    try Data("the price".utf8).write(to: URL(fileURLWithPath: desk.folder + "/offer.txt"))
    let result = try desk.run("note", "1", "What they charge", "--attach", "offer.txt", as: "ann")
    #expect(result.status == 0, "\(result.errors)")
    return desk
  }

  @Test func `who sees notes sees the file, marked as internal, and reads it`() throws {
    let desk = try desk()
    let shown = try desk.run("show", "1", as: "ann").output
    #expect(shown.contains("offer.txt") && shown.contains("internal"), "\(shown)")
    #expect(try desk.run("attachment", "1", "offer.txt", as: "ann").output == "the price")
    #expect(
      try desk.run("history", "1", as: "ann").output.contains("note_attachments: – → offer.txt"))
    #expect(try desk.run("list", "has:note_attachments", as: "ann").output.contains("Lamp"))
  }

  @Test(arguments: [
    ["show", "1"], ["show", "1", "--json"], ["history", "1"], ["history", "1", "--json"], ["list"],
    ["list", "--json"], ["list", "--format", "csv"], ["attachment", "1", "offer.txt"],
    ["attachment", "1", "offer.txt", "--internal"], ["detach", "1", "offer.txt"],
    ["list", "has:note_attachments"], ["list", "--columns", "id,note_attachments"],
    ["list", "text:offer"], ["list", "sort:note_attachments"], ["list", "group:note_attachments"],
    ["explain", "1", "note_attachments"], ["subscribe", "--event", "note_attachments"],
    ["reply", "1", "Hm", "--attach", "offer.txt", "--dry-run"], ["inbox", "--all"], ["export"],
    ["show", "1", "--at", "+1h"], ["---complete", "fish", "attachment", "1", ""],
    ["---complete", "fish", "list", "note"],
  ])
  func `a customer meets it in no form`(command: [String]) throws {
    let desk = try desk()
    let result = try desk.process(command, as: "carl").run()
    let words = result.output + result.errors
    let isAsked = command.contains { $0.contains("note") }
    #expect(isAsked || !words.contains("note"), "\(words)")
    let isTyped = command.contains { $0.contains("offer") }
    #expect(isTyped || !words.contains("offer"), "\(words)")
    #expect(!words.contains("price") && !words.contains("What they charge"), "\(words)")
    #expect(!words.contains("offer (2).txt"), "\(words)")
    if command.contains("note_attachments") || command.contains("has:note_attachments") {
      #expect(result.status != 0, "\(words)")
    }
  }

  @Test func `a forward tells each recipient of it as of the note`() throws {
    let desk = try desk()
    for (name, parts) in [("carl", "body,history"), ("bob", "body,history,notes")] {
      let result = try desk.run("forward", "1", "--to", name, "--include", parts)
      #expect(result.status == 0, "\(result.errors)")
    }
    try desk.run("work", "--once")
    #expect(try !desk.run("inbox", "--all", "--json", as: "carl").output.contains("offer"))
    #expect(try desk.run("inbox", "--all", "--json", as: "bob").output.contains("offer"))
  }

  @Test func `it goes to another desk with the note, for those who see notes there`() throws {
    let desk = try desk()
    let file = desk.folder + "/all.ndjson"
    try Data(try desk.run("export").output.utf8).write(to: URL(fileURLWithPath: file))
    let other = try TestDesk()
    let result = try other.run("import", file, "--source", "old")
    #expect(result.status == 0, "\(result)")
    #expect(try other.run("attachment", "1", "offer.txt", as: "ann").output == "the price")
    #expect(try other.run("attachment", "1", "offer.txt", as: "carl").status == 3)
    #expect(try other.run("audit", "verify").status == 0)
  }

  @Test func `several tickets get the note and its file together`() throws {
    let desk = try desk()
    try desk.run("new", "Other")
    let result = try desk.run("note", "1", "2", "both", "--attach", "offer.txt", "--yes")
    #expect(result.output.contains("2 tickets changed"), "\(result)")
    #expect(try desk.run("show", "1").output.contains("offer (2).txt"))
  }
}
