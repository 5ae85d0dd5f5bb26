import Kernel
import Lua
import Texts

/// One case that a spec declared.
struct SpecCase {
  let name: String
  let at: Instant?
  let settings: [String: JSON]
  let requires: [String]
  let language: String?
  let zone: Zone
  let function: LuaFunction
}

/// The spec that runs: its cases, and the desk of the one that runs now.
final class SpecInHand {
  var cases: [SpecCase] = []
  var desk: (any SpecDesk)?
  /// What answers the plugins of a case.
  let network = SpecNetwork()

  /// `spec.case`.
  func add(_ call: borrowing HostCall) throws(HostError) {
    guard desk == nil else { throw HostError(Text("spec.nested")) }
    let name = try call.text(0, "name")
    var options = call.options(1, "spec.case")
    let function = try call.function(2, "fn")
    let zone =
      options.read("zone", Text("value.zone")) { $0.text.flatMap { try? Zone.named($0) } } ?? .utc
    let at = options.read("at", Text("value.seconds_or_date")) { value in
      ValueConversion.instant(value)
        ?? value.text.flatMap { try? Moment.parse($0, now: SpecRunner.start, zone: zone) }
    }
    var settings: [String: JSON] = [:]
    for pair in options.pairs("settings") { settings[pair.key] = pair.value.json }
    let requires = options.texts("requires")
    let language = options.text("language")
    try options.check()
    if cases.contains(where: { $0.name == name }) {
      throw HostError(Text("spec.case_twice", ["name": name]))
    }
    cases.append(
      SpecCase(
        name: name, at: at, settings: settings, requires: requires, language: language,
        zone: zone, function: function))
  }
}

/// A sandbox in which a `spec.lua` has run: its cases are collected, one of them can be run.
struct SpecBox {
  let spec = SpecInHand()
  private let context: SandboxContext
  private let sandbox: Sandbox

  /// Gives `spec.lua` its desk: methods become functions of `spec.desk`, `outbox` and its like are
  /// read anew each time.
  private static let prelude = """
    local live = { outbox = true, dead = true, log = true, requests = true }
    local desk = setmetatable({}, { __index = function(_, name)
      local member = spec.desk[name]
      if live[name] then return member() end
      return function(_, ...) return member(...) end
    end })
    return function(case) case(desk) end
    """

  init(_ text: String, of source: PluginSource, on registry: Registry) throws(PluginProblem) {
    let layout = HostLayout(
      fields: registry.fields, settings: [], actions: registry.actions, more: SpecAPI.functions)
    var manifest = Manifest.script(named: source.name)
    manifest.permissions = [Grant("*")]
    let context = SandboxContext(
      source: source, manifest: manifest, catalogue: try Catalogue(of: source), layout: layout,
      desk: DeskTraits(), rows: RowLimit()
    ) { _ in }
    context.lane = .spec
    context.spec = spec
    self.context = context
    var configuration = SandboxConfiguration(name: source.name, layout: layout.layout)
    configuration.memory = 32 << 20
    do throws(LuaError) {
      let sandbox = try Sandbox(configuration: configuration)
      sandbox.context = context
      var budget = Budget(instructions: 20_000_000, time: .seconds(5))
      let main = try sandbox.load(text, chunk: "\(source.name)/spec.lua")
      _ = try sandbox.call(main, budget: &budget)
      self.sandbox = sandbox
    } catch {
      throw PluginProblem(error, plugin: source.name, file: "spec.lua")
    }
  }

  /// Runs a case on its desk; throws what fails it.
  func run(_ index: Int, on desk: any SpecDesk) throws(PluginProblem) {
    guard spec.cases.indices.contains(index) else {
      throw PluginProblem(
        plugin: context.plugin, file: "spec.lua", Text("spec.other_cases"))
    }
    spec.desk = desk
    desk.use(spec.network)
    context.reading = desk
    context.beginCall(milliseconds: ReadLimit.longest)
    var budget = Budget(instructions: 50_000_000, time: .seconds(20))
    do throws(LuaError) {
      let opened = try sandbox.call(
        sandbox.load(SpecBox.prelude, chunk: "spec/desk.lua"), budget: &budget)
      guard let runCase = opened.first?.function else { return }
      _ = try sandbox.call(runCase, budget: &budget) { writer in
        writer.function(spec.cases[index].function)
      }
    } catch {
      throw PluginProblem(error, plugin: context.plugin, file: "spec.lua")
    }
  }
}
