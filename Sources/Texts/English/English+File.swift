extension English {
  static let file = Section(
    "Reading and writing",
    advice: "Check the file or the pipe, and the room on the disk.",
    [
      "file.input": "the input cannot be read: {reason}",
      "file.output": "the output cannot be written: {reason}",
    ])
}
