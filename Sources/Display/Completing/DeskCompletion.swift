import Desk
import Kernel
import Texts

/// Completes names from the desk: never one that whoever asks may not see.
///
/// It reads only what is stored, and starts no Lua but a manifest, for what rules there are.
package struct DeskCompletion {
  package let session: DeskSession
  /// Where candidates are shown, for the language of what is said of them.
  let surface: Surface
  /// The ticket that is changed or asked about, if one is known.
  private let ticket: Ticket.ID?
  /// The plugin that is spoken of, where one is named.
  let plugin: String?
  /// The words before, among which an action or a plugin may be.
  let words: [String]

  package init(
    session: DeskSession, surface: Surface, ticket: Ticket.ID? = nil, plugin: String? = nil,
    after words: [String] = [],
  ) {
    (self.session, self.surface) = (session, surface)
    (self.ticket, self.plugin, self.words) = (ticket, plugin, words)
  }

  /// What a source has that begins as typed; of a list between commas, the last item is completed.
  package func candidates(for source: CompletionSource, typed: String) throws -> [Candidate] {
    switch source {
    case .nothing, .topics, .languages, .offered: []
    case .tickets: try tickets(typed)
    case .people: listed(try people(typed), typed)
    case .types: begun(rulebook.types.keys.sorted(), typed)
    case .queues: begun(session.queues, typed)
    case .reasons: begun(rulebook.closeReasons.keys.sorted(), typed)
    case .views: begun(try views, typed)
    case .actions: begun(actions, typed)
    case .roles: isStaff ? listed(rulebook.roles.keys.sorted().map { Candidate($0) }, typed) : []
    case .permissions: isStaff ? begun(rulebook.permissions, typed) : []
    case .plugins: isStaff ? listed(try plugins, typed) : []
    case .indexes: isStaff ? begun(try session.indexes().map(\.name), typed) : []
    case .fields: listed(nameable.map { Candidate($0) }, typed)
    case .columns: listed((nameable + session.viewer.steps).map { Candidate($0) }, typed)
    case .assignments: try assignments(typed)
    case .personAssignments: try personAssignments(typed)
    case .personQuery: try personQuery(typed)
    case .targets: try typed.first?.isNumber == true ? tickets(typed) : assignments(typed)
    case .which, .whichThenFiles: try which(typed)
    case .whichThenPeople: try which(typed) + listed(people(typed), typed)
    case .whichThenActions: try which(typed) + begun(actions, typed)
    case .whichThenAttachments:
      try which(typed) + values(of: TicketField.attachments.rawValue, typed)
    case .stages: listed(names(stages), typed)
    case .query: try QueryCompletion(desk: self, schema: session.viewer.schema).candidates(typed)
    case .history: try history(typed)
    case .events: listed(events, typed)
    case .discards: listed(discards, typed)
    case .tags: listed(try frequent(.tags), typed)
    case .rootCauses: listed(try frequent(.rootCauses), typed)
    case .attachments: try values(of: TicketField.attachments.rawValue, typed)
    case .forms: forms.filter { $0.text.hasPrefix(typed) }
    case .reports: reports.filter { $0.text.hasPrefix(typed) }
    case .rules: try RuleCompletion(desk: self).names(typed)
    case .ruleParts: try RuleCompletion(desk: self).parts(typed)
    case .declaredFields: begun(session.declaredFields.map(\.spec.name).sorted(), typed)
    case .actionParams: try NamedCompletion(desk: self).actionParams(typed)
    case .settings: try NamedCompletion(desk: self).settings(typed)
    case .lifecycles: begun(rulebook.lifecycles.keys.sorted(), typed)
    }
  }

  var rulebook: Rulebook { session.rulebook }
  private var labels: Labels { Labels(rulebook.registry.labels, language: surface.language.code) }
  private var isStaff: Bool { rulebook.isStaff(session.person) }

  /// People whom the person sees whose names begin as the last of the names typed, with their roles.
  package func people(_ typed: String) throws -> [Candidate] {
    let name = String(typed.split(separator: ",", omittingEmptySubsequences: false).last ?? "")
    return try session.people(beginning: name, limit: DeskCompletion.mostPeople)
      .map { Candidate($0.name, $0.roles.joined(separator: ", ")) }
  }

  /// Tickets; where none is named yet, the terms of a query as well.
  private func which(_ typed: String) throws -> [Candidate] {
    guard ticket == nil, let first = typed.first, !first.isNumber else {
      return try tickets(typed)
    }
    return try QueryCompletion(desk: self, schema: session.viewer.schema).candidates(typed)
  }

  private var views: [String] {
    get throws { try session.views().map(\.name) }
  }

  private var actions: [String] {
    rulebook.actions.values.filter { session.may($0.permission) }.map(\.name).sorted()
  }

  /// Those who may not make reports are offered none.
  private var reports: [Candidate] {
    guard let reports = try? session.reports else { return [] }
    let labels = labels
    return reports.map { Candidate($0.name, ReportText.words(of: $0, in: labels).help) }
  }

  private var forms: [Candidate] {
    rulebook.forms.map { Candidate($0.name, labels.name($0.name, of: "form") ?? "") }
  }

  private var plugins: [Candidate] {
    get throws {
      try session.moment.pluginStatuses(readingManifests: false).map {
        Candidate($0.name, $0.state)
      }
    }
  }

  /// A ticket's number, the desk, or the terms of a query over entries.
  private func history(_ typed: String) throws -> [Candidate] {
    guard typed.first?.isNumber != true else { return try tickets(typed) }
    let words = typed.isEmpty ? [Candidate("desk")] : begun(["desk"], typed)
    return words
      + (try QueryCompletion(desk: self, schema: session.entrySchema)
        .candidates(typed))
  }

  private var events: [Candidate] {
    let short = ["created", "note", "reply", "ticket.*"]
    let actions = Verb.names + rulebook.actions.keys.sorted()
    let fields = nameable.filter { !short.contains($0) }
    return names(short + actions.map { HookEvent.action(Action($0)).name } + fields)
  }

  /// The fields that a query or a list may name.
  package var nameable: [String] {
    (TicketField.allCases.map(\.rawValue) + rulebook.fields.keys)
      .filter { session.viewer.mayName($0) }.sorted()
  }

  /// Tickets whose number begins so, longer numbers first, with their subjects.
  ///
  /// Each length of number is a range of its own, since one is found by its key at once.
  private func tickets(_ typed: String) throws -> [Candidate] {
    guard typed.allSatisfy(\.isNumber), typed.utf8.count <= 12 else { return [] }
    guard let first = Int64(typed) else { return try tickets(in: nil, limit: DeskCompletion.most) }
    var found: [Candidate] = []
    for digits in (0..<6).reversed() where found.count < DeskCompletion.most {
      let size = (0..<digits).reduce(Int64(1)) { size, _ in size * 10 }
      let range = first * size...first * size + size - 1
      found += try tickets(in: range, limit: DeskCompletion.most - found.count)
    }
    return found
  }

  private func tickets(in range: ClosedRange<Int64>?, limit: Int) throws -> [Candidate] {
    let wanted = range.map { "id:\($0.lowerBound)..\($0.upperBound) " } ?? ""
    let query = try session.query("\(wanted)sort:-id")
    return try session.list(query, limit: limit).map { ticket in
      Candidate("\(ticket.id.rawValue)", ticket.subject)
    }
  }

  /// So many tickets are offered, and so many people.
  private static let (most, mostPeople) = (40, 500)

  /// `FIELD=`, and once that is there the field's values.
  private func assignments(_ typed: String) throws -> [Candidate] {
    guard let equals = typed.firstIndex(of: "=") else {
      return begun(settable, typed).map { Candidate("\($0.text)=") }
    }
    let name = typed[..<equals].filter { $0 != "+" && $0 != "-" }
    guard settable.contains(name) else { return [] }
    let value = String(typed[typed.index(after: equals)...])
    return try values(of: name, value).map { $0.behind(typed[...equals]) }
  }

  private func personAssignments(_ typed: String) throws -> [Candidate] {
    let fields = session.viewer.personFields
    guard let equals = typed.firstIndex(of: "=") else {
      return begun(fields.map(\.name), typed).map { Candidate("\($0.text)=") }
    }
    let name = typed[..<equals].filter { $0 != "+" && $0 != "-" }
    guard let spec = fields.first(where: { $0.name == name }) else { return [] }
    let value = String(typed[typed.index(after: equals)...])
    return try listed(known(FieldDefinition(spec), value), value)
      .map { $0.behind(typed[...equals]) }
  }

  /// The terms of a query over people, and the values behind them; else beginnings of names.
  private func personQuery(_ typed: String) throws -> [Candidate] {
    let fields = session.viewer.personFields
    let schema = PersonQuery.schema(
      roles: isStaff ? rulebook.roles.keys.sorted() : [], fields: fields)
    guard let colon = typed.firstIndex(of: ":") else {
      return begun(schema.names, typed).map { Candidate("\($0.text):") } + (try people(typed))
    }
    guard let field = schema.field(named: String(typed[..<colon])) else { return [] }
    let value = String(typed[typed.index(after: colon)...])
    let values =
      try schema.knownValues(of: field).map { names($0) }
      ?? fields.first { $0.name == field.name }.map { try known(FieldDefinition($0), value) } ?? []
    return listed(values, value).map { $0.behind(typed[...colon]) }
  }

  /// Those of them that a person can set.
  package var settable: [String] {
    nameable.filter { name in
      guard let field = rulebook.field(name), field.isEditable else { return false }
      return field.spec?.editPermission != .ownPlugin
    }
  }

  /// The values that a field is known to take; of a list, the last one is completed.
  package func values(of name: String, _ typed: String) throws -> [Candidate] {
    guard let field = rulebook.shownField(name), session.viewer.mayName(name) else { return [] }
    let own = PersonStep(named: name).map { [Candidate(PersonStep(.me, $0.field).name)] } ?? []
    return try listed(known(field, typed) + own, typed)
  }

  private func known(_ field: FieldDefinition, _ typed: String) throws -> [Candidate] {
    field.kind == .choice ? names(choices(of: field)) : try known(field.kind, typed)
  }

  /// The values of a kind of field, those that begin as typed.
  package func values(of kind: FieldKind, _ typed: String) throws -> [Candidate] {
    try listed(known(kind, typed), typed)
  }

  private func known(_ kind: FieldKind, _ typed: String) throws -> [Candidate] {
    switch kind {
    case .person:
      return try people(typed) + [Candidate("me", surface.words(Text.completionMe))]
    case .queue: return names(session.queues)
    case .stage: return names(stages)
    case .category: return names(Category.allCases.map(\.rawValue))
    case .priority: return names(Priority.allCases.map(\.rawValue))
    case .boolean: return names(["yes", "no"])
    case .ticket: return try tickets(typed)
    case .tag: return try frequent(.tags)
    case .choice, .text, .longText, .integer, .number, .time, .date, .duration: return []
    case .attachment:
      return names(
        ((present?.attachments ?? []) + (present?.noteAttachments ?? [])).map(\.name))
    }
  }

  /// Values of the newest tickets that the person sees, those used most first.
  ///
  /// They are not looked for further: who sees few tickets would wait for all of them to be read.
  private func frequent(_ field: TicketField) throws -> [Candidate] {
    guard session.viewer.mayName(field.rawValue) else { return [] }
    let query = ["has:\(field.rawValue)", "sort:-id"].joined(separator: " ")
    let newest = try session.list(session.query(query), limit: 200)
    let all = newest.flatMap { field == .tags ? $0.tags : $0.rootCauses }
    let counts = all.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let labels = labels
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Candidate($0.key, labels.description(of: $0.key, in: field) ?? "") }
  }

  private func choices(of field: FieldDefinition) -> [String] {
    switch field.name {
    case TicketField.type.rawValue: return rulebook.types.keys.sorted()
    case TicketField.closeReason.rawValue: return rulebook.closeReasons.keys.sorted()
    default:
      guard let spec = field.spec else { return [] }
      let own = present.map { spec.choices(for: $0.type) } ?? []
      guard own.isEmpty else { return own }
      return spec.choices.keys.sorted().flatMap { spec.choices[$0] ?? [] }
        .reduce(into: []) { all, choice in if !all.contains(choice) { all.append(choice) } }
    }
  }

  /// The ticket that the command names, where there is one for this person.
  var present: Ticket? {
    ticket.flatMap { try? session.ticket($0) }
  }

  private var lifecycles: [LifecycleSpec] {
    let own = present.flatMap { rulebook.lifecycle(ofType: $0.type) }
    return own.map { [$0] } ?? rulebook.lifecycles.values.sorted { $0.name < $1.name }
  }

  private var stages: [String] {
    lifecycles.flatMap { $0.stages.map(\.name) }
      .reduce(into: []) { all, context in if !all.contains(context) { all.append(context) } }
  }

  private var discards: [Candidate] { names(Set(lifecycles.flatMap(\.discards.keys)).sorted()) }
  private func names(_ names: [String]) -> [Candidate] { names.map { Candidate($0) } }
}
