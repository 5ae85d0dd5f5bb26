import Kernel
import PluginHost
import Storage
import Texts

/// Whom a change would tell, and whom not although one might expect it.
package struct ToldAnswer: Sendable {
  package let ticket: Ticket.ID
  /// As hooks call it, with the value that the trial gave a field.
  package let event: String
  package let by: String
  /// Whether the trial took in another ticket like it.
  package let isOfNew: Bool
  package let people: [Addressee]

  /// One person, and all that has to do with their being told.
  package struct Addressee: Sendable {
    package let name: String
    package let parts: [TicketPart]
    package let tellings: [Reason]

    package var isTold: Bool { tellings.contains { $0.telling.verdict == .told } }
  }

  package struct Reason: Sendable {
    package let telling: Telling
    /// Where a hook that tells stands, as `init.lua:12`.
    package let place: String?
    /// Whether the asker may read the subscription's condition.
    package let showsCondition: Bool
    /// Whether they have no such part themselves, and are told for somebody who is away.
    package let isForAnother: Bool
  }
}

extension Desk {
  /// Whom a change of that kind would tell, found out by making it and leaving nothing of it.
  ///
  /// It is for the staff who see people and the notes of the ticket. Throws the change's own refusal where
  /// it cannot be made.
  package func told(by question: ToldQuestion, asking asker: Person) throws -> ToldAnswer {
    let (request, event, actor) = try session(as: asker) { session in
      let change = try session.change(of: question)
      return (try change.request(), change.event, change.actor)
    }
    let outcome = try perform(request, isDryRun: true)
    let receipt = try outcome.receipt()
    return try session(as: asker) { session in
      ToldAnswer(
        ticket: question.ticket, event: try session.words(for: event, receipt.edits),
        by: actor.name, isOfNew: receipt.ticket != question.ticket,
        people: try session.addressees(of: outcome, receipt))
    }
  }
}

extension DeskSession {
  fileprivate func change(of question: ToldQuestion) throws -> ToldChange {
    guard rulebook.isStaff(person) else {
      throw Refusal(.denied, Text.permissionStaffOnly(person: person.name))
    }
    guard let present = try reader.ticket(question.ticket), viewer.sees(present) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: question.ticket.rawValue))
    }
    guard may(.personView), viewer.seesNotes(of: present) else {
      throw Refusal(.denied, Text.permissionTold(person: person.name))
    }
    let actor = try question.by.map(existing) ?? person
    let parts = question.event.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let fields = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys.sorted()
    let name = try EventName(
      actions: rulebook.actions.keys.sorted(), fields: fields.filter(viewer.mayName)
    ).event(String(parts[0]))
    return ToldChange(
      session: self, ticket: present, actor: actor, event: HookEvent(name),
      value: parts.count > 1 ? String(parts[1]) : nil)
  }

  /// `field.assignee=bob`.
  fileprivate func words(for event: HookEvent, _ edits: [Edit]) throws -> String {
    guard case .field(let name) = event, let edit = edits.first(where: { $0.field == name }) else {
      return event.name
    }
    let values = try edit.to.elements.map { value in
      if case .person(let id) = value { try self.name(of: id) } else { value.plainText }
    }
    return "\(event.name)=\(values.joined(separator: ","))"
  }

  /// Those whom the trial came upon in the order in which it did, and the others who are on the ticket.
  fileprivate func addressees(
    of outcome: Outcome, _ receipt: Receipt,
  ) throws -> [ToldAnswer.Addressee] {
    // A ticket that the trial takes in has only what it was given.
    let ticket = try reader.ticket(receipt.ticket) ?? Ticket(id: receipt.ticket)
    let parts = parts(in: ticket, receipt.edits)
    var order = outcome.tellings.map(\.person)
    order += parts.keys.sorted().filter { !order.contains($0) }
    let sources = try PluginStore(store: reader, traits: moment.desk.traits(by: rulebook.settings))
      .enabledSources()
    return try order.uniqued.map { person in
      ToldAnswer.Addressee(
        name: try name(of: person), parts: parts[person] ?? [],
        tellings: outcome.tellings.filter { $0.person == person }.map { telling in
          ToldAnswer.Reason(
            telling: telling, place: place(of: telling, in: sources),
            showsCondition: showsCondition(of: telling),
            isForAnother: isForAnother(telling, having: parts[person] ?? []))
        })
    }
  }

  /// Who has a part in the ticket, before or after these edits.
  private func parts(in ticket: Ticket, _ edits: [Edit]) -> [Person.ID: [TicketPart]] {
    var parts: [Person.ID: [TicketPart]] = [:]
    let fields: [(TicketField, TicketPart)] = [
      (.requester, .requester), (.assignee, .assignee), (.team, .team), (.followers, .followers),
    ]
    for (field, part) in fields {
      let after = edits.first { $0.field == field.rawValue }?.to ?? ticket.value(of: field.rawValue)
      for case .person(let id) in after.elements { parts[id, default: []].append(part) }
    }
    if let edit = edits.first(where: { $0.field == TicketField.assignee.rawValue }),
      case .person(let id) = edit.from
    {
      parts[id, default: []].append(.formerAssignee)
    }
    return parts
  }

  private func isForAnother(_ telling: Telling, having parts: [TicketPart]) -> Bool {
    let part: TicketPart? =
      switch telling.cause {
      case .subscription(let spec): if case .part(let part) = spec.audience { part } else { nil }
      case .hook(_, .part(let part)): part
      case .hook: nil
      }
    return part.map { $0 != .queue && !parts.contains($0) } ?? false
  }

  private func place(of telling: Telling, in sources: [PluginSource]) -> String? {
    guard case .hook(let signature, _) = telling.cause,
      let plugin = signature.split(separator: "@").first.map(String.init),
      let hook = signature.split(separator: ":").last.map(String.init),
      let place = sources.first(where: { $0.name == plugin })?.place(ofHook: hook)
    else { return nil }
    return "\(plugin)/\(place)"
  }

  private func showsCondition(of telling: Telling) -> Bool {
    guard case .subscription(let spec) = telling.cause, spec.when != nil else { return true }
    let query = try? Query(
      parsing: spec.when ?? "", schema: viewer.schema, context: .condition, people: queryPeople,
      zone: rulebook.settings.zone)
    return query != nil
  }
}
