import Kernel
import Storage
import Texts

extension Desk {
  /// The conditions and queries kept on the desk that mean nothing now, as where the plugin is gone
  /// whose field they name: of grants, plugins, subscriptions, views, settings and bulks.
  package func idleConditions() throws -> [IdleCondition] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      let names = DeskNames(
        rulebook.registry, roles: try reader.roles(), queues: try reader.queues())
      let kept = try reader.keptQuestions().compactMap { question in
        question.problem(with: names, people: people)
      }
      // What plugins brought is checked when it is loaded: here is what its neighbours took away.
      let owners = Set(kept.map(\.owner))
      return kept + rulebook.idleConditions.filter { !owners.contains($0.owner) }
    }
  }

  /// What the desk itself keeps that means something now, and would mean nothing with that schema,
  /// or without that person.
  package func questions(
    idleWith schema: (Rulebook) -> QuerySchema, without person: String? = nil,
  ) throws -> [IdleCondition] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      let left = person.map { people.without($0) } ?? people
      let (present, coming) = (rulebook.schema, schema(rulebook))
      return try reader.keptQuestions().compactMap { question in
        guard question.problem(schema: present, people: people) == nil else { return nil }
        return question.problem(schema: coming, people: left)
      }
    }
  }

  /// What the desk itself keeps that names a person, and how.
  package func questions(naming person: Person) throws -> [Text] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      return try reader.keptQuestions().compactMap { question in
        guard case .query(let words, let context) = question.content else { return nil }
        let query = try? Query(
          parsing: words, schema: rulebook.schema, context: context, people: people,
          zone: rulebook.settings.zone)
        guard query?.renaming(person.id, to: "") != nil else { return nil }
        return Text.frameOf(owner: question.owner, problem: Text(words: words))
      }
    }
  }
}
