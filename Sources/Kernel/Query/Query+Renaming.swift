/// Questions follow a person's new name.
extension Query {
  /// The same question where the person has another name; `nil` where it does not name them.
  package func renaming(_ person: Person.ID, to name: String) -> Query? {
    let renamed = condition.mapMatches { match in
      switch match {
      case .equals(let operand): .equals(operand.renaming(person, to: name))
      case .between(let lower, let upper):
        .between(lower?.renaming(person, to: name), upper?.renaming(person, to: name))
      }
    }
    guard renamed != condition else { return nil }
    return Query(condition: renamed, modifiers)
  }
}

extension Query {
  /// The words of a question with another name wherever that one stands as a value.
  ///
  /// Words that are searched for are replaced as well: who asks compares what both mean.
  package static func words(_ words: String, renaming old: String, to new: String) -> String {
    let written = [quotedIfNeeded(old), "\"\(old)\"", old]
    var (result, rest) = ("", words[...])
    while let next = rest.first {
      let isStart = result.last.map { " :,(".contains($0) } ?? true
      let found = written.first { name in
        guard isStart, rest.hasPrefix(name) else { return false }
        return rest.dropFirst(name.count).first.map { " ,)".contains($0) } ?? true
      }
      result += found == nil ? String(next) : quotedIfNeeded(new)
      rest = rest.dropFirst(found?.count ?? 1)
    }
    return result
  }
}

extension Condition {
  fileprivate func mapMatches(_ change: (Match) -> Match) -> Condition {
    switch self {
    case .all(let parts): .all(parts.map { $0.mapMatches(change) })
    case .any(let parts): .any(parts.map { $0.mapMatches(change) })
    case .not(let part): .not(part.mapMatches(change))
    case .field(let field, let matches): .field(field, matches.map(change))
    case .isEmpty, .was, .text: self
    }
  }
}

extension Bound {
  fileprivate func renaming(_ person: Person.ID, to name: String) -> Bound {
    Bound(operand.renaming(person, to: name), isInclusive: isInclusive)
  }
}

extension Operand {
  fileprivate func renaming(_ person: Person.ID, to name: String) -> Operand {
    if case .person(person, _) = self { .person(person, name: name) } else { self }
  }
}
