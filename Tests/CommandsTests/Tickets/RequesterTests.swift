import Foundation
import Testing

/// `docket new --requester ADDRESS`: who asks is added on the way.
@Suite struct RequesterTests {
  @Test(arguments: [
    ("jane@example.com", "jane"), ("Jane Doe <jane@example.com>", "jane.doe"),
    ("\"Doe, Jane\" <jane.d+shop@example.com>", "doe.jane"), ("ann@example.com", "ann.example"),
    ("123@example.com", "example"), ("Zoë <z@example.com>", "zoë"),
    ("Me <me@example.com>", "me.example"),
  ])
  func `an address of nobody becomes a customer with the ticket`(
    address: String, name: String,
  ) throws {
    let desk = try TestDesk()
    let result = try desk.run("new", "Lamp", "--requester", address, as: "ann")
    #expect(result.status == 0 && result.output == "1\n", "\(result)")
    #expect(result.errors.contains("added \(name) ("), "\(result.errors)")
    #expect(result.errors.contains("as a customer"))
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect(ticket["requester"] as? String == name)
    let person = try #require(try desk.json("person", "show", name) as? [String: Any])
    #expect(person["roles"] as? [String] == ["customer"])
    #expect(try desk.run("show", "1", as: name).status == 0)
  }

  @Test func `an address of somebody is that person, in whatever case`() throws {
    let desk = try TestDesk()
    try desk.run("person", "set", "carl", "--email", "Carl@Example.com")
    for address in ["Carl@Example.com", "carl@example.com", "C <CARL@example.com>"] {
      let result = try desk.run("new", "Lamp", "--requester", address, as: "ann")
      #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    }
    #expect(try desk.run("list", "requester:carl").lines.count == 4)
  }

  @Test func `a create that fails leaves no person, nor does a dry run`() throws {
    let desk = try TestDesk()
    let wrong = try desk.run(
      "new", "Lamp", "--requester", "jane@example.com", "--queue", "nowhere", as: "ann")
    #expect(wrong.status == 1)
    let dry = try desk.run("new", "Lamp", "--requester", "jane@example.com", "--dry-run", as: "ann")
    #expect(dry.status == 0 && dry.errors.contains("would be added"), "\(dry)")
    #expect(dry.output.contains("requester: – → jane\n") && !dry.output.contains("person "))
    #expect(try desk.run("person", "show", "jane").status == 3)
    #expect(try !desk.run("history", "desk").output.contains("jane"))
  }

  @Test func `who may not add customers is told so, and a customer learns nothing`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "agent", "person.add", "--deny")
    try desk.run("person", "set", "dora", "--email", "dora@example.com")
    let agent = try desk.run("new", "Lamp", "--requester", "jane@example.com", as: "ann")
    #expect(agent.status == 4 && agent.errors.contains("person.add"), "\(agent)")
    #expect(
      try desk.run("new", "Lamp", "--requester", "dora@example.com", as: "ann").status == 0)
    let known = try desk.run("new", "x", "--requester", "dora@example.com", as: "carl")
    let unknown = try desk.run("new", "x", "--requester", "jane@example.com", as: "carl")
    #expect(known.status == unknown.status && known.status != 0)
    #expect(
      known.errors.replacing("dora@example.com", with: "X")
        == unknown.errors.replacing("jane@example.com", with: "X"))
  }

  @Test(arguments: ["carla@exmaple.com", "carl4@example.com"])
  func `an address that is nearly somebody's is asked about`(address: String) throws {
    let desk = try TestDesk()
    try desk.run("person", "set", "carl", "--email", "carla@example.com")
    let command = ["new", "Lamp", "--requester", address]
    let asked = try desk.process(command, as: "ann").run()
    #expect(asked.status == 1, "\(asked)")
    #expect(asked.errors.contains("did you mean carla@example.com (carl)?"))
    let no = try desk.process(command, as: "ann").runOnTerminal(columns: 100, typing: "n\n")
    #expect(no.output.contains("nothing was changed"), "\(no.output)")
    #expect(try desk.run("list").output.isEmpty)
    #expect(try desk.process(command + ["--yes"], as: "ann").run().status == 0)
  }

  @Test func `person add is for customers alone, with no more than person.add`() throws {
    let desk = try TestDesk()
    let customer = ["person", "add", "jane", "--email", "jane@example.com", "--role", "customer"]
    #expect(try desk.process(customer, as: "ann").run().status == 0)
    for words in [
      ["person", "add", "kim", "--role", "agent"], ["person", "add", "kim"],
      ["person", "add", "kim", "--role", "customer", "--login", "kim"],
      ["person", "set", "jane", "--email", "x@example.com"],
    ] {
      #expect(try desk.process(words, as: "ann").run().status == 4, "\(words)")
    }
  }

  @Test func `a person may be called like an address`() throws {
    let desk = try TestDesk()
    try desk.run("person", "add", "kim@example.com", "--role", "customer")
    let result = try desk.run("new", "Lamp", "--requester", "kim@example.com", as: "ann")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
  }
}
