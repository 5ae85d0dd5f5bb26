/// For whom a secret field does not exist, changes of it alone have not happened.
extension Viewer {
  /// Whether one may see entries that need one of those permissions.
  func sees(veiled veil: String, of ticket: Ticket) -> Bool {
    authority.isWholly
      || veil.split(separator: " ").contains {
        authority.may(String($0), on: ticket, in: context)
      }
  }

  /// Whether the entry is about secret fields alone, none of which this one sees.
  func isVeiled(_ entry: Entry, in ticket: Ticket) -> Bool {
    guard let veil = entry.veil else { return false }
    return !sees(veiled: veil, of: ticket)
  }

  /// Takes what one does not see out of the version, and out of when the ticket was touched.
  func unveil(_ seen: inout Ticket, allowedAs present: Ticket, seesNotes: Bool) {
    guard !seen.veiled.isEmpty else { return }
    let unseen = seen.veiled.count { authority.may($0, on: present, in: context) }
    guard unseen > 0 else { return }
    seen.version -= unseen
    if seesNotes { seen.touched = seen.veiled.lastOpen(seen.touched) }
    // Not even how many there are: what is seen is a ticket without them.
    seen.veiled = Veiled()
    seen.number = 0
    seen.head = nil
  }

  /// The version that the ticket has for this one: by the changes that exist for them.
  package func version(of ticket: Ticket) -> Int64 {
    guard !ticket.veiled.isEmpty, !authority.isWholly else { return ticket.version }
    return ticket.version - ticket.veiled.count { authority.may($0, on: ticket, in: context) }
  }

  /// Whether a query may name the field: not what is counted for each reader, where there is
  /// anything that this one does not see.
  package func mayQuery(_ field: String) -> Bool {
    guard mayName(field) else { return false }
    let counted = [TicketField.version.rawValue, TicketField.touched.rawValue]
    guard counted.contains(field), !authority.isWholly else { return true }
    return rulebook.secretPermissions.allSatisfy(authority.mayEverywhere)
  }
}
