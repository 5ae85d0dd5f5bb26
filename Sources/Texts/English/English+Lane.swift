extension English {
  /// Places, as messages about calls name them.
  static let lane = Section(
    "Where plugins' code runs",
    [
      "lane.by_hand": "in a script run by hand",
      "lane.computing": "in computed fields",
      "lane.deciding": "in before and validate hooks",
      "lane.importing": "in an importer",
      "lane.load": "at the top level",
      "lane.reacting": "in after hooks, timers and channels",
      "lane.spec": "in a spec",
    ])
}
