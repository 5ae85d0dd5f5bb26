import Desk
import Kernel
import PluginHost
import Storage
import TestSupport
import Testing

/// No way leads to a plugin that takes or gives more than an admin has agreed to.
@Suite struct ConsentTests {
  static let giver = "docket.role{ name = 'agent', grants = { 'ticket.purge' } }"

  /// What plugins want that is not agreed to; empty where it is done.
  private static func wanted(_ body: (Consent) throws -> Void) throws -> [PluginDemand] {
    do {
      try body(.none)
      return []
    } catch DeskError.wantsMore(let demands) {
      return demands
    }
  }

  private static func mayPurge(_ desk: TemporaryDesk) throws -> Bool {
    let ann = try desk.person("ann")
    return try desk.desk.read { _, rulebook in
      rulebook.authority(of: ann).mayEver("ticket.purge")
    }
  }

  private static func plugin(_ code: String, permissions: String = "") -> TestPlugin {
    TestPlugin("deputy", permissions: permissions, code)
  }

  @Test(arguments: [
    (giver, ""), ("", "'ticket.view'"),
    ("docket.channel{ name = 'pager', send = function() return true end }", ""),
    (
      """
      docket.channel{ name = 'pager', send = function() return true end }
      docket.subscription{ name = 's', to = 'assignee', event = 'ticket.reply', channel = 'pager' }
      """, ""
    ),
  ])
  func `a first enabling waits for consent to what a plugin takes and gives`(
    _ code: String, _ permissions: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try Self.plugin(code, permissions: permissions).write(toDesk: desk.folder)
    let enable = { try desk.desk.enablePlugins(["deputy"], as: .desk, agreeingTo: $0) }
    let demands = try Self.wanted(enable)
    #expect(demands.map(\.plugin) == ["deputy"])
    #expect(try !desk.pluginStatuses().contains { $0.name == "deputy" && $0.isEnabled })
    #expect(try !Self.mayPurge(desk))
    try enable(Consent(to: demands))
    #expect(try desk.pluginStatuses().contains { $0.name == "deputy" && $0.isEnabled })
    #expect(try Self.wanted(enable).isEmpty)
  }

