import Kernel
import Storage
import Testing

/// What is read within an allowance.
@Suite struct ReadBudgetTests {
  private static func store(people: Int) throws -> TestStore {
    let store = try TestStore()
    try store.write { transaction in
      for number in 1...people {
        var person = Person(id: try transaction.nextPersonID(), name: "p\(number)")
        person.email = "mail\(number)@example.org"
        person.roles = number % 100 == 0 ? ["agent"] : ["customer"]
        try transaction.write(person)
      }
    }
    return store
  }

  @Test func `steps are counted exactly, the same in every run`() throws {
    let store = try Self.store(people: 500)
    let used = try (1...3).map { _ in
      try store.write { transaction in
        let allowance = ReadAllowance(steps: 1_000_000)
        _ = try transaction.people(beginning: "p1", limit: 50)
        _ = try transaction.limited(to: allowance) {
          try transaction.people(beginning: "p1", limit: 50)
        }
        return 1_000_000 - allowance.steps
      }
    }
    #expect(Set(used).count == 1)
    #expect(used[0] > 50 * ReadAllowance.stepsPerRow)
  }

  @Test func `many small readings count as much as one large one`() throws {
    let store = try Self.store(people: 10)
    try store.write { transaction in
      let allowance = ReadAllowance(steps: 20_000)
      var count = 0
      #expect(throws: StorageError.overBudget) {
        try transaction.limited(to: allowance) {
          while count < 20_000 {
            _ = try transaction.person(named: "p7")
            count += 1
          }
        }
      }
      #expect((100...1_000).contains(count))
    }
  }

  @Test func `entries that are gone through count, and what is read for each of them`() throws {
    let store = try TestStore()
    let id = try store.write { transaction in
      var ticket = try transaction.create("Printer")
      for number in 1...300 {
        ticket = try transaction.append(to: ticket, text: "reply \(number)")
      }
      return ticket.id
    }
    var filter = EntryFilter()
    filter.tickets = [id]
    func count(within steps: Int64, _ body: (Reader) throws -> Void = { _ in }) throws -> Int {
      var count = 0
      let readers = try store.readers()
      #expect(throws: StorageError.overBudget) {
        try readers.read(within: ReadAllowance(steps: steps)) { reader in
          try reader.eachEntry(fitting: filter) { _ in
            count += 1
            try body(reader)
            return true
          }
        }
      }
      return count
    }
    let alone = try count(within: 5_000)
    #expect((10...200).contains(alone))
    let nested = try count(within: 5_000) { _ = try $0.entry(EntryID(rawValue: 1)) }
    #expect((1..<alone).contains(nested))
  }

  @Test func `what is known already counts as if it were read`() throws {
    let store = try Self.store(people: 500)
    try store.write { transaction in
      _ = try transaction.people()
      #expect(throws: StorageError.overBudget) {
        _ = try transaction.limited(to: ReadAllowance(steps: 1_000)) { try transaction.people() }
      }
    }
  }

  @Test func `a statement that writes is never ended, and the transaction goes on`() throws {
    let store = try Self.store(people: 2_000)
    try store.write { transaction in
      let allowance = ReadAllowance(steps: 1_000)
      try transaction.limited(to: allowance) {
        #expect(throws: StorageError.overBudget) { _ = try transaction.people() }
        try transaction.setState(of: "plugin", key: "kept", to: "1")
      }
      #expect(allowance.isSpent)
      #expect(try transaction.people().count == 2_000)
    }
    let kept = try store.write { try $0.state(of: "plugin", key: "kept") }
    #expect(kept == "1")
  }

  @Test func `people with a role are found among very many without reading the others`() throws {
    let store = try Self.store(people: 20_000)
    let readers = try store.readers()
    let found = try readers.read(within: ReadAllowance(steps: 10_000)) { reader in
      try reader.people(withRole: "agent", after: "p100", limit: 2)
    }
    #expect(found.map(\.name) == ["p1000", "p10000"])
    #expect(
      try readers.read { try $0.people(withRole: "agent", after: "", limit: .max).count } == 200)
    #expect(try readers.read { try $0.people(withRole: "nobody", after: "", limit: 9) } == [])
  }

  @Test func `who is next with a role goes around, and is found without reading the others`() throws
  {
    let store = try Self.store(people: 4_000)
    let readers = try store.readers()
    func next(_ role: String, after name: String) throws -> String? {
      try readers.read(within: ReadAllowance(steps: 10_000)) { reader in
        try reader.nextPerson(withRole: role, after: name)?.name
      }
    }
    let all = try readers.read { try $0.people(withRole: "agent", after: "", limit: .max) }
      .map(\.name)
    for (name, following) in zip(all, all.dropFirst() + all.prefix(1)) {
      #expect(try next("agent", after: name) == following)
    }
    #expect(try next("agent", after: "") == all.first)
    #expect(try next("agent", after: "zzz, who left") == all.first)
    #expect(try next("nobody", after: "p100") == nil)
  }

  @Test func `people are found by the beginning of a name or an address`() throws {
    let store = try Self.store(people: 20_000)
    let found = try store.readers().read(within: ReadAllowance(steps: 1_000)) { reader in
      try (
        reader.people(beginning: "p1999", limit: 20), reader.people(beginning: "mail1999", limit: 3)
      )
    }
    #expect(found.0.count == 11)
    #expect(found.1.map(\.name) == ["p19990", "p19991", "p19992"])
  }
}
