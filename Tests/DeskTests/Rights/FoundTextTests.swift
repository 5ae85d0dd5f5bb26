import Desk
import Kernel
import TestSupport
import Testing

/// Tickets are found by those words only that whoever asks may read.
@Suite struct FoundTextTests {
  /// A desk on which erin has just these grants, with a ticket that has a body and a reply, and one
  /// whose subject was another once.
  private func desk(_ grants: Grant...) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { administration in
      for grant in grants { try administration.grant(grant, to: "special") }
    }
    try desk.add("erin", roles: ["special"])
    let id = try desk.question(["subject": .text("Lamp"), "body": .text("an aardvark")])
    try desk.act("ann", "reply", id, text: "a walrus and an aardvark").receipt()
    try desk.act("ann", "note", id, text: "a lynx").receipt()
    let other = try desk.question(["subject": .text("Walrus"), "priority": .text("high")])
    try desk.act("ann", "update", other, ["subject": .text("Bulb")]).receipt()
    return desk
  }

  private func found(_ words: String, on desk: TemporaryDesk) throws -> [Int64] {
    try desk.desk.session(as: try desk.person("erin")) { session in
      let query = try session.query(words)
      let tickets = try session.list(query).map(\.id.rawValue)
      #expect(try session.count(query) == tickets.count)
      let groups = try session.groups(try session.query("\(words) group:subject"))
      #expect(groups.reduce(0) { $0 + $1.count } == tickets.count)
      return tickets
    }
  }

  @Test func `who sees no bodies finds nothing by them`() throws {
    let desk = try desk(
      Grant("ticket.view", fields: ["subject", "priority"]), Grant("history.view"))
    #expect(try found("sits or aardvark", on: desk) == [1])
    #expect(try found("text:\"an aardvark\"", on: desk) == [1])
    #expect(try found("\"lamp an aardvark\"", on: desk) == [])
    #expect(try found("lynx", on: desk) == [])
    #expect(try found("walrus", on: desk) == [2, 1])
    #expect(try found("not:walrus", on: desk) == [])
  }

  @Test func `who sees no histories finds tickets by what they are called now`() throws {
    let desk = try desk(Grant("ticket.view"), Grant("note.view"))
    #expect(try found("aardvark", on: desk) == [1])
    #expect(try found("walrus", on: desk) == [])
    #expect(try found("lynx", on: desk) == [])
    #expect(try found("not:walrus", on: desk) == [2, 1])
    #expect(try found("bulb or lamp", on: desk) == [2, 1])
  }

  @Test func `histories of some tickets are searched for words, the others not`() throws {
    let desk = try desk(Grant("ticket.view"), Grant("history.view", when: "priority:high"))
    #expect(try found("walrus", on: desk) == [2])
    #expect(try found("aardvark", on: desk) == [1])
  }

  @Test func `a rank counts the texts that one may read`() throws {
    let desk = try desk(
      Grant("ticket.view"), Grant("ticket.view", isDenial: true, fields: ["body"]),
      Grant("history.view"))
    let id = try desk.question(["subject": .text("Aardvark")])
    try desk.act("ann", "reply", id, text: "aardvark").receipt()
    #expect(try found("aardvark sort:rank", on: desk) == [id, 1])
    try desk.act("ann", "reply", 1, text: "aardvark").receipt()
    try desk.act("ann", "reply", 1, text: "aardvark again").receipt()
    #expect(try found("aardvark sort:rank", on: desk) == [1, id])
  }

  @Test func `what a ticket was is asked of those whose history one sees`() throws {
    let desk = try desk(Grant("ticket.view"), Grant("history.view", when: "priority:high"))
    for id in [1, 2] as [Int64] {
      try desk.act("mia", "close", id).receipt()
      try desk.act("mia", "reopen", id).receipt()
    }
    #expect(try found("was:closed", on: desk) == [2])
    #expect(try found("not:was:closed", on: desk) == [1])
  }

  @Test func `who does not see categories does not ask by them, nor see what is discarded`() throws
  {
    let desk = try desk(Grant("ticket.view", fields: ["subject"]))
    for words in ["is:open", "was:closed", "not:is:open"] {
      #expect(throws: QueryError.self) { try found(words, on: desk) }
    }
    try desk.act("mia", "discard", 1, params: ["to": .text("spam")]).receipt()
    #expect(try found("", on: desk) == [1, 2])
  }

  @Test func `a field that is denied on some tickets cannot be named`() throws {
    let desk = try desk(
      Grant("ticket.view"), Grant("history.view"),
      Grant("ticket.view", isDenial: true, fields: ["tags"], when: "priority:high"))
    for words in ["tag:x", "sort:tags", "group:tags", "has:tags"] {
      #expect(throws: QueryError.self) { try found(words, on: desk) }
    }
  }

  @Test func `a plugin finds by what its manifest lets it read`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for (name, permissions) in [
      ("near", "'ticket.view'"), ("far", "'ticket.view', 'history.view'"),
    ] {
      try desk.enable(
        TestPlugin(
          name, permissions: permissions + ", 'note.add', 'ticket.update'",
          """
          docket.before("ticket.update", function(change)
            change:add_note("\(name) " .. docket.tickets.count("walrus"))
          end)
          """))
    }
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "a walrus").receipt()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.entries(id).suffix(2).map(\.text).sorted() == ["far 1", "near 0"])
  }
}

