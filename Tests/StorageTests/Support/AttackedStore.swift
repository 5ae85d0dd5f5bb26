import Crypto
import Kernel
import Storage

/// A desk with rows in every table that an audit covers, and SQLite's own shell to change them.
struct AttackedStore {
  let store: TestStore

  init() throws {
    store = try TestStore()
    try store.write(Self.writeDesk)
    try store.write(Self.writeTickets)
  }

  /// Runs statements as somebody does who knows how to get round the triggers, which are there
  /// again afterwards; returns what SQLite says against it.
  func attack(_ sql: String) throws -> String {
    let triggers = try store.shell(
      "SELECT group_concat(sql, ';') || ';' FROM sqlite_schema WHERE type = 'trigger'")
    let names = ["entry_is_never_changed", "entry_is_never_deleted", "payload_is_never_changed"]
    return try store.shell(names.map { "DROP TRIGGER \($0);" }.joined() + sql + ";" + triggers)
  }

  private static func writeDesk(_ transaction: WriteTransaction) throws {
    var ana = Person(
      id: try transaction.nextPersonID(), name: "Ana", email: "a@b", login: "ana", language: "es",
      zone: "Europe/Madrid", roles: ["agent"])
    ana.fields = ["organization": .text("acme")]
    try transaction.write(ana)
    try transaction.write(Absence(of: ana.id, .away, standIn: ana.id))
    try transaction.write(
      RoleSpec(name: "hr", side: .staff, grants: [Grant("ticket.view", when: "queue:hr")]))
    try transaction.addQueue("hr")
    try transaction.set("default_type", to: "question")
    try transaction.write(
      Subscription(
        key: "1", audience: .role("hr"), event: "ticket.create", when: "queue:hr", channel: "inbox")
    )
    try transaction.set(Mute(person: ana.id, key: "1"), to: true)
    try transaction.write(SavedView(name: "mine", query: "is:open", owner: ana.id, share: "hr"))
    let files = [
      PluginFile(path: "init.lua", content: [1]), PluginFile(path: "plugin.lua", content: [2]),
    ]
    let digest = FileSet.digest(of: files.map { ($0.path, $0.content) }).hex
    try transaction.write(files, digest: digest)
    try transaction.write(PluginRecord(name: "p", version: "1.0.0", digest: digest))
    try transaction.keepConsent(of: "p", "{\"permissions\":[]}")
    try transaction.decide(byRegistry: "{\"a\":1}", epoch: Digest(of: "{\"a\":1}").hex)
  }

  private static func writeTickets(_ transaction: WriteTransaction) throws {
    let upload = try Upload(name: "a.txt", content: MemoryContent([1, 2, 3]), limit: 9)
    let file = Attachment(
      name: "a.txt", size: upload.size, type: upload.type, digest: upload.digest)
    let ticket = try transaction.create(
      "One",
      set: [
        Edit(field: "tags", from: .none, to: .list([.text("a")])),
        Edit(field: "attachments", from: .none, to: .list([.attachment(file)])),
      ], text: "Smoke!")
    try transaction.keep(upload, for: ticket.id)
    guard let entry = try transaction.entries(of: ticket.id).first else { return }
    try transaction.remember(
      Receipt(
        ticket: ticket.id, seq: entry.seq, request: entry.request, version: entry.version),
      forKey: "mail/1")
  }
}
