extension English {
  static let text = Section(
    "Notes, replies and other texts",
    advice: "Give the text as an argument, or on standard input with `-`.",
    [
      "text.empty_note": "a note needs words",
      "text.empty_reply": "a reply needs words",
      "text.input_not_utf8": "standard input is not valid UTF-8",
      "text.long_input":
        "standard input is longer than a text may be (1 MB); attach it (docket attach)",
      "text.too_long": "a text has at most 1 MB; attach longer ones (docket attach)",
    ])
}
