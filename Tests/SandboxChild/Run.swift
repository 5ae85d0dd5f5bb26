import Glibc
import Lua

/// How running a file ended.
struct Outcome {
  let word: String
  let detail: String
}

/// One file in one sandbox, with `desk.on` to register handlers and `desk.sample` to play with.
final class Run {
  let sandbox: Sandbox
  private let handlers = Handlers()
  private var budget: Budget
  private let given: Budget

  final class Handlers {
    var functions: [LuaFunction] = []
  }

  /// With `isInterrupted` it is the sandbox of a person who goes on after a fault.
  init(memory: Int, budget: Budget, isInterrupted: (() -> Bool)? = nil) throws {
    let on = HostFunction("desk.on") { call throws(HostError) in
      guard case .string(let event) = call.argument(0), event == "ticket.close" else {
        throw HostError("there is no such event")
      }
      guard case .function(let function) = call.argument(1) else {
        throw HostError("a handler is a function")
      }
      (call.sandbox.context as? Handlers)?.functions.append(function)
    }
    let run = HostFunction("desk.run") { call throws(HostError) in
      guard case .function(let function) = call.argument(0) else {
        throw HostError("a function is wanted")
      }
      let (sandbox, argument) = (call.sandbox, call.argument(1))
      defer { sandbox.release(function) }
      var budget = Budget(instructions: 1_000_000)
      do throws(LuaError) {
        let values = try sandbox.call(function, budget: &budget) {
          $0.value(argument, keys: sandbox.layout.keys)
        }
        for value in values { call.results.value(value, keys: sandbox.layout.keys) }
      } catch {
        throw HostError("inside: \(error.message)")
      }
    }
    let ticket = Shape("ticket", keys: ["id", "summary"])
    var configuration = SandboxConfiguration(
      name: "hostile", layout: Layout(shapes: [ticket], functions: [on, run]))
    configuration.memory = memory
    configuration.allowsGlobals = isInterrupted != nil
    configuration.isInterrupted = isInterrupted
    sandbox = try Sandbox(configuration: configuration)
    (self.budget, given) = (budget, budget)
    sandbox.context = handlers
    try sandbox.define("desk.sample") { Run.writeTicket(&$0, sandbox.layout) }
  }

  func outcome(of source: String) -> Outcome {
    do throws(LuaError) {
      let chunk = try sandbox.load(source, chunk: "hostile/init.lua")
      _ = try sandbox.call(chunk, budget: &budget)
      for handler in handlers.functions {
        _ = try sandbox.call(handler, budget: &budget) { Run.writeTicket(&$0, self.sandbox.layout) }
      }
      return Outcome(word: "done", detail: "handlers=\(handlers.functions.count)")
    } catch {
      return Outcome(word: error.code.rawValue, detail: error.description)
    }
  }

  /// Lets go of what the file registered, and gives the next run a budget of its own.
  func releaseHandlers() {
    for handler in handlers.functions { sandbox.release(handler) }
    handlers.functions = []
    budget = given
  }

  private static func writeTicket(_ writer: inout WireWriter, _ layout: Layout) {
    guard let shape = layout.shape("ticket"), let summary = layout.keys["summary"] else { return }
    let record = writer.beginRecord(shape, handle: 1)
    writer.key(summary)
    writer.string("It smokes")
    writer.end(record)
  }
}

/// The whole of a file as text; nil when it cannot be read.
func readText(_ path: String) -> String? {
  let file = unsafe fopen(path, "r")
  guard let file = unsafe file else { return nil }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var byte = unsafe getc(file)
  while byte != EOF {
    bytes.append(UInt8(truncatingIfNeeded: byte))
    byte = unsafe getc(file)
  }
  return String(decoding: bytes, as: UTF8.self)
}
