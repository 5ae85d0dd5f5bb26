import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin set`: changes what is set for a plugin.
struct PluginSetCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change settings of a plugin; it decides by them at once.",
    discussion: """
      SETTING=VALUE; lists take commas, and SETTING+=VALUE and SETTING-=VALUE; maps and records are \
      JSON, or take SETTING.NAME=VALUE for a part, which an empty value takes away. An empty value \
      goes back to the plugin's own. Every change stands in the desk's history. Where the \
      plugin takes or gives more by it, it asks as docket plugin enable does. Backfills that wait by \
      then are told.

      On a terminal a SETTING alone is asked for, with what it takes and what it is by now.

      Examples:
        docket plugin set support reopen_on_reply=yes
        docket plugin set sla holidays+=2026-12-25 pause-=waiting
        docket plugin set actions level_queues.third=billing level_queues.second=
        docket plugin set support reopen_on_reply
        docket plugin set support reopen_on_reply=
      """)

  @Argument(help: "The plugin or script, enabled or not.", completion: .source(.plugins))
  var name: String
  @Argument(
    help: ArgumentHelp("What is to be set.", valueName: "setting=value"),
    completion: .source(.settings))
  var assignments: [String]
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let asker = SettingAsker(plugin: name, context: context)
    let typed = try PluginSetCommand.changes(assignments) { try asker.change(of: $0) }
    let changes = try context.read { try $0.kept(typed, of: name) }
    let typing = try context.typing()
    try agreement.whileAsking(on: context.output) {
      try context.desk.setPlugin(
        name, changes, as: .person(context.person.id), typing: typing, agreeingTo: $0)
    }
    let names = changes.map(\.setting).joined(separator: ", ")
    try context.tell(Text.saidSet(name: name, names: names))
    try BackfillRun(context: context, isSure: false).offer([name], isWanted: false)
  }

  /// What arguments ask for, each setting one value; `asking` answers where one has none.
  static func changes(
    _ texts: [String],
    asking: (String) throws -> (setting: String, change: SettingChange)? = { _ in nil },
  ) throws -> [(setting: String, change: SettingChange)] {
    var given = GivenNames()
    return try texts.map { text in
      if let asked = try asking(text) { return asked }
      let change = try change(text)
      if case .text(let value) = change.change { try given.take(change.setting, value) }
      return change
    }
  }

  /// What an argument `SETTING=VALUE` asks for.
  private static func change(_ text: String) throws -> (setting: String, change: SettingChange) {
    guard let assignment = FieldAssignment(argument: text) else {
      throw Failure(.usage, Text.usageNoSetting(text: text))
    }
    // The words as they stand: values of fields are read otherwise than settings.
    let value = text.drop { $0 != "=" }.dropFirst()
    switch assignment.assignment {
    case .value: return (assignment.field, .text(String(value)))
    case .elements(let adding, _):
      let words = value.split(separator: ",").map(String.init)
      return (
        assignment.field,
        adding.isEmpty
          ? .elements(adding: [], removing: words) : .elements(adding: words, removing: [])
      )
    }
  }
}
