import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin backfill`: what a plugin works out for tickets that were there before it.
struct PluginBackfillCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Let a plugin work its fields out for tickets that were there before it.",
    discussion: """
      A plugin's backfills (docket.backfill) are done once, as bulk changes in the plugin's name: \
      docket plugin enable offers them, and this does those that wait, or goes on with one that was \
      stopped. Notifications and after hooks follow only where the plugin asks for that. docket plugin \
      info PLUGIN shows how each stands; docket undo REQUEST takes one back.

      Shows what a trial of the first tickets comes to, and asks on a terminal; elsewhere it wants \
      --yes. A ticket that the plugin fails on, or whose rules refuse it, is left as it is and told; \
      where the plugin fails on several of one part, it stops, to go on once the plugin is mended.

      Examples:
        docket plugin backfill contracts --dry-run
        docket plugin backfill contracts --yes
        docket plugin backfill contracts tier --again
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var plugin: String
  @Argument(help: "One of its backfills; without it, all that wait.", completion: .nothing)
  var name: String?
  @Flag(help: "Do it once more, although it was done or given up.") var again = false
  @Flag(help: "Change nothing; show what would change on every ticket.") var dryRun = false
  @Flag(help: "Do not ask.") var yes = false
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }
  var isSure: Bool { yes }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let run = BackfillRun(context: context, isSure: yes)
    let chosen = try context.read { session in
      try choose(from: session.backfills(of: plugin), in: session, of: context.desk)
    }
    guard !dryRun else { return try run.show(chosen.map(\.spec)) }
    try run.perform(chosen, again: again)
  }

  /// Those that are meant; throws where there is none, or it was done before.
  private func choose(
    from all: [BackfillStatus], in session: DeskSession, of desk: Desk,
  ) throws -> [BackfillStatus] {
    guard session.rulebook.plugins[plugin] != nil else {
      let known = try desk.availableNames()
      guard !known.contains(plugin) else {
        throw DeskError.invalid(what: plugin, reason: Text.deskPluginNotEnabled(plugin: plugin))
      }
      throw DeskError.noPlugin(name: plugin, nearest: nearestName(to: plugin, among: known))
    }
    guard let name else {
      let open = all.filter { again || $0.isOpen }
      guard !open.isEmpty else {
        throw Failure(.refused, Text.backfillNoneOpen(plugin: plugin))
      }
      return open
    }
    guard let one = all.first(where: { $0.spec.name == name }) else {
      let nearest = nearestName(to: name, among: all.map(\.spec.name))
      throw Failure(
        .notFound, Text.backfillNone(plugin: plugin, name: name, hint: Text.nearest(nearest)))
    }
    guard again || one.isOpen else {
      throw Failure(
        .refused,
        Text.backfillAgain(plugin: plugin, name: name, request: one.result?.name))
    }
    return [one]
  }
}
