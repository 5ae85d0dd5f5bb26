/// What one actor may see: the same answer for lists, histories, queries and notifications.
package struct Viewer {
  package let authority: Authority
  package let context: EvaluationContext
  /// The rules that it is looked at by.
  package let rulebook: Rulebook

  package init(authority: Authority, rulebook: Rulebook, context: EvaluationContext) {
    self.authority = authority
    self.rulebook = rulebook
    self.context = context
  }

  /// Whether internal notes of every ticket exist for this one: then texts may be searched in them.
  package var seesNotesEverywhere: Bool { authority.mayEverywhere(.noteView) }

  /// Whether the desk's own history exists for this one: it tells of everybody.
  package var seesDeskHistory: Bool {
    [Permission.historyView, .personManage].allSatisfy { authority.may($0, in: context) }
      && seesNotesEverywhere
  }

  /// Whether notes of that ticket exist for this one.
  package func seesNotes(of ticket: Ticket) -> Bool {
    authority.may(.noteView, on: ticket, in: context)
  }

  /// Whether the ticket exists for this one.
  package func sees(_ ticket: Ticket) -> Bool {
    authority.may(.ticketView, on: ticket, in: context)
  }

  /// Whether the field of that ticket exists for this one.
  package func sees(_ field: String, of ticket: Ticket) -> Bool {
    if let step = PersonStep(named: field) {
      guard let own = step.whose.ticketField else { return mayName(step) }
      return mayName(step) && sees(own.rawValue, of: ticket)
    }
    if TicketField.isOfNotes(field), !seesNotes(of: ticket) { return false }
    guard authority.may(.ticketView, on: ticket, fields: [field], in: context) else {
      return false
    }
    guard let spec = rulebook.fields[field] else { return !tellsOfHidden(field, of: ticket) }
    return !hides(spec, of: ticket)
  }

  /// Whether the field is hidden on a ticket that this one may see, or is about to make.
  func hides(_ field: String, of ticket: Ticket) -> Bool {
    guard mayHideFields || TicketField.isOfNotes(field) else { return false }
    if let spec = rulebook.fields[field], hides(spec, of: ticket) { return true }
    return sees(ticket) && !sees(field, of: ticket)
  }

  /// Whether a query may name the field: only where it is visible whatever the ticket.
  package func mayName(_ field: String) -> Bool {
    if authority.isWholly || field == TicketField.id.rawValue { return true }
    if let step = PersonStep(named: field) { return mayName(step) }
    if TicketField.isOfNotes(field), !seesNotesEverywhere { return false }
    guard !authority.isAny({ $0.mayHide(field) }), !mayTellOfHidden(field) else { return false }
    guard let permission = rulebook.fields[field]?.viewPermission else { return true }
    return authority.mayEverywhere(permission)
  }

  /// The ticket as this one sees it: hidden fields empty.
  package func view(of ticket: Ticket) -> Ticket {
    view(of: ticket, allowedAs: ticket)
  }

  /// A ticket's past as this one sees it, by what may be seen of the ticket now.
  package func view(of ticket: Ticket, allowedAs present: Ticket) -> Ticket {
    guard !authority.isWholly else { return ticket }
    let seesNotes = seesNotes(of: present)
    if seesNotes, !hidesFields, ticket.fields.isEmpty, ticket.veiled.isEmpty { return ticket }
    var seen = ticket
    unveil(&seen, allowedAs: present, seesNotes: seesNotes)
    if hidesFields {
      for field in TicketField.allCases where field != .id {
        if !sees(field.rawValue, of: present) { seen.hide(field) }
      }
    }
    for name in ticket.fields.keys where !sees(name, of: present) { seen.fields[name] = nil }
    if !seesNotes {
      seen.touched = seen.updated
      seen.hide(.noteAttachments)
      seen.number = 0
      seen.head = nil
    }
    return seen
  }

  /// Whether every ticket that it sees is seen whole, so that none need be looked at.
  var seesWhole: Bool {
    authority.isWholly || (!mayHideFields && seesNotesEverywhere)
  }

  /// The ticket as this one sees it; its number alone where it does not exist for this one.
  package func sight(of ticket: Ticket, allowedAs present: Ticket) -> Ticket {
    sees(present) ? view(of: ticket, allowedAs: present) : ticket.numberAlone
  }

  /// The tickets as this one sees them.
  package func views(of tickets: [Ticket]) -> [Ticket] {
    guard seesWhole else { return tickets.map(view(of:)) }
    return authority.isWholly ? tickets : tickets.map { $0.veiled.isEmpty ? $0 : view(of: $0) }
  }

  /// Whether any field may be hidden at all, which saves looking at each.
  var mayHideFields: Bool {
    !authority.isWholly && (hidesFields || rulebook.hasSecretFields)
  }

  /// Whether any grant names fields; most do not, which saves looking at each field.
  var hidesFields: Bool {
    authority.isAny { authority in
      authority.grants.contains { !$0.grant.fields.isEmpty && $0.covers(.ticketView) }
    }
  }

  /// The entries of a ticket as this one sees them, numbered by what is seen.
  ///
  /// Internal entries are for those who see notes; edits are filtered by field. `isWanted` chooses
  /// among the entries as they were written; the others count for the numbers all the same. For those who do
  /// not see notes, causes, digests and the desk-wide `seq` and request are left out as well.
  package func entries(
    _ entries: [Entry], of ticket: Ticket, where isWanted: (Entry) -> Bool = { _ in true },
  ) -> [Entry] {
    guard authority.may(.historyView, on: ticket, in: context) else { return [] }
    var pass = SeenEntries()
    return entries.compactMap { entry in
      guard let seen = pass.show(entry, of: ticket, to: self), isWanted(entry) else { return nil }
      return seen
    }
  }

  /// An entry as this one sees it, but for what counts those before it; `nil` where it is hidden.
  func sight(of entry: Entry, in ticket: Ticket) -> Entry? {
    guard !authority.isWholly else { return entry }
    guard !isVeiled(entry, in: ticket) else { return nil }
    if seesWhole { return entry.withoutRemoved }
    let seesNotes = seesNotes(of: ticket)
    guard seesNotes || entry.visibility == .public, let seen = view(of: entry, of: ticket) else {
      return nil
    }
    return seesNotes ? seen : seen.withoutInternals
  }

  /// The entries of a ticket as this one sees them, by what they were before internals were left
  /// out.
  func entriesBySeq(_ entries: [Entry], of ticket: Ticket) -> [EntryID: Entry] {
    var asked: [EntryID] = []
    let seen = self.entries(entries, of: ticket) { entry in
      asked.append(entry.seq)
      return true
    }
    return Dictionary(zip(asked, seen)) { first, _ in first }
  }

  /// An entry without the edits, parameters and data that are hidden; `nil` where nothing is left.
  private func view(of entry: Entry, of ticket: Ticket) -> Entry? {
    var seen = entry.withoutRemoved
    seen.edits = entry.edits.filter { sees($0.field, of: ticket) }
    var hadAny = !entry.edits.isEmpty || !entry.data.isEmpty || !entry.text.isEmpty
    if !entry.params.isEmpty || !entry.data.isEmpty, let action = rulebook.actions[entry.action] {
      seen.params = sight(of: seen.params, among: action.params, on: ticket)
      seen.data = sight(of: entry.data, among: action.data, on: ticket)
      // What an action was given may be all that there is of it.
      if !entry.params.isEmpty, seen.params.isEmpty { hadAny = true }
    }
    let hasAny = !seen.edits.isEmpty || !seen.data.isEmpty || !entry.text.isEmpty
    return hasAny || !hadAny ? seen : nil
  }

  /// An entry that this one is told of, emptied of all that they may not see: of the whole of an internal
  /// one without notes, of its edits, parameters and data field by field.
  package func sight(of entry: Entry, of ticket: Ticket) -> Entry {
    let seesNotes = seesNotes(of: ticket)
    var seen = entry
    if sees(ticket), seesNotes || entry.visibility == .public,
      let some = view(of: entry, of: ticket)
    {
      seen = some
    } else {
      (seen.edits, seen.params, seen.data, seen.text) = ([], [:], [:], "")
    }
    if !seesNotes, entry.isOf(.redact) { seen.params["entry"] = nil }
    if !seesNotes, entry.isOf(.undo) { seen.params = [:] }
    return seen
  }

  /// An action's parameters or data without those that have a permission of their own.
  package func sight(
    of values: [String: Value], among specs: [FieldSpec], on ticket: Ticket,
  ) -> [String: Value] {
    let hidden = Set(specs.filter { hides($0, of: ticket) }.map(\.name))
    return hidden.isEmpty ? values : values.filter { !hidden.contains($0.key) }
  }

  /// Whether a field, a parameter or a piece of data has a permission of its own that this one lacks.
  private func hides(_ spec: FieldSpec, of ticket: Ticket) -> Bool {
    guard let permission = spec.viewPermission else { return false }
    return !authority.maySee(what: permission, of: spec.plugin, on: ticket, in: context)
  }
}

