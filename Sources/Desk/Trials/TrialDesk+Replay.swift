import Crypto
import Kernel
import PluginHost
import Texts

extension TrialDesk {
  package func replay(_ export: [UInt8], as person: String?) throws -> SpecReplay {
    let file = try ReplayFile(export)
    if let first = file.changes.first { setClock(first.at) }
    let run = ReplayRun(on: self, file, as: person)
    try run.addPeople()
    try run.askForAll()
    return run.report
  }
}

/// A history that is asked for again on a desk.
private final class ReplayRun {
  let desk: TrialDesk
  let file: ReplayFile
  let asker: String?
  private(set) var report = SpecReplay()
  private var here: [Ticket.ID: Ticket.ID] = [:]
  private var unknownFields: Set<String> = []

  init(on desk: TrialDesk, _ file: ReplayFile, as asker: String?) {
    (self.desk, self.file, self.asker) = (desk, file, asker)
  }

  /// Makes those of the file's people who are not here, with the roles that there are.
  func addPeople() throws {
    var (wanted, known): (Set<String>, Set<String>) = ([], [])
    for (line, json) in file.people {
      guard let name = json["name"]?.string, !name.isEmpty else {
        throw ReplayFile.problem(line, Text.importNoText)
      }
      let roles = (json["roles"]?.array ?? []).compactMap(\.string)
      let present = roles.filter { desk.hasRole($0) }
      // Whoever may do everything is on every desk.
      wanted.formUnion(roles.filter { $0 != RoleSpec.admin.name })
      known.formUnion(present.filter { $0 != RoleSpec.admin.name })
      var person = SpecPerson(name: name, roles: present, isStanding: true)
      person.email = json["email"]?.string ?? ""
      person.language = json["language"]?.string ?? ""
      person.zone = json["zone"]?.string ?? ""
      person.fields = try fields(of: json, line)
      do {
        try desk.add(person)
      } catch let refusal as Refusal {
        throw ReplayFile.problem(line, refusal.text)
      }
    }
    guard asker == nil, known.isEmpty, !wanted.isEmpty else { return }
    throw Refusal(
      .invalid, Text.specReplayRoles(roles: wanted.sorted().joined(separator: ", ")))
  }

  /// The fields of a person that plugins of the case declare.
  private func fields(of json: JSON, _ line: Int) throws -> [PersonFieldChange] {
    var changes: [PersonFieldChange] = []
    for (name, json) in json["fields"]?.members ?? [] {
      guard desk.rulebook.personFields[name] != nil else {
        note(unknown: name)
        continue
      }
      do {
        changes.append(PersonFieldChange(name, .value(try values.value(json, of: name))))
      } catch let refusal as Refusal {
        throw ReplayFile.problem(line, refusal.text)
      }
    }
    return changes
  }

  /// What stands for a ticket that is not here: nobody has the number.
  static let nowhere = Ticket.ID(rawValue: 0)

  private var values: ExportValues {
    ExportValues(
      person: { [desk] name in
        if let person = try desk.person(named: name) { return person.id }
        try desk.add(SpecPerson(name: name, roles: [], isStanding: true))
        return try desk.person(named: name)?.id
      }, ticket: { [self] in here[$0] ?? ReplayRun.nowhere })
  }

  private func note(unknown field: String) {
    if unknownFields.insert(field).inserted {
      report.unknownFields = unknownFields.sorted { $0.precedesByBytes($1) }
    }
  }

  func askForAll() throws {
    for (index, recorded) in file.changes.enumerated() {
      try desk.advance(to: max(recorded.at, desk.now))
      do {
        try ask(for: recorded, index: index + 1)
      } catch let refusal as Refusal {
        throw ReplayFile.problem(recorded.line, refusal.text)
      }
    }
  }

  private func ask(for recorded: ReplayFile.Recorded, index: Int) throws {
    let source = try ExportEntry(recorded.json)
    let present = here[source.there]
    let entry = try source.recorded(on: present ?? ReplayRun.nowhere, values)
    guard case .person(let id) = entry.actor else { return report.skipped += 1 }
    let name = try asker ?? desk.person(id)?.name ?? ""
    guard let actor = try desk.person(named: name),
      let request = try ReplayedRequest(
        entry, on: present.flatMap { try desk.ticket($0) }, by: actor, rulebook: desk.rulebook,
        contents: file.contents, telling: note(unknown:)
      ).request
    else { return report.skipped += 1 }
    try addQueues(for: request)
    var change = SpecReplay.Change(
      index: index, line: recorded.line, there: source.there, action: request.action,
      person: actor.name, at: entry.at)
    change.here = present
    report.asked += 1
    let outcome = try desk.perform(request)
    report.trace = outcome.trace
    switch outcome.verdict {
    case .refused(let refusal): report.refused.append((change, refusal))
    case .done(let receipt):
      change.here = receipt.ticket
      if present == nil {
        here[source.there] = receipt.ticket
        report.tickets.append((source.there, receipt.ticket))
      }
      let own = receipt.edits.filter { $0.by != nil }
      if !own.isEmpty { report.amended.append((change, own)) }
    }
  }

  /// Makes the queues that a request names: they are the desk's as much as its plugins'.
  private func addQueues(for request: Request) throws {
    for (field, assignment) in request.set where desk.rulebook.field(field)?.kind == .queue {
      guard case .value(let value) = assignment else { continue }
      let unknown = try value.elements.compactMap(\.text).filter { try !desk.hasQueue($0) }
      for queue in unknown { try desk.add(queue: queue) }
    }
  }
}
