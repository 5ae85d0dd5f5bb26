import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// A host that lets requests time out again and again is left alone for a while.
@Suite struct PauseTests {
  private static func desk(rows: Int) throws -> TemporaryDesk {
    let desk = try LaneTests.desk(
      [LaneTests.poster("post", to: "slow.example")], channels: ["post"])
    for _ in 1...rows { try desk.question() }
    return desk
  }

  private static func work(_ desk: TemporaryDesk, _ network: Silence) throws -> Worker.Report {
    try Worker(desk: desk.desk, network: network).runDue()
  }

  private static func posts(_ desk: TemporaryDesk) throws -> [OutboxRow] {
    try desk.rows(.notify).filter { $0.name == "post" }
  }

  @Test func `after three timeouts the others wait, and no try of theirs is counted`() throws {
    let desk = try Self.desk(rows: 6)
    let network = Silence(of: ["slow.example"])
    #expect(try Self.work(desk, network).failed == 3)
    #expect(network.asked.count == 3)
    let rows = try Self.posts(desk)
    #expect(rows.map(\.tries) == [1, 1, 1, 0, 0, 0])
    let end = desk.time.clock.now().advanced(byMilliseconds: DeliveryPause.first)
    #expect(rows.suffix(3).allSatisfy { $0.notBefore == end && $0.state == .waiting })
    let words = try #require(rows.last).lastError
    #expect(words.contains("slow.example has timed out 3 times one after the other since"))
    #expect(words.contains("docket outbox retry"))
  }

  @Test func `each trial is one request, and the pause grows until one is answered`() throws {
    let desk = try Self.desk(rows: 6)
    let network = Silence(of: ["slow.example"])
    _ = try Self.work(desk, network)
    for (wait, count) in [(30, 4), (60, 5), (120, 6)] {
      desk.time.advance(milliseconds: Int64(wait - 1) * 1_000)
      _ = try Self.work(desk, network)
      #expect(network.asked.count == count - 1)
      desk.time.advance(milliseconds: 1_000)
      _ = try Self.work(desk, network)
      #expect(network.asked.count == count)
    }
    network.silent = []
    desk.time.advance(milliseconds: 240_000)
    #expect(try Self.work(desk, network).done == 6)
    #expect(
      try desk.desk.read { reader, _ in
        try reader.deliveryPauses(of: OutboxLane(plugin: "post", channel: "post"))
      }.isEmpty)
  }

  @Test func `once a trial is answered, what waits is due at once`() throws {
    let desk = try Self.desk(rows: 6)
    let network = Silence(of: ["slow.example"])
    _ = try Self.work(desk, network)
    network.silent = []
    let first = try #require(try Self.posts(desk).first)
    try desk.desk.administer(as: .desk) { try $0.retryOutbox([first.id]) }
    #expect(try Self.work(desk, network).done == 4)
  }

  @Test func `doctor and plugin list say since when and why`() throws {
    let desk = try Self.desk(rows: 4)
    _ = try Self.work(desk, Silence(of: ["slow.example"]))
    var habits = Doctor.Habits()
    habits.isWorkerAlive = true
    let finding = try #require(
      Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings.first {
        $0.code == "paused_host"
      })
    #expect(finding.words.contains("slow.example has timed out 3 times"))
    let status = try #require(try desk.pluginStatuses().first { $0.name == "post" })
    #expect(status.pauses.map(\.host) == ["slow.example"])
  }

  @Test func `another host of the same channel is asked all the same`() throws {
    let desk = try LaneTests.desk(
      [
        TestPlugin(
          "post", permissions: "'ticket.view', 'http:slow.example', 'http:fast.example'",
          """
          docket.channel{ name = "post", send = function(message)
            local url = "https://" .. message.ticket.subject .. "/"
            local answer, problem = docket.http.request{ method = "GET", url = url }
            if answer then return true end
            return nil, { code = "retry", message = problem.message }
          end }
          """)
      ], channels: ["post"])
    let network = Silence(of: ["slow.example"])
    for _ in 1...5 { try desk.question(["subject": .text("slow.example")]) }
    for _ in 1...2 { try desk.question(["subject": .text("fast.example")]) }
    let report = try Self.work(desk, network)
    #expect(report.failed == 3)
    #expect(network.asked.suffix(2) == ["fast.example", "fast.example"])
    #expect(try Self.posts(desk).suffix(2).map(\.state) == [.done, .done])
  }

  @Test
  func `a hook that asks without looking at the answer is not done while its host is left alone`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "hook", permissions: "'ticket.view', 'http:slow.example'",
        """
        docket.after("ticket.create", function()
          docket.http.request{ method = "GET", url = "https://slow.example/" }
        end)
        """))
    for _ in 1...5 { try desk.question() }
    _ = try Self.work(desk, Silence(of: ["slow.example"]))
    #expect(try desk.rows(.after).map(\.state) == [.done, .done, .done, .waiting, .waiting])
  }
}

/// A network on which some hosts let each request time out.
private final class Silence: Network {
  var silent: Set<String>
  private(set) var asked: [String] = []

  init(of hosts: Set<String>) {
    silent = hosts
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    let host = request.address.host.written
    asked.append(host)
    guard silent.contains(host) else { return WebResponse(status: 204) }
    throw WebFailure(.timeout, Text(words: "no answer"))
  }
}
