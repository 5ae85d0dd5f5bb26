import Kernel
import Lua
import System
import Texts

/// The sandbox of a prompt: what its lines make stays from one to the next.
///
/// It belongs to one thread. A line that is stopped, or takes too long, leaves what it had made; one
/// that uses up the memory takes all with it.
package final class PromptBox {
  /// How one line reads and writes.
  package struct Run {
    package var desk: any DeskReading
    package var bulk: (any BulkDesk)?
    package var network: any Network
    /// Whose eyes it reads with, beside the person's own.
    package var eyes: Person?
    /// The language that dates are typed in; the person's own if it is `nil`.
    package var typed: Language?
    /// The time of its own that it has.
    package var milliseconds: Int64
    /// Whether what it asks of the desk is taken from that time, and all that it reads.
    package var isHurried = false
    /// Why nothing but requests is taken; `nil` where `leave` takes the rest.
    package var closed: PromptStop?
    /// Takes what an entry that came to its end leaves besides its requests.
    package var leave: (ReactionResult) -> Void = { _ in }
    package var submit: (Request) throws -> Outcome

    package init(
      desk: any DeskReading, bulk: (any BulkDesk)? = nil, network: any Network,
      eyes: Person? = nil, milliseconds: Int64, submit: @escaping (Request) throws -> Outcome,
    ) {
      (self.desk, self.bulk, self.network) = (desk, bulk, network)
      self.eyes = eyes
      self.milliseconds = milliseconds
      self.submit = submit
    }
  }

  /// Whose prompt it is.
  package let person: Person
  private let registry: Registry
  private let traits: DeskTraits
  private let interruption: Interruption
  private let print: (String) -> Void
  private let log: (PluginLogLine) -> Void
  private var context: SandboxContext
  private var sandbox: Sandbox
  private var functions: Functions

  /// Functions of the prompt's own code.
  private struct Functions {
    let run: LuaFunction
    let held: LuaFunction
  }

  private static let name = "prompt"
  private static let instructions: Int64 = 4_000_000_000
  /// For the network, in milliseconds.
  private static let waiting: Int64 = 600_000
  private static let limits = PluginLimits().replaced(by: [
    PluginLimits.log.name: 64 << 20, PluginLimits.memory.name: 128 << 20,
    PluginLimits.fill.name: PluginLimits.fill.most,
    PluginLimits.effects.name: PluginLimits.effects.most,
    PluginLimits.effectBytes.name: PluginLimits.effectBytes.most,
  ])

  /// Begins a session with the fields and actions of a registry.
  package init(
    of person: Person, registry: Registry, traits: DeskTraits, interruption: Interruption,
    print: @escaping (String) -> Void, log: @escaping (PluginLogLine) -> Void = { _ in },
  ) throws(PluginProblem) {
    self.person = person
    self.registry = registry
    self.traits = traits
    self.interruption = interruption
    self.print = print
    self.log = log
    (context, sandbox, functions) = try PromptBox.make(
      of: person, registry, traits, interruption, print, log)
  }

  private static func make(
    of person: Person, _ registry: Registry, _ traits: DeskTraits, _ interruption: Interruption,
    _ print: @escaping (String) -> Void, _ log: @escaping (PluginLogLine) -> Void,
  ) throws(PluginProblem) -> (SandboxContext, Sandbox, Functions) {
    let context = SandboxContext(
      source: PluginSource(script: name, text: ""), as: .script(name, of: person),
      manifest: .script(named: name), catalogue: PluginTexts(),
      layout: HostLayout(of: registry),
      desk: traits, rows: RowLimit(most: .max), limits: limits, log: log)
    context.rows.reads.allowance.isStopped = { interruption.isRequested }
    var configuration = SandboxConfiguration(name: name, layout: context.layout.layout)
    configuration.memory = Int(limits[PluginLimits.memory])
    configuration.logLimit = Int(limits[PluginLimits.log])
    configuration.log = print
    configuration.allowsGlobals = true
    configuration.isInterrupted = { interruption.isRequested }
    do throws(LuaError) {
      let sandbox = try Sandbox(configuration: configuration)
      sandbox.context = context
      let main = try sandbox.load(PromptPrelude.source, chunk: PromptPrelude.chunk)
      var budget = Budget(instructions: 1_000_000)
      let keys = context.layout.layout.keys
      let functions = try sandbox.call(main, budget: &budget) { writer in
        writer.value(names(registry), keys: keys)
        writer.string(person.name)
      }
      guard functions.count == 3, let run = functions[0].function,
        let resolve = functions[1].function, let held = functions[2].function
      else { preconditionFailure("the prompt's own code gives three functions") }
      sandbox.resolveGlobals(by: resolve)
      return (context, sandbox, Functions(run: run, held: held))
    } catch {
      throw PluginProblem(error, plugin: name)
    }
  }

  /// The names of what rows are picked by.
  private static func names(_ registry: Registry) -> LuaValue {
    func set(_ names: [String]) -> LuaValue {
      .table(Set(names).sorted { $0.precedesByBytes($1) }.map { LuaPair($0, .boolean(true)) })
    }
    return .table([
      LuaPair("custom", set(registry.fields.map(\.name))),
      LuaPair("entry", set(APITopic.entry.names)), LuaPair("ticket", set(APITopic.ticket.names)),
    ])
  }

  /// Evaluates an entry, an expression or statements; gives what came of it.
  ///
  /// `number` is the one that its results are known by. Throws a `PromptProblem`.
  package func evaluate(
    _ text: String, number: Int, arguments: [String] = [], in run: Run,
  ) throws(PromptProblem) -> [PromptValue] {
    let chunk = "\(PromptBox.name)[\(number)]"
    let function = try compile(text, chunk: chunk)
    defer { sandbox.release(function) }
    do throws(LuaError) {
      let described = try doing(run) { () throws(LuaError) in
        try call(function, number, arguments, milliseconds: run.milliseconds)
      }
      let items = described.first?.items ?? []
      return items.map { PromptDescription(layout: context.layout.layout).value($0) }
    } catch {
      throw problem(error)
    }
  }

  /// Whether a text is an expression, whose value an entry would give.
  package func isExpression(_ text: String) -> Bool {
    guard let function = try? sandbox.load("return " + text, chunk: PromptBox.name) else {
      return false
    }
    sandbox.release(function)
    return true
  }

  /// Compiles an entry; an expression is what it gives.
  private func compile(_ text: String, chunk: String) throws(PromptProblem) -> LuaFunction {
    do throws(LuaError) {
      return try sandbox.load("return " + text, chunk: chunk)
    } catch {
      // What was ended while it was read is no syntax that could be read in another way.
      guard error.code == .syntax else { throw problem(error) }
      do throws(LuaError) {
        return try sandbox.load(text, chunk: chunk)
      } catch {
        throw problem(error)
      }
    }
  }

  private func call(
    _ function: LuaFunction, _ number: Int, _ arguments: [String], milliseconds: Int64,
  ) throws(LuaError) -> [LuaValue] {
    var budget = Budget(instructions: PromptBox.instructions, milliseconds: milliseconds)
    return try sandbox.call(functions.run, budget: &budget) { writer in
      writer.integer(Int64(number))
      writer.function(function)
      for argument in arguments { writer.string(argument) }
    }
  }

  /// What a path of keys, which begins with a variable, leads to; without keys the variables.
  ///
  /// No code of the session runs for it. Gives `.nothing` where that takes too much.
  package func held(at path: [PromptHeld.Key]) -> PromptHeld {
    var budget = Budget(instructions: 500_000, milliseconds: 50)
    do throws(LuaError) {
      let described = try sandbox.call(functions.held, budget: &budget) { writer in
        for key in path {
          switch key {
          case .name(let name): writer.string(name)
          case .number(let number): writer.integer(number)
          }
        }
      }
      return PromptDescription(layout: context.layout.layout).held(described.first)
    } catch {
      // What uses up the memory is told by the next entry, which needs it as well.
      _ = sandbox.revive()
      return .nothing
    }
  }

  /// Runs code that reads and writes as the person does.
  private func doing<Result>(
    _ run: Run, _ body: () throws(LuaError) -> Result,
  ) throws(LuaError) -> Result {
    let sandbox = sandbox
    let reaction = Reaction(
      row: 0, hook: context.namespace.words, cause: nil, bulk: run.bulk,
      web: WebAccess(
        run.network, most: PromptBox.waiting,
        isStopped: { [interruption] in interruption.isRequested }),
      closedBy: run.closed,
      submit: { request in
        let start = ContinuousClock.now
        defer {
          if !run.isHurried { sandbox.postponeDeadline(by: ContinuousClock.now - start) }
        }
        return try run.submit(request)
      })
    context.beginCall(milliseconds: run.isHurried ? run.milliseconds : ReadLimit.longest)
    defer {
      context.forget(keepingPlans: true)
      sandbox.forgetRows()
    }
    sandbox.setClock(milliseconds: (run.desk.moment ?? run.desk.now).milliseconds)
    let reading = ReactionReading(run.desk, closedBy: run.closed)
    let hand = ByHand(
      person, seeingAs: run.eyes, typing: run.typed, source: .repl, reaction,
      context.limited(reading))
    let result = try context.doing(.byHand(hand), body)
    var left = ReactionResult(plugin: context.namespace.name)
    left.take(reaction)
    left.state = reading.state(of: context.namespace.name)
    if left.leavesAnything { run.leave(left) }
    return result
  }
}

