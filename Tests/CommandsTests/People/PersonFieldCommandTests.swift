import Foundation
import TestSupport
import Testing

/// Fields of people on the command line.
@Suite struct PersonFieldCommandTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "crm",
      """
      docket.field{ name = 'organization', on = 'person', type = 'tag' }
      docket.field{ name = 'answers_within', on = 'person', type = 'duration' }
      docket.field{ name = 'plan', on = 'person', type = 'choice', choices = { 'free', 'gold' } }
      """)
    #expect(try desk.run("plugin", "enable", "crm", "--yes").status == 0)
    try desk.run(
      "person", "add", "jane", "--role", "customer", "--field", "organization=acme", "--field",
      "answers_within=4h")
    return desk
  }

  @Test func `a person's fields are given, shown, listed and emptied`() throws {
    let desk = try Self.desk()
    let shown = try desk.run("person", "show", "jane").output
    #expect(shown.contains("organization"))
    #expect(shown.contains("acme"))
    #expect(shown.contains("4h"))
    #expect(try desk.run("person", "list", "organization:acme").output.contains("jane"))
    #expect(try !desk.run("person", "list", "organization:acme").output.contains("carl"))
    #expect(try desk.run("person", "list", "ja").output.contains("jane"))
    #expect(
      try desk.run("person", "show", "jane", "--json").output.contains(
        #""fields":{"answers_within":14400000,"organization":"acme","plan":null}"#))
    #expect(
      try desk.run("person", "set", "jane", "--field", "organization=").output.contains("jane"))
    #expect(try !desk.run("person", "show", "jane").output.contains("acme"))
    let history = try desk.run("history", "desk").output
    #expect(history.contains("organization: acme → –"), "\(history)")
  }

  @Test func `what is wrong is said with what would be right`() throws {
    let desk = try Self.desk()
    let unknown = try desk.run("person", "set", "jane", "--field", "organisation=acme")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("did you mean organization?"), "\(unknown.errors)")
    let unfit = try desk.run("person", "set", "jane", "--field", "plan=glod")
    #expect(unfit.errors.contains("gold"), "\(unfit.errors)")
    #expect(try desk.run("person", "list", "organisation:acme").errors.contains("organization"))
    #expect(
      try desk.run("list", "requester.organisation:acme").errors.contains(
        "requester.organization"))
  }

  @Test func `colleagues see each other's tickets by one grant`() throws {
    let desk = try Self.desk()
    try desk.run("person", "set", "carl", "--field", "organization=acme")
    try desk.run("new", "Of jane", as: "jane")
    #expect(try desk.run("show", "1", as: "carl").status == 3)
    let granted = try desk.run(
      "role", "grant", "customer", "ticket.view", "--when",
      "requester.organization:me.organization")
    #expect(granted.status == 0, "\(granted.errors)")
    #expect(try desk.run("list", as: "carl").output.contains("Of jane"))
    #expect(try desk.run("show", "1", as: "carl").output.contains("Of jane"))
    #expect(try desk.run("show", "1", as: "dora").status == 3)
    #expect(try desk.run("why", "carl", "ticket.view", "1").output.contains("carl may"))
  }

  @Test func `fields of the requester stand in columns and groups`() throws {
    let desk = try Self.desk()
    try desk.run("new", "Of jane", as: "jane")
    try desk.run("new", "Of carl", as: "carl")
    #expect(
      try desk.run("list", "--columns", "id,requester.organization", "--format", "csv").output
        == "id,requester.organization\n1,acme\n2,\n")
    let groups = try desk.run("list", "--group", "requester.organization", "--format", "csv").output
    #expect(groups.contains("acme,1"), "\(groups)")
    // Customers do not see people.
    #expect(try desk.run("list", "--columns", "id,requester.organization", as: "carl").status == 2)
  }

  @Test func `names and values of fields are completed`() throws {
    let desk = try Self.desk()
    func offers(_ words: String...) throws -> [String] {
      var process = desk.process(["---complete", "zsh"] + words)
      process.environment["DOCKET_AS"] = "admin"
      return try process.run().lines.map { String($0.prefix { $0 != "\t" }) }
    }
    #expect(try offers("person", "set", "jane", "--field", "pl") == ["plan="])
    #expect(try offers("person", "set", "jane", "--field", "plan=") == ["plan=free", "plan=gold"])
    #expect(try offers("person", "list", "org") == ["organization:"])
    #expect(try offers("person", "list", "plan:g") == ["plan:gold"])
    #expect(try offers("list", "requester.pl") == ["requester.plan:"])
    #expect(try offers("list", "--columns", "id,requester.pl") == ["id,requester.plan"])
    #expect(try offers("list", "requester.plan:g") == ["requester.plan:gold"])
    #expect(try offers("list", "requester.plan:me") == ["requester.plan:me.plan"])
  }

  @Test func `a configuration has the fields of people, and brings them back`() throws {
    let desk = try Self.desk()
    let file = desk.folder + "/desk.lua"
    let text = try desk.run("config", "export", "--people").output
    #expect(text.contains(#"answers_within = "4h""#), "\(text)")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try desk.run("person", "set", "jane", "--field", "organization=zeta")
    #expect(try desk.run("config", "apply", file, "--yes").status == 0)
    let shown = try desk.run("person", "show", "jane").output
    #expect(shown.contains("acme") && shown.contains("4h"), "\(shown)")
    #expect(try !desk.run("config", "apply", file, "--dry-run").output.contains("jane"))
  }
}
