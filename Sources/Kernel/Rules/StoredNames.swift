/// The names by which what is stored goes, and how many tickets or people go by each.
package struct StoredNames: Equatable, Sendable {
  package struct StageUse: Equatable, Sendable {
    package var type: String
    package var stage: String
    package var category: Category
    package var count: Int

    package init(type: String, stage: String, category: Category, count: Int) {
      self.type = type
      self.stage = stage
      self.category = category
      self.count = count
    }
  }

  /// Tickets that have a value of that kind in a custom field, or that very value.
  package struct ValueUse: Equatable, Sendable {
    package var field: String
    /// The type of the tickets; `nil` for all types.
    package var type: String?
    /// The value; only its kind counts where `isExact` does not hold.
    package var value: Value
    package var isExact: Bool
    package var isList: Bool
    package var count: Int

    package init(
      field: String, type: String? = nil, value: Value, isExact: Bool, isList: Bool, count: Int,
    ) {
      self.field = field
      self.type = type
      self.value = value
      self.isExact = isExact
      self.isList = isList
      self.count = count
    }
  }

  package var stages: [StageUse] = []
  package var queues: [String: Int] = [:]
  package var reasons: [String: Int] = [:]
  /// How many tickets have a value in each custom field.
  package var fields: [String: Int] = [:]
  package var values: [ValueUse] = []
  /// How many people have a value in each field of theirs.
  package var personFields: [String: Int] = [:]
  package var personValues: [ValueUse] = []
  /// How many people have each role.
  package var roles: [String: Int] = [:]

  package init() {}
}

/// What is stored under a name that means nothing, or means what the value does not fit.
package struct StrandedName: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case type(String)
    case stage(String, type: String)
    /// The stage is there, and means something else than where the tickets are.
    case category(Category, stage: String, type: String)
    case queue(String)
    case reason(String)
    case field(String)
    case choice(String, field: String)
    /// Values that a field does not take.
    case values(field: String)
    case personField(String)
    case personChoice(String, field: String)
    case personValues(field: String)
    case role(String)
  }

  package let place: Place
  /// How many tickets there are, or of a role or a person's field people.
  package let count: Int

  package init(_ place: Place, count: Int) {
    self.place = place
    self.count = count
  }
}

extension Registry {
  /// What is stranded where these declarations hold, with the desk's own roles and queues.
  package func stranded(
    in stored: StoredNames, roles own: [RoleSpec], queues ownQueues: [String],
  ) -> [StrandedName] {
    let queueNames = Set(queues + ownQueues)
    let reasonNames = Set(closeReasons.map(\.name))
    let roleNames = Set((roles + own).map(\.name) + [RoleSpec.admin.name])
    func missing(
      _ counts: [String: Int], _ known: Set<String>, _ place: (String) -> StrandedName.Place,
    ) -> [StrandedName] {
      counts.filter { !known.contains($0.key) && !$0.key.isEmpty }
        .sorted { $0.key.precedesByBytes($1.key) }
        .map { StrandedName(place($0.key), count: $0.value) }
    }
    return strandedStages(in: stored) + strandedValues(in: stored)
      + strandedPersonValues(in: stored)
      + missing(stored.queues, queueNames, StrandedName.Place.queue)
      + missing(stored.reasons, reasonNames, StrandedName.Place.reason)
      + missing(stored.roles, roleNames, StrandedName.Place.role)
  }

  private func strandedStages(in stored: StoredNames) -> [StrandedName] {
    let cycles = Dictionary(lifecycles.map { ($0.name, $0) }) { first, _ in first }
    let types = Dictionary(types.map { ($0.name, cycles[$0.lifecycle]) }) { first, _ in first }
    return StrandedName.summed(
      stored.stages.compactMap { use in
        guard let lifecycle = types[use.type] ?? nil else {
          return StrandedName(.type(use.type), count: use.count)
        }
        guard let category = lifecycle.category(of: use.stage) else {
          return StrandedName(.stage(use.stage, type: use.type), count: use.count)
        }
        guard category != use.category else { return nil }
        return StrandedName(
          .category(use.category, stage: use.stage, type: use.type), count: use.count)
      })
  }

