/// Finds the name that somebody probably meant.
enum Suggestion {
  /// The nearest of the names, where one is near enough to be a slip of the keys.
  static func nearest(to word: String, among names: some Swift.Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = distance(Array(word.unicodeScalars), Array(name.unicodeScalars))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// ` (did you mean x?)`, or nothing where no name is near.
  static func hint(for word: String, among names: some Swift.Sequence<String>) -> String {
    nearest(to: word, among: names).map { " (did you mean \($0)?)" } ?? ""
  }

  /// How many letters must be added, left out, replaced or swapped with their neighbour.
  ///
  /// Source: the optimal string alignment distance.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in 1..<max(left.count + 1, 1) {
      var current = [row]
      for column in 1..<max(right.count + 1, 1) {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(
          last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        let isSwapped =
          row > 1 && column > 1 && left[row - 1] == right[column - 2]
          && left[row - 2] == right[column - 1]
        if isSwapped { cost = min(cost, before[column - 2] + 1) }
        current.append(cost)
      }
      before = last
      last = current
    }
    return last[right.count]
  }
}
