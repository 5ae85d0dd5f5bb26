import Crypto
import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// The plugin `webhook`, with a real server at the other end.
@Suite struct WebhookTests {
  private static let key = "correct horse"

  /// A desk whose plugin posts what happens to bob's URL.
  private func desk(
    url: String, addresses: [String] = [],
    secret: String = "secrets = { webhook = { key = { file = \"key\" } } }",
  ) throws -> WebhookDesk {
    let made = try TemporaryDesk(staffed: ["support", "webhook"])
    try Self.key.write(toFile: made.folder + "/key", atomically: true, encoding: .utf8)
    try "return { \(secret) }".write(
      toFile: made.folder + "/docket.lua", atomically: true, encoding: .utf8)
    try made.desk.setPlugin(
      "webhook",
      [("url", .text(url)), ("addresses", .elements(adding: addresses, removing: []))], as: .desk)
    _ = try made.desk.administer(as: .desk) {
      try $0.subscribe(
        SubscriptionDraft(to: "bob", event: "create", channel: "webhook", tellsOwn: true))
    }
    return try WebhookDesk(made)
  }

  @Test func `a message arrives with a signature that another program can check`() throws {
    let server = try LoopbackServer { _ in .status(204) }
    let desk = try desk(url: server.url("/hook"))
    try desk.made.question()
    #expect(try desk.work().done == 1)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/hook")
    #expect(request.headers["content-type"] == "application/json; charset=utf-8")
    #expect(request.headers["user-agent"] == "docket-webhook/1.1.0")
    let time = try #require(request.headers["docket-timestamp"])
    #expect(Int64(time) == desk.made.time.clock.now().milliseconds / 1_000)
    let mac = Self.mac(Array("\(time).".utf8) + request.body, key: Array(Self.key.utf8))
    #expect(request.headers["docket-signature"] == "sha256=\(mac)")
    let body = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
    #expect(body?["event"] as? String == "ticket.create")
    #expect((body?["ticket"] as? [String: Any])?["subject"] as? String == "No light")
  }

  /// HMAC by its definition (RFC 2104).
  private static func mac(_ message: [UInt8], key: [UInt8]) -> String {
    let padded = key + [UInt8](repeating: 0, count: 64 - key.count)
    let inner = KeyedDigest.sha256(padded.map { $0 ^ 0x36 } + message)
    return KeyedDigest.sha256(padded.map { $0 ^ 0x5c } + inner).hex
  }

  @Test func `every try of a message has the same key, and waits as the receiver says`() throws {
    let server = try LoopbackServer { request in
      request.headers["docket-attempt"] == "1"
        ? .status(503, headers: ["Retry-After: 300"]) : .status(200)
    }
    let desk = try desk(url: server.url())
    try desk.made.question()
    #expect(try desk.work().failed == 1)
    #expect(try desk.row().lastError == "the receiver answered 503")
    #expect(try desk.work(after: .seconds(299)) == Worker.Report())
    #expect(try desk.work(after: .seconds(1)).done == 1)
    let keys = server.requests.compactMap { $0.headers["idempotency-key"] }
    #expect(keys.count == 2)
    #expect(Set(keys).count == 1)
    #expect(server.requests.map { $0.headers["docket-attempt"] } == ["1", "2"])
  }

  @Test func `two messages have two keys`() throws {
    let server = try LoopbackServer { _ in .status(200) }
    let desk = try desk(url: server.url())
    for _ in 1...2 { try desk.made.question() }
    #expect(try desk.work().done == 2)
    #expect(Set(server.requests.compactMap { $0.headers["idempotency-key"] }).count == 2)
  }

  @Test(arguments: [LoopbackServer.Answer.hangUp, .endless, .raw("nonsense")])
  func `a receiver that fails is tried again`(_ answer: LoopbackServer.Answer) throws {
    let server = try LoopbackServer { _ in answer }
    let desk = try desk(url: server.url())
    try desk.made.question()
    #expect(try desk.work() == .init(failed: 1))
    #expect(try desk.row().state == .waiting)
  }

