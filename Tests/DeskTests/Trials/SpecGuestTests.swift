import Desk
import Foundation
import TestSupport
import Testing

/// The plugins that are on the desks of another one's examples.
@Suite struct SpecGuestTests {
  /// What comes of a close without a reason beside those plugins; `nil` where it is done.
  private func failure(besides names: [String], spec: String? = nil) throws -> String? {
    let folder = try TemporaryFolder()
    let files = [
      "plugin.lua": """
      return { name = "mine", version = "1.0.0", api = 1, summary = "A plugin of a test" }
      """,
      "init.lua": "docket.field{ name = 'mine', type = 'text' }",
      "spec.lua": spec ?? """
        spec.case("a plain close", { requires = { "support" } }, function(desk)
          desk:act("mia", "close", desk:create{ subject = "a" }, {})
        end)
        """,
    ]
    try FileManager.default.createDirectory(
      atPath: folder.path + "/mine", withIntermediateDirectories: true)
    for (name, text) in files { try folder.write(text + "\n", to: "mine/\(name)") }
    let report = try Desk.testPlugin(
      named: folder.path + "/mine", deskAt: "/nowhere", besides: names)
    return try #require(report.results.first).failure
  }

  @Test func `a set stands for its plugins, with what it sets`() throws {
    #expect(try failure(besides: []) == nil)
    #expect(try failure(besides: ["close-reasons"])?.contains("close_reason") == true)
    #expect(try failure(besides: ["support-desk"]) == nil)
    let spec = """
      spec.case("all are there", {}, function(desk)
        local ticket = desk:get(desk:create{ subject = "a", requester = "carl" })
        -- What nobody declares cannot be read.
        local escalation = ticket.fields.escalation
        spec.equal(ticket.assignee ~= nil, true)
      end)
      """
    #expect(try failure(besides: ["support-desk"], spec: spec) == nil)
  }

  @Test func `the examples of a plugin of the set say themselves what is set for it`() throws {
    let report = try Desk.testPlugin(
      named: "close-reasons", deskAt: "/nowhere", matching: ["without a reason"],
      besides: ["support-desk"])
    #expect(!report.results.isEmpty)
    #expect(report.results.allSatisfy { $0.failure == nil }, "\(report.results)")
  }

  @Test func `a name that is neither a plugin nor a set is refused`() throws {
    #expect(throws: DeskError.self) { try failure(besides: ["support-dask"]) }
  }
}
