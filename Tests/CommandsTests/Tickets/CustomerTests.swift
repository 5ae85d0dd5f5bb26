import Foundation
import TestSupport
import Testing

/// What a customer may ask for, and what nobody learns by trying.
@Suite struct CustomerTests {
  @Test(arguments: [
    ["new", "x", "--assignee", "NAME"], ["new", "x", "--requester", "NAME"],
    ["new", "x", "--field", "team=NAME"], ["new", "x", "--field", "followers=NAME"],
    ["update", "1", "assignee=NAME"], ["assign", "1", "NAME"], ["forward", "1", "--to", "NAME"],
    ["reply", "1", "x", "--field", "followers+=NAME"], ["list", "assignee:NAME"],
    ["why", "NAME", "ticket.view"], ["subscribe", "--event", "reply", "--person", "NAME"],
    ["person", "away", "NAME"], ["person", "back", "NAME"], ["person", "show", "NAME"],
    ["subscribe", "mute", "inbox:messages-requester", "--person", "NAME"],
    ["why", "--told", "1", "reply", "--by", "NAME"],
  ])
  func `a customer hears the same of a person who is there and of one who is not`(
    _ arguments: [String],
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl")
    let answers = try ["bob", "rob"].map { name in
      let words = arguments.map { $0.replacingOccurrences(of: "NAME", with: name) }
      let result = try desk.process(words, as: "carl").run()
      return "\(result.status) \(result.output) \(result.errors)"
        .replacingOccurrences(of: name, with: "NAME")
    }
    #expect(answers[0] == answers[1])
    #expect(!answers[0].hasPrefix("0"))
  }

  @Test(arguments: [
    ["new", "x", "--queue", "NAME"], ["list", "queue:NAME"], ["update", "1", "queue=NAME"],
    ["queue", "list"], ["list", "tag:NAME"], ["new", "x", "--field", "root_causes=NAME"],
  ])
  func `a customer hears the same of a queue and a word that are there and of others`(
    _ arguments: [String],
  ) throws {
    let desk = try TestDesk()
    try desk.run("queue", "add", "billing")
    try desk.run("new", "Dark", "--queue", "billing", "--tag", "billing", as: "ann")
    try desk.run("new", "No light", "--requester", "carl")
    let answers = try ["billing", "killing"].map { name in
      let words = arguments.map { $0.replacingOccurrences(of: "NAME", with: name) }
      let result = try desk.process(words, as: "carl").run()
      #expect(!result.output.contains("billing"))
      return "\(result.status) \(result.output) \(result.errors)"
        .replacingOccurrences(of: name, with: "NAME")
    }
    #expect(answers[0] == answers[1])
  }

  @Test func `whoever sees no people forwards as little to one who is there as to nobody`() throws {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl")
    try desk.run("role", "grant", "customer", "ticket.forward")
    let answers = try ["dora", "dori"].map { name in
      try desk.run("forward", "1", "--to", name, as: "carl").errors
        .replacingOccurrences(of: name, with: "NAME")
    }
    #expect(answers[0] == answers[1])
  }

  @Test func `a form says the same to a customer of each queue that they may not choose`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "intake", "--yes")
    try desk.run("queue", "add", "billing")
    let answers = try ["billing", "billin", "other"].map { name in
      let document = "{\"subject\":\"x\",\"queue\":\"\(name)\"}"
      let result = try desk.run("intake", "letter", as: "carl", input: document)
      return "\(result.status) \(result.output) \(result.errors)"
    }
    #expect(answers[0].hasPrefix("4") && Set(answers).count == 1, "\(answers)")
  }

  @Test func `a customer is not told at the prompt which queues there are`() throws {
    let desk = try TestDesk()
    try desk.run("queue", "add", "billing")
    #expect(try !desk.run("repl", "-e", ".fields", as: "carl").output.contains("billing"))
    #expect(try desk.run("repl", "-e", ".fields", as: "ann").output.contains("billing"))
  }

  @Test(arguments: [
    ["forward", "1", "--to", "bbob"], ["forward", "1", "--to", "role:agnt"],
    ["view", "save", "mine", "is:open", "--share", "agnt"],
  ])
  func `who sees no people is told no name that is nearly what they typed`(
    _ arguments: [String],
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl")
    for permission in ["ticket.forward", "view.share"] {
      try desk.run("role", "grant", "customer", permission)
    }
    let result = try desk.process(arguments, as: "carl").run()
    #expect(result.status == 1, "\(result)")
    for name in ["`bob`", "bob?", "agent", "manager"] {
      #expect(!result.errors.contains(name), "\(result)")
    }
  }

  @Test func `a customer names no ticket that is not theirs to see`() throws {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "dora")
    let answers = try ["1", "9"].map { id in
      try desk.run("new", "x", "--parent", id, as: "carl").errors
        .replacingOccurrences(of: id, with: "ID")
    }
    #expect(answers[0] == answers[1])
  }

  @Test func `a refusal names the field that is refused, and no other`() throws {
    let desk = try TestDesk()
    let refused = try desk.run(
      "new", "x", "--tag", "a", "--priority", "urgent", "--json", as: "carl")
    #expect(refused.status == 4)
    let plain = try desk.run("new", "x", "--tag", "a", "--priority", "urgent", as: "carl").errors
    #expect(plain.contains("priority") && !plain.contains("subject") && !plain.contains("tags"))
    #expect(try desk.run("new", "x", "--priority", "normal", as: "carl").status == 0)
  }

  @Test func `a customer who follows a ticket sees its public parts in every output`() throws {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl", "--field", "followers=dora")
    try desk.run("note", "1", "SECRET", as: "ann")
    try desk.run("reply", "1", "Is the plug in?", as: "ann")
    for command in [["show", "1"], ["history", "1"], ["list"], ["inbox"]] {
      let shown = try desk.process(command, as: "dora").run().output
      #expect(shown.contains("No light") || shown.contains("plug"), "\(command)")
      #expect(!shown.contains("SECRET") && !shown.contains("note"), "\(command)")
    }
    #expect(try desk.run("reply", "1", "It is", as: "dora").status == 0)
    #expect(try desk.run("update", "1", "tags+=x", as: "dora").status == 4)
  }
}
