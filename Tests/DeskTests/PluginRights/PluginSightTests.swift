import Desk
import Kernel
import TestSupport
import Testing

/// Whatever a plugin is handed, its manifest must cover.
@Suite struct PluginSightTests {
  /// Where a ticket is seen without `ticket.view`: by what decides on its change.
  private static let deciding: Set = ["before", "validate", "propose"]

  @Test func `a plugin that may see all finds each secret that there is`() throws {
    let found = try Found(Spy.permissions)
    #expect(Set(found.places.keys) == Set(Spy.secrets.keys))
    #expect(found.faults == [])
    // A trace says whom a change would tell what; the message itself reaches only its own channel.
    #expect(found.places["inbox"] == ["dry run"])
    let places = found.places.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let all = [
      "before", "validate", "propose", "deciding", "after", "timer", "elsewhere", "channel",
      "computed", "reacting", "result", "dry run", "plan", "every", "each",
    ]
    #expect(places.isSuperset(of: all), "\(Set(all).subtracting(places))")
  }

  @Test(arguments: Spy.permissions)
  func `what a permission covers is handed to nobody who lacks it`(_ absent: String) throws {
    let found = try Found(Spy.permissions.filter { $0 != absent })
    for (secret, permissions) in Spy.secrets where permissions.contains(absent) {
      var places = found.places[secret] ?? []
      if absent == "ticket.view" { places.subtract(Self.deciding) }
      // What is forwarded is what its recipient is sent.
      if secret == "forward" { places.remove("channel") }
      #expect(places == [], "secret-\(secret) without \(absent)")
    }
    #expect(found.faults == [])
  }

  @Test(arguments: [
    "docket.before('ticket.*', function() end, { when = 'grudge:x' })",
    "docket.after('field.grudge', function() end)",
    "docket.action{ name = 'hit', when = 'has:grudge', propose = function() end }",
  ])
  func `no hook or condition is about a field that the manifest does not cover`(
    _ code: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Spy.vault)
    let blind = TestPlugin("blind", manifest: "requires = { vault = '>=1.0' },", code)
    let error = #expect(throws: (any Error).self) { try desk.enable(blind) }
    #expect("\(try #require(error))".contains("grudge"))
    var seeing = blind
    seeing.permissions = "'vault.see'"
    try desk.enable(seeing)
  }

  @Test func `a narrow grant narrows the change that is decided on`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "narrow", permissions: "{ permission = 'ticket.view', fields = { 'priority' } }",
        """
        docket.before("field.priority", function(change)
          docket.state.set("seen", {
            change.after.priority, tostring(change.after.subject), #change.edits,
          })
        end)
        """))
    let id = try desk.question()
    let set: [String: Value] = ["priority": .text("high"), "subject": .text("Dark")]
    try desk.act("ann", "update", id, set).receipt()
    #expect(try desk.state("narrow", "seen") == #"["high","nil",1]"#)
  }

  @Test func `without permissions nothing is found but in the change that is decided on`() throws {
    let found = try Found([])
    for (secret, places) in found.places {
      #expect(["subject", "file"].contains(secret), "secret-\(secret) in \(places)")
      #expect(places.isSubset(of: Self.deciding), "secret-\(secret) in \(places)")
    }
  }

  @Test(arguments: [("own.see", true), ("note.view", false)])
  func `a plugin sees its own fields, but for what goes by another's permission`(
    _ permission: String, _ isSeen: Bool,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "own", permissions: "'ticket.view'",
        """
        docket.field{ name = "mood", type = "text", view = "\(permission)" }
        docket.before("field.priority", function()
          local isSeen, count = pcall(docket.tickets.count, "has:mood")
          docket.state.set("seen", isSeen and count or "unknown")
        end)
        """))
    let id = try desk.question(["mood": .text("glad")])
    _ = try desk.act("admin", "update", id, ["priority": .text("high")])
    #expect(try desk.state("own", "seen") == (isSeen ? "1" : #""unknown""#))
  }

  @Test(arguments: [("", #""nil""#), (", 'note.view'", #""number""#)])
  func `an entry's number is for those alone who see notes`(
    _ permission: String, _ kind: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "reader", permissions: "'ticket.view', 'history.view'" + permission,
        """
        docket.before("field.priority", function(change)
          if not change.before then return end
          docket.state.set("seen", type(docket.history.of(change.id)[1].seq))
        end)
        """))
    let id = try desk.question()
    _ = try desk.act("admin", "update", id, ["priority": .text("high")])
    #expect(try desk.state("reader", "seen") == kind)
  }
}
