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

/// The values of people's fields that one question needs: what they say today, whatever moment the
/// tickets are of.
///
/// Each person is read once, when a condition first asks. It is for one answer, on the thread of what
/// it reads from.
package final class PeopleValues {
  private let store: any PeopleReading
  private var known: [Person.ID: [String: Value]] = [:]
  private var failure: (any Error)?

  package init(reading store: any PeopleReading) {
    self.store = store
  }

  /// Whether something could not be read, so that what was asked meanwhile is not known.
  var hasFailed: Bool { failure != nil }

  /// The values of a person's field; empty where there are none, or no such person.
  package func value(of field: String, of person: Person.ID) -> Value {
    if let values = known[person] { return values[field] ?? .none }
    do {
      let values = try store.person(person)?.fields ?? [:]
      known[person] = values
      return values[field] ?? .none
    } catch {
      failure = failure ?? error
      return .none
    }
  }

  /// Throws what kept a person from being read: an answer that was given meanwhile is none.
  package func check() throws {
    if let failure { throw failure }
  }
}

extension EvaluationContext {
  /// The values of the field that an operand or a condition names; empty where there is nobody.
  package func value(
    of step: PersonStep, on ticket: Ticket?, asker: Person.ID? = nil,
  ) -> Value {
    guard let people else { return .none }
    let person: Person.ID? =
      switch step.whose {
      case .me: asker ?? me
      case .requester: ticket.flatMap { $0.hidden.contains(.requester) ? nil : $0.requester }
      case .assignee: ticket.flatMap { $0.hidden.contains(.assignee) ? nil : $0.assignee }
      }
    return person.map { people.value(of: step.field, of: $0) } ?? .none
  }
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
