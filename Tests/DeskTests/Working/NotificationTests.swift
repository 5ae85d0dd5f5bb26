import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Whom a hook's notification reaches.
@Suite struct NotificationTests {
  static func teller(_ to: String, visibility: String, permissions: String = "") -> TestPlugin {
    TestPlugin(
      "teller", permissions: permissions,
      """
      docket.before("field.tags", function(change)
        change:notify{ to = { \(to) }, text = "look", visibility = "\(visibility)" }
      end)
      """)
  }

  /// The names of those whom a change of tags by admin tells.
  static func told(_ desk: TemporaryDesk) throws -> [String] {
    let id = try desk.question(["assignee": .text("ann"), "followers": .texts(["dora", "bob"])])
    let receipt = try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    return try desk.desk.read { reader, _ in
      try receipt.outbox.compactMap { try $0.recipient.flatMap { try reader.person($0)?.name } }
    }
  }

  @Test func `internal words never reach who does not see notes`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      Self.teller("'requester', 'assignee', 'followers', 'role:customer'", visibility: "internal"))
    #expect(try Self.told(desk) == ["ann", "bob"])
  }

  @Test func `public words of a plugin reach customers only with its permission`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(Self.teller("'requester'", visibility: "public"))
    #expect(try Self.told(desk) == [])
    try desk.enable(
      Self.teller("'requester'", visibility: "public", permissions: "'notify.public'"))
    #expect(try Self.told(desk) == ["carl"])
  }

  @Test func `nobody is told of a ticket that they may not see`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.add("eve", roles: ["customer"])
    try desk.enable(
      Self.teller("'eve'", visibility: "public", permissions: "'notify.public'"))
    #expect(try Self.told(desk) == [])
  }

  @Test func `each is told once, however many of the addresses mean them`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(Self.teller("'ann', 'assignee', 'role:agent'", visibility: "internal"))
    #expect(try Self.told(desk) == ["ann", "bob"])
  }

  @Test(arguments: [
    ("to = { 'an' }", "whom nobody knows here"), ("to = { 'asignee' }", "did you mean `assignee`?"),
    ("to = { 'role:agnt' }", "did you mean `agent`?"),
    ("to = { 'ann' }, channel = 'inbx'", "did you mean `inbox`?"),
  ])
  func `telling a name that there is not is a fault of the hook that says which`(
    arguments: String, words: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      TestPlugin(
        "teller",
        """
        docket.before("field.tags", function(change)
          change:notify{ \(arguments), text = "look" }
        end)
        """))
    let id = try desk.question()
    let outcome = try desk.act("admin", "update", id, ["tags": .texts(["a"])])
    #expect(outcome.faults.contains { $0.message.contains(words) })
    #expect(try desk.ticket(id)?.tags == [])
  }
}
