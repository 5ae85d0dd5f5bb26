import Desk
import Foundation
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing

/// A plugin's values go by recorded changes, and nothing else does.
@Suite struct PluginPurgeTests {
  private static let code = """
    docket.field{ name = "watts", type = "integer" }
    docket.field{ name = "shape", type = "text" }
    docket.before("ticket.create", function(change) docket.state.set("seen", true) end)
    """

  private func desk(tickets: Int = 2) throws -> TemporaryDesk {
    let desk = try TemporaryDesk()
    let source = IndexFolder.source("lamp", "1.0.0", code: Self.code)
    _ = try desk.desk.install(
      desk.desk.tryPack(Pack(of: source)), as: .desk, isUnsignedAgreed: true)
    try desk.enable(named: ["lamp"])
    let admin = try desk.admin
    for number in 0..<tickets {
      var request = Request(
        actor: .person(admin.id), source: .cli, action: .verb(.create),
        set: [("subject", .value(.text("dark \(number)")))])
      if number > 0 { request.set.append(("watts", .value(.integer(40)))) }
      let outcome = try desk.perform(request, isDryRun: false)
      #expect(outcome.isDone, "\(outcome)")
    }
    return desk
  }

  /// Removes a plugin, whatever that leaves without meaning.
  private func remove(_ name: String, from desk: TemporaryDesk) throws {
    do {
      _ = try desk.desk.removePlugin(name, as: .desk)
    } catch DeskError.strands(let stranding) {
      var consent = Consent.none
      consent.stranding = stranding
      _ = try desk.desk.removePlugin(name, as: .desk, agreeingTo: consent)
    }
  }

  @Test func `what a plugin wrote is counted, and stays when it is removed`() throws {
    let desk = try desk()
    let remains = try desk.desk.remains(of: "lamp")
    #expect(remains.tickets == 1 && remains.people == 0 && remains.keys == 1)
    #expect(remains.settings == 0 && !remains.isEmpty)
    try remove("lamp", from: desk)
    #expect(try desk.desk.remains(of: "lamp").tickets == 1)
    #expect(try desk.ticket(2)?.fields["watts"] == .integer(40))
  }

  @Test func `a purge empties the fields by entries of their tickets, and forgets the rest`() throws
  {
    let desk = try desk()
    try remove("lamp", from: desk)
    let untouched = try desk.ticket(1)
    let result = try desk.desk.purgePlugin("lamp", as: .desk)
    #expect(result.isFinished && result.remains.tickets == 1)
    #expect(try desk.ticket(2)?.fields["watts"] == nil && desk.ticket(1) == untouched)
    let entry = try #require(desk.entries(2).last)
    #expect(entry.edits == [Edit(field: "watts", from: .integer(40), to: .none)])
    #expect(entry.request == result.request && entry.isOf(.update))
    #expect(try desk.entries(0).suffix(2).map(\.action) == ["plugin.purge", "plugin.purge"])
    #expect(throws: DeskError.self) { try desk.desk.remains(of: "lamp") }
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `a purge is done in parts, and one that was stopped is gone on with`() throws {
    let desk = try desk(tickets: 301)
    try remove("lamp", from: desk)
    var parts = 0
    let stopped = try desk.desk.purgePlugin(
      "lamp", as: .desk,
      isStopped: {
        parts += 1
        return parts > 1
      })
    #expect(!stopped.isFinished && stopped.done == 256)
    #expect(try desk.desk.remains(of: "lamp").tickets == 44)
    #expect(try desk.desk.purgePlugin("lamp", as: .desk).isFinished)
    #expect(try desk.ticket(301)?.fields["watts"] == nil)
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `a plugin that is still there, or never was, is not purged`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) { try desk.desk.purgePlugin("lamp", as: .desk) }
    #expect(throws: Refusal.self) { try desk.desk.purgePlugin("support", as: .desk) }
    #expect(throws: DeskError.self) { try desk.desk.purgePlugin("lump", as: .desk) }
    #expect(try desk.ticket(2)?.fields["watts"] == .integer(40))
  }

  @Test func `a field that another plugin declares by now keeps its values`() throws {
    let desk = try desk()
    try remove("lamp", from: desk)
    try desk.enable(TestPlugin("shade", "docket.field{ name = 'watts', type = 'integer' }"))
    #expect(try desk.desk.purgePlugin("lamp", as: .desk).remains.tickets == 0)
    #expect(try desk.ticket(2)?.fields["watts"] == .integer(40))
  }

  @Test func `who may not manage plugins purges nothing`() throws {
    let desk = try desk()
    let ann = try desk.add("ann", roles: ["agent"])
    try remove("lamp", from: desk)
    #expect(throws: Refusal.self) { try desk.desk.purgePlugin("lamp", as: .person(ann.id)) }
    #expect(try desk.ticket(2)?.fields["watts"] == .integer(40))
  }

  @Test func `a purge can be taken back when the plugin is there again`() throws {
    let desk = try desk()
    try remove("lamp", from: desk)
    let request = try #require(try desk.desk.purgePlugin("lamp", as: .desk).request)
    _ = try desk.desk.rollBackPlugin("lamp", as: .desk)
    try desk.enable(named: ["lamp"])
    let admin = try desk.admin
    let order = try desk.desk.undoOrder(
      of: .request(request), by: .person(admin.id), source: .cli)
    #expect(try desk.desk.perform(order).changed == 1)
    #expect(try desk.ticket(2)?.fields["watts"] == .integer(40))
  }

  @Test func `what a purge did in many parts is taken back as a whole`() throws {
    let desk = try desk(tickets: 1_101)
    try remove("lamp", from: desk)
    let request = try #require(try desk.desk.purgePlugin("lamp", as: .desk).request)
    _ = try desk.desk.rollBackPlugin("lamp", as: .desk)
    try desk.enable(named: ["lamp"])
    let admin = try desk.admin
    let order = try desk.desk.undoOrder(
      of: .request(request), by: .person(admin.id), source: .cli)
    #expect(order.targets.count == 1_100)
  }
}
