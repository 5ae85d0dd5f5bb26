import Crypto
import Kernel
import Storage
import Testing

@Suite struct ReaderTests {
  @Test func `a ticket is shown as it was at a moment`() throws {
    let store = try TestStore()
    try store.write { transaction in
      let ticket = try transaction.create("Before", at: 100)
      let edit = Edit(field: "subject", from: .text("Before"), to: .text("After"))
      try transaction.append(to: ticket, edits: [edit], at: 200)
    }
    let subjects = try store.readers().read { reader in
      try [99, 100, 199, 200].map { moment in
        try reader.ticket(Ticket.ID(rawValue: 1), asOf: Instant(milliseconds: moment))?.subject
      }
    }
    #expect(subjects == [nil, "Before", "Before", "After"])
  }

  @Test func `a reading sees the desk as it was when it began`() throws {
    let store = try TestStore()
    try store.write { try $0.create("One") }
    let readers = try store.readers()
    let seen = try readers.read { reader in
      let before = try reader.people().count
      try store.write { transaction in
        try transaction.write(Person(id: transaction.nextPersonID(), name: "ana"))
      }
      return (before, try reader.people().count)
    }
    #expect(seen == (0, 0))
    #expect(try readers.read { try $0.people().count } == 1)
  }

  @Test func `each reading is one transaction that is counted`() throws {
    let readers = try TestStore().readers()
    #expect(readers.begun == 0)
    for _ in 1...3 { _ = try readers.read { (try $0.people(), try $0.roles()) } }
    #expect(readers.begun == 3)
  }

  @Test func `a reader that outlives its transaction ends the program`() async throws {
    // What is optimised ends without words.
    await #expect(processExitsWith: .failure) {
      var kept: Reader?
      try TestStore().readers().read { kept = $0 }
      _ = try kept?.people()
    }
  }

  @Test func `a reading that takes too much is stopped and the next one is fine`() throws {
    let store = try TestStore()
    try store.write { transaction in
      for number in 1...2_000 {
        try transaction.write(Person(id: transaction.nextPersonID(), name: "p\(number)"))
      }
    }
    let readers = try store.readers()
    #expect(throws: StorageError.overBudget) {
      _ = try readers.read(within: ReadAllowance(steps: 2_000)) { try $0.people() }
    }
    #expect(try readers.read { try $0.people().count } == 2_000)
  }

  @Test func `plugins load in their order, with the files of their digest`() throws {
    let store = try TestStore()
    let files = [
      PluginFile(path: "init.lua", content: [0, 255]), PluginFile(path: "z", content: []),
    ]
    let (plugins, kept, registry) = try store.write { transaction in
      try transaction.write(PluginRecord(name: "b", version: "1.0.0", digest: "d", position: 1))
      try transaction.write(
        PluginRecord(name: "a", version: "1.0.0", digest: "d", isEnabled: false, position: 2))
      try transaction.write(files, digest: "d")
      try transaction.write(files, digest: "d")
      try transaction.decide(byRegistry: "{\"a\":1}", epoch: "e")
      return (
        try transaction.plugins(), try transaction.pluginFiles(digest: "d"),
        try transaction.registry(epoch: transaction.epoch)
      )
    }
    #expect(plugins.map(\.name) == ["b", "a"])
    #expect(plugins.map(\.isEnabled) == [true, false])
    #expect(kept == files)
    #expect(registry == "{\"a\":1}")
    #expect(try store.readers().read { try $0.epoch() } == "e")
  }

  @Test func `an import remembers how far it has come`() throws {
    let store = try TestStore()
    let marks = [
      ImportMark(rows: 256, digest: Digest(of: "a"), checks: [1, 2]),
      ImportMark(rows: 300, digest: Digest(of: "b"), checks: []),
    ]
    try store.write { transaction in
      for mark in marks { try transaction.add(mark, of: "log") }
    }
    let read = try store.readers().read { reader in
      (try reader.importMarks(of: "log"), try reader.importMarks(of: "other"))
    }
    #expect(read == (marks, []))
  }
}