  private func strandedValues(in stored: StoredNames) -> [StrandedName] {
    let known = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    let orphans = stored.fields.filter { known[$0.key] == nil }
      .sorted { $0.key.precedesByBytes($1.key) }
      .map { StrandedName(.field($0.key), count: $0.value) }
    let unfit = stored.values.compactMap { use -> StrandedName? in
      guard let field = known[use.field], !field.takes(use) else { return nil }
      // What a secret field holds is told to nobody here.
      guard use.isExact, field.kind == .choice, field.viewPermission == nil,
        let choice = use.value.text, use.isList == field.isMany
      else { return StrandedName(.values(field: field.name), count: use.count) }
      return StrandedName(.choice(choice, field: field.name), count: use.count)
    }
    return orphans + StrandedName.summed(unfit)
  }

  private func strandedPersonValues(in stored: StoredNames) -> [StrandedName] {
    let known = Dictionary((personFields ?? []).map { ($0.name, $0) }) { first, _ in first }
    let orphans = stored.personFields.filter { known[$0.key] == nil }
      .sorted { $0.key.precedesByBytes($1.key) }
      .map { StrandedName(.personField($0.key), count: $0.value) }
    let unfit = stored.personValues.compactMap { use -> StrandedName? in
      guard let field = known[use.field], !field.takes(use) else { return nil }
      guard use.isExact, field.kind == .choice, field.viewPermission == nil,
        let choice = use.value.text, use.isList == field.isMany
      else { return StrandedName(.personValues(field: field.name), count: use.count) }
      return StrandedName(.personChoice(choice, field: field.name), count: use.count)
    }
    return orphans + StrandedName.summed(unfit)
  }
}

extension StrandedName {
  /// One for each place, in their order.
  fileprivate static func summed(_ all: [StrandedName]) -> [StrandedName] {
    var counts: [Place: Int] = [:]
    for one in all { counts[one.place, default: 0] += one.count }
    var seen: Set<Place> = []
    return all.filter { seen.insert($0.place).inserted }
      .map { StrandedName($0.place, count: counts[$0.place] ?? $0.count) }
  }

  /// Those that are not among others as they are: where more go by the name by now, it counts.
  package static func added(to before: [StrandedName], in after: [StrandedName]) -> [StrandedName] {
    let known = Dictionary(before.map { ($0.place, $0.count) }) { first, _ in first }
    return after.filter { $0.count > known[$0.place] ?? 0 }
  }
}

extension FieldSpec {
  /// Whether what is stored is something that the field can have.
  fileprivate func takes(_ use: StoredNames.ValueUse) -> Bool {
    guard !isComputed, use.isList == isMany, kind.holds(use.value) else { return false }
    guard use.isExact, let text = use.value.text else { return true }
    switch kind {
    case .date:
      if case .day? = try? ISOTime(parsing: text, zone: .utc) { return true }
      return false
    case .choice:
      // People have no type; tickets of types that do not show the field keep what they have.
      let type = use.type ?? "*"
      guard types.isEmpty || types.contains(type) else { return true }
      let own = choices(for: type)
      return own.isEmpty ? choices.values.contains { $0.contains(text) } : own.contains(text)
    default: return true
    }
  }
}

extension Registry {
  /// Whether names and what they mean differ, so that what is stored may be stranded.
  package func declaresOtherwise(than other: Registry) -> Bool {
    types != other.types || lifecycles.map(\.stages) != other.lifecycles.map(\.stages)
      || lifecycles.map(\.name) != other.lifecycles.map(\.name) || fields != other.fields
      || personFields != other.personFields || closeReasons != other.closeReasons
      || roles.map(\.name) != other.roles.map(\.name)
      || queues != other.queues || formerQueues != other.formerQueues
      || roles.map(\.was) != other.roles.map(\.was) || permissions != other.permissions
      || actions.map(\.name) != other.actions.map(\.name)
      || channels.map(\.name) != other.channels.map(\.name)
  }

  /// The fields of which the value alone tells whether it fits.
  package var listedFields: Set<String> {
    Set(
      (fields + (personFields ?? [])).filter {
        [.choice, .date].contains($0.kind) && !$0.isComputed
      }.map(\.name))
  }
}