/// What is counted of a ticket tells nothing of changes that one may not see.
@Suite struct CountedFieldTests {
  private func desk(_ grants: Grant...) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { administration in
      for grant in grants { try administration.grant(grant, to: "special") }
      try administration.grant(Grant("history.view"), to: "special")
      try administration.grant(Grant("ticket.update"), to: "special")
    }
    try desk.add("erin", roles: ["special"])
    return desk
  }

  @Test func `who is denied a field sees neither version nor times of changes`() throws {
    let desk = try desk(
      Grant("ticket.view"),
      Grant("ticket.view", isDenial: true, fields: ["body"], when: "priority:high"))
    let high = try desk.question(["priority": .text("high")])
    let low = try desk.question()
    let hidden = try #require(try desk.seen(high, by: "erin"))
    let open = try #require(try desk.seen(low, by: "erin"))
    for field in [TicketField.version, .updated, .body] {
      #expect(hidden.hidden.contains(field))
      #expect(!open.hidden.contains(field))
    }
    let erin = try desk.person("erin")
    for words in ["version:2..", "sort:updated", "updated:-1d.."] {
      #expect(throws: QueryError.self) {
        try desk.desk.session(as: erin) { _ = try $0.query(words) }
      }
    }
  }

  @Test func `a time that is granted by its name is seen`() throws {
    let desk = try desk(Grant("ticket.view", fields: ["subject", "updated"]))
    let id = try desk.question()
    #expect(try desk.seen(id, by: "erin")?.hidden.contains(.updated) == false)
    #expect(try desk.seen(id, by: "erin")?.hidden.contains(.version) == true)
  }

  @Test func `histories and stale versions count the changes that one sees`() throws {
    let desk = try desk(
      Grant("ticket.view"), Grant("ticket.view", isDenial: true, fields: ["body"]))
    let id = try desk.question()
    for words in ["one", "two"] {
      try desk.act("ann", "update", id, ["body": .text(words)]).receipt()
    }
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.history(id, by: "erin")?.map(\.version) == [1, 2])
    #expect(try desk.history(id, by: "ann")?.map(\.version) == [1, 2, 3, 4])
    let set: [String: Value] = ["tags": .texts(["x"])]
    let stale = try desk.act("erin", "update", id, set) { $0.expectedVersion = 4 }
    #expect(stale.refusal?.code == .conflict)
    try desk.act("erin", "update", id, set) { $0.expectedVersion = 2 }.receipt()
  }

  @Test func `an entry that one does not see is not there to be redacted`() throws {
    let desk = try desk(
      Grant("ticket.view"), Grant("ticket.redact"), Grant("note.view"),
      Grant("ticket.view", isDenial: true, fields: ["body"]))
    let id = try desk.question()
    try desk.act("ann", "update", id, ["body": .text("one")]).receipt()
    let hidden = try #require(try desk.entries(id).last?.seq.rawValue)
    let redact = { (entry: Int64) in
      try desk.act("erin", "redact", id, params: ["entry": .integer(entry)]).refusal
    }
    #expect(try redact(hidden)?.code == .notFound)
    #expect(
      try redact(hidden)?.message == redact(999)?.message.replacing("999", with: "\(hidden)"))
  }
}
