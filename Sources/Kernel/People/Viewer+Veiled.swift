import Texts

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
    seen.veiled = Veil()
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

extension Viewer {
  /// Whether it sees every ticket with all that fields show of it, but for what `veiled` says.
  package var seesTicketsWhole: Bool {
    authority.mayEverywhere(.ticketView) && !mayHideFields
  }

  /// Refuses a field that no ticket has, before any ticket is looked at.
  package func requireFields(_ names: some Sequence<String>) throws(Refusal) {
    for name in names where rulebook.field(name) == nil {
      let fields = TicketField.allCases.filter(\.isEditable).map(\.rawValue) + rulebook.fields.keys
      let nearest = rulebook.nearest(
        to: name, among: fields.filter(mayName).sorted(), as: .field)
      throw Refusal(
        .invalid, Text.fieldUnknown(hint: Text.nearest(nearest)), field: name)
    }
  }
}

extension Rulebook {
  /// The permissions that it takes to see a field, beside that of its ticket.
  package func permissions(toSee field: String) -> [String] {
    [Permission.ticketView.rawValue] + (fields[field]?.viewPermission.map { [$0] } ?? [])
  }
}

/// Fields that change with every change, such as the version: hidden if some changes are hidden.
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

extension Viewer {
  /// Those edits of a ticket whose fields exist for this one.
  package func edits(_ edits: [Edit], of ticket: Ticket) -> [Edit] {
    guard mayHideFields || edits.contains(where: \.isOfNotes) else {
      return sees(ticket) ? edits : []
    }
    return edits.filter { sees($0.field, of: ticket) }
  }
}
