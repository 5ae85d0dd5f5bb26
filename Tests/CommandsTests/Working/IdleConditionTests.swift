import Testing

/// Conditions and queries that mean nothing any more stop nothing, and are reported.
@Suite struct IdleConditionTests {
  /// A desk with the field severity, and a grant, a denial, a view and a subscription that name it.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(plugin: "cf", field("severity"))
    try desk.run("plugin", "enable", "cf", "--yes")
    try desk.run("new", "Lamp", "--field", "severity=major")
    for arguments in [
      ["role", "grant", "agent", "ticket.close", "--when", "severity:major"],
      ["role", "grant", "agent", "ticket.forward", "--deny", "--when", "severity:minor"],
      ["view", "save", "grave", "severity:major"],
      ["subscribe", "--event", "priority", "--when", "severity:major"],
    ] {
      let made = try desk.process(arguments).run()
      #expect(made.status == 0, "\(arguments): \(made.errors)")
    }
    return desk
  }

  private func field(_ name: String) -> String {
    "docket.field{ name = '\(name)', type = 'choice', choices = { 'minor', 'major' } }"
  }

  private static let places = [
    "role agent, ticket.close", "role agent, ticket.forward", "view grave", "subscription",
  ]

  @Test func `disabling a plugin says first what names its fields, and wants a yes`() throws {
    let desk = try desk()
    let refused = try desk.run("plugin", "disable", "cf")
    #expect(refused.status == 1)
    for place in Self.places { #expect(refused.errors.contains(place), "\(refused.errors)") }
    #expect(try desk.run("list", "severity:major").lines.count == 2, "it is still enabled")
  }

  @Test(arguments: [false, true])
  func `no command stops where a condition means nothing, and all that mend it work`(
    isRenamed: Bool,
  ) throws {
    let desk = try desk()
    if isRenamed {
      try desk.write(plugin: "cf", field("gravity"))
      let reloaded = try desk.run("plugin", "reload", "cf", "--yes")
      #expect(reloaded.status == 0, "\(reloaded.errors)")
      for place in Self.places { #expect(reloaded.errors.contains(place), "\(reloaded.errors)") }
    } else {
      #expect(try desk.run("plugin", "disable", "cf", "--yes").status == 0)
    }
    for arguments in [
      ["list"], ["show", "1"], ["history", "1"], ["new", "Another"], ["reply", "1", "Hello"],
      ["role", "show", "agent"], ["why", "ann", "ticket.close", "1"], ["view", "list"],
      ["view", "show", "grave"], ["subscribe", "list"], ["plugin", "list"], ["work", "--once"],
      ["config", "export"], ["backup", "b.db"], ["audit", "verify"],
    ] {
      let done = try desk.process(arguments).run()
      #expect(done.status == 0, "\(arguments): \(done.errors)")
    }
    let doctor = try desk.run("doctor").output
    for place in Self.places { #expect(doctor.contains(place), "\(doctor)") }
    #expect(doctor.contains("severity"))
    for arguments in [
      ["role", "revoke", "agent", "ticket.close", "--when", "severity:major"],
      ["role", "revoke", "agent", "ticket.forward", "--deny", "--when", "severity:minor"],
      ["view", "delete", "grave"], ["subscribe", "remove", "1"],
    ] {
      let done = try desk.process(arguments).run()
      #expect(done.status == 0, "\(arguments): \(done.errors)")
    }
    #expect(!(try desk.run("doctor").output.contains("severity:")))
  }

  @Test func `an idle allow allows nothing, and an idle denial denies all`() throws {
    let desk = try desk()
    try desk.run("role", "grant", "agent", "ticket.forward")
    #expect(try desk.run("why", "ann", "ticket.close", "1").output.contains("may close"))
    #expect(try desk.run("why", "ann", "ticket.forward", "1").output.contains("may forward"))
    try desk.run("plugin", "disable", "cf", "--yes")
    let close = try desk.run("close", "1", "--reason", "no_answer", as: "ann")
    #expect(close.status == 4)
    let why = try desk.run("why", "ann", "ticket.close", "1").output
    #expect(why.contains("may not close") && why.contains("means nothing"), "\(why)")
    let forward = try desk.run("why", "ann", "ticket.forward", "1").output
    #expect(forward.contains("may not forward"), "\(forward)")
    #expect(try desk.run("plugin", "enable", "cf", "--yes").status == 0)
    #expect(try desk.run("why", "ann", "ticket.close", "1").output.contains("may close"))
  }

  @Test func `a view condition that means nothing hides the ticket, and a denied one too`() throws {
    let desk = try desk()
    try desk.run("role", "grant", "clerk", "ticket.view", "--when", "severity:major")
    try desk.run("role", "grant", "guard", "ticket.view")
    try desk.run("role", "grant", "guard", "ticket.view", "--deny", "--when", "severity:minor")
    try desk.run("person", "add", "zoe", "--role", "clerk")
    try desk.run("person", "add", "yan", "--role", "guard")
    for person in ["zoe", "yan"] {
      #expect(try desk.run("show", "1", as: person).status == 0)
    }
    try desk.run("plugin", "disable", "cf", "--yes")
    for person in ["zoe", "yan"] {
      #expect(try desk.run("show", "1", as: person).status == 3)
      let list = try desk.run("list", as: person)
      #expect(list.status == 0 && !list.output.contains("Lamp"), "\(list)")
    }
  }

  @Test func `a hook whose condition means nothing refuses what it checked, and says why`() throws {
    let desk = try desk()
    try desk.write(
      plugin: "checker",
      """
      docket.validate("ticket.update", function(change) end, { name = "c", when = "severity:major" })
      """)
    try desk.run("plugin", "enable", "checker", "--yes")
    try desk.run("update", "1", "tags+=x", as: "ann")
    let off = try desk.run("plugin", "disable", "cf", "--yes")
    guard off.status == 0 else { return }
    let update = try desk.run("update", "1", "priority=high", as: "ann")
    #expect(update.status == 1)
    #expect(update.errors.contains("severity:major"), "\(update.errors)")
    #expect(try desk.run("list").status == 0)
  }
}
