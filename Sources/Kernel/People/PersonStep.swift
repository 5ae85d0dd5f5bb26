/// A person's field, as queries ask for it one step away: of a person whom the ticket names, or of
/// whoever asks.
package struct PersonStep: Hashable, Sendable {
  package enum Whose: String, CaseIterable, Sendable {
    case requester
    case assignee
    /// Whoever asks; only a value to compare with, as in `requester.organization:me.organization`.
    case me

    /// The ticket's field that the person stands in; `nil` for whoever asks.
    package var ticketField: TicketField? {
      switch self {
      case .requester: .requester
      case .assignee: .assignee
      case .me: nil
      }
    }

    /// Those whose fields are asked for.
    package static let asked = allCases.filter { $0.ticketField != nil }
  }

  package let whose: Whose
  /// The name of the person's field.
  package let field: String

  package init(_ whose: Whose, _ field: String) {
    self.whose = whose
    self.field = field
  }

  /// Reads what `name` gives; `nil` for anything else.
  package init?(named name: String) {
    guard let dot = name.firstIndex(of: "."), let whose = Whose(rawValue: String(name[..<dot]))
    else { return nil }
    self.init(whose, String(name[name.index(after: dot)...]))
  }

  /// As queries write it: `requester.organization`.
  package var name: String { "\(whose.rawValue).\(field)" }
}

extension Viewer {
  /// The person as this one sees them: without fields that nobody declares, and those that have a
  /// permission of their own which this one lacks.
  package func view(of person: Person) -> Person {
    guard !person.fields.isEmpty else { return person }
    var seen = person
    seen.fields = person.fields.filter { seesPersonField($0.key) }
    return seen
  }

  /// The people's fields that exist for this one, in the order in which they were declared.
  package var personFields: [FieldSpec] {
    (rulebook.registry.personFields ?? []).filter { seesPersonField($0.name) }
  }

  /// Whether a field of people exists for this one.
  package func seesPersonField(_ name: String) -> Bool {
    guard let spec = rulebook.personFields[name] else { return false }
    return spec.viewPermission.map { permission in
      authority.all.allSatisfy { one in
        one.actor == .plugin(spec.plugin) || one.mayEverywhere(permission)
      }
    } ?? true
  }

  /// Whether a query may name it: one's own fields, and those of others where people are seen.
  func mayName(_ step: PersonStep) -> Bool {
    guard seesPersonField(step.field) else { return false }
    guard let field = step.whose.ticketField else { return true }
    return seesPeople && mayName(field.rawValue)
  }

  /// The names of those steps that a query of this one may not take.
  package var hiddenSteps: [String] { allSteps.filter { !mayName($0) }.map(\.name) }

  /// The names of those that a query or a list of this one may.
  package var steps: [String] {
    allSteps.filter { $0.whose.ticketField != nil && mayName($0) }.map(\.name)
  }

  private var allSteps: [PersonStep] {
    (rulebook.registry.personFields ?? []).flatMap { spec in
      PersonStep.Whose.allCases.map { PersonStep($0, spec.name) }
    }
  }
}
