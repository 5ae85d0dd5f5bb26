extension QueryError {
  /// The same, with the name of what somebody typed the label of, where that is what they did.
  package func naming(by rulebook: Rulebook, in schema: QuerySchema) -> QueryError {
    switch self {
    case .unknownField(let name, let column, let suggestion):
      .unknownField(
        name, column: column,
        suggestion: rulebook.nearest(to: name, among: schema.names, near: suggestion, as: .field))
    case .noSuchField(let name, let place, let column, let suggestion, let known):
      .noSuchField(
        name, of: place, column: column,
        suggestion: rulebook.nearest(to: name, among: known, near: suggestion, as: .field),
        known: known)
    case .unknownName(let name, let field, let column, let suggestion, let known):
      .unknownName(
        name, field: field, column: column,
        suggestion: rulebook.nearest(
          to: name, among: schema.knownNames(of: field), near: suggestion,
          as: .value(of: field)), known: known)
    default: self
    }
  }
}
