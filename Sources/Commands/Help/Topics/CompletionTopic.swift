import Display

extension HelpTopic {
  /// How shells complete commands and names.
  static let completion = HelpTopic("completion", "completing commands and names with the Tab key")
  {
    [
      .text(
        "make install puts the completions where shells look for them. Without it, have your shell"
          + " read them when it starts:"),
      .table([
        ("bash", "source <(docket completion bash)"),
        ("zsh", "source <(docket completion zsh), after compinit"),
        ("fish", "docket completion fish | source"),
      ]),
      .text(
        "Commands, options and topics are completed anywhere; names are those of the desk, as much"
          + " as you may see: tickets with their subjects, people, stages, types, queues, close"
          + " reasons, fields and their choices, views, plugins, roles and permissions."),
    ]
  }
}
