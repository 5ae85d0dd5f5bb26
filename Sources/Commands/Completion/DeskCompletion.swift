import Desk
import Display
import Kernel
import Texts

/// Completes names from the desk: never one that whoever asks may not see.
///
/// It reads only what is stored, and starts no Lua.
struct DeskCompletion {
  let session: DeskSession
  let output: Output
  /// The ticket that the command is about, as it was typed.
  let ticket: String?

  func candidates(for source: CompletionSource, typed: String) throws -> [Candidate] {
    switch source {
    case .nothing, .topics, .languages: []
    case .tickets: try tickets(typed)
    case .people: listed(people, typed)
    case .types: begun(rulebook.types.keys.sorted(), typed)
    case .queues: begun(rulebook.queues.sorted(), typed)
    case .reasons: begun(rulebook.closeReasons.keys.sorted(), typed)
    case .views: begun(try views, typed)
    case .actions: begun(actions, typed)
    case .roles: isStaff ? listed(rulebook.roles.keys.sorted().map { Candidate($0) }, typed) : []
    case .permissions: isStaff ? begun(rulebook.permissions, typed) : []
    case .plugins: isStaff ? listed(try plugins, typed) : []
    case .fields: listed(nameable.map { Candidate($0) }, typed)
    case .assignments: try assignments(typed)
    case .targets: try typed.first?.isNumber == true ? tickets(typed) : assignments(typed)
    case .query: try QueryCompletion(desk: self, schema: session.viewer.schema).candidates(typed)
    case .history: try history(typed)
    case .events: listed(events, typed)
    case .discards: listed(discards, typed)
    case .attachments: try values(of: TicketField.attachments.rawValue, typed)
    }
  }

  var rulebook: Rulebook { session.rulebook }
  private var isStaff: Bool { rulebook.isStaff(session.person) }

  var people: [Candidate] {
    session.people.map { Candidate($0.name, $0.roles.joined(separator: ", ")) }
  }

  private var views: [String] {
    get throws { try session.views().map(\.name) }
  }

  private var actions: [String] {
    rulebook.actions.values.filter { session.may($0.permission) }.map(\.name).sorted()
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
      + (try QueryCompletion(desk: self, schema: session.entrySchema, isOverEntries: true)
        .candidates(typed))
  }

  private var events: [Candidate] {
    let short = ["created", "note", "reply", "ticket.*"]
    let actions = Verb.names + rulebook.actions.keys.sorted()
    let fields = nameable.filter { !short.contains($0) }
    return names(short + actions.map { HookEvent.action(Action($0)).name } + fields)
  }

  /// The fields that a query or a list may name.
  var nameable: [String] {
    (TicketField.allCases.map(\.rawValue) + rulebook.fields.keys)
      .filter { session.viewer.mayName($0) }.sorted()
  }

  /// Tickets whose number begins so, the newest first, with their subjects.
  private func tickets(_ typed: String) throws -> [Candidate] {
    guard typed.allSatisfy(\.isNumber), typed.utf8.count <= 12 else { return [] }
    let first = Int64(typed) ?? 0
    let ranges = (0..<6).map { digits in
      let size = (0..<digits).reduce(Int64(1)) { size, _ in size * 10 }
      return size == 1 ? "id:\(first)" : "id:\(first * size)..\(first * size + size - 1)"
    }
    let wanted = typed.isEmpty ? "" : "(\(ranges.joined(separator: " or "))) "
    let query = try session.query("\(wanted)sort:-id")
    return try session.list(query, limit: 40).map { ticket in
      Candidate("\(ticket.id.rawValue)", ticket.subject)
    }
  }

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

  private var settable: [String] {
    nameable.filter { name in
      guard let field = rulebook.field(name), field.isEditable else { return false }
      return field.spec?.editPermission != .ownPlugin
    }
  }

  /// The values that a field is known to take; of a list, the last one is completed.
  func values(of name: String, _ typed: String) throws -> [Candidate] {
    guard let field = rulebook.field(name), session.viewer.mayName(name) else { return [] }
    return try listed(known(field, typed), typed)
  }

  private func known(_ field: FieldDefinition, _ typed: String) throws -> [Candidate] {
    switch field.kind {
    case .person:
      return people + [Candidate("me", output.standard.words(Text.completionMe))]
    case .queue: return names(rulebook.queues.sorted())
    case .stage: return names(stages)
    case .category: return names(Category.allCases.map(\.rawValue))
    case .priority: return names(Priority.allCases.map(\.rawValue))
    case .boolean: return names(["yes", "no"])
    case .ticket: return try tickets(typed)
    case .choice: return names(choices(of: field))
    case .text, .longText, .integer, .number, .time, .date, .duration, .tag: return []
    case .attachment: return names((present?.attachments ?? []).map(\.name))
    }
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
  private var present: Ticket? {
    guard let ticket, let argument = TicketArgument(argument: ticket) else { return nil }
    return try? session.ticket(argument.id)
  }

  private var lifecycles: [LifecycleSpec] {
    if let present, let lifecycle = rulebook.lifecycle(ofType: present.type) { return [lifecycle] }
    return rulebook.lifecycles.values.sorted { $0.name < $1.name }
  }

  private var stages: [String] {
    lifecycles.flatMap { $0.stages.map(\.name) }
      .reduce(into: []) { all, context in if !all.contains(context) { all.append(context) } }
  }

  private var discards: [Candidate] { names(Set(lifecycles.flatMap(\.discards.keys)).sorted()) }

  private func names(_ names: [String]) -> [Candidate] { names.map { Candidate($0) } }

  func begun(_ names: [String], _ typed: String) -> [Candidate] {
    names.filter { $0.hasPrefix(typed) }.map { Candidate($0) }
  }

  /// The candidates that begin as the last of the values between commas does.
  func listed(_ candidates: [Candidate], _ typed: String) -> [Candidate] {
    let start = typed.lastIndex(of: ",").map { typed.index(after: $0) } ?? typed.startIndex
    let given = typed[..<start].split(separator: ",").map(String.init)
    return candidates.filter { $0.text.hasPrefix(typed[start...]) && !given.contains($0.text) }
      .map { $0.behind(typed[..<start]) }
  }
}

/// One way in which a word can be completed.
struct Candidate: Equatable {
  var text: String
  /// What it is, for shells that show it beside.
  var meaning: String

  init(_ text: String, _ meaning: String = "") {
    self.text = text
    self.meaning = meaning
  }

  /// The same behind what is typed already.
  func behind(_ beginning: some StringProtocol) -> Candidate {
    Candidate(beginning + text, meaning)
  }
}

/// What a shell is told: words, or that it should complete names of files itself.
enum CompletionAnswer {
  case candidates([Candidate])
  case files(ArgumentShape.Files)
}
