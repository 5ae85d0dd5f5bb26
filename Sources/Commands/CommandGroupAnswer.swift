import ArgumentParser
import Display
import Texts

/// What is said where a group of commands is named without one of them, as `docket role`.
struct CommandGroupAnswer {
  private let group: any ParsableCommand.Type
  private let names: [String]

  private init(_ group: any ParsableCommand.Type, _ names: [String]) {
    self.group = group
    self.names = names
  }

  /// `nil` where the command does something by itself, or nothing was asked at all.
  static func to(
    _ arguments: [String], parsedAs command: any ParsableCommand,
  ) -> CommandGroupAnswer? {
    let group = type(of: command)
    let names = group.configuration.subcommands.compactMap { $0.configuration.commandName }
    let wantsHelp = arguments.contains("--help") || arguments.contains("-h")
    guard !(command is DocketCommand), !names.isEmpty, !wantsHelp else { return nil }
    return CommandGroupAnswer(group, names)
  }

  /// The group's name behind those of the groups that it is in.
  private var path: [String] {
    CommandGroupAnswer.path(to: group, in: DocketCommand.self) ?? []
  }

  private static func path(
    to group: any ParsableCommand.Type, in parent: any ParsableCommand.Type,
  ) -> [String]? {
    for child in parent.configuration.subcommands {
      let name = child.configuration.commandName ?? ""
      if child == group { return [name] }
      if let rest = path(to: group, in: child) { return [name] + rest }
    }
    return nil
  }

  /// Says what may follow, with the group's help; a usage error, as any other.
  func write(on output: Output) throws -> Int32 {
    let failure = Failure(
      .usage,
      Text.usageNoSubcommand(
        command: path.joined(separator: " "), names: names.joined(separator: ", ")))
    let status = try Program.tell(failure, on: output)
    guard !output.isJSON else { return status }
    let page = HelpPage(on: output.error)
    let lines = page.lines(of: group, by: HelpWords(output.language))
    for line in [""] + lines { try output.say(line) }
    return status
  }
}