extension Authority {
  /// This one and those that limit it.
  var all: [Authority] { [self] + limits }

  /// Whether this one or one that limits it is so.
  func isAny(_ test: (Authority) -> Bool) -> Bool {
    test(self) || limits.contains(where: test)
  }

  /// Whether it has the permission to see something of a plugin's, which that plugin itself has.
  fileprivate func maySee(
    what permission: String, of plugin: String, on ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    guard !limits.isEmpty else {
      return actor == .plugin(plugin) || may(permission, on: ticket, in: context)
    }
    return all.allSatisfy { one in
      one.alone.maySee(
        what: permission, of: plugin, on: ticket, in: context.asked(by: one.actor))
    }
  }

  /// Whether the permission holds whatever the ticket is like: nothing that is denied on some of them,
  /// or allowed on some of them only.
  package func mayEverywhere(_ permission: String) -> Bool {
    all.allSatisfy { one in
      if one.isUnlimited { return true }
      var isAllowed = false
      for grant in one.grants where grant.covers(permission) {
        if !grant.grant.isDenial {
          isAllowed = isAllowed || grant.condition == nil
        } else if grant.grant.fields.isEmpty {
          return false
        }
      }
      return isAllowed
    }
  }

  /// Whether there may be a ticket that is seen without that field.
  ///
  /// A denial of all fields hides the whole ticket.
  func mayHide(_ field: String) -> Bool {
    guard !isUnlimited else { return false }
    var isOpen = false
    var isNarrow = false
    for grant in grants where grant.covers(.ticketView) {
      switch (grant.grant.isDenial, grant.isAbout(field)) {
      case (true, true): if !grant.grant.fields.isEmpty { return true }
      case (true, false): break
      case (false, true): isOpen = isOpen || grant.condition == nil
      case (false, false): isNarrow = true
      }
    }
    return isNarrow && !isOpen
  }

  /// Whether it may everything, with nothing that limits it.
  var isWholly: Bool { isUnlimited && limits.isEmpty }
}

extension Entry {
  /// The entry without what a redaction took, which is for the audit.
  fileprivate var withoutRemoved: Entry {
    guard isOf(.redact) else { return self }
    var seen = self
    seen.params[Entry.removed] = nil
    return seen
  }

  /// The entry without what would tell of one before it that is not seen.
  var withoutChain: Entry {
    var seen = self
    (seen.previous, seen.digest, seen.parts) = (nil, nil, [:])
    return seen
  }

  /// The entry without what would tell of notes between the ones seen.
  fileprivate var withoutInternals: Entry {
    var seen = withoutChain
    seen.seq = EntryID(rawValue: 0)
    seen.request = ""
    seen.cause = nil
    seen.origin = nil
    seen.depth = 0
    seen.hook = nil
    seen.imported = nil
    if isOf(.redact) { seen.params["entry"] = nil }
    seen.recorded = at
    // An undo's name entries and requests.
    if isOf(.undo) { seen.params = [:] }
    return seen
  }
}
