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

  /// What its desk is made by.
  var wants: SpecWants {
    SpecWants(at: at, settings: settings, requires: requires, language: language, zone: zone)
  }

  /// Whether its name has all the words in it, however they are written.
  func isNamed(by words: [String]) -> Bool {
    let name = TextFolding.stored(self.name)
    return words.allSatisfy { name.contains(TextFolding.stored($0)) }
  }
}

/// The cases that a `spec.lua` declares.
final class SpecCases {
  private(set) var all: [SpecCase] = []

  /// The options of a case.
  static let keys: [APIPart] = [
    .init("at", .either(.time, .text), "where its clock stands; else 2026-01-05 09:00"),
    .init("settings", .table, "what the desk sets for the plugin, secrets included"),
    .init(
      "requires", .listOf(.text),
      "plugins that its desk has besides, as support; also those in the folder beside this one"),
    .init("language", .text, "the desk's, as en"),
    .init("zone", .text, "the desk's, as Europe/Berlin; else UTC"),
  ]

  /// A time in seconds, or as people write it on the clock of a zone.
  static func moment(_ value: LuaValue, now: Instant, in zone: Zone) -> Instant? {
    ValueConversion.instant(value)
      ?? value.text.flatMap { try? Moment.parse($0, now: now, zone: zone) }
  }

  /// `spec.case`.
  func add(_ call: borrowing HostCall, _ called: APIFunction) throws(HostError) {
    let name = call.text(0)
    var options = called.options(call, 1)
    let zone =
      options.read("zone", Text.valueZone) { $0.text.flatMap { try? Zone.named($0) } } ?? .utc
    let at = options.read("at", Text.valueSecondsOrDate) {
      SpecCases.moment($0, now: SpecRunner.start, in: zone)
    }
    var settings: [String: JSON] = [:]
    for pair in options.pairs("settings") { settings[pair.key] = pair.value.json }
    let requires = options.texts("requires")
    let language = options.text("language")
    try options.check()
    if all.contains(where: { $0.name == name }) {
      throw HostError(Text.specCaseTwice(name: name))
    }
    all.append(
      SpecCase(
        name: name, at: at, settings: settings, requires: requires, language: language,
        zone: zone, function: call.function(2)))
  }
}

/// A sandbox in which a `spec.lua` has run: its cases are collected, one of them can be run.
struct SpecBox {
  let cases: [SpecCase]
  private let context: SandboxContext
  private let sandbox: Sandbox

  /// What a case may use, with all that it runs.
  static let mostInstructions: Int64 = 50_000_000
  static let mostSeconds: Int64 = 20

  /// Gives `spec.lua` its desk: methods become functions of `spec.desk`, `outbox` and its like are
  /// read anew each time.
  private static let prelude = """
    local live = {}
    for name in ("\(SpecDeskAPI.members.joined(separator: " "))"):gmatch("%S+") do
      live[name] = true
    end
    local desk = setmetatable({}, { __index = function(_, name)
      local member = spec.desk[name]
      if live[name] then return member() end
      return function(_, ...) return member(...) end
    end })
    return function(case) case(desk) end
    """

  /// Runs the text with a layout that has the functions of specs.
  init(
    _ text: String, of source: PluginSource, on layout: HostLayout, _ catalogue: PluginTexts,
    _ breakpoints: Breakpoints? = nil,
  ) throws(PluginProblem) {
    var manifest = Manifest.script(named: source.name)
    manifest.permissions = [Grant("*")]
    let context = SandboxContext(
      source: source, manifest: manifest, catalogue: catalogue, layout: layout,
      desk: DeskTraits(), rows: RowLimit()
    ) { _ in }
    self.context = context
    var configuration = SandboxConfiguration(name: source.name, layout: layout.layout)
    configuration.memory = 32 << 20
    configuration.module = { PluginBox.module($0, of: source) }
    configuration.onPlace = breakpoints?.stopper(inSpecOf: source.name)
    do throws(LuaError) {
      let sandbox = try Sandbox(configuration: configuration)
      sandbox.context = context
      var budget = Budget(instructions: 20_000_000, time: .seconds(5))
      let main = try sandbox.load(text, chunk: "\(source.name)/spec.lua")
      let cases = SpecCases()
      _ = try context.doing(.collecting(cases)) { () throws(LuaError) in
        try sandbox.call(main, budget: &budget)
      }
      self.cases = cases.all
      self.sandbox = sandbox
    } catch {
      throw PluginProblem(error, plugin: source.name, file: "spec.lua")
    }
  }

  /// Runs the text where no desk is needed: for the cases that it declares.
  init(collecting text: String, of source: PluginSource) throws(PluginProblem) {
    try self.init(
      text, of: source, on: HostLayout(of: Registry(), more: SpecAPI.functions),
      PluginTexts(of: source))
  }

  /// Prepares a case's run on its first desk.
  func begin(
    on desk: any SpecDesk, _ options: SpecOptions,
    renewing make: @escaping () throws -> any SpecDesk,
  ) -> SpecRun {
    SpecRun(on: desk, in: context, options, renewing: make)
  }

  /// Runs a case; throws what fails it.
  func run(_ index: Int, _ run: SpecRun) throws(PluginProblem) {
    guard cases.indices.contains(index) else {
      throw PluginProblem(
        plugin: context.plugin, file: "spec.lua", Text.specOtherCases)
    }
    context.beginCall(milliseconds: ReadLimit.longest)
    try context.doing(.proving(run)) { () throws(PluginProblem) in
      try self.run(cases[index].function)
    }
  }

  private func run(_ function: LuaFunction) throws(PluginProblem) {
    var budget = Budget(
      instructions: SpecBox.mostInstructions, time: .seconds(SpecBox.mostSeconds))
    do throws(LuaError) {
      let opened = try sandbox.call(
        sandbox.load(SpecBox.prelude, chunk: "spec/desk.lua"), budget: &budget)
      guard let runCase = opened.first?.function else { return }
      _ = try sandbox.call(runCase, budget: &budget) { writer in
        writer.function(function)
      }
    } catch {
      throw PluginProblem(error, plugin: context.plugin, file: "spec.lua")
    }
  }
}
