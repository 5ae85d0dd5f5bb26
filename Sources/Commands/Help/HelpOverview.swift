import ArgumentParser
import Display
import Kernel
import Texts

/// What `docket help` says: what Docket is, the commands by their purpose, and the topics.
struct HelpOverview {
  private let configuration = DocketCommand.configuration

  var blocks: [HelpBlock] {
    introduction
      + groups.flatMap { group in
        [.heading(group.name), .table(group.commands.map { ($0.name, $0.abstract) })]
      } + [
        .heading("Topics"), .table(HelpTopic.all.map { ($0.name, $0.summary) }),
        .text("docket help COMMAND and docket help TOPIC say more; so does COMMAND --help."),
      ]
  }

  /// What Docket is, and the first steps.
  var introduction: [HelpBlock] {
    [
      .text(
        "A desk is a directory: --desk, else $DOCKET_DESK, else ./desk. You are whoever has your"
          + " login on it. Options may stand before or after the arguments."),
      .text(
        "An option that takes one value is refused where it is given twice with different values."),
      .text(
        "Exit status: 0 done, 1 refused or failed, 2 usage, 3 not found, 4 not permitted,"
          + " 5 conflict."),
      .examples(HelpOverview.firstSteps),
    ]
  }

  func title(by words: HelpWords) -> String { "docket: \(words.of(configuration.abstract))" }

  /// The commands by their purpose.
  var groups: [(name: String, commands: [CommandConfiguration])] {
    configuration.groupedSubcommands.map { group in
      (group.name, group.subcommands.map { $0.configuration }.filter(\.shouldDisplay))
    }
  }

  /// The commands and topics for programs, with what they are for in the reader's language.
  func json(by words: HelpWords) -> JSON {
    let commands = groups.flatMap { group in
      group.commands.map { command in
        JSON.object([
          ("group", .string(words.of(group.name))), ("name", .string(command.name)),
          ("summary", .string(words.of(command.abstract))),
        ])
      }
    }
    let topics = HelpTopic.all.map { topic in
      JSON.object([
        ("name", .string(topic.name)), ("summary", .string(words.of(topic.summary))),
      ])
    }
    return .object([("commands", .array(commands)), ("topics", .array(topics))])
  }

  private static let firstSteps = [
    "docket init", "docket new \"Printer on floor 3 is on fire\" --priority urgent",
    "docket list is:open sort:-priority",
  ]
}

extension CommandConfiguration {
  var name: String { commandName ?? "" }
}
