import Texts

/// What a change of the desk's declarations would leave without meaning.
package struct Stranding: Equatable, Sendable {
  /// Tickets and people that go by names which are gone.
  package var stored: [StrandedName]
  /// Conditions, queries and settings that name what is gone.
  package var idle: [IdleCondition]
  /// Whether it is so only because plugins are taken away, of which none can say what is called
  /// otherwise.
  package var isByLeaving: Bool

  package init(
    stored: [StrandedName] = [], idle: [IdleCondition] = [], isByLeaving: Bool = false,
  ) {
    self.stored = stored
    self.idle = idle
    self.isByLeaving = isByLeaving
  }

  package var isEmpty: Bool { stored.isEmpty && idle.isEmpty }

  /// Whether somebody to whom this was shown knows of all of the other: how many there are by now
  /// does not matter.
  package func covers(_ other: Stranding) -> Bool {
    let places = Set(stored.map(\.place))
    return other.stored.allSatisfy { places.contains($0.place) }
      && other.idle.allSatisfy { one in idle.contains { $0.isSame(as: one) } }
  }

  /// All of it, a line each.
  package var lines: [Text] {
    stored.map(\.text)
      + idle.map { Text.frameOf(owner: $0.owner, problem: $0.text) }
  }
}

extension StrandedName {
  /// What is stranded, and how many there are.
  package var text: Text {
    switch place {
    case .type(let name): Text.strandType(count: count, name: name)
    case .stage(let name, let type):
      Text.strandStage(count: count, type: type, name: name)
    case .category(let category, let stage, let type):
      Text.strandCategory(count: count, type: type, name: stage, category: category)
    case .queue(let name): Text.strandQueue(count: count, name: name)
    case .reason(let name): Text.strandReason(count: count, name: name)
    case .field(let name): Text.strandField(count: count, name: name)
    case .choice(let name, let field):
      Text.strandChoice(count: count, name: name, field: field)
    case .values(let field): Text.strandValues(count: count, field: field)
    case .personField(let name): Text.strandPersonField(count: count, name: name)
    case .personChoice(let name, let field):
      Text.strandPersonChoice(count: count, name: name, field: field)
    case .personValues(let field): Text.strandPersonValues(count: count, field: field)
    case .role(let name): Text.strandRole(count: count, name: name)
    }
  }

  /// Whether it is the values of a field, of tickets or of people, that nothing declares any more.
  package var isOfField: Bool {
    switch place {
    case .field, .personField: true
    case .type, .stage, .category, .queue, .reason, .choice, .values, .personChoice, .personValues,
      .role:
      false
    }
  }

  /// What a mapping of it begins with, as `stage:repair.shop=`; `nil` where no name helps.
  package var mapping: String? {
    switch place {
    case .type(let name): "type:\(name)="
    case .stage(let name, let type), .category(_, let name, let type): "stage:\(type).\(name)="
    case .queue(let name): "queue:\(name)="
    case .reason(let name): "reason:\(name)="
    case .field(let name): "field:\(name)="
    case .choice(let name, let field): "choice:\(field).\(name)="
    case .personField(let name): "person_field:\(name)="
    case .personChoice(let name, let field): "choice:\(field).\(name)="
    case .role(let name): "role:\(name)="
    case .values, .personValues: nil
    }
  }
}
