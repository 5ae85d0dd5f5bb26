extension English {
  /// What stands before and after a bar.
  static let progress = Section(
    "How far long work has come",
    [
      "progress.copy": "copying",
      "progress.done": "{done} of {total}",
      "progress.export": "exporting",
      "progress.history": "reading the history",
      "progress.import": "importing",
      "progress.pages": "{done} of {total} pages",
      "progress.planning": "planning",
      "progress.rows": "{count} {count|row|rows}",
      "progress.updating": "updating",
      "progress.verify": "verifying",
    ])
}
