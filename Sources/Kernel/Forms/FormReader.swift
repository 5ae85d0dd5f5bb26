import Texts

/// Reads what a form is answered with, by the kinds of its fields.
package struct FormReader {
  private let form: FormSpec
  private let person: Person
  private let values: ActionValues
  private let conditions: [String: Query]
  private let context: EvaluationContext

  /// Reads for somebody, whose clock and language count, and who sees what is named in answers.
  package init(
    _ form: FormSpec, for person: Person, typing language: Language? = nil,
    in transaction: any Transaction, by rulebook: Rulebook, at now: Instant,
    patterns: any PatternHost,
  ) {
    self.form = form
    self.person = person
    context = rulebook.context(at: now, me: person.id, reading: transaction)
    conditions = form.conditions(
      naming: QueryPeople(reading: transaction), on: rulebook.settings.zone)
    let viewer = Viewer(
      authority: rulebook.authority(of: person), rulebook: rulebook, context: context)
    let blank = Ticket(id: .desk)
    values = ActionValues(
      resolver: FieldResolver(
        rulebook: rulebook, transaction: transaction, now: now, typist: .person(person),
        typed: language, viewer: viewer),
      rule: ValueRule(ticket: blank, rulebook: rulebook, host: patterns), ticket: blank,
      owner: Text.formNamed(form: form.name), kind: .answer(of: form.name))
  }

  /// The answers by field, with defaults for what is not among them; empty ones are left out.
  ///
  /// Texts are read by the field's kind, and `null` is empty. Throws a `Refusal` with all that is
  /// wrong, by field: unknown names with the nearest, missing answers, values that do not fit, answers
  /// to what is not asked for by the others.
  package func read(_ answers: [(name: String, answer: JSON)]) throws -> [String: Value] {
    let shown = shownFields(by: answers)
    let hidden = form.fields.filter { field in !shown.contains { $0.name == field.name } }
    let idle = answers.filter { given in hidden.contains { $0.name == given.name } }
    let problems = idle.filter { !$0.answer.isBlank }.map { given in
      let condition = hidden.first { $0.name == given.name }?.showIf ?? ""
      return Refusal.Problem(
        .invalid, field: given.name, Text.formNotAsked(condition: condition))
    }
    let asked = answers.filter { given in !hidden.contains { $0.name == given.name } }
    do {
      let values = try read(asked, by: shown)
      guard problems.isEmpty else { throw Refusal(.invalid, problems) }
      return values
    } catch let refusal as Refusal where !problems.isEmpty && refusal.problems != problems {
      throw Refusal(.invalid, problems + refusal.problems)
    }
  }

  /// What the form asks by the answers so far, and what is wrong with them.
  package func draft(of answers: [(name: String, answer: JSON)]) throws -> FormDraft {
    let shown = shownFields(by: answers)
    var problems: [Refusal.Problem] = []
    do {
      _ = try read(answers)
    } catch let refusal as Refusal {
      problems = refusal.problems
    }
    return FormDraft(
      fields: shown.inFormOrder,
      required: Set(shown.filter { $0.isRequired && $0.standard == nil }.map(\.name)),
      problems: problems)
  }

  /// The fields that are asked for by these answers: conditions lead from answer to answer, and never
  /// back, so that as many rounds as there are fields are enough.
  private func shownFields(by answers: [(name: String, answer: JSON)]) -> [FieldSpec] {
    guard !conditions.isEmpty else { return form.fields }
    var shown = form.fields.filter { $0.showIf == nil }
    for _ in form.fields {
      var ticket = Ticket(id: .desk)
      for field in shown {
        let given = answers.filter { $0.name == field.name }
        // What does not fit is told when all of it is read.
        ticket.fields[field.name] = (try? read(given, by: [field]))?[field.name]
      }
      let next = form.fields.filter { field in
        field.showIf.map { conditions[$0]?.matches(ticket, in: context) ?? false } ?? true
      }
      guard next.count != shown.count || next.map(\.name) != shown.map(\.name) else { break }
      shown = next
    }
    return shown
  }

  private func read(
    _ answers: [(name: String, answer: JSON)], by fields: [FieldSpec],
  ) throws -> [String: Value] {
    var given: [String: Value] = [:]
    var problems: [Refusal.Problem] = []
    for (name, answer) in answers {
      let field = fields.first { $0.name == name }
      guard given[name] == nil else {
        problems.append(.init(.invalid, field: name, Text.formTwice))
        continue
      }
      guard let value = value(answer, of: field) else {
        problems.append(.init(.invalid, field: name, Text.formNoObjects))
        continue
      }
      given[name] = value
    }
    do {
      let values = try values.read(given, by: fields)
      guard problems.isEmpty else { throw Refusal(.invalid, problems) }
      return values
    } catch let refusal as Refusal where !problems.isEmpty {
      let own = refusal.problems.filter { found in !problems.contains { $0.field == found.field } }
      throw Refusal(.invalid, problems + own)
    }
  }

  /// The value of what stands in a document; `nil` where no field can hold it.
  private func value(_ answer: JSON, of field: FieldSpec?) -> Value? {
    switch answer {
    case .null: return Value.none
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number):
      // A length of time is in seconds, as in all that programs write.
      return .integer(field?.kind == .duration ? number.multipliedSaturated(by: 1_000) : number)
    case .string("me") where field?.kind == .person: return .person(person.id)
    case .string(let text): return .text(text)
    case .array(let items):
      let values = items.compactMap { item in item.array == nil ? value(item, of: field) : nil }
      return values.count == items.count ? .listing(values) : nil
    case .object(let members):
      guard members.count == 1, members[0].0 == "number", let text = members[0].1.string,
        let number = Double(text), number.isFinite
      else { return nil }
      guard field?.kind == .duration else { return .number(number) }
      return Int64(exactly: (number * 1_000).rounded()).map(Value.integer)
    }
  }
}

extension FormSpec {
  /// The conditions on which its fields are asked for, by their text; one that means nothing is left out,
  /// and so is never met.
  fileprivate func conditions(naming people: QueryPeople, on zone: Zone) -> [String: Query] {
    let texts = fields.compactMap(\.showIf)
    guard !texts.isEmpty else { return [:] }
    let schema = QuerySchema(form: fields)
    var conditions: [String: Query] = [:]
    for text in texts {
      conditions[text] = try? Query(
        parsing: text, schema: schema, context: .condition, people: people, zone: zone)
    }
    return conditions
  }
}

extension JSON {
  /// Whether it is nothing, or a text that nobody sees anything in.
  fileprivate var isBlank: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isBlank
    case .array(let items): items.allSatisfy(\.isBlank)
    default: false
    }
  }
}
