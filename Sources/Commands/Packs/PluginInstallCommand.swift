import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import Texts

/// `docket plugin install`: puts a pack among the desk's plugins.
struct PluginInstallCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install a pack, or a plugin's directory, among the desk's plugins.",
    discussion: """
      The pack is verified and checked, and its examples are run in sandboxes; what it takes and \
      gives, and what is otherwise than in the version that is here, is shown before it asks. A pack \
      that no key of docket plugin trust list has signed wants --unsigned, or the plugin's name typed \
      on a terminal.

      A plugin that is enabled works by the new version at once, as after docket plugin reload, with \
      the same consent and the same offer of backfills; another one is to be enabled. The version \
      before is kept: docket plugin rollback NAME. If the program is killed, the old or the new \
      version is there, whole.

      Examples:
        docket plugin install sla-1.2.0.docketpack
        docket plugin install sla-1.2.0.docketpack --yes
        docket plugin install ./my-plugin --unsigned --yes
        docket plugin install sla-1.2.0.docketpack --dry-run
      """)

  @Argument(
    help: ArgumentHelp("The pack, or a plugin's directory.", valueName: "pack"),
    completion: .file())
  var file: String
  @Flag(help: "Take a pack that nobody has signed whom the desk trusts.") var unsigned = false
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @Flag(help: "Leave backfills waiting.") var noBackfill = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let output = context.output
    let pack = try Desk.pack(at: file)
    let trial = try context.desk.tryPack(pack)
    let signers = try context.read { try $0.signers(of: pack) }
    let page = PackPage(trial: trial, signers: signers)
    try page.tellFaults(on: output)
    for line in page.lines(on: output.error) {
      try output.say(line)
    }
    let name = pack.name
    guard trial.isSound else { throw Failure(.refused, Text.packUnsound(name: name)) }
    let isUnsigned = try unsigned || isAccepted(signers, of: name, on: output)
    try confirm(name, pack.version, on: output)
    var outcome: InstallOutcome?
    try agreement.whileAsking(on: output) {
      outcome = try context.desk.install(
        trial, as: .person(context.person.id), isUnsignedAgreed: isUnsigned, isDryRun: dryRun,
        agreeingTo: $0)
    }
    guard let outcome else { return }
    try outcome.tell(
      dryRun
        ? Text.packsWouldInstall(name: name, version: outcome.version)
        : outcome.isSame
          ? Text.packsSame(name: name, version: outcome.version)
          : Text.packsInstalled(name: name, version: outcome.version), in: context)
    guard !dryRun, !outcome.isSame else { return }
    guard outcome.isEnabled else { return try output.say(Text.packsToEnable(name: name)) }
    try BackfillRun(context: context, isSure: agreement.yes)
      .offer([name], isWanted: !noBackfill)
  }

  /// Whether somebody takes what nobody has signed whom the desk trusts; throws where they do not.
  private func isAccepted(
    _ signers: [PackSigner], of name: String, on output: Output,
  ) throws -> Bool {
    guard !signers.contains(where: { $0.trusted != nil }) else { return false }
    let question = Question(output: output)
    guard question.isAnswerable, !output.isJSON, !dryRun else {
      throw Failure(.refused, Text.packUntrusted(name: name))
    }
    try output.say(Text.packUntrusted(name: name))
    guard try question.isAnswered(by: name) else { throw Failure(.refused, Text.saidUnchanged) }
    return true
  }

  private func confirm(_ name: String, _ version: String, on output: Output) throws {
    guard !agreement.yes, !dryRun else { return }
    let question = Question(output: output)
    guard question.isAnswerable, !output.isJSON else {
      throw Failure(.usage, Text.askNobody(question: Text.packsAsk(name: name, version: version)))
    }
    guard
      try question.isAffirmed(
        Text.askLine(question: Text.packsAsk(name: name, version: version)))
    else { throw Failure(.refused, Text.saidUnchanged) }
  }
}

/// `docket plugin rollback`: brings the version before back.
struct PluginRollbackCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Bring back the version of a plugin that was there before.",
    discussion: """
      The version that the last install, rollback or remove took away is put in its place again; \
      what is there now is kept in its stead, so that a second rollback goes forward. A plugin that \
      is enabled works by it at once; what was removed is to be enabled again. What the newer version \
      wrote into tickets stays.

      Examples:
        docket plugin rollback sla
        docket plugin rollback sla --dry-run
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var name: String
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    var outcome: InstallOutcome?
    try agreement.whileAsking(on: context.output) {
      outcome = try context.desk.rollBackPlugin(
        name, as: .person(context.person.id), isDryRun: dryRun, agreeingTo: $0)
    }
    guard let outcome else { return }
    try outcome.tell(
      dryRun
        ? Text.packsWouldRollBack(name: name, version: outcome.version)
        : Text.packsRolledBack(name: name, version: outcome.version), in: context)
    if !dryRun, !outcome.isEnabled { try context.output.say(Text.packsToEnable(name: name)) }
  }
}

/// `docket plugin remove`: takes a plugin out of the desk.
struct PluginRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Disable a plugin and take its files out of the desk; what it wrote stays.",
    discussion: """
      It is about plugins in the desk's own folder; one that comes with Docket is disabled. Values of \
      its fields stay in their tickets, and are shown again if it comes back: docket plugin rollback \
      NAME brings back what was removed last. Where tickets or people go by names that only this \
      plugin knows, it asks for --yes, as docket plugin disable does.

      Examples:
        docket plugin remove sla
        docket plugin remove sla --yes
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var name: String
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @Flag(help: "Remove it although tickets need it.") var yes = false
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    var consent = Consent.none
    let outcome: InstallOutcome
    do {
      outcome = try remove(consent, in: context)
    } catch DeskError.strands(let stranding) {
      try stranding.accept(isSure: yes, on: context.output)
      consent.stranding = stranding
      outcome = try remove(consent, in: context)
    }
    try outcome.tell(
      dryRun ? Text.packsWouldRemove(name: name) : Text.packsRemoved(name: name), in: context)
  }

  private func remove(_ consent: Consent, in context: CommandContext) throws -> InstallOutcome {
    try context.desk.removePlugin(
      name, as: .person(context.person.id), isDryRun: dryRun, agreeingTo: consent)
  }
}

extension InstallOutcome {
  /// Says what was done, with what followed new names; with `--json`, gives the document instead.
  fileprivate func tell(_ text: Text, in context: CommandContext) throws {
    for name in followed { try context.output.say(name.text) }
    try context.tell(text) { _ in json }
  }

  private var json: JSON {
    .object([
      ("name", .string(name)), ("version", version.map(JSON.string) ?? .null),
      ("previous", previous.map(JSON.string) ?? .null), ("enabled", .boolean(isEnabled)),
      ("changed", .boolean(!isSame)),
    ])
  }
}
