import Desk
import Foundation
import Kernel
import PluginHost
import Storage
import TestSupport
import Testing

/// The desk has one language and one clock, whatever `docket.lua` says besides.
@Suite struct DeskClockTests {
  private static let kolkata = "Asia/Kolkata"

  /// Edits a line of the desk's `docket.lua`, as people do.
  private func edit(_ desk: TemporaryDesk, _ old: String, _ new: String) throws {
    let path = desk.folder + "/docket.lua"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func reopened(_ desk: TemporaryDesk) throws -> Desk {
    try Desk(at: desk.folder, clock: desk.time.clock)
  }

  private func settingEntries(_ desk: TemporaryDesk) throws -> [Entry] {
    try desk.entries(0).filter { $0.action == "setting.set" }
  }

  private func zone(of desk: Desk) throws -> String { try desk.settings().zone.name }

  @Test func `a desk is made with its language and zone in its first entry`() throws {
    let desk = try TemporaryDesk(plugins: [])
    let fields = try desk.entries(0).first?.edits.map(\.field) ?? []
    #expect(fields.starts(with: ["setting.language", "setting.time_zone"]))
    #expect(try settingEntries(desk).isEmpty)
  }

  @Test func `a zone in the file is taken over once, as a recorded change`() throws {
    let desk = try TemporaryDesk(plugins: [])
    try edit(desk, "\"UTC\"", "\"\(Self.kolkata)\"")
    let reader = try reopened(desk)
    #expect(try zone(of: reader) == Self.kolkata, "who reads goes by it before anybody writes")
    #expect(try settingEntries(desk).isEmpty, "reading writes nothing")
    for name in ["ann", "bob"] {
      let writer = try reopened(desk)
      try writer.administer(as: .desk) { _ = try $0.addPerson(name, PersonDraft()) }
      writer.close()
    }
    let entries = try settingEntries(desk)
    #expect(entries.map { $0.edits.map(\.to) } == [[.text(Self.kolkata)]])
    #expect(entries.first?.source == .configuration)
    #expect(try desk.auditProblems().isEmpty)
  }

  @Test func `a setting replaces what the file says, and a later edit of the file replaces it`()
    throws
  {
    let desk = try TemporaryDesk(plugins: [])
    try desk.desk.administer(as: .desk) { try $0.set("time_zone", to: Self.kolkata) }
    #expect(try desk.desk.mirrorSettings())
    #expect(try zone(of: reopened(desk)) == Self.kolkata)
    try edit(desk, "\"\(Self.kolkata)\"", "\"UTC\"")
    #expect(try zone(of: reopened(desk)) == "UTC")
  }

  @Test func `a file that cannot be edited by line has no say once its value was taken`() throws {
    let desk = try TemporaryDesk(plugins: [])
    try edit(desk, "time_zone = \"UTC\"", "[\"time_zone\"] = \"UTC\"")
    let opened = try reopened(desk)
    defer { opened.close() }
    try opened.administer(as: .desk) { try $0.set("time_zone", to: Self.kolkata) }
    #expect(try !opened.mirrorSettings())
    #expect(try zone(of: reopened(desk)) == Self.kolkata)
  }

  @Test func `an open desk follows a change that another process makes`() throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try edit(desk, "\"UTC\"", "\"\(Self.kolkata)\"")
    let old = try reopened(desk)
    #expect(try zone(of: old) == Self.kolkata)
    let other = try reopened(desk)
    try other.administer(as: .desk) { try $0.set("time_zone", to: "Europe/Berlin") }
    other.close()
    #expect(try zone(of: old) == "Europe/Berlin")
    #expect(try old.read { _, rulebook in rulebook.settings.zone.name } == "Europe/Berlin")
  }

