import Desk
import Glibc
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Texts

/// One slow channel holds up no other.
@Suite(.timeLimit(.minutes(2))) struct LaneTests {
  /// A channel that posts each message to a host.
  static func poster(_ name: String, to host: String) -> TestPlugin {
    TestPlugin(
      name, permissions: "'ticket.view', 'http:\(host)'",
      """
      docket.channel{ name = "\(name)", send = function(message)
        local answer, problem = docket.http.request{ method = "POST", url = "https://\(host)/" }
        if answer then return true end
        return nil, { code = "retry", message = problem.message }
      end }
      """)
  }

  static func desk(_ plugins: [TestPlugin], channels: [String]) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    for plugin in plugins { try desk.enable(plugin) }
    _ = try desk.desk.administer(as: .desk) { administration in
      for channel in channels {
        try administration.subscribe(
          SubscriptionDraft(to: "ann", event: "create", channel: channel, tellsOwn: true))
      }
    }
    return desk
  }

  @Test func `requests that hang hold up neither other channels nor inboxes, timers and wakes`()
    throws
  {
    let clock = TestPlugin(
      "clock", "docket.every('15m', 'tick', function() docket.state.add('ticks') end)")
    let desk = try Self.desk(
      [Self.poster("slow", to: "slow.example"), Self.poster("fast", to: "fast.example"), clock],
      channels: ["slow", "fast", "inbox"])
    for _ in 1...8 { try desk.question() }
    try desk.postpone(desk.question(), milliseconds: 1_000)
    desk.time.advance(milliseconds: 1_000_000)
    let network = HangingNetwork(hanging: "slow.example")
    let crew = WorkCrew(desk: desk.desk) { network }
    defer {
      network.release()
      crew.end()
    }
    var report = try crew.runDue()
    network.waitUntilHanging()
    while try Self.states(desk, "fast") != [.done] {
      sched_yield()
      report.add(try crew.settle())
    }
    #expect(try Self.states(desk, "inbox") == [.done])
    #expect(try desk.rows(.timer).map(\.state) == [.done])
    #expect(try desk.state("clock", "ticks") == "1")
    #expect(try Self.states(desk, "slow") == [.waiting])
    network.release()
    report.add(try crew.finishDue(pause: { sched_yield() }))
    #expect(try Self.states(desk, "slow") == [.done])
    #expect(report.failed == 0)
    // Three subscriptions and the receipt for each ticket, a tick, a wake.
    #expect(report.done == 9 * 4 + 2)
  }

  /// The states of a channel's rows, each once.
  private static func states(
    _ desk: TemporaryDesk, _ channel: String,
  ) throws -> Set<OutboxRow.State> {
    Set(try desk.rows(.notify).filter { $0.name == channel }.map(\.state))
  }

  @Test func `a crew that is to end breaks off what hangs, and nothing of it has begun`() throws {
    let desk = try Self.desk([Self.poster("slow", to: "slow.example")], channels: ["slow"])
    try desk.question()
    let network = HangingNetwork(hanging: "slow.example")
    let crew = WorkCrew(desk: desk.desk) { network }
    _ = try crew.runDue()
    network.waitUntilHanging()
    crew.end()
    let row = try #require(try desk.rows(.notify).first { $0.name == "slow" })
    #expect(row.state == .waiting)
    #expect(row.tries == 0)
  }

  @Test func `more lanes than threads all come to their turn`() throws {
    let names = (1...5).map { "c\($0)" }
    let desk = try Self.desk(
      names.map { Self.poster($0, to: "\($0).example") }, channels: names)
    for _ in 1...3 { try desk.question() }
    let network = HangingNetwork(hanging: "nobody.example")
    let crew = WorkCrew(desk: desk.desk, lanes: 2) { network }
    defer { crew.end() }
    #expect(try crew.finishDue(pause: { sched_yield() }).done == 3 * (5 + 1))
  }
}

/// A network on which one host does not answer until the others have.
private final class HangingNetwork: Network, Sendable {
  private let host: String
  private let isReleased = Atomic<Bool>(false)
  private let isHanging = Atomic<Bool>(false)

  init(hanging host: String) {
    self.host = host
  }

  func release() { isReleased.store(true, ordering: .releasing) }

  func waitUntilHanging() {
    while !isHanging.load(ordering: .acquiring) { sched_yield() }
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    guard request.address.host.written == host else { return WebResponse(status: 204) }
    isHanging.store(true, ordering: .releasing)
    while !isReleased.load(ordering: .acquiring) {
      if isStopped() { throw WebFailure(.stopped, Text(words: "the worker is to end")) }
      sched_yield()
    }
    return WebResponse(status: 204)
  }
}
