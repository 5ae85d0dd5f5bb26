import Kernel
import Texts

/// A field that a plugin or the desk itself declares.
package struct DeclaredField: Sendable {
  package let spec: FieldSpec
  package let isOfPeople: Bool
}

extension DeskSession {
  /// The queues that the one who asks is told of, by name.
  package var queues: [String] { viewer.knowsQueues ? rulebook.queues.sorted() : [] }

  /// The declared fields that exist for the one who asks: those of tickets, then those of people.
  package var declaredFields: [DeclaredField] {
    let registry = rulebook.registry
    return registry.fields.filter { viewer.mayName($0.name) }
      .map { DeclaredField(spec: $0, isOfPeople: false) }
      + viewer.personFields.map { DeclaredField(spec: $0, isOfPeople: true) }
  }

  /// How many tickets or people have a value in a field, as far as the one who asks sees them.
  package func count(of field: DeclaredField) throws -> Int {
    guard field.isOfPeople else {
      return try field.spec.isComputed ? 0 : count(query("has:\(field.spec.name)"))
    }
    return try people(asked: "").map(viewer.view).count { $0.fields[field.spec.name] != nil }
  }

  /// A field's condition, as far as who asks may name all of what it speaks of; `nil` otherwise.
  package func seen(_ condition: String?) -> String? {
    condition.flatMap { rulebook.fields(of: $0).allSatisfy(viewer.mayName) ? $0 : nil }
  }

  /// Whether all that a condition speaks of exists for the person.
  package func mayTell(_ condition: String) -> Bool {
    rulebook.conditions[condition] != nil
      && rulebook.fields(of: condition).allSatisfy(viewer.mayName)
  }

  /// What a declaration is called, in the language of the one who asks or else in English.
  ///
  /// The kind is that of labels, as `field` or `help`; `nil` if no plugin says it.
  package func label(of kind: String, named name: String) -> String? {
    Labels(rulebook.registry.labels, language: language.code)
      .name(name, of: kind)
  }
}
