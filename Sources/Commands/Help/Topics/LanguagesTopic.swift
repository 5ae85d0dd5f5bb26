import Display

extension HelpTopic {
  /// Which language things are shown in.
  static let languages = HelpTopic("languages", "in which language things are shown") {
    [
      .text(
        "--lang LL says it for one command. Else it is the language of the person who asks (docket"
          + " person set NAME --language LL), else the desk's (docket setting set language LL, at first that"
          + " of whoever makes the desk: LC_ALL, LC_MESSAGES or LANG), else English. A language that"
          + " nobody has words in is refused; for a person or a desk it is a warning."),
      .text(
        "Plugins bring labels in several languages for their fields, stages, types, queues, close"
          + " reasons, actions and choices, and say their own messages in them. Docket's own messages"
          + " and this help are in English by now, whatever the language. Where there is a label, people see it; what is typed, and what"
          + " --json and CSV say, is always the name. What has no words in a language is shown in"
          + " English or by its name. In English, names are shown as they are typed, unless"
          + " --lang en asks for the labels."),
      .heading("Examples"),
      .examples([
        "docket show 7 --lang nl", "docket person set ann --language de",
        "docket list is:open --lang es",
      ]),
    ]
  }
}
