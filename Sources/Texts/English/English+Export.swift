extension English {
  static let export = Section(
    "What exports say",
    [
      "export.left_out": "{count} {count|ticket|tickets} left out, whose history you may not see"
    ])
}
