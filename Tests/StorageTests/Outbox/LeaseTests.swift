import Kernel
import Storage
import Testing

private func time(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

private func row(
  _ key: String, ticket: Int64? = nil, at moment: Int64 = 0, kind: OutboxRow.Kind = .after,
) -> OutboxRow {
  OutboxRow(
    key: key, kind: kind, plugin: "sla", name: "warn", ticket: ticket.map(Ticket.ID.init),
    payload: "{}", notBefore: time(moment))
}

extension TestStore {
  fileprivate func enqueue(_ rows: OutboxRow...) throws {
    try write { transaction in
      for row in rows { try transaction.enqueue(row) }
    }
  }

  fileprivate func take(
    _ owner: String, now: Int64, for duration: Int64 = 100, limit: Int = 10,
  ) throws -> [OutboxRow] {
    let lease = Lease(owner: owner, until: time(now + duration))
    return try write { try $0.take(lease, now: time(now), limit: limit) }
  }

  fileprivate func row(_ key: String) throws -> OutboxRow? {
    try readers().read { try $0.outboxRow(withKey: key) }
  }
}

@Suite struct LeaseTests {
  @Test func `two processes never hold one row`() async throws {
    let store = try TestStore()
    try store.write { transaction in
      for number in 1...100 { try transaction.enqueue(row("k\(number)")) }
    }
    let other = try Writer(path: store.path, context: {})
    let keys = try await withThrowingTaskGroup(of: [String].self) { group in
      for number in 0..<20 {
        let writer = number.isMultiple(of: 2) ? store.writer : other
        group.addTask {
          let lease = Lease(owner: "w\(number)", until: time(1_000))
          return try await writer.perform { transaction, _ in
            .keeping(try transaction.take(lease, now: time(10), limit: 7).map(\.key))
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(keys.count == 100)
    #expect(Set(keys).count == 100)
  }

  @Test func `a row is taken when it is due and not before, earliest first`() throws {
    let store = try TestStore()
    try store.enqueue(row("late", at: 50), row("early", at: 20), row("future", at: 500))
    #expect(try store.take("a", now: 10) == [])
    #expect(try store.take("a", now: 60).map(\.key) == ["early", "late"])
    #expect(try store.readers().read { try $0.nextDue() } == time(500))
  }

  @Test func `a lease that ran out is another's, and the first holder hears of it`() throws {
    let store = try TestStore()
    try store.enqueue(row("k"))
    let first = try #require(try store.take("a", now: 0).first)
    #expect(try store.take("b", now: 99) == [])
    let second = try #require(try store.take("b", now: 100).first)
    #expect(second.tries == 2)
    #expect(try store.write { try $0.acknowledge(first.id, owner: "a") } == false)
    #expect(try store.write { try $0.acknowledge(second.id, owner: "b") })
    #expect(try store.row("k")?.state == .done)
  }

  @Test func `rows of one hook and ticket start in order, retries hold up nothing`() throws {
    let store = try TestStore()
    try store.enqueue(row("one", ticket: 7), row("two", ticket: 7), row("else", ticket: 8))
    let one = try #require(try store.take("a", now: 0, limit: 1).first)
    #expect(try store.take("b", now: 1).map(\.key) == ["else"])
    let failed = try store.write {
      try $0.fail(one.id, owner: "a", error: "no route", retryAt: time(50))
    }
    #expect(failed)
    #expect(try store.take("b", now: 2).map(\.key) == ["two"])
    #expect(try store.row("one")?.lastError == "no route")
    #expect(try store.take("b", now: 50).map(\.key) == ["one"])
  }

  @Test func `a dead row is kept, seen and can be tried again`() throws {
    let store = try TestStore()
    try store.enqueue(row("k"))
    let taken = try #require(try store.take("a", now: 0).first)
    try store.write { try $0.fail(taken.id, owner: "a", error: "gone", retryAt: nil) }
    #expect(try store.take("b", now: 9_999) == [])
    #expect(try store.readers().read { try $0.outboxCounts() } == [.dead: 1])
    #expect(try store.write { try $0.retryOutboxRow(taken.id, now: time(10_000)) })
    #expect(try store.take("b", now: 10_000).map(\.tries) == [1])
  }

  @Test func `rows given back count no try`() throws {
    let store = try TestStore()
    try store.enqueue(row("k"))
    try #require(try store.take("a", now: 0).count == 1)
    try store.write { try $0.release(owner: "a") }
    #expect(try store.take("b", now: 1).map(\.tries) == [1])
  }

  @Test func `a row is written once, a timer moves`() throws {
    let store = try TestStore()
    try store.enqueue(row("k", at: 1), row("k", at: 2))
    try store.enqueue(row("wake/7", at: 1, kind: .timer), row("wake/7", at: 2, kind: .timer))
    #expect(try store.row("k")?.notBefore == time(1))
    #expect(try store.row("wake/7")?.notBefore == time(2))
    try store.write { try $0.dropOutboxRow(key: "wake/7") }
    #expect(try store.row("wake/7")?.state == .dropped)
  }

  @Test func `a timer set again while it fires waits anew`() throws {
    let store = try TestStore()
    try store.enqueue(row("every/sla", kind: .every))
    let taken = try #require(try store.take("a", now: 0).first)
    try store.write { transaction in
      #expect(try transaction.acknowledge(taken.id, owner: "a"))
      try transaction.enqueue(row("every/sla", at: 60, kind: .every))
    }
    #expect(try store.row("every/sla")?.state == .waiting)
    #expect(try store.take("b", now: 60).map(\.key) == ["every/sla"])
  }

  @Test func `one row can be taken by its key`() throws {
    let store = try TestStore()
    try store.enqueue(row("mine"), row("other"))
    let lease = Lease(owner: "cli", until: time(100))
    let taken = try store.write { try $0.take(lease, now: time(1), key: "mine") }
    #expect(taken?.key == "mine")
    #expect(try store.take("worker", now: 1).map(\.key) == ["other"])
  }

  @Test func `the outbox is listed by what it is about`() throws {
    let store = try TestStore()
    try store.enqueue(row("a", ticket: 1), row("b", ticket: 2), row("c", kind: .timer))
    let keys = try store.readers().read { reader in
      [
        try reader.outboxRows(OutboxFilter()).map(\.key),
        try reader.outboxRows(OutboxFilter(ticket: Ticket.ID(rawValue: 2))).map(\.key),
        try reader.outboxRows(OutboxFilter(state: .waiting, kind: .timer)).map(\.key),
      ]
    }
    #expect(keys == [["a", "b", "c"], ["b"], ["c"]])
  }
}
