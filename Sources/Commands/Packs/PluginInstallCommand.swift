import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import System
import Texts

/// `docket plugin install`: puts a pack, or what an index offers, among the desk's plugins.
struct PluginInstallCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install a pack, a plugin's directory, or what an index offers.",
    discussion: """
      The pack is verified and checked, and its examples are run in sandboxes; what it takes and \
      gives, and what is otherwise than in the version that is here, is shown before it asks. A pack \
      that no key of docket plugin trust list has signed wants --unsigned, or the plugin's name typed \
      on a terminal.

      A plugin that is enabled works by the new version at once, as after docket plugin reload, with \
      the same consent and the same offer of backfills; another one is to be enabled. The version \
      before is kept: docket plugin rollback NAME. If the program is killed, the old or the new \
      version is there, whole.

      A name is looked for in the desk's indexes, with @ and a range of versions if not the newest will \
      do: >=1.2, <2, ^1.2, =1.2.3. What it requires is installed with it, all or nothing; where no \
      versions go together, the error says who requires what. An index vouches for its packs: they need \
      no signature besides.

      Examples:
        docket plugin install sla-1.2.0.docketpack
        docket plugin install sla-1.2.0.docketpack --yes
        docket plugin install ./my-plugin --unsigned --yes
        docket plugin install sla
        docket plugin install "sla@^1.2" --yes
        docket plugin install sla-1.2.0.docketpack --dry-run
      """)

  @Argument(
    help: ArgumentHelp(
      "The pack, a plugin's directory, or a plugin's name with @ and a range.", valueName: "pack"),
    completion: .file())
  var file: String
  @Flag(help: "Take a pack that nobody has signed whom the desk trusts.") var unsigned = false
  @Option(help: "Ask only this index.", completion: .source(.indexes)) var index: String?
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @Flag(help: "Leave backfills waiting.") var noBackfill = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    if let wish = try wish() { return try install(wish, in: context) }
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

  /// What is looked for in indexes; `nil` where a file or a directory is meant.
  private func wish() throws -> PackWish? {
    let parts = file.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let isOfIndex = index != nil || parts.count == 2
    guard isOfIndex || !FileSystem.exists(file), !file.contains("/"),
      !file.hasSuffix(Pack.suffix), let name = parts.first.map(String.init),
      PackWish.isName(name)
    else { return nil }
    guard parts.count == 2 else { return PackWish(name) }
    guard let wish = PackWish(name, in: String(parts[1])) else {
      throw Failure(.usage, Text.indexBadRange(range: String(parts[1])))
    }
    return wish
  }

  /// Installs what indexes offer, with what it requires.
  private func install(_ wish: PackWish, in context: CommandContext) throws {
    let answers = try context.desk.askIndexes(
      index, as: .person(context.person.id), isDryRun: dryRun)
    let plan = try context.desk.planInstalling([wish], by: answers)
    let run = PlanRun(
      context: context, agreement: agreement, isDryRun: dryRun, leavesBackfills: noBackfill)
    var outcomes = try run.perform(plan)
    if outcomes.isEmpty {
      guard let present = try context.desk.presentOutcome(of: wish.name) else { return }
      outcomes = [present]
      if !context.output.isJSON {
        try context.output.write(Text.packsSame(name: wish.name, version: present.version))
      }
    }
    guard context.output.isJSON, let own = outcomes.first(where: { $0.name == wish.name }) else {
      return
    }
    try context.output.write(own.json(with: outcomes.filter { $0.name != wish.name }))
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
