/// The fields that somebody may name in a query, and the names that fields are known to take.
package struct QuerySchema: Sendable {
  private let fields: [String: QueryField]
  private let computed: Set<String>
  private var known: [String: [String]]
  /// A field that takes the names of people besides those that are known.
  private let peopleField: String?
  /// Whether these are fields of entries of the history rather than of tickets: then a query has no
  /// texts, no past and no order.
  package let isOfEntries: Bool
  /// What whoever asks has fields of, as `me.organization`: values to compare with.
  private var mine: [String: QueryField] = [:]

  /// Exactly these fields, with the names that some of them take.
  init(
    fields: [String: QueryField], computed: Set<String>, known: [String: [String]],
    peopleField: String? = nil, isOfEntries: Bool = false,
  ) {
    self.fields = fields
    self.computed = computed
    self.known = known
    self.peopleField = peopleField
    self.isOfEntries = isOfEntries
  }

  /// The kernel's fields and the custom ones, without those hidden from the asker.
  ///
  /// `known` lists the values of a field such as `queue`, `type`, `stage` or `close_reason`; where
  /// it has no list, every name is taken. The kernel's `touched` tells of notes and is never named.
  /// `people` are the fields of people, named one step away: `requester.organization`.
  package init(
    custom: [FieldSpec] = [], people: [FieldSpec] = [], hidden: Set<String> = [],
    known: [String: [String]] = [:],
  ) {
    var fields = Self.kernel
    var lists = known
    for spec in custom where TicketField(named: spec.name) == nil {
      if !spec.isComputed { fields[spec.name] = QueryField(spec) }
      if spec.kind == .choice, !spec.choices.isEmpty { lists[spec.name] = Self.choices(of: spec) }
    }
    for spec in people {
      for whose in PersonStep.Whose.asked {
        let field = QueryField(spec, of: whose)
        fields[field.name] = field
        if spec.kind == .choice, !spec.choices.isEmpty {
          lists[field.name] = Self.choices(of: spec)
        }
      }
      let own = QueryField(spec, of: .me)
      if !hidden.contains(own.name) { mine[own.name] = own }
    }
    for name in hidden { fields[name] = nil }
    lists.merge(Self.kernelNames) { $1 }
    self.fields = fields
    self.known = lists
    peopleField = nil
    isOfEntries = false
    computed = Set(custom.filter(\.isComputed).map(\.name)).subtracting(hidden)
  }

  /// What a form asks, for the conditions on which it asks it: nothing of a ticket is among that.
  package init(form asked: [FieldSpec]) {
    let lists = asked.filter { $0.kind == .choice }.map { ($0.name, Self.choices(of: $0)) }
    self.init(
      fields: Dictionary(asked.map { ($0.name, QueryField($0)) }) { first, _ in first },
      computed: [], known: Dictionary(lists) { first, _ in first })
  }

  /// The field of that name, or of its other name in queries.
  package func field(named name: String) -> QueryField? {
    fields[Self.aliases[name] ?? name]
  }

  /// A field of whoever asks, by its name as a value: `me.organization`.
  package func mine(named name: String) -> QueryField? { mine[name] }

  /// All names of such fields, in order.
  package var ownNames: [String] { mine.keys.sorted() }

  /// Whether the name is a field that is worked out when shown, which cannot be queried.
  package func isComputed(_ name: String) -> Bool {
    computed.contains(name)
  }

  /// The values that the field may take; `nil` where any is taken.
  package func knownValues(of field: QueryField) -> [String]? {
    known[field.name]
  }

  /// The names that a field of that name is known to take.
  func knownNames(of field: String) -> [String] { known[field] ?? [] }

  /// Whether anybody's name is a value that the field may take, besides those known.
  package func takesPeople(_ field: QueryField) -> Bool { field.name == peopleField }

  /// The same, with one more value that a field is known to take.
  package func knowing(_ value: String, of field: String) -> QuerySchema {
    var schema = self
    schema.known[field, default: []].append(value)
    return schema
  }

  /// The same without one of the values that a field is known to take.
  package func forgetting(_ value: String, of field: String) -> QuerySchema {
    var schema = self
    schema.known[field]?.removeAll { $0 == value }
    return schema
  }

  /// All names that can be written, in order.
  package var names: [String] {
    (Array(fields.keys) + Self.aliases.filter { fields[$0.value] != nil }.map(\.key)).sorted()
  }

  /// The words that stand where a field's name would, before a colon: `not`, `is`, `sort`.
  package static let words = QueryWord.names

  private static let kernel = Dictionary(
    uniqueKeysWithValues: TicketField.shown.map { ($0.rawValue, QueryField($0)) })

  private static let kernelNames = Dictionary(
    uniqueKeysWithValues: TicketField.shown.filter { !$0.kind.names.isEmpty }
      .map { ($0.rawValue, $0.kind.names) })

  private static let aliases = Dictionary(
    uniqueKeysWithValues: TicketField.shown.compactMap { field in
      field.alias.map { ($0, field.rawValue) }
    })

  /// A field's choices for all types of ticket, each once.
  private static func choices(of spec: FieldSpec) -> [String] {
    var all: [String] = []
    for type in spec.choices.keys.sorted() {
      for choice in spec.choices[type] ?? [] where !all.contains(choice) { all.append(choice) }
    }
    return all
  }
}
