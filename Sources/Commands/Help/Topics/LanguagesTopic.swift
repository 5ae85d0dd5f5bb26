import Display

extension HelpTopic {
  /// Which language things are shown in.
  static let languages = HelpTopic("languages", "in which language things are shown") {
    [
      .text(
        "--lang LL says it for one command. Else it is the language of the person who asks (docket"
          + " person set NAME --language LL), else the desk's (docket setting set language LL, at"
          + " first that of whoever makes the desk: LC_ALL, LC_MESSAGES or LANG), else English. A"
          + " language that nobody has words in is refused; for a person or a desk it is a warning."
          + " Where no desk can be read, as for help outside of one, it is --lang, else that of"
          + " LC_ALL, LC_MESSAGES or LANG."),
      .text(
        "Docket itself speaks English, Dutch, Spanish, Russian and German: messages, questions,"
          + " reports and this help. Plugins bring labels in several languages for their fields,"
          + " stages, types, queues, close reasons, actions and choices, and say their own messages"
          + " in them. Where there is a label, people see it; what is typed, and what --json and CSV"
          + " say, is always the name. What has no words in a language is shown in English or by its"
          + " name. In English, names are shown as they are typed, unless --lang en asks for the"
          + " labels."),
      .text(
        "A question is answered with y or yes, or with the word of your language: j and ja in Dutch"
          + " and German, s and sí in Spanish, д and да in Russian."),
      .text(
        "Dates and numbers are typed in your language as well: docket help times. A person without a"
          + " language who writes in another than the desk's is told on a terminal how to be answered"
          + " in it."),
      .text(
        "What the authors of plugins read is in English only: docket help api and docket help check,"
          + " what docket plugin check and the specs of plugins find, and errors in Lua. So are the"
          + " manual page and the descriptions that shells show beside completions."),
      .heading("Examples"),
      .examples([
        "docket show 7 --lang nl", "docket person set ann --language de",
        "docket list is:open --lang es",
      ]),
    ]
  }
}
