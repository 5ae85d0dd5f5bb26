extension Text {
  /// The end of a text about an unknown name, where there is a known one near it: `["hint":
  /// Text.nearest(nearestName(to: name, among: names))]`.
  package static func nearest(_ name: String?) -> Text? {
    name.map { Text("hint.nearest", ["name": $0]) }
  }

  /// The same before a list of all that would be right.
  package static func suggestion(_ name: String?) -> Text? {
    name.map { Text("hint.suggestion", ["name": $0]) }
  }
}
