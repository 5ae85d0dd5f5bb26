import Crypto

extension Ticket {
  /// The ticket that its entries, in order, make.
  package init(id: ID, folding entries: some Sequence<Entry>) {
    self.init(id: id)
    for entry in entries { apply(entry) }
  }

  /// Takes one more entry in, in time proportional to its edits.
  package mutating func apply(_ entry: Entry) {
    if entry.number == 1 { created = entry.at }
    for edit in entry.edits {
      if edit.field == TicketField.stage.rawValue { enterStage(edit, at: entry.at) }
      set(edit.field, to: edit.to)
    }
    if entry.isOf(.rename) {
      for renaming in entry.renamings { _ = take(renaming, at: entry.at) }
    }
    if let veil = entry.veil {
      veiled.add(veil, after: touched)
    } else {
      if entry.version != version || entry.number == 1 { updated = entry.at }
      veiled.open(at: entry.at)
    }
    version = entry.version
    number = entry.number
    touched = entry.at
    head = entry.digest
    if entry.isOf(.purge), entry.ticket != .desk { self = tombstone }
  }

  /// What stays of a purged ticket: when it came and went, and the end of its chain.
  private var tombstone: Ticket {
    var stone = Ticket(id: id)
    stone.category = .discarded
    (stone.created, stone.updated, stone.touched) = (created, updated, touched)
    (stone.version, stone.number, stone.head) = (version, number, head)
    stone.veiled = veiled
    stone.isPurged = true
    return stone
  }

  private mutating func enterStage(_ edit: Edit, at moment: Instant) {
    guard case .stage(let name, let next) = edit.to else { return }
    if next == .closed, closed == nil { closed = moment }
    if next != .closed, next != .discarded { closed = nil }
    rememberStage(before: name, next)
    stageSince = moment
    been.insert(CategorySet(next))
  }

  /// Keeps where to go back to: a stack of stages through discards, one stage for a postponement.
  private mutating func rememberStage(before name: String, _ next: Category) {
    switch next {
    case .discarded:
      if stagesBefore.last == name, category == .discarded {
        stagesBefore.removeLast()
      } else {
        stagesBefore.append(stage)
      }
    case .postponed:
      if category == .discarded { restoreStage() }
      if category != .discarded, category != .postponed { stagesBefore = [stage] }
    case .open, .waiting, .closed:
      stagesBefore = []
    }
  }

  /// Back among the postponed: what was postponed from still stands at the bottom of the stack.
  private mutating func restoreStage() {
    stagesBefore = stagesBefore.count > 1 ? [stagesBefore[0]] : []
  }
}

extension Ticket {
  /// The entry that says what names in the ticket became, with its words; still without its seq's
  /// ticket row.
  ///
  /// It is internal and changes neither version nor what was updated when: nothing has happened to
  /// the ticket. It follows from `cause`, the entry of the desk's chain that brought the names.
  package func entry(
    renaming taken: [Renaming], as seq: EntryID, because cause: Entry, now: Instant,
  ) -> (entry: Entry, payloads: [Payload]) {
    let at = max(now, touched)
    var entry = Entry(
      seq: seq, ticket: id, number: number.addingSaturated(1), version: version, at: at,
      recorded: at, request: cause.request, actor: cause.actor, source: cause.source,
      action: DeskAction.rename.rawValue, params: Entry.params(of: taken), visibility: .internal,
      cause: cause.seq, origin: cause.seq, depth: 1, previous: head)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    return (entry, payloads)
  }

  /// The entry that empties fields, with its words; `nil` where they are empty already.
  ///
  /// It is an update like others, so that it can be taken back, but no hook sees it and nobody is told.
  /// `fields` are they with the permissions to see them, empty where none is needed. It follows from
  /// `cause`, the entry of the desk's chain.
  package func entry(
    clearing fields: [String: String], as seq: EntryID, because cause: Entry, now: Instant,
  ) -> (entry: Entry, payloads: [Payload])? {
    let edits = fields.keys.sorted { $0.precedesByBytes($1) }.compactMap { name -> Edit? in
      let value = value(of: name)
      return value.isEmpty ? nil : Edit(field: name, from: value, to: .none)
    }
    guard !edits.isEmpty else { return nil }
    let at = max(now, touched)
    var entry = Entry(
      seq: seq, ticket: id, number: number.addingSaturated(1),
      version: version.addingSaturated(1), at: at, recorded: at, request: cause.request,
      actor: cause.actor, source: cause.source, action: Verb.update.rawValue, edits: edits,
      cause: cause.seq, origin: cause.seq, depth: 1, previous: head)
    let permissions = Set(edits.compactMap { fields[$0.field] })
    if !permissions.contains("") { entry.veil = permissions.sorted().joined(separator: " ") }
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    return (entry, payloads)
  }
}
