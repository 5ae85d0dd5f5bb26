import Desk
import Kernel
import TestSupport
import Testing

/// New versions of plugins: swapped in whole, or not at all.
@Suite struct ReloadTests {
  /// A plugin that says in each new ticket's tags which version it is.
  static func plugin(permissions: String = "'ticket.update'", _ more: String = "") -> TestPlugin {
    TestPlugin(
      "signs", permissions: permissions,
      """
      \(more)
      docket.before("ticket.create", function(change)
        change:set("tags", { docket.state.get("tag") or "signed" })
      end, { name = "sign" })
      """)
  }

  static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(plugin())
    return desk
  }

  /// Which hook signed a new ticket.
  static func signature(_ desk: TemporaryDesk) throws -> String? {
    let id = try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt().ticket
    return try desk.entries(id.rawValue).first?.edits.first { $0.field == "tags" }?.by
  }

  @Test func `a new version decides from its reload on`() throws {
    let desk = try Self.desk()
    #expect(try Self.signature(desk) == "signs@1.0.0:sign")
    try Self.plugin().write(toDesk: desk.folder, version: "2.0.0")
    #expect(try Self.signature(desk) == "signs@1.0.0:sign")
    try desk.desk.reloadPlugins("signs", as: .desk)
    #expect(try Self.signature(desk) == "signs@2.0.0:sign")
  }

  @Test
  func `where the new version does not load, the old one goes on, and the error has its place`()
    throws
  {
    let desk = try Self.desk()
    try Self.plugin(permissions: "", "local x = = 1").write(toDesk: desk.folder, version: "2.0.0")
    let error = #expect(throws: DeskError.self) { try desk.desk.reloadPlugins(as: .desk) }
    #expect(error?.description.contains("signs/init.lua:1: ") == true)
    #expect(try Self.signature(desk) == "signs@1.0.0:sign")
    #expect(try desk.pluginStatuses().first { $0.name == "signs" }?.isChanged == true)
  }

  @Test func `no handler, timer, field or memory of the old version stays`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        permissions: "'ticket.view', 'ticket.update'",
        """
        local count = 0
        docket.field{ name = "mood", type = "text" }
        docket.before("ticket.create", function(change)
          count = count + 1
          change:set("mood", "" .. count)
        end, { name = "feel" })
        docket.every("1h", "beat", function() docket.state.add("beats") end)
        """))
    #expect(try Self.signature(desk) == "signs@1.0.0:sign")
    try desk.work(after: .seconds(3_601))
    #expect(try desk.state("signs", "beats") == "1")
    try Self.plugin(
      permissions: "'ticket.view', 'ticket.update'",
      """
      local count = 0
      docket.before("ticket.create", function(change)
        count = count + 1
        docket.state.set("tag", "n" .. count)
      end, { name = "number", priority = 1 })
      """
    ).write(toDesk: desk.folder, version: "2.0.0")
    var consent = Consent.none
    consent.stranding.stored = [StrandedName(.field("mood"), count: 1)]
    try desk.desk.reloadPlugins(as: .desk, agreeingTo: consent)
    #expect(try Self.signature(desk) == "signs@2.0.0:sign")
    let ticket = try #require(try desk.ticket(2))
    #expect(ticket.tags == ["n1"])
    #expect(ticket.fields == [:])
    for _ in 1...3 { try desk.work(after: .seconds(3_601)) }
    #expect(try desk.state("signs", "beats") == "1")
    let registry = try desk.desk.read { $1.registry }
    #expect(!registry.fields.contains { $0.name == "mood" })
    #expect(registry.hooks.filter { $0.plugin == "signs" }.map(\.name) == ["number", "sign"])
    #expect(!registry.timers.contains { $0.plugin == "signs" })
  }

  @Test func `two processes that work at once never decide by different versions`() async throws {
    let desk = try Self.desk()
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { other.close() }
    let request = try desk.request("ann", "create", nil, ["subject": .text("x")])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for turn in 0..<60 {
        group.addTask {
          try await (turn.isMultiple(of: 2) ? other : desk.desk).submit(request).receipt()
        }
      }
      group.addTask {
        for version in 2...4 {
          try Self.plugin().write(toDesk: desk.folder, version: "\(version).0.0")
          try desk.desk.reloadPlugins("signs", as: .desk)
        }
      }
      try await group.waitForAll()
    }
    try other.perform(request).receipt()
    let signatures = try (1...61).map { id in
      let entry = try #require(try desk.entries(Int64(id)).first)
      return (entry.seq.rawValue, entry.edits.first { $0.field == "tags" }?.by ?? "")
    }
    // In the order of the history, which both write, versions only rise.
    let inOrder = signatures.sorted { $0.0 < $1.0 }.map(\.1)
    #expect(inOrder == inOrder.sorted())
    #expect(inOrder.last == "signs@4.0.0:sign")
  }

  @Test(arguments: [
    ("'ticket.update', 'ticket.close'", ["ticket.close"]),
    ("'ticket.update', 'http:example.org'", ["http:example.org"]),
    ("'ticket.view', { permission = 'ticket.update', fields = { 'tags' } }", ["ticket.view"]),
    ("{ permission = 'ticket.update', when = 'priority:high' }", []),
    ("'ticket.update'", []), ("", []), ("'*'", ["*"]),
  ])
  func `a new version that wants more waits for an admin's consent, and the old one goes on`(
    _ permissions: String, _ more: [String],
  ) throws {
    let desk = try Self.desk()
    let next = Self.plugin(permissions: permissions, "print('two')")
    try next.write(toDesk: desk.folder, version: "2.0.0")
    let demands: [PluginDemand]
    do {
      try desk.desk.reloadPlugins("signs", as: .desk)
      demands = []
    } catch DeskError.wantsMore(let wanted) {
      demands = wanted
      #expect(try Self.signature(desk) == "signs@1.0.0:sign")
      #expect(throws: DeskError.self) { try desk.desk.enablePlugins(["signs"], as: .desk) }
      try desk.desk.reloadPlugins("signs", as: .desk, agreeingTo: Consent(to: wanted))
    }
    let taken = demands.flatMap(\.items).compactMap { item in
      if case .takes(let grant) = item { grant.permission } else { nil }
    }
    #expect(taken == more)
    let versions = try desk.pluginStatuses().filter { $0.name == "signs" }.map(\.version)
    #expect(versions == ["2.0.0"])
  }

  @Test func `a wider condition or more fields are more, and what was agreed to is that alone`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    let narrow = "{ permission = 'ticket.update', fields = { 'tags' }, when = 'priority:high' }"
    try desk.enable(Self.plugin(permissions: narrow))
    for wide in [
      "{ permission = 'ticket.update', fields = { 'tags' } }",
      "{ permission = 'ticket.update', fields = { 'tags', 'due' }, when = 'priority:high' }",
      "{ permission = 'ticket.update', when = 'priority:high' }",
    ] {
      try Self.plugin(permissions: wide).write(toDesk: desk.folder, version: "2.0.0")
      let other = PluginDemand(
        plugin: "signs", version: "2.0.0", items: [.takes(Grant("bulk"))])
      #expect(throws: DeskError.self, "\(wide)") {
        try desk.desk.reloadPlugins("signs", as: .desk, agreeingTo: Consent(to: [other]))
      }
    }
  }
}
