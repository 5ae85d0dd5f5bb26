import Texts

/// Reads what an action is given, or what it gives back, by what its plugin declared.
struct ActionValues {
  let resolver: FieldResolver
  let rule: ValueRule
  let ticket: Ticket
  /// What the values are of, for messages: `log_time`, or its data.
  let owner: any TextConvertible
  /// What their names are, where they have labels.
  let kind: Labelled

  /// The values of the declared kinds; throws all problems together, each with the value's name.
  func read(_ given: [String: Value], by specs: [FieldSpec]) throws -> [String: Value] {
    var problems = unknown(in: given, known: specs.map(\.name))
    var values: [String: Value] = [:]
    for spec in specs {
      do {
        let value = try value(given[spec.name], of: spec)
        if !value.isEmpty { values[spec.name] = value }
      } catch let problem as Refusal.Problem {
        problems.append(problem)
      }
    }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
    return values
  }

  private func value(_ given: Value?, of spec: FieldSpec) throws -> Value {
    var value = try resolver.resolve(given ?? .none, as: FieldDefinition(spec), in: ticket)
    if given == nil { value = spec.standard?.withoutBlanks ?? .none }
    guard !value.isEmpty else {
      guard spec.isRequired else { return .none }
      throw Refusal.Problem(
        .invalid,
        field: spec.name, Text.actionNeeds(action: owner, wanted: wanted(of: spec)))
    }
    if let wrong = rule.problem(with: value, of: spec) {
      throw Refusal.Problem(.invalid, field: spec.name, wrong)
    }
    if spec.kind == .queue { try requireQueues(value, of: spec) }
    return value
  }

  /// To whom is not told which queues there are, the request says the same of each.
  private func requireQueues(_ value: Value, of spec: FieldSpec) throws {
    guard resolver.viewer?.knowsQueues ?? true else { return }
    let queues = resolver.rulebook.queues
    for name in value.elements.compactMap(\.text) where !queues.contains(name) {
      let hint = Text.nearest(
        resolver.rulebook.nearest(to: name, among: queues.sorted(), as: .value(of: .queue)))
      throw Refusal.Problem(
        .invalid,
        field: spec.name, Text.actionNoQueue(queue: name, hint: hint))
    }
  }

  private func wanted(of spec: FieldSpec) -> Text {
    let choices = spec.choices(for: ticket.type)
    return choices.isEmpty ? spec.kind.words : Text(words: choices.joined(separator: ", "))
  }

  private func unknown(in given: [String: Value], known: [String]) -> [Refusal.Problem] {
    given.keys.filter { !known.contains($0) }.sorted().map { name in
      let nearest = resolver.rulebook.nearest(to: name, among: known, as: kind)
        .map { Text.actionMaybe(name: $0) }
      let all =
        known.isEmpty
        ? Text.actionTakesNone
        : Text.actionTakes(names: known.joined(separator: ", "))
      return Refusal.Problem(
        .invalid,
        field: name,
        Text.actionUnknownParam(action: owner, name: name, hint: nearest ?? all))
    }
  }
}

extension FieldKind {
  /// What a value of the kind is, in words for people.
  package var words: Text {
    switch self {
    case .text, .longText: Text.valueText
    case .tag: Text.valueTag
    case .integer: Text.valueInteger
    case .number: Text.valueNumber
    case .boolean: Text.valueYesOrNo
    case .time: Text.valueMoment
    case .date: Text.fieldDate
    case .duration: Text.valueLength
    case .choice: Text.valueItsChoices
    case .person: Text.valuePerson
    case .ticket: Text.valueTicket
    case .attachment: Text.valueFile
    case .queue: Text.valueQueue
    case .stage: Text.valueStage
    case .category: Text(words: Category.allCases.map(\.rawValue).joined(separator: ", "))
    case .priority: Text(words: Priority.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }
}
