import Texts

/// What is asked of one of a person's fields.
package struct PersonFieldChange: Equatable, Sendable {
  package let field: String
  package let assignment: Request.Assignment

  package init(_ field: String, _ assignment: Request.Assignment) {
    self.field = field
    self.assignment = assignment
  }
}

/// What matches Lua patterns.
package protocol PatternHost: AnyObject {
  /// Whether a Lua pattern fits the whole text; `false` also for a pattern that is too costly.
  func fits(_ text: String, pattern: String) -> Bool
}

/// Reads and checks what is given for fields of people, by their declarations.
package struct PersonFieldRule {
  /// Who gives it: fields that do not exist for them are unknown.
  let viewer: Viewer
  let transaction: any Transaction
  let now: Instant
  /// Whose clock times are on that are given as texts without a zone.
  let typist: FieldResolver.Typist
  /// The language that a person typed the texts in, where it is not their own.
  let typed: Language?
  let patterns: any PatternHost

  package init(
    viewer: Viewer, transaction: any Transaction, now: Instant, typist: FieldResolver.Typist,
    typed: Language? = nil, patterns: any PatternHost,
  ) {
    self.viewer = viewer
    self.transaction = transaction
    self.now = now
    self.typist = typist
    self.typed = typed
    self.patterns = patterns
  }

  private var rulebook: Rulebook { viewer.rulebook }

  /// Puts the values into the person's fields; all that is wrong is refused at once, by field.
  package func apply(_ changes: [PersonFieldChange], to person: inout Person) throws {
    var problems: [Refusal.Problem] = []
    for change in changes {
      do {
        let value = try value(of: change, for: person)
        person.fields[change.field] = value.isEmpty ? nil : value
      } catch let problem as Refusal.Problem {
        problems.append(problem)
      }
    }
    if problems.isEmpty, Self.bytes(in: person.fields) > Limit.personFieldBytes {
      problems.append(
        Refusal.Problem(
          .invalid, field: changes.last?.field,
          Text.personFieldsLimit(most: Limit.personFieldBytes)))
    }
    guard problems.isEmpty else {
      let isDenied = problems.allSatisfy { $0.kind == .denied }
      let single = problems.count == 1 ? problems[0].kind.code : .refused
      throw Refusal(isDenied ? .denied : single, problems)
    }
  }

  /// Gives a new person what fields start with; with `requiring`, one without a value is refused.
  package func complete(_ person: inout Person, requiring: Bool) throws {
    var missing: [Refusal.Problem] = []
    for spec in rulebook.registry.personFields ?? [] where person.fields[spec.name] == nil {
      if let standard = spec.standard?.withoutBlanks, !standard.isEmpty {
        person.fields[spec.name] = standard
      } else if spec.isRequired, requiring {
        missing.append(problem(spec, .refused, Text.fieldRequired))
      }
    }
    guard missing.isEmpty else { throw Refusal(.refused, missing) }
  }

  private func value(of change: PersonFieldChange, for person: Person) throws -> Value {
    guard let spec = rulebook.personFields[change.field], viewer.seesPersonField(spec.name) else {
      throw unknown(change.field)
    }
    if let permission = spec.editPermission?.name,
      !viewer.authority.may(permission, in: viewer.context)
    {
      throw problem(spec, .denied, Text.personFieldDenied(permission: permission))
    }
    let value = try read(change.assignment, spec, of: person)
    if value.isEmpty {
      guard !spec.isRequired else { throw problem(spec, .refused, Text.fieldRequired) }
      return .none
    }
    let rule = ValueRule(ticket: Self.nobody, rulebook: rulebook, host: patterns)
    if let wrong = rule.problem(with: value, of: spec) { throw problem(spec, .refused, wrong) }
    guard value.elements.count <= Limit.elements else {
      throw problem(spec, .invalid, Text.personElementsLimit(most: Limit.elements))
    }
    if let stranger = try stranger(in: value, spec) { throw problem(spec, .refused, stranger) }
    return value
  }

  private func read(
    _ assignment: Request.Assignment, _ spec: FieldSpec, of person: Person,
  ) throws -> Value {
    let resolver = FieldResolver(
      rulebook: rulebook, transaction: transaction, now: now, typist: typist, typed: typed,
      viewer: viewer)
    let field = FieldDefinition(spec)
    switch assignment {
    case .value(let value): return try resolver.resolve(value, as: field, in: Self.nobody)
    case .elements(let adding, let removing):
      guard spec.isMany else { throw problem(spec, .invalid, Text.fieldOneValueOperator) }
      func elements(_ values: [Value]) throws -> [Value] {
        try values.flatMap { try resolver.resolve($0, as: field, in: Self.nobody).elements }
      }
      let kept = (person.fields[spec.name] ?? .none).elements.without(try elements(removing))
      return .listing(kept + (try elements(adding)).uniqued.without(kept))
    }
  }

  /// Why somebody in the value is none of those whom the field asks for.
  private func stranger(in value: Value, _ spec: FieldSpec) throws -> Text? {
    guard spec.kind == .person, let among = spec.among else { return nil }
    for id in value.elements.compactMap(\.personID) {
      guard let person = try transaction.person(id),
        !rulebook.holds(among: among, of: person, in: viewer.context)
      else { continue }
      return Text.fieldNotAmong(value: person.name, condition: among)
    }
    return nil
  }

  private func unknown(_ name: String) -> Refusal.Problem {
    let known = viewer.personFields.map(\.name)
    let hint = Text.nearest(rulebook.nearest(to: name, among: known, as: .field))
    return Refusal.Problem(
      .invalid, field: name,
      known.isEmpty
        ? Text.personNoFields
        : Text.personFieldUnknown(
          hint: hint ?? Text.hintKnown(names: known.sorted().joined(separator: ", "))))
  }

  private func problem(
    _ spec: FieldSpec, _ kind: Refusal.Problem.Kind, _ text: Text,
  ) -> Refusal.Problem {
    Refusal.Problem(kind, field: spec.name, text, by: kind == .refused ? spec.plugin : nil)
  }

  private static func bytes(in fields: [String: Value]) -> Int {
    fields.values.flatMap(\.elements).reduce(0) { $0 + ($1.text?.utf8.count ?? 0) }
  }

  /// Values are read for a ticket; a person's are for none.
  private static let nobody = Ticket(id: Ticket.ID(rawValue: 0))
}
