/// Gives fields, and names that are values of fields, their new names in the texts of queries.
///
/// A text is read as a query first: what is replaced are the places where it names something, never
/// a word that only looks like it.
package struct QueryRenaming {
  private let renamings: [Renaming]
  private let schema: QuerySchema
  /// The names that stay names of stages, as where another life cycle has the stage too.
  private let keptStages: Set<String>

  /// `fields` are those before and those after, and so are `people`, which people have; `stages` are
  /// the stages that there are afterwards.
  package init(
    _ renamings: [Renaming], fields: [FieldSpec], people: [FieldSpec] = [],
    stages: some Sequence<String>,
  ) {
    self.renamings = renamings
    keptStages = Set(stages)
    schema = QuerySchema(
      custom: QueryRenaming.known(fields, renamings, .field),
      people: QueryRenaming.known(people, renamings, .personField))
  }

  /// The fields under their old and new names.
  private static func known(
    _ fields: [FieldSpec], _ renamings: [Renaming], _ kind: Renaming.Kind,
  ) -> [FieldSpec] {
    var known: [String: FieldSpec] = [:]
    for field in fields where known[field.name] == nil {
      var plain = field
      // Any value is taken: some are names of old.
      plain.choices = [:]
      known[field.name] = plain
    }
    for renaming in renamings where renaming.kind == kind && known[renaming.from] == nil {
      guard var field = known[renaming.to] else { continue }
      field.name = renaming.from
      known[renaming.from] = field
    }
    return known.values.sorted { $0.name < $1.name }
  }

  /// The text with the new names; `nil` where nothing of it changes, or it is no query at all.
  package func text(_ text: String, _ context: QueryContext) -> String? {
    guard
      let mentions = try? Query.mentions(
        in: text, schema: schema, context: context, people: .anybody)
    else { return nil }
    var scalars = Array(text.unicodeScalars)
    for mention in mentions.sorted(by: { $0.place.lowerBound > $1.place.lowerBound }) {
      guard let words = replacement(of: mention.named) else { continue }
      scalars.replaceSubrange(mention.place, with: words.unicodeScalars)
    }
    let renamed = String(String.UnicodeScalarView(scalars))
    return renamed.hasSameBytes(as: text) ? nil : renamed
  }

  /// What a field is called now.
  package func field(_ name: String) -> String {
    if let step = PersonStep(named: name) {
      return PersonStep(step.whose, present(step.field, .personField)).name
    }
    return present(name, .field)
  }

  private func present(_ name: String, _ kind: Renaming.Kind) -> String {
    renamings.reduce(name) { name, renaming in
      renaming.kind == kind && renaming.from == name ? renaming.to : name
    }
  }

  private func replacement(of named: QueryMention.Named) -> String? {
    switch named {
    case .field(let name):
      let present = field(name)
      return present == name ? nil : present
    case .value(let value, let field):
      let names = names(ofValue: value, in: field)
      return names == [value] ? nil : names.map(quotedIfNeeded).joined(separator: ",")
    }
  }

  /// What a value is called now: several names where a stage's became another in one life cycle only.
  private func names(ofValue value: String, in field: QueryField) -> [String] {
    let owners =
      field.step.map { [$0.field, present($0.field, .personField)] }
      ?? [field.name, self.field(field.name)]
    let concerned = renamings.filter { renaming in
      renaming.from == value && renaming.editedField.map(owners.contains) ?? false
    }
    guard field.kernel == .stage else { return [concerned.last?.to ?? value] }
    var names = concerned.isEmpty || keptStages.contains(value) ? [value] : []
    for renaming in concerned where !names.contains(renaming.to) { names.append(renaming.to) }
    return names
  }
}

extension QueryPeople {
  /// Anybody may be named: who there is does not matter for where names stand.
  fileprivate static var anybody: QueryPeople {
    QueryPeople(
      id: { _ in Person.ID(rawValue: 0) }, name: { _ in nil }, names: { _ in [] })
  }
}
