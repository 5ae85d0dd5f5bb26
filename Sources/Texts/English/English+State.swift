extension English {
  static let state = Section(
    "How plugins stand",
    [
      "state.broken": "broken",
      "state.changed": "on, changed on disk",
      "state.missing": "on, not on disk",
      "state.off": "off",
      "state.on": "on",
      "state.suspended": "suspended",
    ])
}
