import Foundation
import Testing

@Suite struct ForwardTests {
  @Test func `a forwarded ticket is in the inbox at once`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--body", "It went dark.")
    let result = try desk.run("forward", "1", "--to", "bob", "--message", "Look", as: "ann")
    #expect(result.output == "forward: done\n" && result.status == 0, "\(result)")
    let inbox = try desk.run("inbox", as: "bob").output
    #expect(inbox.contains("Look") && inbox.contains("It went dark."), "\(inbox)")
    #expect(try desk.run("show", "1", as: "ann").output.contains("forward, internal"))
  }

  @Test func `it says at once that mail to addresses waits`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let result = try desk.run("forward", "1", "--to", "a@example.com", "--to", "bob, b@example.com")
    #expect(result.status == 0)
    #expect(result.errors.contains("no enabled plugin has the channel `mail`: 2 rows wait"))
    let rows = try desk.json("outbox", "list") as? [[String: Any]]
    let recipients = rows?.suffix(3).compactMap { $0["recipient"] as? String }
    #expect(recipients == ["a@example.com", "bob", "b@example.com"], "\(rows ?? [])")
  }

  @Test func `wrong recipients and parts are told together with what would be right`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let result = try desk.run("forward", "1", "--to", "bbo,a@b", "--subject", "y")
    #expect(result.status == 1)
    #expect(result.errors.contains("did you mean bob?"), "\(result)")
    #expect(result.errors.contains("`a@b` is no e-mail address"))
    let part = try desk.run("forward", "1", "--to", "bob", "--include", "body,note")
    #expect(part.errors.contains("did you mean notes?"), "\(part)")
    #expect(try desk.run("forward", "1").errors.contains("forward to whom?"))
  }

  @Test func `notes are not forwarded to who may not read them`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    let result = try desk.run("forward", "1", "--to", "carl", "--include", "notes")
    #expect(result.status == 1 && result.errors.contains("carl"), "\(result)")
  }

  @Test func `who sees no people learns nothing of who has a role`() throws {
    let desk = try TestDesk()
    for line in [
      ["role", "grant", "helper", "ticket.view"], ["role", "grant", "helper", "ticket.forward"],
      ["role", "grant", "helper", "note.view"], ["role", "grant", "watcher", "ticket.view"],
      ["person", "add", "hal", "--role", "helper"],
      ["person", "add", "wanda", "--role", "watcher"],
      ["new", "x"],
    ] { #expect(try desk.process(line).run().status == 0, "\(line)") }
    let trial = ["forward", "1", "--to", "role:watcher", "--dry-run"]
    let seen = try desk.process(trial, as: "hal").run()
    #expect(seen.status == 0 && !seen.output.contains("wanda"), "\(seen)")
    #expect(seen.output.contains("somebody"), "\(seen.output)")
    #expect(try desk.process(trial, as: "ann").run().output.contains("wanda"))
    let json = try desk.process(trial + ["--json"], as: "hal").run().output
    #expect(json.contains(#""outbox":[{"#) && !json.contains("wanda"), "\(json)")
    #expect(try desk.process(trial + ["--json"], as: "ann").run().output.contains("wanda"))
    let notes = try desk.run(
      "forward", "1", "--to", "role:watcher", "--include", "notes", as: "hal")
    #expect(notes.status == 1 && !notes.errors.contains("wanda"), "\(notes.errors)")
    #expect(notes.errors.contains("role:watcher"), "\(notes.errors)")
  }
}
