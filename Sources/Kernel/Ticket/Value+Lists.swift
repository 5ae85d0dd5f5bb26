extension Sequence where Element: Hashable {
  /// The elements in their order, each once.
  package var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension [Value] {
  /// The values that are not among others, in their order; costs as much as both lists have.
  package func without(_ others: [Value]) -> [Value] {
    guard !isEmpty, !others.isEmpty else { return self }
    // A set of few costs more than to look at each of them.
    guard others.count > 8 else { return filter { !others.contains($0) } }
    let gone = Set(others)
    return filter { !gone.contains($0) }
  }
}
