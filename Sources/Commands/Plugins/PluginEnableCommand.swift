import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin enable`: puts a plugin to work.
struct PluginEnableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Put plugins to work; their files are copied into the desk.",
    discussion: """
      Lists what the plugins take (permissions) and give (grants to roles, subscriptions, channels) \
      and asks on a terminal; elsewhere it wants --yes. A plugin that gives a role control of the \
      desk (*, as, role.manage, person.manage, plugin.manage, backup) wants its name typed: on a \
      terminal, or as --trust NAME. docket plugin info NAME lists the same before.

      Open tickets that lack a field which a plugin requires are counted: such a ticket cannot be \
      closed until the field is filled. --fill gives them the field's default, as one bulk change.

      What plugins have to work out for tickets that are there (docket plugin backfill) is tried on \
      some of them and asked about, or done with --yes; --no-backfill leaves it for later.

      Examples:
        docket plugin enable close-reasons
        docket plugin enable sla --yes
        docket plugin enable sla --yes --no-backfill
        docket plugin enable sites --fill
        docket plugin enable deputies --trust deputies
      """)

  @Argument(help: "The plugins, all or none.", completion: .source(.plugins)) var names: [String]
  @Flag(help: "Give open tickets the defaults of required fields that they lack.") var fill = false
  @Flag(help: "Leave backfills waiting.") var noBackfill = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    var followed: [FollowedName] = []
    try agreement.whileAsking(on: context.output) {
      try context.desk.enablePlugins(
        names, as: .person(context.person.id), agreeingTo: $0, telling: { followed = $0 })
    }
    for name in followed { try context.output.say(name.text) }
    try context.tell(Text.saidEnabled(plugins: names.joined(separator: ", ")))
    for lacking in try context.desk.lacking(requiredBy: names) { try tell(lacking, on: context) }
    try BackfillRun(context: context, isSure: agreement.yes)
      .offer(names, isWanted: !noBackfill)
  }

  /// Fills what is lacking where that is asked for and there is something to fill it with.
  private func tell(_ lacking: LackingTickets, on context: CommandContext) throws {
    let (field, count) = (lacking.field.name, lacking.tickets.count)
    guard let standard = lacking.field.standard?.withoutBlanks, !standard.isEmpty else {
      return try context.output.say(Text.saidLacking(count: count, field: field))
    }
    guard fill else {
      return try context.output.say(
        Text.saidLackingDefault(count: count, field: field, plugin: lacking.field.plugin))
    }
    let request = context.request(
      .verb(.update),
      set: [(field, .value(standard))])
    let result = try context.desk.perform(BulkOrder(request, for: lacking.tickets))
    try context.output.say(
      Text.saidFilled(
        count: result.changed, field: field, refused: result.refused.count, request: result.name))
  }
}

/// `docket plugin disable`: sends a plugin home.
struct PluginDisableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Let a plugin do no more; what it wrote stays.",
    discussion: """
      Where tickets or people go by names that only this plugin knows, it asks for --yes: tickets \
      of its types can no longer change stage until the plugin is enabled again. So it does where \
      grants, views or subscriptions name a field of the plugin: without it such a grant allows \
      nothing, such a denial denies everything, and such a view or subscription finds nothing.

      Examples:
        docket plugin disable round-robin
        docket plugin disable support --yes
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var name: String
  @Flag(help: "Disable it although tickets need it.") var yes = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.disable(name, onlyScripts: false, isSure: yes)
  }
}

/// `docket plugin reload`: takes over what changed on disk.
struct PluginReloadCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Take over what changed on disk; without a name, of all plugins.",
    discussion: """
      The new versions are loaded and checked first, then all processes decide by them from their \
      next transaction on. Where one does not load, or takes or gives what nobody has agreed to, \
      everything goes on as it was.

      What a new version calls otherwise (`was` in its declarations) is renamed wherever it is \
      stored: in tickets, views, grants, subscriptions, people's roles and unfinished bulks. What a \
      new version drops while tickets, people or conditions go by it is counted, and wants --yes. \
      Backfills that a new version brings are offered as docket plugin enable does.

      Examples:
        docket plugin reload
        docket plugin reload sla --yes
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var name: String?
  @Flag(help: "Leave backfills waiting.") var noBackfill = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    var followed: [FollowedName] = []
    try agreement.whileAsking(on: context.output) {
      try context.desk.reloadPlugins(
        name, as: .person(context.person.id), agreeingTo: $0, telling: { followed = $0 })
    }
    for name in followed { try context.output.say(name.text) }
    try context.tell(
      name.map { Text.saidReloaded(plugin: $0) } ?? Text.saidReloadedAll)
    let names = try name.map { [$0] } ?? context.read { $0.rulebook.registry.plugins.map(\.name) }
    try BackfillRun(context: context, isSure: agreement.yes)
      .offer(names, isWanted: !noBackfill)
  }
}
