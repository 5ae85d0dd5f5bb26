/// Gives fields, and names that are values of fields, their new names in the texts of queries.
///
/// A text is read as a query first: what is replaced are the places where it names something, never
/// a word that only looks like it.
package struct QueryRenaming {
  private let renamings: [Renaming]
  private let schema: QuerySchema
  private let entries: QuerySchema
  /// The names that stay names of stages, as where another life cycle has the stage too.
  private let keptStages: Set<String>

  /// `fields` are those before and those after, and so are `people`, which people have, and `data`,
  /// which entries of actions have; `stages` are the stages that there are afterwards.
  package init(
    _ renamings: [Renaming], fields: [FieldSpec], people: [FieldSpec] = [],
    data: [FieldSpec] = [], stages: some Sequence<String>,
  ) {
    self.renamings = renamings
    keptStages = Set(stages)
    schema = QuerySchema(
      custom: QueryRenaming.known(fields, renamings, .field),
      people: QueryRenaming.known(people, renamings, .personField))
    entries = QuerySchema(entriesWith: data)
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
  package func text(_ text: String, _ reading: QueryReading) -> String? {
    let schema = reading == .entries ? entries : schema
    guard
      let mentions = try? Query.mentions(
        in: text, schema: schema, context: reading.context, people: .anybody)
    else { return nil }
    var scalars = Array(text.unicodeScalars)
    for place in replacements(for: mentions, of: schema, in: scalars).reversed() {
      scalars.replaceSubrange(place.range, with: place.words.unicodeScalars)
    }
    let renamed = String(String.UnicodeScalarView(scalars))
    return renamed.hasSameBytes(as: text) ? nil : renamed
  }

  /// What stands in the place of names, in the order of the text: of values with commas between them
  /// each once, since two names may have become one.
  private func replacements(
    for mentions: [QueryMention], of schema: QuerySchema, in scalars: [Unicode.Scalar],
  ) -> [(range: Range<Int>, words: String)] {
    var lists: [[QueryMention]] = []
    for mention in mentions.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      if let last = lists.last?.last, last.isValue, mention.isValue,
        last.place.upperBound <= mention.place.lowerBound,
        scalars[last.place.upperBound..<mention.place.lowerBound].elementsEqual([","])
      {
        lists[lists.endIndex - 1].append(mention)
      } else {
        lists.append([mention])
      }
    }
    return lists.compactMap { list in
      let named = list.map { replacement(of: $0.named, in: schema) }
      guard named.contains(where: { $0 != nil }) else { return nil }
      let words = zip(list, named).flatMap { mention, names in
        names ?? [String(String.UnicodeScalarView(scalars[mention.place]))]
      }
      return (
        list[0].place.lowerBound..<list[list.endIndex - 1].place.upperBound,
        words.uniqued.joined(separator: ",")
      )
    }
  }

  /// What a field is called now.
  package func field(_ name: String) -> String {
    if let step = PersonStep(named: name) {
      return PersonStep(step.whose, renamings.name(of: step.field, .personField)).name
    }
    return renamings.name(of: name, .field)
  }

  private func replacement(of named: QueryMention.Named, in schema: QuerySchema) -> [String]? {
    switch named {
    case .value(let value, let field) where schema.isOfEntries:
      // Of what entries have, only what they edited goes by names that become others.
      let present = field.name == EntryField.edited ? self.field(value) : value
      return present == value ? nil : [quotedIfNeeded(present)]
    case .field where schema.isOfEntries: return nil
    case .field(let name):
      let present = field(name)
      return present == name ? nil : [present]
    case .value(let value, let field):
      let names = names(ofValue: value, in: field)
      return names == [value] ? nil : names.map(quotedIfNeeded)
    }
  }

  /// What a value is called now: several names where a stage's became another in one life cycle only.
  private func names(ofValue value: String, in field: QueryField) -> [String] {
    guard field.kernel == .stage else {
      let named =
        field.step.map { renamings.value(value, ofField: $0.field, as: .personField) }
        ?? renamings.value(value, ofField: field.name)
      return [named.value]
    }
    let others = renamings.stages(value)
    return (others.isEmpty || keptStages.contains(value) ? [value] : []) + others
  }
}

extension QueryMention {
  fileprivate var isValue: Bool {
    if case .value = named { true } else { false }
  }
}

extension QueryPeople {
  /// Anybody may be named: who there is does not matter for where names stand.
  fileprivate static var anybody: QueryPeople {
    QueryPeople(
      id: { _ in Person.ID(rawValue: 0) }, name: { _ in nil }, names: { _ in [] })
  }
}
