import Kernel
import PluginHost
import Storage
import Texts

/// What settings of plugins may name, as the desk is in one transaction.
struct SettingNames {
  private let names: DeskNames
  private let people: QueryPeople
  private let transaction: WriteTransaction

  /// The registry is the one that decides, or is about to; people are suggested to who may see them.
  init(_ registry: Registry, for administration: Administration) throws {
    transaction = administration.transaction
    names = DeskNames(
      registry, roles: try transaction.roles(), queues: try transaction.queues())
    let context = administration.rulebook.deskContext(
      at: administration.chain.clock, me: administration.actor.person)
    let everybody = QueryPeople(reading: transaction)
    people =
      administration.authority.may(.personView, in: context) ? everybody : everybody.unsuggested
  }

  /// The names in these settings that the desk does not have, and the queries that mean nothing.
  ///
  /// What was set before already, and what the plugin takes by itself, is not looked at: a change of
  /// one thing is not refused for another.
  func problems(
    with after: [String: JSON], since before: [String: JSON], for specs: [SettingSpec],
  ) throws -> [Refusal.Problem] {
    try specs.flatMap { spec -> [Refusal.Problem] in
      guard let value = after[spec.name] else { return [] }
      let present = [before[spec.name], spec.standardJSON].compactMap(\.self)
      let known = Set(present.flatMap(spec.names(in:)))
      return try spec.names(in: value).filter { !known.contains($0) }.compactMap { name in
        try problem(with: name).map { Refusal.Problem(.invalid, field: name.path, $0) }
      }
    }
  }

  /// What is wrong with a name; `nil` where it means something.
  private func problem(with name: SettingName) throws -> Text? {
    switch name.kind {
    case .queue: unknown(.queue, name.text) { Text.ticketNoQueue(queue: $0, hint: $1) }
    case .type: unknown(.type, name.text) { Text.ticketNoType(type: $0, hint: $1) }
    case .stage: unknown(.stage, name.text) { Text.settingNoStage(stage: $0, hint: $1) }
    case .role: role(name.text)
    case .field: field(name.text)
    case .closeReason:
      unknown(.closeReason, name.text) { Text.settingNoReason(reason: $0, hint: $1) }
    case .person: try person(name.text)
    case .recipient: try recipient(name.text)
    case .event: event(name.text)
    case .query: query(name.text, isCondition: name.isOfRule)
    case .text, .longText, .integer, .number, .boolean, .time, .date, .duration, .choice, .ticket,
      .tag, .rootCause, .zone, .list, .map, .record, .secret:
      nil
    }
  }

  private func unknown(
    _ kind: DeskNames.Kind, _ name: String, _ text: (String, Text?) -> Text,
  ) -> Text? {
    names.has(kind, name) ? nil : text(name, hint(name, among: names.all(kind)))
  }

  /// The name that may be meant, else those that there are, as long as one may want to read them.
  private func hint(_ name: String, among known: [String]) -> Text? {
    if let nearest = nearestName(to: name, among: known) { return Text.nearest(nearest) }
    guard !known.isEmpty, known.count <= SettingNames.mostKnown else { return nil }
    return Text.hintKnown(names: known.joined(separator: ", "))
  }

  private static let mostKnown = 12

  /// Roles are found however they are capitalised.
  private func role(_ name: String) -> Text? {
    let known = names.all(.role)
    guard !known.contains(where: { $0.lowercased() == name.lowercased() }) else { return nil }
    return Text.forwardNoRole(role: name, hint: hint(name, among: known))
  }

  /// Of what a field leads to, as `requester.organization`, only the field is looked at.
  private func field(_ name: String) -> Text? {
    let field = name.split(separator: ".").first.map(String.init) ?? name
    return unknown(.field, field) { Text.historyNoField(field: $0, hint: $1) }
  }

  private func person(_ name: String) throws -> Text? {
    guard try transaction.person(named: name) == nil else { return nil }
    let nearest = nearestName(to: name, among: try people.names(name))
    return Text.personUnknown(name: name, hint: Text.nearest(nearest))
  }

  /// What has a colon and is no role's is a word of the plugin's own, as `same:requester`.
  private func recipient(_ text: String) throws -> Text? {
    switch Recipient<String>(text, among: .told) {
    case .role(let name): role(name)
    case .part: nil
    case .person(let name): name.contains(":") ? nil : try person(name)
    }
  }

  /// The words for events are the plugin's; of a field's the name is the desk's.
  private func event(_ text: String) -> Text? {
    guard case .field(let name) = HookEvent(text) else { return nil }
    return field(name)
  }

  /// What is wrong with a query; `nil` where it means something.
  ///
  /// A rule's is a condition; of others it is not said what they ask for, and what is wrong is told
  /// by the reading that comes furthest.
  private func query(_ words: String, isCondition: Bool) -> Text? {
    var problem: QueryError?
    for reading in QueryReading.all(isCondition: isCondition) {
      do throws(QueryError) {
        // Whether it means something does not depend on the clock.
        _ = try Query(
          parsing: words, schema: names.schema(for: reading), context: reading.context,
          people: people, zone: .utc)
        return nil
      } catch {
        if case .unknownPlaceholder = error { return nil }
        if error.column > problem?.column ?? 0 { problem = error }
      }
    }
    return problem?.text
  }
}

extension Administration {
  /// Does what loads plugins with other settings, and refuses settings that name what is not there.
  ///
  /// A plugin may declare by its settings what they name, so that they are asked again once it is
  /// loaded; where it does not load, the unknown names are told rather than what follows from them.
  func refusingUnknownNames(
    in after: [String: JSON], since before: [String: JSON], for specs: [SettingSpec],
    _ body: () throws -> Void,
  ) throws {
    func problems(by registry: Registry) throws -> [Refusal.Problem] {
      try SettingNames(registry, for: self)
        .problems(with: after, since: before, for: specs)
    }
    let early = try problems(by: rulebook.registry)
    do {
      try body()
    } catch let error as DeskError {
      guard case .unlinkedPlugin = error, !early.isEmpty else { throw error }
      throw Refusal(.invalid, early)
    }
    guard !early.isEmpty else { return }
    let left = try problems(by: StoredRegistry(readingFrom: transaction).registry)
    guard left.isEmpty else { throw Refusal(.invalid, left) }
  }
}
