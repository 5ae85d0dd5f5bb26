import Texts

/// A form that a plugin adds: what it asks, and by which way in what comes of it stands in histories.
package struct FormSpec: Equatable, Sendable {
  package var name: String
  /// In the order in which they are asked.
  package var fields: [FieldSpec]
  /// The source of tickets and entries that come of it, as `phone`.
  package var source: String
  /// The field whose answer names a document, so that it comes in once; `nil` where none does.
  package var key: String?
  package var plugin: String
  package var version: String

  package init(
    name: String, fields: [FieldSpec] = [], source: String, key: String? = nil, plugin: String,
    version: String,
  ) {
    self.name = name
    self.fields = fields
    self.source = source
    self.key = key
    self.plugin = plugin
    self.version = version
  }

  /// What faults of its function are laid to: `plugin@version:form`.
  package var signature: String { "\(plugin)@\(version):\(name)" }

  /// The kinds that a field which names documents may have.
  package static let keyKinds: [FieldKind] = [.text, .integer]
}

extension FormSpec: JSONForm {
  package static var blank: Self { FormSpec(name: "", source: "", plugin: "", version: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("fields", &fields)
    try members.exchange("source", &source)
    try members.exchange("key", &key)
    try members.exchange("plugin", &plugin)
    try members.exchange("version", &version)
  }
}

extension Rulebook {
  /// The forms of the desk, by name.
  package var forms: [FormSpec] {
    (registry.forms ?? []).sorted { $0.name.precedesByBytes($1.name) }
  }

  /// The form of that name; an unknown one throws with the nearest, or with how to get any.
  package func form(named name: String) throws(Refusal) -> FormSpec {
    let known = forms.map(\.name)
    if let form = forms.first(where: { $0.name == name }) { return form }
    guard !known.isEmpty else { throw Refusal(.notFound, Text.formNone) }
    throw Refusal(
      .notFound,
      Text.formUnknown(
        name: name, hint: Text.suggestion(nearestName(to: name, among: known)),
        known: known.joined(separator: ", ")))
  }
}

/// Reads what a form is answered with, by the kinds of its fields.
package struct FormReader {
  private let form: FormSpec
  private let person: Person
  private let values: ActionValues

  /// Reads for somebody, whose clock and language count, and who sees what is named in answers.
  package init(
    _ form: FormSpec, for person: Person, typing language: Language? = nil,
    in transaction: any Transaction, by rulebook: Rulebook, at now: Instant,
    patterns: any PatternHost,
  ) {
    self.form = form
    self.person = person
    let viewer = Viewer(
      authority: rulebook.authority(of: person), rulebook: rulebook,
      context: rulebook.context(at: now, me: person.id, reading: transaction))
    let blank = Ticket(id: .desk)
    values = ActionValues(
      resolver: FieldResolver(
        rulebook: rulebook, transaction: transaction, now: now, typist: .person(person),
        typed: language, viewer: viewer),
      rule: ValueRule(ticket: blank, host: patterns), ticket: blank,
      owner: Text.formNamed(form: form.name))
  }

  /// The answers by field, with defaults for what is not among them; empty ones are left out.
  ///
  /// Texts are read by the field's kind, and `null` is empty. Throws a `Refusal` with all that is
  /// wrong, by field: unknown names with the nearest, missing answers, values that do not fit.
  package func read(_ answers: [(name: String, answer: JSON)]) throws -> [String: Value] {
    try read(answers, by: form.fields)
  }

  /// The answer to one of the form's fields alone, `nil` where it is empty; throws as `read` does.
  package func read(_ answer: JSON, to field: FieldSpec) throws -> Value? {
    try read([(field.name, answer)], by: [field])[field.name]
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
