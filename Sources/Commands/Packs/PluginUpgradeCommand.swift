import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import Texts

/// `docket plugin upgrade`: installs newer versions.
struct PluginUpgradeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Install the newest versions of plugins that go together.",
    discussion: """
      Without names it is about all plugins in the desk's own folder that an index has. Versions are \
      chosen so that every plugin gets what it requires; nothing else is changed. Where a newer version \
      does not go together with the others, what is in the way is said.

      All packs are fetched and checked, and their examples are run, with those of the plugins that \
      require them; then all are installed in one transaction, what is required first, or none. The \
      versions before are kept: docket plugin rollback NAME.

      Examples:
        docket plugin upgrade --dry-run
        docket plugin upgrade
        docket plugin upgrade sla --yes
      """)

  @Argument(help: "The plugins; all, if none is named.", completion: .source(.plugins))
  var names: [String] = []
  @Option(help: "Ask only this index.", completion: .source(.indexes)) var index: String?
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @Flag(help: "Leave backfills waiting.") var noBackfill = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let answers = try context.desk.askIndexes(
      index, as: .person(context.person.id), isDryRun: dryRun)
    let plan = try context.desk.planUpgrading(names, by: answers)
    for (name, reason) in plan.held {
      try context.output.say(Text.indexesHeld(name: name, reason: reason))
    }
    let run = PlanRun(
      context: context, agreement: agreement, isDryRun: dryRun, leavesBackfills: noBackfill)
    let outcomes = try run.perform(plan)
    guard !context.output.isJSON else {
      return try context.output.write(
        .object([
          ("changes", .array(outcomes.map(\.json))),
          (
            "held",
            .array(
              plan.held.map { held in
                .object([
                  ("name", .string(held.name)),
                  ("reason", .string(context.output.standard.words(held.reason))),
                ])
              })
          ),
        ]))
    }
    if plan.steps.isEmpty, plan.held.isEmpty {
      try context.output.write(Text.indexesUpToDate)
    }
  }
}

/// Installs what a plan has, as `install` and `upgrade` do: shows it, asks, does it, tells of it.
struct PlanRun {
  let context: CommandContext
  let agreement: Agreement
  let isDryRun: Bool
  let leavesBackfills: Bool

  private var output: Output { context.output }

  /// What came of each pack; the answers for people are given, and the document is left to the caller.
  func perform(_ plan: PackPlan) throws -> [InstallOutcome] {
    guard !plan.steps.isEmpty else { return [] }
    let packs = try context.withBar(Text.progressFetching) { bar in
      try context.desk.fetch(plan) { bar.show($0, of: $1) }
    }
    let trial = try context.withBar(Text.progressExamples) { bar in
      try context.desk.tryPacks(packs, of: plan) { bar.show($0, of: $1) }
    }
    try show(trial, of: plan)
    try confirm(plan)
    var outcomes: [InstallOutcome] = []
    try agreement.whileAsking(on: output) {
      outcomes = try context.desk.install(
        trial, as: .person(context.person.id), isDryRun: isDryRun, agreeingTo: $0)
    }
    for outcome in outcomes { try tell(outcome) }
    guard !isDryRun else { return outcomes }
    let working = outcomes.filter(\.isEnabled).map(\.name)
    if !working.isEmpty {
      try BackfillRun(context: context, isSure: agreement.yes)
        .offer(working, isWanted: !leavesBackfills)
    }
    return outcomes
  }

  /// Shows each pack, then what the examples of others say; throws where something is wrong.
  private func show(_ trial: PlanTrial, of plan: PackPlan) throws {
    for item in trial.items {
      let signers = try context.read { try $0.signers(of: item.trial.pack) }
      let page = PackPage(trial: item.trial, signers: signers)
      try page.tellFaults(on: output)
      for line in page.lines(on: output.error) {
        try output.say(line)
      }
    }
    for broken in trial.broken {
      for failure in broken.failures {
        try output.say(
          Text.indexesBreaks(
            example: failure.name, plugin: broken.plugin,
            failure: Text(words: failure.failure ?? "")))
      }
    }
    if let unsound = trial.items.first(where: { !$0.trial.isSound }) {
      throw Failure(.refused, Text.packUnsound(name: unsound.trial.pack.name))
    }
    guard trial.isSound else {
      throw Failure(
        .refused,
        Text.indexBreaks(plugins: trial.broken.map(\.plugin).joined(separator: ", ")))
    }
    for step in plan.steps { try output.say(words(step)) }
    if !trial.dependents.isEmpty {
      try output.say(
        Text.indexesTried(
          count: trial.dependents.count, plugins: trial.dependents.joined(separator: ", ")))
    }
  }

  private func words(_ step: PackPlan.Step) -> Text {
    let version = "\(step.offer.version)"
    let (name, index) = (step.offer.name, step.index.name)
    if let installed = step.installed {
      return Text.indexesStepFrom(name: name, installed: installed, version: version, index: index)
    }
    return step.isWanted
      ? Text.indexesStep(name: name, version: version, index: index)
      : Text.indexesStepRequired(name: name, version: version, index: index)
  }

  private func confirm(_ plan: PackPlan) throws {
    guard !agreement.yes, !isDryRun else { return }
    let question = Question(output: output)
    let asked = Text.indexesAsk(count: plan.steps.count)
    guard question.isAnswerable, !output.isJSON else {
      throw Failure(.usage, Text.askNobody(question: asked))
    }
    guard try question.isAffirmed(Text.askLine(question: asked)) else {
      throw Failure(.refused, Text.saidUnchanged)
    }
  }

  private func tell(_ outcome: InstallOutcome) throws {
    for name in outcome.followed { try output.say(name.text) }
    let (name, version) = (outcome.name, outcome.version)
    if !output.isJSON {
      try output.write(
        isDryRun
          ? Text.packsWouldInstall(name: name, version: version)
          : outcome.isSame
            ? Text.packsSame(name: name, version: version)
            : Text.packsInstalled(name: name, version: version))
    }
    guard !isDryRun, !outcome.isSame, !outcome.isEnabled else { return }
    try output.say(Text.packsToEnable(name: name))
  }
}