  @Test(arguments: [
    ("", "2026-06-01T04:30:00.000Z"), ("America/New_York", "2026-06-01T14:00:00.000Z"),
  ])
  func `what a person types is on their own clock, else the desk's`(
    own: String, due: String,
  ) throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.desk.administer(as: .desk) {
      try $0.set("time_zone", to: Self.kolkata)
      _ = try $0.addPerson("ann", PersonDraft(zone: own, roles: ["agent"]))
    }
    try desk.act("ann", "create", nil, ["subject": .text("x"), "due": .text("2026-06-01 10:00")])
    #expect(try desk.ticket(1)?.due?.iso == due)
    let asked = try desk.desk.session(as: desk.person("ann")) { session in
      try session.list(session.query("due:2026-06-01")).map(\.id.rawValue)
    }
    #expect(asked == [1])
  }

  @Test func `a permission's days are the desk's, wherever the person is`() throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", when: "due:2026-06-01"), to: "viewer")
      try $0.grant(Grant("ticket.create"), to: "viewer")
    }
    try desk.desk.administer(as: .desk) {
      _ = try $0.addPerson("far", PersonDraft(zone: "Pacific/Kiritimati", roles: ["viewer"]))
    }
    // The first of June here, the second there.
    try desk.act("admin", "create", nil, ["subject": .text("x"), "due": .text("2026-06-01 12:00")])
    try desk.act("admin", "create", nil, ["subject": .text("y"), "due": .text("2026-05-31 12:00")])
    let (listed, shown) = try desk.desk.session(as: desk.person("far")) { session in
      (
        try session.list(session.query("")).map(\.id.rawValue),
        try [1, 2].filter { try session.ticket(Ticket.ID(rawValue: $0)) != nil }
      )
    }
    #expect(listed == [1])
    #expect(shown == [1])
  }

  @Test func `a time of day is on the new clock as soon as the desk has it`() throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.enable(
      TestPlugin("clock", "docket.every('09:00', 'wake', function() end)"))
    #expect(try desk.rows(.every).map(\.notBefore.iso) == ["2026-01-01T09:00:00.000Z"])
    try desk.desk.administer(as: .desk) { try $0.set("time_zone", to: Self.kolkata) }
    #expect(try desk.rows(.every).map(\.notBefore.iso) == ["2026-01-01T03:30:00.000Z"])
  }

  @Test func `plugins see the desk's clock and language as they are set, without a restart`() throws
  {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.enable(
      TestPlugin(
        "clock", permissions: "'ticket.update', 'ticket.view'",
        """
        docket.before("ticket.create", function(change)
          change:set("tags", { docket.time.format(0, "%H-%M") })
        end, { name = "tell" })
        """))
    try desk.act("admin", "create", nil, ["subject": .text("x")])
    try desk.desk.administer(as: .desk) { try $0.set("time_zone", to: Self.kolkata) }
    try desk.act("admin", "create", nil, ["subject": .text("y")])
    #expect(
      try [1, 2].map { try desk.ticket($0)?.tags } == [["00-00"], ["05-30"]])
  }

  @Test func `an importer's times are on its own clock, in every field`() throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.desk.administer(as: .desk) { try $0.set("time_zone", to: Self.kolkata) }
    let script = { (zone: String) in
      """
      docket.importer{ name = "cases", format = "csv", \(zone) each = function(row, import)
        import:create{ key = row.case, at = row.at, subject = row.text, due = row.at }
      end }
      """
    }
    let files = [try ImportFiles(), try ImportFiles()]
    let row = "1,2025-06-01 10:00,,,x\n"
    _ = try files[0].take(row, into: desk, script: script(""), source: "a")
    _ = try files[1].take(
      row, into: desk, script: script("time_zone = 'Europe/Berlin',"), source: "b")
    let found = try [1, 2].map { try desk.ticket($0) }
    #expect(found.map { $0?.due?.iso } == ["2025-06-01T04:30:00.000Z", "2025-06-01T08:00:00.000Z"])
    #expect(found.map { $0?.created } == found.map { $0?.due })
  }

  @Test func `a spec's case has a zone, and so have its people`() throws {
    let desk = try TemporaryDesk(plugins: [])
    try TestPlugin("clock", "").write(toDesk: desk.folder)
    try """
    spec.case("zones", {
      requires = { "support" }, zone = "Asia/Kolkata", at = "2026-01-05 09:00",
    }, function(desk)
      desk:person{ name = "far", zone = "America/New_York", roles = { "agent" } }
      desk:act("bob", "create", nil, { subject = "x", due = "2026-06-01 10:00" })
      desk:act("far", "create", nil, { subject = "y", due = "2026-06-01 10:00" })
      local near, far = desk:get(1), desk:get(2)
      spec.equal(far.due - near.due, 9.5 * 3600)
      spec.equal(docket.time.format(near.created, "%H:%M", "UTC"), "03:30")
    end)
    """.write(
      toFile: desk.folder + "/plugins/clock/spec.lua", atomically: true, encoding: .utf8)
    let report = try Desk.testPlugin(named: desk.folder + "/plugins/clock", deskAt: desk.folder)
    #expect(report.results.map(\.failure) == [nil])
  }
}
