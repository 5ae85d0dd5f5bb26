import Desk
import Display

extension HelpTopic {
  /// What `docket plugin check` looks for, by the rules that it has.
  static let check = HelpTopic("check", "what docket plugin check finds, and how to mend it") {
    [
      .text(
        "docket plugin check DIR reads a plugin without running more of it than its top level. A"
          + " finding ends with the name of its rule in brackets. With an error the plugin does not"
          + " load, or fails when that line runs; with a warning it works and probably does not do"
          + " what was meant. What is not certain is not told: names are followed through locals"
          + " that keep their first value, and calls through functions that keep their names."),
      .heading("Errors"), .table(rules { $0.isError }),
      .heading("Warnings"), .table(rules { !$0.isError }),
      .heading("Examples"),
      .examples([
        "docket plugin check ./my-plugin", "docket plugin check plugins/*/ --json",
      ]),
    ]
  }

  private static func rules(
    where isWanted: (CheckedPlugin.Rule) -> Bool,
  ) -> [(term: String, meaning: String)] {
    CheckedPlugin.Rule.all.filter(isWanted).map { ($0.name, "\($0.reason) \($0.remedy)") }
  }
}
