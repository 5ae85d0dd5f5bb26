import Foundation
import Testing

/// What goes wrong inside plugins is the staff's business.
@Suite struct PluginSecrecyTests {
  private let faulty = "docket.%@('ticket.reply', function() error('boom SECRET') end)"

  /// A desk with carl's ticket and a plugin whose hook of that kind fails on replies.
  private func desk(_ kind: String = "before") throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    let hook = faulty.replacingOccurrences(of: "%@", with: kind)
    try desk.write(plugin: "broken", permissions: "'ticket.update'", hook)
    let enabled = try desk.run("plugin", "enable", "broken", "--yes")
    #expect(enabled.status == 0, "\(enabled)")
    return desk
  }

  @Test(arguments: ["before", "validate"])
  func `a customer is told that the desk is at fault, and nothing of the plugin`(
    kind: String,
  ) throws {
    let desk = try desk(kind)
    for form in [[], ["--json"], ["--dry-run"], ["--dry-run", "--json"]] {
      let result = try desk.process(["reply", "1", "hello"] + form, as: "carl").run()
      let all = result.output + result.errors
      #expect(result.status == 1)
      #expect(all.contains("a fault on the desk's side"), "\(all)")
      for word in ["SECRET", "broken", "init.lua"] { #expect(!all.contains(word), "\(all)") }
    }
    let staff = try desk.run("reply", "1", "hello", as: "ann")
    #expect(staff.errors.contains("boom SECRET"), "\(staff)")
    #expect(try desk.run("log").output.contains("boom SECRET"))
  }

  @Test func `a suspended plugin stops a customer without its name`() throws {
    let desk = try desk("validate")
    for _ in 1...10 { try desk.run("reply", "1", "hello", as: "carl") }
    let staff = try desk.run("reply", "1", "hello", as: "ann")
    #expect(staff.errors.contains("suspended"), "\(staff)")
    let customer = try desk.run("reply", "1", "hello", as: "carl")
    #expect(customer.status == 1)
    #expect(customer.errors.contains("a fault on the desk's side"))
    #expect(!customer.errors.contains("broken") && !customer.errors.contains("suspended"))
  }

  @Test(arguments: [
    "change:set('due', change.now + 3600)", "change:move('close')",
  ])
  func `a plugin that goes beyond its manifest stops a customer without its name`(
    _ lua: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    try desk.write(
      plugin: "broken", permissions: "'ticket.view', 'ticket.postpone'",
      "docket.before('ticket.reply', function(change) \(lua) end)")
    let enabled = try desk.run("plugin", "enable", "broken", "--yes")
    try #require(enabled.status == 0, "\(enabled)")
    #expect(try desk.run("reply", "1", "hello", as: "ann").errors.contains("manifest"))
    let customer = try desk.run("reply", "1", "hello", as: "carl")
    #expect(customer.status == 1, "\(customer)")
    #expect(customer.errors.contains("a fault on the desk's side"), "\(customer)")
    #expect(!customer.errors.contains("broken") && !customer.errors.contains("manifest"))
  }

  @Test func `a plugin that is left out is no word to customers`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    try desk.write(
      plugin: "broken",
      "docket.before('ticket.reply', function() error('boom') end, { on_fault = 'skip' })")
    let enabled = try desk.run("plugin", "enable", "broken", "--yes")
    try #require(enabled.status == 0, "\(enabled)")
    #expect(try desk.run("reply", "1", "hello", as: "ann").errors.contains("broken"))
    let customer = try desk.run("reply", "1", "hello", as: "carl")
    #expect(customer.status == 0)
    #expect(!customer.errors.contains("broken"), "\(customer)")
  }
}
