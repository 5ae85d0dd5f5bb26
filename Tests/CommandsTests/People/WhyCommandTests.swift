import Foundation
import Testing

@Suite struct WhyCommandTests {
  @Test func `a verdict says which role of which plugin grants it`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("why", "mia", "ticket.close", "1")
    #expect(
      result.output
        == "mia may close ticket 1 (permission ticket.close): manager grants it\n"
        + "  manager (plugin support): ticket.close\n")
    let none = try desk.run("why", "bob", "ticket.close", "1").lines
    #expect(none.first == "bob may not close ticket 1 (permission ticket.close): nothing grants it")
  }

  @Test(arguments: [
    ("de", "mia darf die Aktion „Schließen“ an Ticket 1 (Recht ticket.close) ausführen: "),
    ("nl", "mia mag de actie “sluiten” op ticket 1 (recht ticket.close) uitvoeren: "),
    ("es", "mia puede realizar la acción «cierre» en el ticket 1 (permiso ticket.close): "),
    ("ru", "mia может выполнить действие «закрытие» с заявкой 1 (право ticket.close): "),
  ])
  func `a verdict is a sentence in each language`(language: String, words: String) throws {
    let desk = try TestDesk.unchanged()
    let verdict = try desk.run("why", "mia", "ticket.close", "1", "--lang", language).output
    #expect(verdict.hasPrefix(words), "\(verdict)")
  }

  @Test func `a role that grants something twice is one role that grants it`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("role", "grant", "manager", "ticket.close", "--when", "is:open")
    let verdict = try desk.run("why", "mia", "ticket.close", "1").lines.first
    #expect(verdict?.hasSuffix("manager grants it") == true, "\(verdict ?? "")")
  }

  @Test func `a condition is said to hold, not to hold, or to depend on the ticket`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("new", "y", "--requester", "dora")
    let cases = [("1", "holds"), ("2", "does not hold")]
    for (id, word) in cases {
      let lines = try desk.run("why", "carl", "ticket.reply", id).lines
      #expect(
        lines.last == "  customer (plugin support): ticket.reply"
          + " when requester:me or followers:me — \(word)")
    }
    let open = try desk.run("why", "carl", "ticket.reply")
    #expect(open.output.contains("it depends on the ticket"))
  }

  @Test func `a grant is told in the reader's language`() throws {
    let desk = try TestDesk()
    let line = "ticket.reply cuando requester:me or followers:me"
    #expect(try desk.run("why", "carl", "ticket.reply", "--lang", "es").output.contains(line))
    let given = try desk.run(
      "role", "grant", "agent", "ticket.close", "--when", "queue:billing", "--lang", "es")
    #expect(given.output == "agent: ticket.close cuando queue:billing\n", "\(given.errors)")
  }

  @Test func `a denial wins, and both are shown with who gave them`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("role", "grant", "manager", "ticket.close", "--deny")
    let json = try #require(
      try desk.json("why", "mia", "ticket.close", "1") as? [String: Any])
    #expect(json["allowed"] as? Bool == false)
    let grants = try #require(json["grants"] as? [[String: Any]])
    #expect(grants.map { $0["by"] as? String } == ["plugin support", "desk"])
    #expect(grants.map { $0["counted"] as? Bool } == [false, true])
  }

  @Test func `an unknown permission or person names the nearest`() throws {
    let desk = try TestDesk.unchanged()
    let permission = try desk.run("why", "ann", "ticket.clsoe")
    #expect(permission.status == 3 && permission.errors.contains("did you mean ticket.close?"))
    let person = try desk.run("why", "anm", "ticket.close")
    #expect(person.status == 3 && person.errors.contains("did you mean ann?"))
  }

  @Test func `whom a change would tell is shown with what tells them`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl", "--assignee", "ann")
    let result = try desk.run("why", "--told", "1", "ticket.reply", "--by", "ann")
    #expect(
      result.output == """
        if ann made the change ticket.reply on ticket 1, 1 person would be told
          carl  by inbox: requester, subscription inbox:messages-requester to ticket.reply
        not told:
          ann   makes the change: assignee, subscription inbox:messages-assignee to ticket.reply

        """)
    #expect(try desk.run("why", "--told", "1", "ticket.reply", as: "carl").status == 4)
    #expect(try desk.run("why", "--told", "1", "close", "--by", "ann").status == 4)
    #expect(try desk.run("why", "--told", "ann", "close").status == 2)
    #expect(try desk.run("why", "ann", "ticket.close", "--by", "ann").status == 2)
  }

  @Test func `the same as JSON names person, verdict and subscription`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl", "--assignee", "ann")
    let json = try #require(
      try desk.json("why", "--told", "1", "assignee=bob", "--by", "ann") as? [String: Any])
    #expect(json["event"] as? String == "field.assignee=bob")
    let people = try #require(json["people"] as? [[String: Any]])
    #expect(people.map { $0["person"] as? String } == ["bob", "ann", "carl"])
    #expect(people.map { $0["told"] as? Bool } == [true, false, false])
    let why = try #require(people[0]["why"] as? [[String: Any]])
    #expect(why.first?["subscription"] as? String == "inbox:assigned-assignee")
  }
}
