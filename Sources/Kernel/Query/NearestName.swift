/// The name that somebody probably meant: the nearest by edit distance, if one is near enough.
///
/// Upper and lower case do not differ; two letters swapped are one edit. Of equally near names the
/// first one is given. Where none is near, a name that begins so may be meant: of three letters and
/// more, the shortest one.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  // Of one letter nothing is left where that is another one.
  let limit = wanted.count < 2 ? 0 : max(1, wanted.count / 3)
  var nearest: (name: String, distance: Int)?
  var longer: (name: String, count: Int)?
  for candidate in names {
    let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
    if wanted.count >= 3, letters.count < longer?.count ?? .max, letters.starts(with: wanted) {
      longer = (candidate, letters.count)
    }
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    if distance <= limit, distance < nearest?.distance ?? .max {
      nearest = (candidate, distance)
    }
  }
  return nearest?.name ?? longer?.name
}

/// Whether two words differ by no more than so many edits, as `nearestName` counts them.
package func isNear(_ word: String, to other: String, within edits: Int) -> Bool {
  let (left, right) = (Array(word.unicodeScalars), Array(other.unicodeScalars))
  return abs(left.count - right.count) <= edits && editDistance(left, right) <= edits
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1]
    for column in right.indices {
      let isSame = left[row] == right[column]
      var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
