import Testing

@Suite struct IdentityTests {
  @Test func `whoever has the login acts, and made the desk as admin`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    #expect(try desk.run("history", "1").output.contains("  admin  create"))
  }

  @Test func `an unknown login is refused with how to add it`() throws {
    let desk = try TestDesk()
    try desk.run("person", "set", "admin", "--login", "somebody-else")
    let result = try desk.run("list")
    #expect(result.status == 4)
    #expect(result.errors.contains("docket person add NAME --login "))
  }

  @Test func `the environment says who acts, and a login beats nothing of it`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", environment: ["DOCKET_AS": "bob"])
    #expect(try desk.run("history", "1").output.contains("  bob  create"))
    #expect(try desk.run("list", environment: ["DOCKET_AS": "nobody"]).status == 4)
  }

  @Test func `the option beats the environment, and names somebody who is there`() throws {
    let desk = try TestDesk()
    let agent = ["DOCKET_AS": "ann"]
    try desk.run("new", "x", as: "mia", environment: agent)
    #expect(try desk.run("history", "1").output.contains("  mia  create"))
    #expect(try desk.run("list", as: "zoe").status == 3)
  }

  @Test func `whoever owns the desk's file acts as anybody, be their login unknown`() throws {
    let desk = try TestDesk()
    try desk.run("person", "set", "admin", "--login", "somebody-else")
    let mended = try desk.run(
      "person", "set", "admin", "--login", "somebody", environment: ["DOCKET_AS": "admin"])
    #expect(mended.status == 0, "\(mended)")
    #expect(try desk.run("list", as: "ann").status == 0)
    #expect(try desk.run("list").status == 4)
  }

  @Test func `options may stand before and after the arguments`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    for arguments in [
      ["--json", "--as", "ann", "show", "1"], ["show", "--json", "1", "--as", "ann"],
      ["show", "1", "--as=ann", "--json"], ["--desk", "desk", "show", "1", "--json"],
    ] {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
      #expect(result.output.hasPrefix("{"))
    }
  }

  @Test func `the desk is the option, else the environment, else the folder desk`() throws {
    let desk = try TestDesk()
    let missing = try desk.run("list", "--desk", "elsewhere")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("there is no desk at elsewhere"))
    #expect(try desk.run("list", environment: ["DOCKET_DESK": "elsewhere"]).status == 1)
    let named = try desk.run("list", "--desk", "desk", environment: ["DOCKET_DESK": "elsewhere"])
    #expect(named.status == 0)
  }
}
