import Kernel

/// A person who gets another name, read while the old one still means them.
package struct RenamedPerson {
  /// The name from then on.
  fileprivate let name: String
  /// Whether a text names the person.
  fileprivate let isMeant: (String) -> Bool
  /// The fields that people are in.
  fileprivate let fields: Set<String>
  /// A question with the new name; `nil` where it does not name the person, or is none.
  fileprivate let query: (String, QueryReading) -> String?

  package init(
    called name: String, in fields: Set<String>, isMeant: @escaping (String) -> Bool,
    query: @escaping (String, QueryReading) -> String?,
  ) {
    (self.name, self.fields, self.isMeant, self.query) = (name, fields, isMeant, query)
  }

  /// The text as it names the person from then on.
  package func text(_ text: String) -> String { isMeant(text) ? name : text }
}

/// Names that became others, as settings have them.
package struct RenamedSettings {
  private let renamings: [Renaming]
  private let queries: QueryRenaming
  private let person: RenamedPerson?

  /// `old` and `new` are what is declared before and after.
  package init(_ renamings: [Renaming], from old: Registry, to new: Registry) {
    self.renamings = renamings
    person = nil
    queries = QueryRenaming(
      renamings, fields: old.fields + new.fields,
      people: (old.personFields ?? []) + (new.personFields ?? []),
      data: (old.actions + new.actions).flatMap(\.data),
      stages: new.lifecycles.flatMap { $0.stages.map(\.name) })
  }

  /// A person's name.
  package init(_ person: RenamedPerson) {
    renamings = []
    queries = QueryRenaming([], fields: [], stages: [])
    self.person = person
  }

  /// A text that is a name of that kind, or has such names in it, with those of now.
  fileprivate func text(_ text: String, of kind: SettingSpec.Kind) -> String {
    switch kind {
    case .queue: name(text, .queue)
    case .tag: name(text, .tag)
    case .type: name(text, .type)
    case .stage: name(text, .stage)
    case .role: name(text, .role)
    case .closeReason: name(text, .reason)
    case .rootCause: name(text, .rootCause)
    case .field: queries.field(text)
    case .query: query(text)
    case .event: behind("field.", of: text) { queries.field($0) }
    case .recipient: recipient(text)
    case .person: person?.text(text) ?? text
    case .text, .longText, .integer, .number, .boolean, .time, .date, .duration, .choice, .ticket,
      .zone, .list, .map, .record, .secret:
      text
    }
  }

  /// A text that is a value of a field, or several with commas, each to be added or taken away.
  fileprivate func text(_ text: String, ofField field: String) -> String {
    let person = person.flatMap { $0.fields.contains(field) ? $0 : nil }
    guard !renamings.isEmpty || person != nil else { return text }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let lead = part.prefix { $0 == " " || $0 == "+" || $0 == "-" }
      let value = part.dropFirst(lead.count)
      let name = self.value(String(value), ofField: field)
      return lead + (person?.text(name) ?? name)
    }.joined(separator: ",")
  }

  /// What a value is called; a stage in a setting is of any type.
  private func value(_ value: String, ofField field: String) -> String {
    field == TicketField.stage.rawValue
      ? name(value, .stage) : renamings.value(value, ofField: field).value
  }

  private func name(_ name: String, _ kind: Renaming.Kind) -> String {
    renamings.name(of: name, kind)
  }

  /// A query, whatever it is about.
  private func query(_ text: String) -> String {
    for reading in QueryReading.allCases {
      if let renamed = queries.text(text, reading) ?? person?.query(text, reading) {
        return renamed
      }
    }
    return text
  }

  /// What stands for many keeps its word, though somebody were called so.
  private func recipient(_ text: String) -> String {
    guard case .person = Recipient<String>(text, among: .told) else {
      return behind("role:", of: text) { name($0, .role) }
    }
    return person?.text(text) ?? text
  }

  private func behind(
    _ prefix: String, of text: String, _ renamed: (String) -> String,
  ) -> String {
    text.hasPrefix(prefix) ? prefix + renamed(String(text.dropFirst(prefix.count))) : text
  }
}

extension SettingSpec {
  /// What is set, under the names that things have by now.
  ///
  /// Only what is declared as a name is one: other texts may happen to be spelled alike.
  package func renamed(_ value: JSON, by names: RenamedSettings) -> JSON {
    switch (kind, value) {
    case (_, .string(let text)): .string(names.text(text, of: kind))
    case (.list, .array(let items)):
      .array(items.map { element.renamed($0, by: names) })
    case (.map, .object(let members)):
      .object(
        members.map { name, value in
          (
            keys.map { names.text(name, of: $0) } ?? name,
            named(value, under: name, by: names)
          )
        })
    case (.record, .object(let members)):
      .object(
        members.map { name, value in
          (name, fields.first { $0.name == name }?.renamed(value, by: names) ?? value)
        })
    default: value
    }
  }

  /// What stands under a name of a map: under that of a field, a text is the field's value.
  private func named(_ value: JSON, under name: String, by names: RenamedSettings) -> JSON {
    guard keys == .field, element.kind == .text, case .string(let text) = value else {
      return element.renamed(value, by: names)
    }
    return .string(names.text(text, ofField: name))
  }
}
