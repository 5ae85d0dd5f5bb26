extension English {
  static let text = Section(
    "Notes, replies and other texts",
    advice: "Give the text as an argument, or on standard input with `-`.",
    [
      "text.empty_note": "a note needs words",
      "text.empty_reply": "a reply needs words",
    ])
}
