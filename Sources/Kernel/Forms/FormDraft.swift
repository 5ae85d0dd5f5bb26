/// What a form asks by the answers so far, and what is wrong with them.
///
/// It is made anew after each answer, since answers decide what else is asked.
package struct FormDraft: Sendable {
  /// What is asked, in its order; fields that who answers may not see or set are not among it.
  package let fields: [FieldSpec]
  /// The fields that must not be left empty by these answers.
  package let required: Set<String>
  /// What would be refused, that of fields included that were not asked for yet.
  package let problems: [Refusal.Problem]

  package init(fields: [FieldSpec], required: Set<String>, problems: [Refusal.Problem]) {
    (self.fields, self.required, self.problems) = (fields, required, problems)
  }

  /// What is wrong with the answer to one field.
  package func problems(of field: String) -> [Refusal.Problem] {
    problems.filter { $0.field == field }
  }
}
