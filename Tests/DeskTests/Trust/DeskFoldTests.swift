import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// The desk's own tables follow from its chain, whatever is changed and by whichever way.
@Suite struct DeskFoldTests {
  typealias Step = @Sendable (TemporaryDesk) throws -> Void

  /// Everything that changes the desk itself.
  private static let steps: [(name: String, step: Step)] = [
    (
      "a person is added and changed",
      { desk in
        try desk.add("eve", roles: ["agent"])
        _ = try desk.desk.administer(as: .desk) {
          try $0.setPerson(
            "eve", PersonDraft(email: "eve@b.c", login: "eve", language: "nl", roles: []))
        }
      }
    ),
    (
      "a role is granted and revoked",
      { desk in
        let grant = Grant("ticket.update", fields: ["priority"], when: "queue:hr")
        _ = try desk.desk.administer(as: .desk) { try $0.addQueue("hr") }
        _ = try desk.desk.administer(as: .desk) { administration in
          try administration.grant(grant, to: "clerk")
          try administration.grant(Grant("ticket.view"), to: "clerk")
          try administration.grant(Grant("ticket.view", isDenial: true), to: "clerk")
          try administration.revoke("ticket.view", from: "clerk")
        }
      }
    ),
    (
      "a queue comes and goes",
      { desk in
        _ = try desk.desk.administer(as: .desk) { try $0.addQueue("a b".replacing(" ", with: "_")) }
        _ = try desk.desk.administer(as: .desk) { try $0.removeQueue("a_b") }
      }
    ),
    (
      "a setting is set",
      { desk in
        _ = try desk.desk.administer(as: .desk) { try $0.set("attachment_limit", to: "4 MB") }
      }
    ),
    (
      "somebody subscribes, mutes and unsubscribes",
      { desk in
        let ann = Actor.person(try desk.person("ann").id)
        let key = try desk.desk.administer(as: .desk) {
          try $0.subscribe(SubscriptionDraft(to: "role:agent", event: "create")).key
        }
        try desk.desk.administer(as: ann) { try $0.mute(key, for: nil, true) }
        _ = try desk.desk.administer(as: .desk) {
          try $0.subscribe(SubscriptionDraft(to: "role:agent", event: "close"))
        }
        try desk.desk.administer(as: .desk) { try $0.unsubscribe(key) }
      }
    ),
    (
      "a view is saved, shared and deleted",
      { desk in
        let ann = Actor.person(try desk.person("mia").id)
        _ = try desk.desk.administer(as: ann) { try $0.saveView("mine", "is:open") }
        _ = try desk.desk.administer(as: ann) { try $0.saveView("mine", "is:closed") }
        _ = try desk.desk.administer(as: ann) { try $0.saveView("other", "is:closed") }
        _ = try desk.desk.administer(as: ann) { try $0.deleteView("mine") }
      }
    ),
    (
      "a plugin is enabled, set, reloaded and disabled",
      { desk in
        let manifest = "settings = { word = { type = \"text\", default = \"x\" } },"
        let plugin = TestPlugin("noted", manifest: manifest, "docket.queue{ name = 'a' }")
        try desk.enable(plugin)
        let admin = Actor.person(try desk.admin.id)
        try desk.desk.setPlugin("noted", [("word", .text("y"))], as: admin)
        try plugin.write(toDesk: desk.folder, version: "1.0.1")
        try desk.desk.reloadPlugins("noted", as: admin)
        try desk.desk.disablePlugin("noted", as: admin)
        try desk.desk.setPlugin("noted", [("word", .text("z"))], as: admin)
        try desk.desk.reloadPlugins(as: admin)
      }
    ),
    (
      "a step is undone by a refusal",
      { desk in
        #expect(throws: Refusal.self) {
          _ = try desk.desk.administer(as: .desk) { administration in
            try administration.addQueue("gone")
            try administration.addQueue("gone again!")
          }
        }
      }
    ),
  ]

  @Test(arguments: steps.indices)
  func `the desk's tables are what its chain makes of them`(index: Int) throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try Self.steps[index].step(desk)
    #expect(try desk.desk.verifyAudit().problems == [], "\(Self.steps[index].name)")
  }

  @Test func `a row that nobody may change keeps its mark when it is changed again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.shell("UPDATE person SET roles = '[\"admin\"]' WHERE name = 'carl'")
    _ = try desk.desk.administer(as: .desk) {
      try $0.setPerson("carl", PersonDraft(email: "carl@b.c"))
    }
    let words = try desk.desk.verifyAudit().problems.map(\.words)
    #expect(words.contains { $0.contains("was not what the history had made before") }, "\(words)")
  }

  @Test func `repairing makes the desk's rows what its history says`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.question()
    let people = try desk.desk.read { reader, _ in try reader.people() }
    try desk.shell(
      """
      UPDATE person SET roles = '["admin"]', login = 'eve' WHERE name = 'carl';
      DELETE FROM person WHERE name = 'dora'; DELETE FROM setting WHERE name = 'default_type';
      INSERT INTO role VALUES ('agent', 'staff', '[{"permission":"*"}]', '');
      INSERT INTO queue VALUES ('x'); UPDATE plugin SET enabled = 0 WHERE name = 'inbox'
      """)
    #expect(try !desk.desk.verifyAudit().problems.isEmpty)
    try desk.desk.repair([.desk], by: "root", login: "root")
    #expect(try desk.desk.verifyAudit().problems == [])
    #expect(try desk.desk.read { reader, _ in try reader.people() } == people)
  }

  @Test func `what an entry tells of the desk's rows is for the audit only`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let entries = try desk.desk.session(as: try desk.admin) { try $0.deskHistory() }
    #expect(entries.count > 5)
    #expect(!entries.contains { !$0.data.isEmpty })
  }

  @Test func `a change of the desk's own rows that no entry tells of is not committed`() throws {
    let desk = try TemporaryDesk()
    let writer = try Writer(path: desk.folder + "/docket.db", context: {})
    #expect(throws: StorageError.unrecorded(rows: ["queue.x"])) {
      try writer.perform { transaction, _ in
        try transaction.addQueue("x")
        return .keeping(())
      }
    }
    #expect(try desk.desk.read { reader, _ in try reader.queues() } == [])
  }

  @Test func `a seal shows that the desk's own chain was cut off`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let seal = try desk.desk.makeSeal()
    #expect(try desk.desk.differences(from: seal) == [])
    try desk.shell(
      """
      DROP TRIGGER entry_is_never_deleted; DELETE FROM payload WHERE seq = (SELECT max(seq) FROM entry);
      DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)
      """)
    #expect(try !desk.desk.differences(from: seal).isEmpty)
  }
}
