import Foundation
import Kernel
import Storage
import Synchronization
import Testing

private struct Mistake: Error, Equatable {}

@Suite struct WriterTests {
  @Test func `what was performed is there for every reader`() throws {
    let store = try TestStore()
    let id = try store.write { try $0.create("Printer on fire").id }
    let ticket = try store.readers().read { try $0.ticket(id) }
    #expect(ticket?.subject == "Printer on fire")
  }

  @Test func `what callers ask at the same time is all done`() async throws {
    let store = try TestStore()
    let ids = try await withThrowingTaskGroup(of: Ticket.ID.self) { group in
      for number in 1...64 {
        group.addTask {
          try await store.writer.perform { transaction, _ in
            .keeping(try transaction.create("Ticket \(number)").id)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(ids.map(\.rawValue)) == Set(1...64))
    #expect(try store.problems() == [])
  }

  @Test func `an operation that fails within a batch fails alone`() async throws {
    let store = try TestStore()
    let failures = await withTaskGroup(of: Bool.self) { group in
      for number in 1...64 {
        group.addTask {
          do {
            try await store.writer.perform { transaction, _ in
              try transaction.create("Ticket \(number)")
              if number.isMultiple(of: 8) { throw Mistake() }
              return .keeping(())
            }
            return false
          } catch {
            return true
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(failures == 8)
    #expect(try store.shell("SELECT count(*) FROM ticket") == "56\n")
    #expect(try store.problems() == [])
  }

  /// A desk that an operation was the last to hold would be closed by the writer's own thread.
  @Test func `what an operation holds is let go before its caller hears of it`() throws {
    final class Held: Sendable {}
    let store = try TestStore()
    for number in 1...1_000 {
      var held: Held? = Held()
      weak let left = held
      try store.writer.perform { [held] _, _ in
        .rollingBack(withExtendedLifetime(held) {})
      }
      held = nil
      try #require(left == nil, "\(number)")
    }
  }

  @Test func `what is rolled back gives its value and leaves nothing, numbers included`() throws {
    let store = try TestStore()
    let tried = try store.writer.perform { transaction, _ in
      .rollingBack(try transaction.create("Only tried").id)
    }
    let real = try store.write { try $0.create("Real").id }
    #expect(tried == real)
    #expect(try store.shell("SELECT count(*), max(seq) FROM entry") == "1|1\n")
  }

  @Test func `a line for the log stays where the change is rolled back`() throws {
    let store = try TestStore()
    let line = LogLine(
      at: Instant(milliseconds: 5), level: .error, plugin: "sla", message: "init.lua:3: oops")
    try store.writer.perform { transaction, _ in
      try transaction.create("Only tried")
      return .rollingBack((), log: [line])
    }
    let lines = try store.readers().read { try $0.logLines(last: 10) }
    #expect(lines == [line])
    #expect(try store.shell("SELECT count(*) FROM ticket") == "0\n")
  }

  @Test func `a batch that fills the disk keeps what has room`() async throws {
    let store = try TestStore()
    try store.write { try $0.create("First") }
    try store.write { try $0.limitSize(toPages: 200) }
    let done = await withTaskGroup(of: Int.self) { group in
      for number in 1...64 {
        group.addTask {
          do {
            return try await store.writer.perform { transaction, _ in
              let text = number.isMultiple(of: 9) ? String(repeating: "x", count: 900_000) : "short"
              try transaction.create("Ticket \(number)", text: text)
              return .keeping(1)
            }
          } catch {
            return error as? StorageError == .full(path: store.path) ? 0 : -1_000
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(done == 57)
    #expect(try store.shell("SELECT count(*) FROM ticket") == "58\n")
    #expect(try store.problems() == [])
  }

  @Test func `each transaction begins with what the desk wants to know first`() throws {
    let store = try TestStore()
    var steps = TransactionSteps<Seen>()
    steps.begin = { $1.epochs.append($0.epoch) }
    let other = try Writer(path: store.path, context: { Seen() }, steps: steps)
    try other.perform { transaction, _ in .keeping(try transaction.create("One")) }
    try store.write { try $0.decide(byRegistry: "{}", epoch: "e1") }
    let epochs = try other.perform { _, seen in .keeping(seen.epochs) }
    #expect(epochs == ["", "e1"])
  }

  @Test func `a closed writer takes nothing more and says so`() throws {
    let store = try TestStore()
    store.writer.close()
    #expect(throws: StorageError.closed) { try store.write { try $0.create("Too late") } }
  }

  @Test func `a desk locked by another program is reported as busy`() throws {
    let store = try TestStore(busyTimeout: 20)
    let holder = try Writer(path: store.path, context: {})
    let error = try holder.perform { transaction, _ in
      _ = try transaction.create("Holding the lock")
      do {
        try store.write { try $0.create("Waiting") }
        return .keeping(nil as StorageError?)
      } catch let error as StorageError {
        return .keeping(error)
      }
    }
    #expect(error == .busy(path: store.path))
  }

  @Test func `a writer that never rests lets others in`() throws {
    let store = try TestStore()
    let busy = try Writer(path: store.path, context: {})
    let isDone = Atomic<Bool>(false)
    let thread = Foundation.Thread {
      // Gives up where nobody else ever gets in: then the other has long been told that it is busy.
      for number in 0..<1_000_000 where !isDone.load(ordering: .relaxed) {
        let text = "Ticket \(number)"
        _ = try? busy.perform { transaction, _ in
          .keeping(try (0..<50).forEach { _ in _ = try transaction.create(text) })
        }
      }
    }
    thread.start()
    defer { isDone.store(true, ordering: .relaxed) }
    for number in 1...3 { try store.write { try $0.create("Other \(number)") } }
    #expect(try store.shell("SELECT count(*) FROM ticket WHERE subject LIKE 'Other%'") == "3\n")
  }

  @Test func `two writers of one desk never give the same number`() async throws {
    let store = try TestStore()
    let other = try Writer(path: store.path, context: {})
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...40 {
        let writer = number.isMultiple(of: 2) ? store.writer : other
        group.addTask {
          try await writer.perform { transaction, _ in
            try transaction.create("Ticket \(number)")
            return .keeping(())
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.shell("SELECT count(*), max(id) FROM ticket") == "40|40\n")
    #expect(try store.problems() == [])
  }
}

private final class Seen {
  var epochs: [String] = []
}
