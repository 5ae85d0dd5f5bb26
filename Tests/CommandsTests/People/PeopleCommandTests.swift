import Foundation
import Testing

@Suite struct PeopleCommandTests {
  @Test(arguments: [
    (["--email", "ann"], "no address of mail"), (["--email", "a b@x"], "no address of mail"),
    (["--email", "a@b,c@d"], "no address of mail"),
    (["--language", "dutch"], "no language's code"),
    (["--language", "nl_NL"], "no language's code"), (["--zone", "Europe/Berln"], "no time zone"),
    (["--role", "agnt"], "did you mean agent?"), (["--add-role", "agnt"], "did you mean agent?"),
    (["--remove-role", "manager"], "does not have the role"),
  ])
  func `what is written of a person is checked, and nothing of it kept`(
    arguments: [String], advice: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let before = try desk.run("person", "show", "ann", "--json").output
    let result = try desk.process(["person", "set", "ann", "--login", "x"] + arguments).run()
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.errors.contains(advice), "\(result.errors)")
    #expect(try desk.run("person", "show", "ann", "--json").output == before)
  }

  @Test func `the beginning of a name is near enough to be offered`() throws {
    let desk = try TestDesk()
    try desk.run("person", "add", "jane.doe", "--role", "agent")
    let result = try desk.run("person", "show", "jane")
    #expect(result.status == 3)
    #expect(result.errors.contains("did you mean jane.doe?"), "\(result.errors)")
  }

  @Test func `roles are replaced, added and removed`() throws {
    let desk = try TestDesk()
    let roles = {
      try (desk.json("person", "show", "ann") as? [String: Any])?["roles"] as? [String]
    }
    try desk.run("person", "set", "ann", "--add-role", "manager")
    #expect(try roles() == ["agent", "manager"])
    try desk.run("person", "set", "ann", "--remove-role", "agent")
    #expect(try roles() == ["manager"])
    try desk.run("person", "set", "ann", "--role", "agent", "--role", "customer")
    #expect(try roles() == ["agent", "customer"])
  }

  @Test func `a ticket is not given to somebody without a staff role`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    for command in [["assign", "1", "dora"], ["update", "1", "team+=dora"]] {
      let result = try desk.process(command).run()
      #expect(result.status == 1)
      #expect(result.errors.contains("dora has no role on the staff's side"))
    }
    #expect(try desk.run("assign", "1", "ann").status == 0)
  }

  @Test func `a queue is removed once no ticket is in it`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--queue", "billing")
    let full = try desk.run("queue", "remove", "billing")
    #expect(full.status == 1 && full.errors.contains("1 ticket is in the queue"))
    try desk.run("update", "1", "queue=")
    #expect(try desk.run("queue", "remove", "billing").status == 0)
    #expect(try desk.run("queue", "list").output.isEmpty)
    #expect(try desk.run("queue", "remove", "bilings").status == 3)
    #expect(try desk.run("queue", "add", "x", as: "ann").status == 4)
  }

  @Test(arguments: [("agnt", "did you mean agent?"), ("carl", "is a person, and no role")])
  func `a new role whose name is a slip is made only if that is meant`(
    role: String, words: String,
  ) throws {
    let desk = try TestDesk()
    let grant = ["role", "grant", role, "ticket.close"]
    let result = try desk.process(grant).run()
    #expect(result.status == 1 && result.errors.contains(words), "\(result)")
    #expect(try desk.run("role", "show", role).status == 3)
    let meant = try desk.process(grant + ["--yes"]).run()
    #expect(meant.output == "\(role): ticket.close\n")
    #expect(meant.errors == "made the role \(role), on the staff side\n")
    let again = try desk.process(["role", "grant", role, "ticket.reply"]).run()
    #expect(again.status == 0 && again.errors.isEmpty)
  }

  @Test func `who may not manage roles is asked nothing about a slip`() throws {
    let result = try TestDesk.unchanged().run("role", "grant", "agnt", "ticket.close", as: "ann")
    #expect(result.status == 4 && !result.errors.contains("did you mean"))
  }

  @Test func `it is said when nobody stands in any more for who is away`() throws {
    let desk = try TestDesk()
    let words = "nobody stands in for ann any more: docket person away ann --stand-in PERSON\n"
    #expect(try desk.run("person", "away", "ann", "--stand-in", "bob").errors.isEmpty)
    #expect(try desk.run("person", "away", "bob", "--stand-in", "mia").errors.isEmpty)
    #expect(try desk.run("person", "away", "bob").errors == words)
    try desk.run("person", "back", "bob")
    #expect(try desk.run("person", "remove", "bob").errors == words)
    #expect(try desk.run("person", "away", "ann", "--stand-in", "mia").errors.isEmpty)
  }

  @Test func `an address that somebody else has is warned of`() throws {
    let desk = try TestDesk()
    let words = "ann has the address Ann@Example.com too: mail from it is nobody's while several"
    #expect(try desk.run("person", "set", "ann", "--email", "ann@example.com").errors.isEmpty)
    let same = ["--email", "Ann@Example.com"]
    #expect(try desk.process(["person", "set", "bob"] + same).run().errors.hasPrefix(words))
    let eve = try desk.process(["person", "add", "eve", "--role", "customer"] + same).run()
    #expect(eve.status == 0 && eve.errors.hasPrefix("ann, bob have the address"), "\(eve)")
    #expect(try desk.run("person", "set", "eve", "--language", "nl").errors.isEmpty)
    #expect(try desk.run("person", "set", "eve", "--email", "").errors.isEmpty)
  }
}
