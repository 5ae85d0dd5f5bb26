extension English {
  static let ask = Section(
    "Questions",
    advice: "Answer on a terminal, or give `--yes`.",
    [
      "ask.final": "{question}: this cannot be undone, so say that you mean it: --yes",
      "ask.line": "{question} [y/N] ",
      "ask.nobody": "{question} nobody is there to ask: give --yes",
      "ask.type": "Type {answer} to go on: ",
      "ask.warning": "{question}. This cannot be undone.",
    ])
}
