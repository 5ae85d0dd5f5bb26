extension English {
  /// Pieces of other texts that say what would be right.
  static let hint = Section(
    "Hints",
    [
      "hint.nearest": "; did you mean {name}?"
    ])
}
