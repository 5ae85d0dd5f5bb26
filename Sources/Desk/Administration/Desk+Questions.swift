import Kernel
import Storage
import Texts

extension Desk {
  /// The conditions and queries kept on the desk that mean nothing now, as where the plugin is gone
  /// whose field they name: of grants, plugins, subscriptions and views.
  package func idleConditions() throws -> [IdleCondition] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      let kept = try keptQuestions(reader).compactMap {
        $0.problem(schema: rulebook.schema, people: people)
      }
      // What plugins brought is checked when it is loaded: here is what its neighbours took away.
      let owners = Set(kept.map(\.owner))
      return kept + rulebook.idleConditions.filter { !owners.contains($0.owner) }
    }
  }

  /// What the desk itself keeps that means something now, and would mean nothing with that schema.
  package func questions(
    idleWith schema: (Rulebook) -> QuerySchema,
  ) throws -> [IdleCondition] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      let (present, coming) = (rulebook.schema, schema(rulebook))
      return try keptQuestions(reader).compactMap { question in
        guard question.problem(schema: present, people: people) == nil else { return nil }
        return question.problem(schema: coming, people: people)
      }
    }
  }

  private func keptQuestions(_ reader: Reader) throws -> [KeptQuestion] {
    var questions: [KeptQuestion] = []
    func keep(_ words: String?, _ context: QueryContext, _ owner: Text) {
      guard let words else { return }
      questions.append(KeptQuestion(words: words, context: context, owner: owner))
    }
    for role in try reader.roles() {
      for grant in role.grants {
        keep(
          grant.when, .condition,
          Text("condition.of_role", ["role": role.name, "permission": grant.permission]))
      }
    }
    for subscription in try reader.subscriptions() {
      keep(
        subscription.when, .condition,
        Text("condition.of_subscription", ["subscription": subscription.key]))
    }
    for view in try reader.views() {
      keep(view.query, .list, Text("doctor.view", ["name": view.name]))
    }
    return questions
  }
}

/// A condition or query of the desk itself, and whose it is.
private struct KeptQuestion {
  let words: String
  let context: QueryContext
  let owner: Text

  /// Why it would mean nothing with these fields; `nil` where it means something.
  func problem(schema: QuerySchema, people: QueryPeople) -> IdleCondition? {
    do throws(QueryError) {
      // Whether it means something does not depend on the clock.
      _ = try Query(parsing: words, schema: schema, context: context, people: people, zone: .utc)
      return nil
    } catch {
      return IdleCondition(owner: owner, condition: words, problem: error.text)
    }
  }
}
