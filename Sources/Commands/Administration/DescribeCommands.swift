import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket tag describe`: what a tag means.
struct TagDescribeCommand: DescribingCommand {
  static let field = TicketField.tags
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what a tag means, for lists and completion.",
    discussion: """
      The words stand in the desk's own plugin, and in the configuration; an empty text takes them \
      away.

      Examples:
        docket tag describe printer "Whatever is printed on"
        docket tag describe printer "nl=Alles waarop wordt geprint"
        docket tag describe printer ""
      """)

  @Argument(help: "The tag.", completion: .source(.tags)) var name: String
  @Argument(help: DescriptionHelp.text) var texts: [LabelOption]
  @Flag(help: DescriptionHelp.dryRun) var dryRun = false
  @OptionGroup var global: GlobalOptions
}

/// `docket root-cause describe`: what a root cause means.
struct RootCauseDescribeCommand: DescribingCommand {
  static let field = TicketField.rootCauses
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what a root cause means, for lists and completion.",
    discussion: """
      The words stand in the desk's own plugin, and in the configuration; an empty text takes them \
      away, and those of a plugin are said again.

      Examples:
        docket root-cause describe "old fuser" "The fuser is past its pages"
        docket root-cause describe hardware "" "de="
      """)

  @Argument(help: "The root cause.", completion: .source(.rootCauses)) var name: String
  @Argument(help: DescriptionHelp.text) var texts: [LabelOption]
  @Flag(help: DescriptionHelp.dryRun) var dryRun = false
  @OptionGroup var global: GlobalOptions
}

/// A command that says what something means that needs no declaration.
protocol DescribingCommand: DeskCommand {
  static var field: TicketField { get }
  var name: String { get }
  var texts: [LabelOption] { get }
  var dryRun: Bool { get }
}

extension DescribingCommand {
  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let description = Description(
      of: name, in: Self.field, texts.map { (language: $0.language, text: $0.text) })
    let done = try context.desk.describe(
      description, as: .person(context.person.id), isDryRun: dryRun)
    guard !context.output.isJSON else {
      return try context.output.write(.array(done.changes.map(\.json)))
    }
    let kind = Self.field == .tags ? Text.thingTag : Text.thingRootCause
    guard !done.isSame else { return try context.output.say(Text.madeSame(kind: kind, name: name)) }
    try context.output.write(
      dryRun
        ? done.changes.map { $0.line(on: context.output.standard) }
        : [context.output.standard.words(Text.madeDescribed(kind: kind, name: name))])
  }
}

/// What is said of the arguments of such commands.
enum DescriptionHelp {
  static let text = ArgumentHelp(
    "What it means, in the desk's language; nl=TEXT in another.", valueName: "text")
  static let dryRun: ArgumentHelp = "Change nothing; show the descriptions that would change."
}
