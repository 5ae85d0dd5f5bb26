import ArgumentParser
import Kernel

/// What `docket help` says: what Docket is, the commands by their purpose, and the topics.
struct HelpOverview {
  private let configuration = DocketCommand.configuration

  var blocks: [HelpBlock] {
    [
      .text(configuration.discussion.components(before: "\n\nExamples:")),
      .examples(HelpOverview.firstSteps),
    ]
      + groups.flatMap { group in
        [.heading(group.name), .table(group.commands.map { ($0.name, $0.abstract) })]
      } + [
        .heading("Topics"), .table(HelpTopic.all.map { ($0.name, $0.summary) }),
        .text("docket help COMMAND and docket help TOPIC say more; so does COMMAND --help."),
      ]
  }

  var title: String { "docket: \(configuration.abstract)" }

  /// The commands by their purpose.
  var groups: [(name: String, commands: [CommandConfiguration])] {
    configuration.groupedSubcommands.map { group in
      (group.name, group.subcommands.map { $0.configuration }.filter(\.shouldDisplay))
    }
  }

  var json: JSON {
    let commands = groups.flatMap { group in
      group.commands.map { command in
        JSON.object([
          ("group", .string(group.name)), ("name", .string(command.name)),
          ("summary", .string(command.abstract)),
        ])
      }
    }
    let topics = HelpTopic.all.map { topic in
      JSON.object([("name", .string(topic.name)), ("summary", .string(topic.summary))])
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

extension String {
  /// The beginning, up to where the other text begins.
  fileprivate func components(before end: String) -> String {
    firstRange(of: end).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
