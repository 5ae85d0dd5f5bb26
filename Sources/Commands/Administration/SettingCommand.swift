import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket setting`: what holds for the whole desk.
struct SettingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting",
    abstract: "Show and change what holds for the whole desk.",
    discussion: """
      language and time_zone hold for everybody who has no other (docket person set); rules, timers \
      and importers go by the desk's clock. default_type is the type of a new ticket that names \
      none; attachment_limit the most that a file may have to be attached.

      Examples:
        docket setting list
        docket setting set attachment_limit "50 MB"
        docket setting set time_zone Europe/Amsterdam
      """,
    subcommands: [SettingListCommand.self, SettingSetCommand.self])
}

/// `docket setting list`: all settings.
struct SettingListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the desk's settings.",
    discussion: """
      Examples:
        docket setting list
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let settings = try session.settings()
    guard !output.isJSON else {
      return try output.write(
        .object(settings.map { ($0.setting.rawValue, .string($0.value)) }))
    }
    try output.write(
      settings.map { setting, value in
        output.standard.shown("\(setting.rawValue) = \(setting.words(value, on: output))")
      })
  }
}

extension DeskSetting {
  /// A value as the reader's language writes it; names and sizes in English stand as they are typed.
  fileprivate func words(_ value: String, on output: Output) -> String {
    guard self == .attachmentLimit, output.language != .english,
      let size = ByteCount(parsing: value), (try? Typing.none.size(size.description)) == size
    else { return value }
    return size.text.rendered(in: output.language)
  }
}

/// `docket setting set`: changes one.
struct SettingSetCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change one of the desk's settings.",
    discussion: """
      Examples:
        docket setting set attachment_limit "50 MB"
        docket setting set default_type question
      """)

  @Argument(
    help: "Its name, as `docket setting list` has it.",
    completion: .list(DeskSetting.allCases.map(\.rawValue)))
  var name: String
  @Argument(help: "What it is to be.", completion: .nothing) var value: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (name, value, typing) = (name, value, try context.typing())
    try context.administer { try $0.set(name, to: value, typing: typing) }
    if !(try context.desk.mirrorSettings()) {
      try context.output.say(Text.saidFileSaysOther(file: context.desk.folder.configuration))
    }
    let words = try context.read { session in
      try session.settings().first { $0.setting.rawValue == name }
        .map { $0.setting.words($0.value, on: context.output) } ?? value
    }
    try context.tell("\(name) = \(words)")
  }
}
