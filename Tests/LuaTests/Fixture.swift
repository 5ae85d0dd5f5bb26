import Dispatch
import Lua

/// A sandbox with a small made-up host: enough to reach every kind of value.
struct Fixture {
  let sandbox: Sandbox
  static let keys = ["id", "subject", "priority", "tags", "fields", "severity", "params", "before"]

  static let functions = [
    HostFunction("desk.echo") { call throws(HostError) in
      for argument in call.arguments {
        call.results.value(argument, keys: call.sandbox.layout.keys)
      }
    },
    HostFunction("desk.tickets.find") { call throws(HostError) in
      throw HostError("the query is wrong; did you mean 'stage:'?")
    },
    HostFunction("desk.tickets.each") { call throws(HostError) in
      guard let next = call.sandbox.layout.function(":next") else { return }
      call.results.iterator(next, handle: 7)
    },
    HostFunction(":next") { call throws(HostError) in
      guard case .integer(let last) = call.argument(2) else {
        return call.results.integer(1)
      }
      if last < 3 { call.results.integer(last + 1) }
    },
    HostFunction(":ticket.set") { call throws(HostError) in
      for argument in call.arguments {
        call.results.value(argument, keys: call.sandbox.layout.keys)
      }
    },
    HostFunction("desk.wait") { call throws(HostError) in
      call.sandbox.postponeDeadline(by: .seconds(600))
    },
    HostFunction("desk.elsewhere") { call throws(HostError) in
      // Another thread works, and this one waits for it.
      let end = Budget.now + 400_000_000
      let group = DispatchGroup()
      DispatchQueue.global().async(group: group) { while Budget.now < end {} }
      group.wait()
    },
    HostFunction("desk.run") { call throws(HostError) in
      guard case .function(let function) = call.argument(0) else { throw HostError("no function") }
      var budget = Budget(instructions: 1_000_000)
      do throws(LuaError) {
        let results = try call.sandbox.call(function, budget: &budget)
        for result in results { call.results.value(result, keys: call.sandbox.layout.keys) }
      } catch {
        throw HostError("inside: \(error.message)")
      }
    },
  ]

  static let shapes = [
    Shape(
      "ticket", keys: ["id", "subject", "priority", "tags", "fields", "params", "before"],
      methods: ["set": ":ticket.set"], hints: ["severity": "ticket.fields.severity"]),
    Shape("fields", keys: ["severity"]),
  ]

  static let layout = Layout(keys: KeyTable(keys), shapes: shapes, functions: functions)

  init(memory: Int = 16 << 20, configure: (inout SandboxConfiguration) -> Void = { _ in }) throws {
    var configuration = SandboxConfiguration(name: "sample", layout: Fixture.layout)
    configuration.memory = memory
    configure(&configuration)
    sandbox = try Sandbox(configuration: configuration)
  }

  /// Runs a text and returns what it returns.
  func run(
    _ source: String, instructions: Int64 = 1_000_000,
    arguments: (inout WireWriter) -> Void = { _ in },
  ) throws -> [LuaValue] {
    var budget = Budget(instructions: instructions, time: .seconds(5))
    let chunk = try sandbox.load(source, chunk: "sample/init.lua")
    return try sandbox.call(chunk, budget: &budget, arguments: arguments)
  }

  /// Runs a text that must fail and returns its error.
  func fault(_ source: String, instructions: Int64 = 1_000_000) -> LuaError? {
    do {
      _ = try run(source, instructions: instructions)
      return nil
    } catch {
      return error as? LuaError
    }
  }

  /// Runs a text with one ticket, number 7, as its argument.
  func runWithTicket(_ source: String) throws -> [LuaValue] {
    try run(source) { Fixture.writeTicket(&$0) }
  }

  static func writeTicket(_ writer: inout WireWriter) {
    guard let ticket = layout.shape("ticket"), let fields = layout.shape("fields") else { return }
    func key(_ name: String, _ writer: inout WireWriter) {
      if let key = layout.keys[name] { writer.key(key) }
    }
    let record = writer.beginRecord(ticket, handle: 99)
    key("id", &writer)
    writer.integer(7)
    key("tags", &writer)
    let tags = writer.beginArray()
    writer.string("b")
    writer.string("a")
    writer.end(tags)
    key("subject", &writer)
    writer.string("It smokes")
    key("fields", &writer)
    let inner = writer.beginRecord(fields)
    key("severity", &writer)
    writer.string("high")
    writer.end(inner)
    key("params", &writer)
    let params = writer.beginTable()
    writer.key("reason")
    writer.string("solved")
    writer.key("note")
    writer.null()
    writer.end(params)
    writer.end(record)
  }
}
