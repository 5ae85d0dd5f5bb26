import Kernel
import Lua
import Texts

/// How cases are run.
package struct SpecOptions {
  /// What generated inputs begin with: the same inputs come of the same seed.
  package var seed: UInt64
  /// What the spec keeps in files beside it.
  package var snapshots: SpecSnapshots
  /// The histories that it keeps in files beside it.
  package var fixtures = SpecFixtures()
  /// Plugins that are on the desk of each case besides, by name.
  package var besides: [String] = []
  /// What is set for those, by plugin and setting.
  package var settings: [String: [String: JSON]] = [:]
  /// Where it is noted what of the plugin's code runs.
  package var ran: RanCode?
  /// Where code stops for somebody to look; `nil` where nobody asked for that.
  package var breakpoints: Breakpoints?

  package init(
    seed: UInt64? = nil, snapshots: SpecSnapshots = SpecSnapshots(), ran: RanCode? = nil,
    breakpoints: Breakpoints? = nil,
  ) {
    self.breakpoints = breakpoints
    self.seed = seed ?? 1
    self.snapshots = snapshots
    self.ran = ran
  }
}

/// A case that runs: its desk, and what answers its plugins.
final class SpecRun {
  /// What each desk of the case has of its own.
  struct Scene {
    fileprivate let desk: any SpecDesk
    fileprivate let reading: LimitedReading
    fileprivate let network = SpecNetwork()
    fileprivate var trace: [TraceStep] = []

    fileprivate init(on desk: any SpecDesk, in context: SandboxContext) {
      self.desk = desk
      reading = context.limited(desk)
      desk.use(network)
    }
  }

  private(set) var scene: Scene
  let options: SpecOptions
  /// What is to be said of a case that ended its sandbox, where more is known than how; `nil`
  /// elsewhere.
  private(set) var ending: Text?
  /// Why the case is left out, though nothing is wrong with it; `nil` where it counts.
  private(set) var omission: Text?
  private let context: SandboxContext
  private let make: () throws -> any SpecDesk
  /// What was found on the desks before the present one.
  private var earlier = DecisionCheck.Findings()

  init(
    on desk: any SpecDesk, in context: SandboxContext, _ options: SpecOptions,
    renewing make: @escaping () throws -> any SpecDesk,
  ) {
    self.context = context
    self.options = options
    self.make = make
    scene = Scene(on: desk, in: context)
  }

  var desk: any SpecDesk { scene.desk }
  /// The desk where what is read counts.
  var reading: LimitedReading { scene.reading }
  var network: SpecNetwork { scene.network }
  /// The steps of what the case asked for last, with people by their names.
  var trace: [TraceStep] {
    let names = PersonNames()
    names.reading = desk
    return scene.trace.map { $0.naming { names.name(of: $0) } }
  }

  /// Goes on with a desk that is as the case's was when it began.
  func renew() throws {
    resume(Scene(on: try make(), in: context))
  }

  /// Goes on with a desk that the case had before.
  func resume(_ scene: Scene) {
    earlier = findings
    self.scene = scene
    context.forgetPeople()
  }

  /// Has a case that ended its sandbox fail with these words: from there nothing else comes back.
  func end(because words: Text) { ending = words }

  /// Leaves the case out, which lacks what it is about.
  func leaveOut(because words: Text) { omission = words }

  /// What decisions were found to depend on, each once.
  var findings: DecisionCheck.Findings {
    var all = earlier
    let present = desk.decisions.findings
    all.differences += present.differences.filter { !earlier.differences.contains($0) }
    all.orders += present.orders.filter { !earlier.orders.contains($0) }
    all.warnings += present.warnings.filter { !earlier.warnings.contains($0) }
    return all
  }

  /// Keeps the steps of what was asked for; how long they took is another time another.
  func note(_ steps: [TraceStep]) {
    scene.trace = steps.map(\.timeless)
  }
}

extension TraceStep {
  /// The same with names in place of people's numbers, where they are known.
  fileprivate func naming(_ name: (Person.ID) -> String?) -> TraceStep {
    var step = self
    step.lines = lines.map { line in
      guard case .edit(var edit) = line else { return line }
      (edit.from, edit.to) = (edit.from.naming(name), edit.to.naming(name))
      return .edit(edit)
    }
    step.steps = steps.map { $0.naming(name) }
    return step
  }

  fileprivate var timeless: TraceStep {
    var step = self
    step.nanoseconds = 0
    step.steps = steps.map(\.timeless)
    return step
  }
}

extension Value {
  fileprivate func naming(_ name: (Person.ID) -> String?) -> Value {
    switch self {
    case .person(let id): name(id).map(Value.text) ?? self
    case .list(let values): .list(values.map { $0.naming(name) })
    default: self
    }
  }
}

/// What the desk of a case is made by: cases that want the same begin with copies of one.
struct SpecWants: Equatable {
  let at: Instant?
  let settings: [String: JSON]
  let requires: [String]
  let language: String?
  let zone: Zone
}

/// The desks of cases that want the same.
///
/// Their plugins are loaded once. The second one is prepared, and the others are copies of it.
final class SpecDesks {
  let wants: SpecWants
  let set: LoadedSet
  /// How their sandboxes see the values of the kernel, with the functions of specs.
  let layout: HostLayout
  private let factory: SpecRunner.DeskFactory
  private var count = 0
  private var copy: (() throws -> any SpecDesk)?

  init(_ wants: SpecWants, _ set: LoadedSet, by factory: @escaping SpecRunner.DeskFactory) {
    self.wants = wants
    self.set = set
    self.factory = factory
    layout = HostLayout(of: set.registry, more: SpecAPI.functions)
  }

  /// A desk on which nobody has done anything yet, with the people of specs.
  func make() throws -> any SpecDesk {
    if let copy { return try copy() }
    let desk = try factory(set, wants.at ?? SpecRunner.start)
    for person in SpecRunner.people {
      try desk.add(SpecPerson(name: person.name, roles: [person.role], isStanding: true))
    }
    count += 1
    // Whoever wants one desk only does not wait for its copy.
    guard count > 1 else { return desk }
    copy = try desk.prepared()
    return desk
  }

  /// The texts of the plugin that is tried.
  func texts(of source: PluginSource) throws(PluginProblem) -> PluginTexts {
    if let loaded = set.plugins.first(where: { $0.name == source.name }) { return loaded.catalogue }
    return try PluginTexts(of: source)
  }
}
