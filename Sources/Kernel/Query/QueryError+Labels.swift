extension QueryError {
  /// The same, with the name of what somebody typed the label of, where that is what they did.
  ///
  /// What is labelled as it is typed goes before a name that is near, and that before a label that
  /// is near.
  package func naming(by labels: [Labels], in schema: QuerySchema) -> QueryError {
    switch self {
    case .unknownField(let name, let column, let suggestion):
      .unknownField(
        name, column: column,
        suggestion: Self.suggestion(of: name, near: suggestion, among: schema.names) { name in
          labels.compactMap { $0.field(name) }
        })
    case .noSuchField(let name, let place, let column, let suggestion, let known):
      .noSuchField(
        name, of: place, column: column,
        suggestion: Self.suggestion(of: name, near: suggestion, among: known) { name in
          labels.compactMap { $0.field(name) }
        }, known: known)
    case .unknownName(let name, let field, let column, let suggestion, let known):
      .unknownName(
        name, field: field, column: column,
        suggestion: Self.suggestion(
          of: name, near: suggestion, among: schema.knownNames(of: field)
        ) { name in
          labels.compactMap { $0.value(name, of: field) }
        }, known: known)
    default: self
    }
  }

  /// Which of the names is labelled like that word.
  private static func suggestion(
    of word: String, near: String?, among names: [String], called: (String) -> [String],
  ) -> String? {
    let pairs = names.flatMap { name in called(name).map { (name: name, label: $0) } }
    let wanted = TextFolding.key(word)
    if let meant = pairs.first(where: { TextFolding.key($0.label) == wanted }) { return meant.name }
    if let near { return near }
    let label = nearestName(to: word, among: pairs.map(\.label))
    return pairs.first { $0.label == label }?.name
  }
}
