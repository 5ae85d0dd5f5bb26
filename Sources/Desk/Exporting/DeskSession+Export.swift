import Kernel
import Storage
import Texts

/// What an export wrote.
package struct ExportReport: Equatable, Sendable {
  package var tickets = 0
  /// Tickets whose history is hidden from who exports.
  package var hidden = 0
}

/// How an anonymous export is made.
package struct ExportAnonymity: Sendable {
  /// What the key is made of, so that the same seed makes the same words; `nil` for a random key.
  ///
  /// Whoever knows the seed can try words out, and see which of them become those of the file.
  package let seed: String?

  package init(seed: String? = nil) {
    self.seed = seed
  }
}

extension DeskSession {
  /// Writes tickets with their whole histories, a JSON object a line, as another desk imports them.
  ///
  /// Without a query all tickets that the person sees, discarded ones too, and all people. All is of
  /// one moment; one ticket at a time is in memory. Of an anonymous one the words, names, addresses and
  /// files are made up: see `Disguise`. Throws a `Refusal` where the person may not.
  package func export(
    _ query: Query?, anonymously anonymity: ExportAnonymity? = nil,
    write: @escaping ([UInt8]) throws -> Void,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> ExportReport {
    for permission in [Permission.export, .historyView] { try require(permission) }
    let ids = try self.ids(query)
    let disguise = try anonymity.map {
      Disguise(rulebook, lastTicket: try reader.lastTicketID().rawValue, seed: $0.seed)
    }
    var lines = try ExportLines(self, as: disguise, write: write)
    try lines.header(tickets: ids.count)
    if query == nil { for person in people { try lines.tell(person) } }
    var report = ExportReport()
    for id in ids {
      guard let ticket = try reader.ticket(id) else { continue }
      if try lines.tell(ticket) { report.tickets += 1 } else { report.hidden += 1 }
      progress(report.tickets + report.hidden, ids.count)
    }
    return report
  }

  /// Gives tickets as the person sees them, some at a time, in the query's order.
  ///
  /// Without a query all, discarded ones too. Throws a `Refusal` where the person may not export.
  package func exportTickets(
    _ query: Query?, _ take: ([Ticket]) throws -> Void,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> ExportReport {
    try require(.export)
    let ids = try self.ids(query)
    var done = 0
    while done < ids.count {
      let part = Array(ids[done..<min(done + 64, ids.count)])
      try take(viewer.views(of: reader.tickets(part)))
      done += part.count
      progress(done, ids.count)
    }
    return ExportReport(tickets: ids.count)
  }

  private func ids(_ query: Query?) throws -> [Ticket.ID] {
    try reader.ids(
      matching: try query.map(viewer.listed) ?? self.query(""), access: viewer.access,
      notes: viewer.notesAccess, in: queryContext, limit: query?.limit ?? .max)
  }

  private func require(_ permission: Permission) throws {
    guard !may(permission) else { return }
    // A grant with a condition holds for single tickets, and an export asks before it has any.
    throw Refusal(
      .denied,
      viewer.authority.mayEver(permission)
        ? Text.permissionExportConditional(person: person.name, permission: permission)
        : Text.permissionExport(person: person.name, permission: permission))
  }
}