  @Test func `a name that leads inside is refused, unless the address is named`() throws {
    let server = try LoopbackServer { _ in .status(200) }
    let url = server.url(host: "pretend.localhost")
    let closed = try desk(url: url)
    try closed.made.question()
    #expect(try closed.work().dead == 1)
    #expect(try closed.row().lastError.contains("pretend.localhost leads to an address"))
    #expect(server.requests.isEmpty)
    let open = try desk(url: url, addresses: ["127.0.0.1:\(server.port)", "[::1]"])
    try open.made.question()
    #expect(try open.work().done == 1)
  }

  @Test func `a redirect is followed on the same host, not to another`() throws {
    let other = try LoopbackServer { _ in .status(200) }
    let server = try LoopbackServer { request in
      switch request.target {
      case "/same": .status(307, headers: ["Location: /there"])
      case "/other": .status(307, headers: ["Location: \(other.url(host: "localhost"))"])
      default: .status(200)
      }
    }
    let same = try desk(url: server.url("/same"))
    try same.made.question()
    #expect(try same.work().done == 1)
    #expect(server.requests.map(\.method) == ["POST", "POST"])
    let leading = try desk(url: server.url("/other"))
    try leading.made.question()
    #expect(try leading.work().dead == 1)
    #expect(
      try leading.row().lastError == "127.0.0.1 leads on to localhost, which no permission names")
    #expect(other.requests.isEmpty)
  }

  @Test
  func `without its secret a message waits, the rest goes on, and it is sent once that is there`()
    throws
  {
    let server = try LoopbackServer { _ in .status(200) }
    let desk = try desk(
      url: server.url(), secret: "secrets = { webhook = { key = { file = \"missing\" } } }")
    let id = try desk.made.question()
    #expect(try desk.work().failed == 1)
    let row = try desk.row()
    #expect(row.state == .waiting)
    #expect(row.lastError.contains("the secret webhook.key: it is to be in the file"))
    #expect(row.lastError.contains("No such file"))
    try desk.made.act("ann", "note", id, text: "still here").receipt()
    #expect(try desk.faults() == 0)
    try Self.key.write(
      toFile: desk.made.folder + "/missing", atomically: true, encoding: .utf8)
    #expect(try desk.work(after: .seconds(60)).done == 1)
    #expect(server.requests.count == 1)
  }

  @Test func `a worker that is to end breaks off, and the message is as if it was never begun`()
    throws
  {
    let server = try LoopbackServer { _ in .silence }
    let desk = try desk(url: server.url())
    try desk.made.question()
    let report = try desk.worker.runDue { !server.requests.isEmpty }
    #expect(report == Worker.Report())
    let row = try desk.row()
    #expect(row.state == .waiting)
    #expect(row.tries == 0)
    #expect(row.lastError.isEmpty)
  }

  @Test func `a secret is not in the database`() throws {
    let server = try LoopbackServer { _ in .status(400, body: Self.key) }
    let desk = try desk(url: server.url())
    try desk.made.question()
    #expect(try desk.work().dead == 1)
    #expect(try desk.made.shell(".dump").contains("No light"))
    #expect(!(try desk.made.shell(".dump").contains(Self.key)))
  }
}

/// A desk that was opened again after its `docket.lua` was written.
private final class WebhookDesk {
  let made: TemporaryDesk
  let worker: Worker
  private let opened: Desk

  init(_ made: TemporaryDesk) throws {
    self.made = made
    opened = try Desk(at: made.folder, clock: made.time.clock)
    worker = Worker(desk: opened)
  }

  deinit { opened.close() }

  func work(after span: Duration = .zero) throws -> Worker.Report {
    made.time.advance(milliseconds: span.components.seconds * 1_000)
    return try worker.runDue()
  }

  /// How often the plugin has failed, which would suspend it in the end.
  func faults() throws -> Int {
    let statuses = try opened.moment({ try $0.pluginStatuses(readingManifests: false) })
    return try #require(statuses.first { $0.name == "webhook" }).faults
  }

  /// The one row of a message.
  func row() throws -> OutboxRow { try #require(try made.rows(.notify).first) }
}

extension Worker.Report {
  fileprivate init(failed: Int) {
    self.init()
    self.failed = failed
  }
}
