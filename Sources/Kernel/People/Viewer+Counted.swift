/// What tells of changes whatever they change: for whom some are hidden, so is that.
extension Viewer {
  /// Whether the field would tell of changes of fields that are hidden on the ticket.
  ///
  /// Those who are granted it by its name see it as it is.
  func tellsOfHidden(_ field: String, of ticket: Ticket) -> Bool {
    guard hidesFields, isCounted(field), !authority.names(field) else { return false }
    return recorded.contains { name in
      !authority.may(.ticketView, on: ticket, fields: [name], in: context)
    }
  }

  /// The same of any ticket.
  func mayTellOfHidden(_ field: String) -> Bool {
    guard isCounted(field), hidesFields, !authority.names(field) else { return false }
    return recorded.contains { name in authority.isAny { $0.mayHide(name) } }
  }

  /// Whether an entry that raised the version has not happened for this one.
  func isUnseenChange(_ entry: Entry, in ticket: Ticket) -> Bool {
    if isVeiled(entry, in: ticket) { return true }
    guard hidesFields, entry.visibility == .public, !(entry.edits.isEmpty && entry.data.isEmpty)
    else { return false }
    return sight(of: entry, in: ticket) == nil
  }

  /// The version that the ticket has for this one, where hidden changes have to be counted.
  func version(
    of ticket: Ticket, entries: () throws -> [Entry],
  ) rethrows -> Int64 {
    guard hidesFields else { return version(of: ticket) }
    return ticket.version - Int64(try entries().count { isUnseenChange($0, in: ticket) })
  }

  private func isCounted(_ field: String) -> Bool {
    field == TicketField.version.rawValue || field == TicketField.updated.rawValue
      || field == TicketField.touched.rawValue
  }

  /// The fields whose changes are counted.
  private var recorded: [String] {
    TicketField.allCases.filter(\.isRecorded).map(\.rawValue) + rulebook.fields.keys
  }
}

extension Authority {
  /// Whether the field is granted by its name to everybody whom this stands for.
  fileprivate func names(_ field: String) -> Bool {
    all.allSatisfy { one in
      one.isUnlimited
        || one.grants.contains { grant in
          grant.covers(.ticketView) && !grant.grant.isDenial && grant.grant.fields.contains(field)
        }
    }
  }
}