extension PromptBox {
  /// What went wrong, as the person is told; a sandbox that was ended takes calls again.
  private func problem(_ error: LuaError) -> PromptProblem {
    var kind: PromptProblem.Kind =
      switch error.code {
      case .syntax: PromptBox.isUnfinished(error.message) ? .incomplete : .syntax
      case .runtime: .failed
      case .memory: .memory
      case .instructions, .deadline, .badResult: .limit
      case .interrupted: .interrupted
      case .poisoned: .memory
      }
    // Reading that was stopped says that it read too much.
    if kind == .failed, interruption.isRequested { kind = .interrupted }
    if sandbox.isPoisoned, !sandbox.revive() {
      kind = .memory
      remake()
    }
    let own = error.file.hasPrefix(PromptBox.name + "[")
    return PromptProblem(
      kind, PromptBox.words(error.message), line: own && error.line > 0 ? error.line : nil,
      frames: PromptBox.frames(error.traceback))
  }

  /// Whether another line could make it whole, which it cannot where a quoted text has no end.
  private static func isUnfinished(_ message: String) -> Bool {
    message.hasSuffix("near <eof>") && !message.hasPrefix("unfinished string")
  }

  /// What is said, without a place in the prompt's own code, which nobody has typed.
  private static func words(_ message: String) -> String {
    guard message.hasPrefix(name + ":") else { return message }
    let rest = message.dropFirst(name.utf8.count + 1).drop { ("0"..."9").contains($0) }
    return rest.hasPrefix(": ") ? String(rest.dropFirst(2)) : message
  }

  /// Begins anew, with nothing of what was.
  private func remake() {
    guard let made = try? PromptBox.make(of: person, registry, traits, interruption, print, log)
    else { return }
    (context, sandbox, functions) = made
  }

  /// The frames of the person's own code; those of the prompt are nobody's concern.
  private static func frames(_ traceback: String) -> [PromptProblem.Frame] {
    traceback.split(separator: "\n").compactMap { line in
      guard line.hasPrefix(name + "["), let colon = line.firstIndex(of: ":") else { return nil }
      let rest = line[line.index(after: colon)...]
      guard let end = rest.firstIndex(of: ":"), let number = Int(rest[..<end]) else { return nil }
      let words = rest[rest.index(after: end)...].drop { $0 == " " }
      return PromptProblem.Frame(
        chunk: String(line[..<colon]), line: number,
        function: String(words.hasPrefix("in ") ? words.dropFirst(3) : words))
    }
  }
}
