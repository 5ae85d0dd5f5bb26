import ArgumentParser
import Desk
import Display
import Kernel
import Texts

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

      Plugins that were upgraded together may go back only together: name all of them.

      Examples:
        docket plugin rollback sla
        docket plugin rollback sla sla-report
        docket plugin rollback sla --dry-run
      """)

  @Argument(help: "The plugins.", completion: .source(.plugins)) var names: [String]
  @Flag(help: "Do all but the last step, and say what would come of it.") var dryRun = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    var outcomes: [InstallOutcome] = []
    try agreement.whileAsking(on: context.output) {
      outcomes = try context.desk.rollBackPlugins(
        names, as: .person(context.person.id), isDryRun: dryRun, agreeingTo: $0)
    }
    for outcome in outcomes {
      for name in outcome.followed { try context.output.say(name.text) }
      guard !context.output.isJSON else { continue }
      try context.output.write(
        dryRun
          ? Text.packsWouldRollBack(name: outcome.name, version: outcome.version)
          : Text.packsRolledBack(name: outcome.name, version: outcome.version))
      if !dryRun, !outcome.isEnabled {
        try context.output.say(Text.packsToEnable(name: outcome.name))
      }
    }
    guard context.output.isJSON, let first = outcomes.first else { return }
    try context.output.write(first.json(with: outcomes.dropFirst()))
  }
}

extension InstallOutcome {
  /// Says what was done, with what followed new names; with `--json`, gives the document instead.
  func tell(_ text: Text, in context: CommandContext) throws {
    for name in followed { try context.output.say(name.text) }
    try context.tell(text) { _ in json }
  }

  var json: JSON {
    .object([
      ("name", .string(name)), ("version", version.map(JSON.string) ?? .null),
      ("previous", previous.map(JSON.string) ?? .null), ("enabled", .boolean(isEnabled)),
      ("changed", .boolean(!isSame)),
    ])
  }

  /// The document with those of what was done along with it.
  func json(with others: some Sequence<InstallOutcome>) -> JSON {
    .object((json.members ?? []) + [("with", .array(others.map(\.json)))])
  }
}
