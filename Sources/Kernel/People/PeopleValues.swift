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
