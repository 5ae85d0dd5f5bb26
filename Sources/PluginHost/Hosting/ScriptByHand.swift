import Kernel
import Lua
import System
import Texts

/// Runs a script once because somebody asks, in the reacting lane and in that person's name.
///
/// It reads what the person sees, and writes what they may; its top level is all that runs.
package struct ScriptByHand {
  package let source: PluginSource
  package let arguments: [String]
  package let person: Person
  package let settings: [String: JSON]
  /// Whether it is what the desk enabled under its name, and may use the secrets of that.
  package let mayOpenSecrets: Bool
  package let traits: DeskTraits
  /// The way out to the web.
  package let network: any Network
  /// Takes what `print` writes.
  package let print: (String) -> Void
  package let log: (PluginLogLine) -> Void
  /// Whom a signal is laid to while it runs.
  package let site: CrashSite?

  /// A person waits for it and can stop it: much more than a hook has.
  private static let instructions: Int64 = 4_000_000_000
  private static let milliseconds = ReadLimit.longest
  /// For the network, in milliseconds.
  private static let waiting: Int64 = 600_000
  private static let rows = 1_000_000
  private static let limits = PluginLimits().replaced(by: [
    PluginLimits.log.name: 64 << 20, PluginLimits.memory.name: 128 << 20,
    PluginLimits.fill.name: PluginLimits.fill.most,
    PluginLimits.effects.name: PluginLimits.effects.most,
    PluginLimits.effectBytes.name: PluginLimits.effectBytes.most,
  ])

  package init(
    source: PluginSource, arguments: [String], person: Person, settings: [String: JSON],
    mayOpenSecrets: Bool = false, traits: DeskTraits, network: any Network,
    print: @escaping (String) -> Void, site: CrashSite? = nil,
    log: @escaping (PluginLogLine) -> Void = { _ in },
  ) {
    self.site = site
    self.source = source
    self.arguments = arguments
    self.person = person
    self.settings = settings
    self.mayOpenSecrets = mayOpenSecrets
    self.traits = traits
    self.network = network
    self.print = print
    self.log = log
  }

  /// Runs it to its end; throws with file and line where it fails.
  ///
  /// What it asks of the desk is done by `submit`, one request after the other, and of many tickets at
  /// once by `bulk`; what it leaves to be written besides is in the result.
  package func run(
    reading desk: any DeskReading, bulk: (any BulkDesk)? = nil,
    submit: @escaping (Request) throws -> Outcome,
  ) throws(PluginProblem) -> ReactionResult {
    let registry = desk.rulebook.registry
    let context = SandboxContext(
      source: source, as: .script(source.name, of: person), manifest: .script(named: source.name),
      catalogue: PluginTexts(),
      layout: HostLayout(of: registry),
      desk: traits, rows: RowLimit(most: ScriptByHand.rows), limits: ScriptByHand.limits, log: log)
    (context.givenSettings, context.mayOpenSecrets) = (settings, mayOpenSecrets)
    let reading = ReactionReading(desk)
    let reaction = Reaction(
      row: 0, hook: context.namespace.words, cause: nil, bulk: bulk,
      web: WebAccess(network, most: ScriptByHand.waiting, isStopped: { false }), submit: submit)
    context.beginCall(milliseconds: ScriptByHand.milliseconds)
    let hand = ByHand(person, source: .script, reaction, context.limited(reading))
    try context.doing(.byHand(hand)) { () throws(PluginProblem) in
      try run(in: context, at: reading.now)
    }
    var result = ReactionResult(plugin: context.namespace.name)
    result.take(reaction)
    result.state = reading.state(of: context.namespace.name)
    return result
  }

  private func run(in context: SandboxContext, at now: Instant) throws(PluginProblem) {
    guard let text = try source.text(source.mainPath) else {
      throw PluginProblem(plugin: source.name, file: source.mainPath, Text.tableMissing)
    }
    var configuration = SandboxConfiguration(name: source.name, layout: context.layout.layout)
    configuration.memory = Int(context.limits[PluginLimits.memory])
    configuration.logLimit = Int(context.limits[PluginLimits.log])
    configuration.log = print
    var budget = Budget(
      instructions: ScriptByHand.instructions, milliseconds: ScriptByHand.milliseconds)
    do throws(LuaError) {
      let sandbox = try Sandbox(configuration: configuration)
      sandbox.context = context
      sandbox.setClock(milliseconds: now.milliseconds)
      let main = try sandbox.load(text, chunk: "\(source.name)/\(source.mainPath)")
      let body = { () throws(LuaError) in
        _ = try sandbox.call(main, budget: &budget) { writer in
          for argument in arguments { writer.string(argument) }
        }
      }
      if let site { try site.running(context.lane, body) } else { try body() }
    } catch {
      throw PluginProblem(error, plugin: source.name, file: source.mainPath)
    }
  }
}
