import Desk
import Kernel
import TestSupport
import Testing

/// What a ticket went by before it was renamed: taken back under the names of now.
@Suite struct UndoRenamedTests {
  private func desk(_ code: String) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("own", code))
    return desk
  }

  /// Takes versions of the plugin over, one after the other.
  private func reload(_ desk: TemporaryDesk, _ codes: String...) throws {
    for (index, code) in codes.enumerated() {
      try TestPlugin("own", code).write(toDesk: desk.folder, version: "\(index + 2).0.0")
      try desk.agreeing { try desk.desk.reloadPlugins("own", as: .desk, agreeingTo: $0) }
    }
  }

  private static func choices(_ choices: String) -> String {
    "docket.field{ name = 'severity', type = 'choice', choices = { \(choices) } }"
  }

  private static func called(_ name: String, _ was: String) -> String {
    "{ name = '\(name)', was = '\(was)' }"
  }

  /// A desk whose ticket went from minor to huge before minor and major changed names.
  private func swapped() throws -> (desk: TemporaryDesk, id: Int64, request: String) {
    let desk = try desk(Self.choices("'minor', 'major', 'huge'"))
    let id = try desk.question(["severity": .text("minor")])
    let receipt = try desk.act("admin", "update", id, ["severity": .text("huge")]).receipt()
    try reload(
      desk,
      Self.choices("\(Self.called("third", "minor")), 'major', 'huge'"),
      Self.choices("'third', \(Self.called("minor", "major")), 'huge'"),
      Self.choices("\(Self.called("major", "third")), 'minor', 'huge'"))
    return (desk, id, receipt.request)
  }

  @Test func `a choice that changed names with another one is put back under its own`() throws {
    let (desk, id, request) = try swapped()
    #expect(try desk.undo("admin", request).changed == 1)
    #expect(try desk.ticket(id)?.fields["severity"] == .text("major"))
  }

  @Test func `a field's values are explained under their names of now`() throws {
    let (desk, id, _) = try swapped()
    let values = try desk.desk.session(as: desk.admin) { session in
      try session.explanation.values(of: "severity", in: Ticket.ID(rawValue: id))
    }
    #expect(values?.map(\.edit.to) == [.text("huge"), .text("major")])
  }

  @Test func `a queue is put back under its own name, together with all else`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let admin = try desk.admin
    for name in ["k1", "k2"] {
      try desk.desk.administer(as: .person(admin.id)) { try $0.addQueue(name) }
    }
    let id = try desk.question(["queue": .text("k1"), "tags": .texts(["old"])])
    let receipt = try desk.act(
      "admin", "update", id, ["queue": .text("k2"), "tags": .texts(["new"])]
    ).receipt()
    for (from, to) in [("k1", "k3"), ("k2", "k1")] {
      _ = try desk.desk.rename(DeskRename(.queue, from: from, to: to), as: .person(admin.id))
    }
    #expect(try desk.ticket(id)?.queue == "k1")
    #expect(try desk.undo("admin", receipt.request).changed == 1)
    let ticket = try desk.ticket(id)
    #expect(ticket?.queue == "k3" && ticket?.tags == ["old"])
  }

  @Test func `a tag that was renamed when the ticket had it no more is put back`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question(["tags": .texts(["old"])])
    try desk.question(["tags": .texts(["old"])])
    let receipt = try desk.act("admin", "update", id, ["tags": .texts(["new"])]).receipt()
    _ = try desk.desk.rename(
      DeskRename(.tag, from: "old", to: "past"), as: .person(desk.admin.id))
    try desk.undo("admin", receipt.request)
    #expect(try desk.ticket(id)?.tags == ["past"])
  }

  @Test func `a type that was left before it was renamed is put back`() throws {
    let desk = try desk("docket.type{ name = 'loan', lifecycle = 'question' }")
    let id = try desk.question(["type": .text("loan")])
    let receipt = try desk.act("admin", "update", id, ["type": .text("question")]).receipt()
    try reload(desk, "docket.type{ name = 'lend', lifecycle = 'question', was = 'loan' }")
    let result = try desk.undo("admin", receipt.request)
    #expect(result.changed == 1, "\(result.refused)")
    #expect(try desk.ticket(id)?.type == "lend")
  }

  @Test func `a reason that was renamed while the ticket was open again is put back`() throws {
    let desk = try desk("docket.close_reason{ name = 'mended' }")
    let id = try desk.question()
    try desk.act("admin", "close", id, ["close_reason": .text("mended")]).receipt()
    let receipt = try desk.act("admin", "reopen", id).receipt()
    try reload(desk, "docket.close_reason{ name = 'fixed', was = 'mended' }")
    let result = try desk.undo("admin", receipt.request)
    #expect(result.changed == 1, "\(result.refused)")
    #expect(try desk.ticket(id)?.closeReason == "fixed")
  }

  @Test func `a stage of another type keeps its name in a ticket's past`() throws {
    func cycle(_ name: String, was: String = "") -> String {
      """
      docket.lifecycle{ name = 'repair', initial = 'fresh',
        stages = { { 'fresh', 'open' }, { name = '\(name)', category = 'open'\(was) },
          { 'done', 'closed' } },
        transitions = { fresh = { '\(name)', 'done' }, \(name) = { 'done' } },
        leads = { close = 'done', reopen = 'fresh' } }
      docket.type{ name = 'repair', lifecycle = 'repair' }
      """
    }
    let desk = try desk(cycle("new"))
    let id = try desk.question()
    let receipt = try desk.act("admin", "update", id, ["stage": .text("answered")]).receipt()
    try reload(desk, cycle("early", was: ", was = 'new'"))
    let result = try desk.undo("admin", receipt.request)
    #expect(result.changed == 1, "\(result.refused)")
    #expect(try desk.stage(id) == "new")
  }
}