  @Test func `a plugin that takes and gives nothing is enabled as it is`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try Self.plugin("docket.queue{ name = 'billing' }").write(toDesk: desk.folder)
    try desk.desk.enablePlugins(["deputy"], as: .desk)
    try desk.desk.reloadPlugins(as: .desk)
  }

  /// A desk with a harmless plugin `deputy`, and another process at work on it.
  private static func harmless() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "deputy", manifest: "settings = { more = { type = 'boolean', default = false } },",
        """
        local own = { name = "agent" }
        own.grants = { { permission = "ticket.purge", when = "queue:none" } }
        if docket.settings.more then own.grants = { "ticket.purge" } end
        docket.role(own)
        """))
    return desk
  }

  @Test(arguments: ["reload", "reload all", "enable", "disable and enable", "another process"])
  func `a version that gives more waits, however it comes`(_ way: String) throws {
    let desk = try Self.harmless()
    try Self.plugin(Self.giver).write(toDesk: desk.folder, version: "1.0.1")
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { other.close() }
    if way == "disable and enable" { try desk.desk.disablePlugin("deputy", as: .desk) }
    let demands = try Self.wanted { consent in
      switch way {
      case "reload": try desk.desk.reloadPlugins("deputy", as: .desk, agreeingTo: consent)
      case "reload all": try desk.desk.reloadPlugins(as: .desk, agreeingTo: consent)
      case "another process": try other.reloadPlugins(as: .desk, agreeingTo: consent)
      default: try desk.desk.enablePlugins(["deputy"], as: .desk, agreeingTo: consent)
      }
    }
    #expect(demands.flatMap(\.items).contains(.gives(Grant("ticket.purge"), role: "agent")))
    let status = try desk.pluginStatuses().first { $0.name == "deputy" }
    #expect(status?.isEnabled != true || status?.version == "1.0.0")
  }

  @Test func `what was agreed to is not asked anew of the same files, but of others`() throws {
    let desk = try Self.harmless()
    for _ in 1...2 {
      try desk.desk.disablePlugin("deputy", as: .desk)
      try desk.desk.enablePlugins(["deputy"], as: .desk)
    }
    #expect(try desk.pluginStatuses().first { $0.name == "deputy" }?.isEnabled == true)
    #expect(try desk.auditProblems() == [])
    try desk.desk.disablePlugin("deputy", as: .desk)
    try Self.plugin(Self.giver).write(toDesk: desk.folder, version: "1.0.1")
    _ = try Self.wanted { try desk.desk.enablePlugins(["deputy"], as: .desk, agreeingTo: $0) }
    #expect(try !Self.mayPurge(desk))
  }

  @Test func `control of the desk is given again only by who has it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try Self.plugin("docket.role{ name = 'agent', grants = { 'as' } }").write(toDesk: desk.folder)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("plugin.manage"), to: "manager") }
    let demands = try Self.wanted {
      try desk.desk.enablePlugins(["deputy"], as: .desk, agreeingTo: $0)
    }
    try desk.desk.enablePlugins(
      ["deputy"], as: .desk, agreeingTo: Consent(to: demands, naming: ["deputy"]))
    try desk.desk.disablePlugin("deputy", as: .desk)
    let mia = try desk.person("mia")
    let refusal = #expect(throws: Refusal.self) {
      try desk.desk.enablePlugins(["deputy"], as: .person(mia.id))
    }
    #expect(refusal?.code == .denied)
    try desk.desk.enablePlugins(["deputy"], as: .desk)
  }

  @Test func `a setting by which a plugin gives more waits as a version does`() throws {
    let desk = try Self.harmless()
    let set = { consent in
      try desk.desk.setPlugin(
        "deputy", [("more", .text("yes"))], as: .desk, agreeingTo: consent)
    }
    let demands = try Self.wanted(set)
    #expect(demands.flatMap(\.items) == [.gives(Grant("ticket.purge"), role: "agent")])
    #expect(try desk.pluginSettings("deputy").map(\.given) == [nil])
    try set(Consent(to: demands))
    #expect(try desk.pluginSettings("deputy").map(\.given) == [.boolean(true)])
  }

  @Test func `a configuration that brings a plugin waits as enabling does`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try Self.plugin(Self.giver).write(toDesk: desk.folder)
    var document = try desk.desk.moment({ try $0.configuration(withPeople: false) })
    document.plugins?.append(
      .init(name: "deputy", version: "1.0.0", isScript: false, settings: [:]))
    for isDryRun in [true, false] {
      let demands = try Self.wanted {
        _ = try desk.desk.apply(ConfigFile(document), as: .desk, isDryRun: isDryRun, agreeingTo: $0)
      }
      #expect(demands.map(\.plugin) == ["deputy"])
    }
    #expect(try !Self.mayPurge(desk))
    try desk.agreeing {
      _ = try desk.desk.apply(ConfigFile(document), as: .desk, isDryRun: false, agreeingTo: $0)
    }
    #expect(try Self.mayPurge(desk))
  }

  @Test func `control of the desk is agreed to by name, and by who has it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try Self.plugin("docket.role{ name = 'agent', grants = { 'as' } }").write(toDesk: desk.folder)
    let mia = try desk.person("mia")
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("plugin.manage"), to: "manager")
    }
    let enable = { actor, consent in
      try desk.desk.enablePlugins(["deputy"], as: actor, agreeingTo: consent)
    }
    let demands = try Self.wanted { try enable(.desk, $0) }
    #expect(demands.map(\.isGrave) == [true])
    #expect(try Self.wanted { _ in try enable(.desk, Consent(to: demands)) } == demands)
    let refusal = #expect(throws: Refusal.self) {
      try enable(.person(mia.id), Consent(to: demands, naming: ["deputy"]))
    }
    #expect(refusal?.code == .denied)
    try enable(.desk, Consent(to: demands, naming: ["deputy"]))
  }

  @Test func `what a desk of an older Docket has counts as agreed to, and growth is asked for`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin(Self.giver, permissions: "'ticket.view'"))
    try desk.shell("DELETE FROM plugin_consent")
    try Self.plugin(Self.giver, permissions: "'ticket.view'")
      .write(toDesk: desk.folder, version: "1.0.1")
    try desk.desk.reloadPlugins(as: .desk)
    try desk.shell("DELETE FROM plugin_consent")
    try Self.plugin(Self.giver, permissions: "'ticket.view', 'bulk'")
      .write(toDesk: desk.folder, version: "1.0.2")
    let demands = try Self.wanted { try desk.desk.reloadPlugins(as: .desk, agreeingTo: $0) }
    #expect(demands.flatMap(\.items) == [.takes(Grant("bulk"))])
  }

  @Test func `the desk's history says to what somebody agreed`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin(Self.giver))
    let said = try desk.desk.read { reader, _ in
      try reader.entries(of: .desk).flatMap(\.edits).first { $0.field == "consent.deputy" }
    }
    #expect(said?.to.plainText.contains("gives the role agent: ticket.purge") == true)
  }
}
