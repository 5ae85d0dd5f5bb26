/// What names are called after renamings, which change them one after the other.
///
/// What a ticket goes by, what its past says, what queries and settings name: all of them ask here, so
/// that they come out alike.
extension [Renaming] {
  /// What something of a kind is called.
  package func name(of name: String, _ kind: Renaming.Kind) -> String {
    reduce(name) { $1.kind == kind && $1.from == $0 ? $1.to : $0 }
  }

  /// What a field is called, and its value, which is no stage.
  package func value(
    _ value: String, ofField field: String, as kind: Renaming.Kind = .field,
  ) -> (field: String, value: String) {
    reduce((field, value)) { named, renaming in
      if renaming.kind == kind, renaming.from == named.0 { return (renaming.to, named.1) }
      guard renaming.kind != .stage, renaming.editedField == named.0, renaming.from == named.1
      else { return named }
      return (named.0, renaming.to)
    }
  }

  /// What a stage is called where it is called otherwise: types have stages of their own.
  func stages(_ stage: String) -> [String] {
    let types = filter { $0.kind == .stage }.map(\.owner).uniqued
    return types.map { type in
      filter { $0.kind == .stage && $0.owner == type }.name(of: stage, .stage)
    }.filter { $0 != stage }.uniqued
  }
}
