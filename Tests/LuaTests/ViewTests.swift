import Lua
import Testing

/// Records whose values the host is asked for when they are read.
@Suite struct ViewTests {
  /// What a host says of a ticket, and what it was asked.
  private final class Host: ViewSource {
    var values: [String: LuaValue] = [
      "id": .integer(7), "subject": .string("It smokes"),
      "tags": .array([.string("a"), .string("b")]),
    ]
    var asked: [String] = []

    func write(
      part key: KeyID, of source: Int64, into writer: inout WireWriter,
    ) throws(HostError) {
      guard source == 12 else { throw HostError("there is no ticket \(source)") }
      let keys = Fixture.layout.keys
      let name = keys.name(of: key)
      asked.append(name)
      writer.value(values[name] ?? .null, keys: keys)
    }
  }

  private let host = Host()
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
    fixture.sandbox.views = host
  }

  private func run(_ source: String, of view: Int64 = 12) throws -> [LuaValue] {
    try fixture.run(source) { writer in
      guard let ticket = Fixture.layout.shape("ticket") else { return }
      writer.view(ticket, handle: 99, source: view)
    }
  }

  @Test func `only what is read is asked for, and once`() throws {
    let results = try run("local it = ... return it.subject, it.subject, it.before, it.before")
    #expect(results == [.string("It smokes"), .string("It smokes"), .null, .null])
    #expect(host.asked == ["subject", "before"])
  }

  @Test func `a name that the shape has not is an error without a question`() throws {
    #expect(fixtureFault("return (...).subjct")?.message.contains("did you mean 'subject'") == true)
    #expect(host.asked.isEmpty)
  }

  @Test func `pairs goes through all that is there`() throws {
    let results = try run(
      "local n = {} for name in pairs(...) do n[#n + 1] = name end return table.concat(n, ' ')")
    #expect(results == [.string("id subject tags")])
  }

  @Test func `lists in it are read only`() throws {
    #expect(try run("return #(...).tags") == [.integer(2)])
    #expect(
      fixtureFault("local it = ... it.tags[1] = 'x'")?.message.contains("cannot be written") == true
    )
  }

  @Test func `what the host has forgotten is asked for anew`() throws {
    let read = try fixture.sandbox.load("local it = ... return it.subject", chunk: "view.lua")
    var budget = Budget(instructions: 10_000)
    for (subject, isForgotten) in [("one", true), ("two", false), ("three", true)] {
      host.values["subject"] = .string(subject)
      if isForgotten { fixture.sandbox.forgetParts() }
      let isFirst = subject == "one"
      let results = try fixture.sandbox.call(read, budget: &budget, held: 0) { writer in
        guard isFirst, let ticket = Fixture.layout.shape("ticket") else { return }
        writer.view(ticket, handle: 99, source: 12)
      }
      #expect(results == [.string(subject == "two" ? "one" : subject)])
    }
  }

  @Test func `it goes back as a record of all that it shows`() throws {
    let results = try run("return desk.echo((...))")
    guard case .record(_, let handle, let pairs)? = results.first else {
      Issue.record("no record came back")
      return
    }
    #expect(handle == 99)
    #expect(pairs.map(\.key) == ["id", "subject", "tags"])
  }

  @Test func `a refusal of the host is an error at the line that reads`() throws {
    let fault = fixtureFault("local it = ...\nlocal id = it.id", of: 4)
    #expect(fault?.message.contains("there is no ticket 4") == true)
    #expect(fault?.line == 2)
    #expect(fault?.isFatal == false)
  }

  @Test func `methods get its handle`() throws {
    #expect(
      try run("return (...):set('subject', 'x')") == [
        .integer(99), .string("subject"), .string("x"),
      ])
  }

  @Test func `what is asked for counts against the budget by its size`() throws {
    host.values["subject"] = .string(String(repeating: "x", count: 60_000))
    let few = try spent(on: "return #(...).tags")
    let many = try spent(on: "return #(...).subject")
    #expect(many > few + 900)
  }

  private func spent(on source: String) throws -> Int64 {
    let before = fixture.sandbox.statistics.instructions
    _ = try run(source)
    return fixture.sandbox.statistics.instructions - before
  }

  private func fixtureFault(_ source: String, of view: Int64 = 12) -> LuaError? {
    do {
      _ = try run(source, of: view)
      return nil
    } catch {
      return error as? LuaError
    }
  }
}
