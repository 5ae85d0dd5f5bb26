extension English {
  static let file = Section(
    "Reading and writing",
    advice: "Check the file or the pipe, and the room on the disk.",
    [
      "file.input": "the input cannot be read: {reason}",
      "file.no_script": "there is no file {path}",
      "file.no_script_named":
        "there is no script `{name}` in {folder}, nor among those that come with Docket{hint}",
      "file.not_utf8": "it is not valid UTF-8",
      "file.output": "the output cannot be written: {reason}",
      "file.system_error": "error {code}",
      "file.too_large": "{path} is larger than {limit} bytes: it is another file",
      "file.unreadable": "{path} cannot be read: {reason}",
    ])
}
