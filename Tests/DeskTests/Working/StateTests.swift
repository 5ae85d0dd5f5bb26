import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// What plugins remember is not lost, whoever writes at the same time.
@Suite struct StateTests {
  /// A desk with so many changes of tags, after each of which the plugin `memory` does something.
  private static func desk(
    after code: String, changes: Int, before other: String = "",
  ) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "memory", permissions: "'ticket.view', 'ticket.update', 'http:example.org'",
        """
        local function pause() docket.http.request{ method = "GET", url = "https://example.org/" } end
        docket.after("field.tags", function(change) \(code) end)
        \(other)
        """))
    for number in 1...changes {
      let id = try desk.question()
      try desk.act("ann", "update", id, ["tags": .texts(["t\(number)"])]).receipt()
    }
    return desk
  }

  @Test(arguments: 1...5)
  func `sums, and what is read and written again, are kept however two workers interleave`(
    seed: UInt64,
  ) throws {
    let count = 40
    let desk = try Self.desk(
      after: """
        local all = docket.state.get("all") or 0
        docket.state.add("sum", 1)
        pause()
        docket.state.set("all", all + 1)
        docket.state.add("sum", 2)
        if #docket.state.keys("of/") < 1000 then docket.state.set("of/" .. change.id, true) end
        """, changes: count)
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { other.close() }
    var random = RepeatableRandom(seed: seed)
    let second = Worker(desk: other, network: ClosedNetwork.dryRun)
    let first = Worker(
      desk: desk.desk,
      network: Interruption {
        var left = Int.random(in: 0...4, using: &random)
        try second.runDue {
          left -= 1
          return left < 0
        }
      })
    while try desk.rows(.after).contains(where: { $0.state == .waiting }) {
      try first.runDue()
      desk.time.advance(milliseconds: 4_000_000)
    }
    #expect(try desk.rows(.after).allSatisfy { $0.state == .done })
    #expect(try desk.state("memory", "sum") == "\(3 * count)")
    #expect(try desk.state("memory", "all") == "\(count)")
  }

  @Test func `a run whose state keeps moving is tried again later, and ends in the end`() throws {
    let desk = try Self.desk(
      after: "local n = docket.state.get('n') or 0; pause(); docket.state.set('n', n + 1)",
      changes: 1)
    let worker = Worker(
      desk: desk.desk,
      network: Interruption {
        try desk.write { transaction in
          let present = Int(try transaction.state(of: "memory", key: "n") ?? "0") ?? 0
          try transaction.setState(of: "memory", key: "n", to: "\(present + 10)")
        }
      })
    #expect(try worker.runDue().failed == 1)
    let row = try #require(try desk.rows(.after).first)
    #expect(row.lastError == "its state `n` was changed by others while it ran, 3 times in a row")
    #expect(try desk.state("memory", "n") == "30")
    desk.time.advance(milliseconds: 60_000)
    #expect(try Worker(desk: desk.desk, network: ClosedNetwork.dryRun).runDue().done == 1)
    #expect(try desk.state("memory", "n") == "31")
  }

  @Test func `a list of keys that others have added to is read again`() throws {
    let desk = try Self.desk(
      after: """
        local n = #docket.state.keys("of/")
        pause()
        docket.state.set("count", n)
        """, changes: 1)
    var isFirst = true
    let worker = Worker(
      desk: desk.desk,
      network: Interruption {
        guard isFirst else { return }
        isFirst = false
        try desk.write { transaction in
          try transaction.setState(of: "memory", key: "of/1", to: "true")
        }
      })
    #expect(try worker.runDue().done == 1)
    #expect(try desk.state("memory", "count") == "1")
  }

  @Test func `hooks on one timer see what those before them remembered`() throws {
    let desk = try Self.desk(
      after: "docket.schedule{ ticket = change.id, name = 'later', at = docket.time.now() }",
      changes: 1,
      before: """
        for _ = 1, 3 do
          docket.after("timer.later", function()
            docket.state.set("n", (docket.state.get("n") or 0) + 1)
          end)
        end
        """)
    try desk.work()
    #expect(try desk.state("memory", "n") == "3")
  }

  @Test func `keys are compared by their bytes`() throws {
    let desk = try Self.desk(
      after: """
        docket.state.set("caf\\u{e9}", 1)
        docket.state.set("cafe\\u{301}", 2)
        docket.state.set("all", {
          docket.state.get("caf\\u{e9}"), docket.state.get("cafe\\u{301}"),
          #docket.state.keys("caf"), #docket.state.keys("cafe"),
        })
        """, changes: 1)
    try desk.work()
    #expect(try desk.state("memory", "all") == "[1,2,2,1]")
    #expect(try desk.state("memory", "caf\u{e9}") == "1")
    #expect(try desk.state("memory", "cafe\u{301}") == "2")
  }

  @Test func `whole numbers are added exactly`() throws {
    let desk = try Self.desk(
      after: "docket.state.set('n', 2^53 // 1 | 0); docket.state.add('n', 1)", changes: 1)
    try desk.work()
    #expect(try desk.state("memory", "n") == "9007199254740993")
  }
}

/// A network on which something else happens at each request.
struct Interruption: Network {
  let happening: () throws -> Void

  init(_ happening: @escaping () throws -> Void) {
    self.happening = happening
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    do {
      try happening()
    } catch {
      throw WebFailure(.broken, Text(words: "\(error)"))
    }
    return WebResponse(status: 204)
  }
}
