import Crypto
import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// What undoing asks of each ticket, as far as the actor may know of them.
  ///
  /// A single request is undone in one transaction or not at all; a bulk or an import ticket by
  /// ticket. Throws a `Refusal` where there is nothing of that name for this one, and the same one
  /// whatever is named where they may undo nothing at all.
  package func undoOrder(
    of target: UndoTarget, by actor: Actor, source: Source, discard: String? = nil,
  ) throws -> BulkOrder {
    let now = clock.now()
    return try read { reader, rulebook in
      let person = try actor.person.flatMap { try reader.person($0) }
      let viewer = rulebook.viewer(for: actor, person: person, at: now, reading: reader)
      let permission = Verb.undo.permission
      guard [permission, .ticketUndoOwn].contains(where: viewer.authority.mayEver) else {
        let who = person?.name ?? actor.text
        throw Refusal(
          .denied, Text.permissionCommand(person: who, permission: permission))
      }
      let search = UndoSearch(reader: reader, viewer: viewer)
      let found =
        switch target {
        case .entry(let seq): try search.item(of: seq)
        case .request(let name): try search.request(name)
        }
      var request = Request(actor: actor, source: source, action: .verb(.undo))
      request.undoes = found.scope
      request.undoes?.discard = discard
      var order = BulkOrder(request, for: try reader.targets(found.tickets))
      order.isAtomic = !found.isLarge && order.targets.count <= BulkOrder.mostAtomic
      if order.isAtomic { order.needsPermission = false }
      return order
    }
  }
}

/// Finds what an undo is about, for one who may not see everything.
private struct UndoSearch {
  let reader: Reader
  let viewer: Viewer

  struct Found {
    var scope: UndoScope
    /// The ticket written to last comes first: the way back goes backwards.
    var tickets: [Ticket.ID]
    /// Whether it is a bulk or an import, whose tickets have nothing to do with each other.
    var isLarge = false
  }

  func request(_ name: String) throws -> Found {
    let bulk = try reader.bulk(name)
    let traces = try reader.traces(ofRequest: name)
    let tickets = try traces.map(\.ticket).filter { id in
      guard id != .desk, let ticket = try reader.ticket(id) else { return false }
      return isKnown(ticket)
    }
    if let bulk, bulk.state == .running,
      !tickets.isEmpty || bulk.actor == viewer.authority.actor
    {
      throw Refusal(
        .refused, Text.undoUnfinished(name: name))
    }
    guard let first = tickets.first else {
      if traces.map(\.ticket) == [.desk], viewer.seesDeskHistory { throw UndoSearch.isAboutDesk }
      throw Refusal(.notFound, Text.undoNoRequest(name: name))
    }
    let isImport =
      try bulk == nil
      && reader.entries(of: first).contains {
        $0.request == name && ($0.source == .import || $0.imported != nil)
      }
    return Found(
      scope: UndoScope(request: name),
      tickets: passing(
        over: tickets, but: Set(traces.filter(\.isEdited).map(\.ticket))),
      isLarge: bulk != nil || isImport)
  }

  /// Leaves out the tickets of which something was only said.
  ///
  /// Words stay, and an undo takes back what was done. Where nothing was done at all, they stay, so
  /// that it is told.
  private func passing(over tickets: [Ticket.ID], but edited: Set<Ticket.ID>) -> [Ticket.ID] {
    let left = tickets.filter(edited.contains)
    return left.isEmpty ? tickets : left
  }

  /// The one request that wrote an entry, out of a bulk or an import as well.
  func item(of seq: EntryID) throws -> Found {
    guard let entry = try reader.entry(seq),
      try entry.ticket == .desk ? viewer.seesDeskHistory : sees(entry)
    else {
      throw Refusal(.notFound, Text.undoNoEntry(entry: seq.rawValue))
    }
    guard entry.ticket != .desk else { throw UndoSearch.isAboutDesk }
    let first = try beginning(of: entry)
    var members = try [first] + notes(after: first)
    var known = Set(members.map(\.seq))
    let chain = try reader.entries(origin: first.origin ?? first.seq)
      .filter { $0.request == first.request && $0.seq > first.seq }
    for later in chain {
      guard let cause = later.cause, known.contains(cause) else { continue }
      let more = try [later] + notes(after: later)
      members += more
      known.formUnion(more.map(\.seq))
    }
    var taken: Set<Ticket.ID> = []
    let tickets = members.sorted { $0.seq > $1.seq }.map(\.ticket)
      .filter { taken.insert($0).inserted }
    return Found(
      scope: UndoScope(request: first.request, entries: Set(members.map(\.seq))),
      tickets: passing(
        over: tickets, but: Set(members.filter { !$0.edits.isEmpty }.map(\.ticket))))
  }

  /// The entry that the request began with: not a note after it, nor what a hook added to it.
  private func beginning(of entry: Entry) throws -> Entry {
    var first = entry
    if first.visibility == .internal, first.source != .import {
      let earlier = try reader.entries(of: first.ticket).reversed().drop { $0.seq >= first.seq }
      let run = earlier.prefix { $0.request == first.request && $0.cause == first.cause }
      first = run.first { $0.visibility == .public } ?? first
    }
    while let cause = try first.cause.flatMap(reader.entry), cause.request == first.request {
      first = cause
    }
    return first
  }

  /// The notes that stand right after an entry and came with it.
  private func notes(after entry: Entry) throws -> [Entry] {
    guard entry.visibility == .public else { return [] }
    return try Array(
      reader.entries(of: entry.ticket).drop { $0.seq <= entry.seq }
        .prefix {
          $0.request == entry.request && $0.cause == entry.cause && $0.visibility == .internal
        })
  }

  private func isKnown(_ ticket: Ticket) -> Bool {
    viewer.sees(ticket) && viewer.seesNotes(of: ticket)
      && viewer.authority.may(.historyView, on: ticket, in: viewer.context)
  }

  private func sees(_ entry: Entry) throws -> Bool {
    guard let ticket = try reader.ticket(entry.ticket), isKnown(ticket) else { return false }
    return !viewer.entries([entry], of: ticket).isEmpty
  }

  private static let isAboutDesk = Refusal(.refused, Text.undoAboutDesk)
}

/// An entry of the desk's own chain that can be taken back: what it did to plugins, and the names
/// that it gave.
package struct DeskUndo: Sendable {
  package let seq: EntryID
  /// The digests of plugins' files before and after it, by name.
  fileprivate let files: [String: (from: String?, to: String?)]
  fileprivate let names: UndoneNames
  /// What it renamed of the desk's own.
  fileprivate let rename: DeskRename?
  /// The rename that takes one back; `nil` where it is about something else.
  package var renameBack: DeskRename? { rename?.inverted }
  /// The plugins as they were before.
  fileprivate let sources: [PluginSource]
}

extension Desk {
  /// What of the desk's own an undo of that target is about; `nil` where it is about tickets, or the
  /// desk's history does not exist for the person.
  package func deskUndo(of target: UndoTarget, by person: Person) throws -> DeskUndo? {
    try session(as: person) { session in
      guard session.viewer.seesDeskHistory,
        let entry = try session.reader.deskEntry(of: target), !entry.isOfFolder
      else { return nil }
      let pairs = entry.edits.compactMap { edit -> (String, (from: String?, to: String?))? in
        let parts = edit.field.split(separator: ".")
        guard parts.count == 2, parts[0] == "plugin" else { return nil }
        return (String(parts[1]), (from: edit.from.text, to: edit.to.text))
      }
      let files = Dictionary(pairs) { first, _ in first }
      let names = UndoneNames(
        in: entry, of: Set(try session.reader.traces(ofRequest: entry.request).map(\.ticket)))
      let rename = DeskRename(of: entry)
      guard !files.isEmpty || !names.renamings.isEmpty || rename != nil else { return nil }
      let kinds = Dictionary(
        try session.reader.plugins().map { ($0.name, $0.isScript) }
      ) { first, _ in first }
      let sources = try files.compactMap { name, digests -> PluginSource? in
        guard let digest = digests.from else { return nil }
        let files = try session.reader.pluginFiles(digest: digest)
        return PluginSource(
          name: name, isScript: kinds[name] ?? files.contains { $0.path == "\(name).lua" },
          files: Dictionary(files.map { ($0.path, $0.content) }) { first, _ in first })
      }
      return DeskUndo(
        seq: entry.seq, files: files, names: names, rename: rename, sources: sources)
    }
  }

  /// Takes back what an entry did to plugins.
  ///
  /// Their files of before are loaded again, and what followed new names follows back. Throws as
  /// reloading does, and where a plugin was changed since.
  package func undo(
    _ undo: DeskUndo, as actor: Actor, agreeingTo consent: Consent = .none,
  ) throws -> [FollowedName] {
    if let rename = undo.rename { return try self.rename(rename.inverted, as: actor) }
    guard !undo.files.isEmpty else { return try takeBack(undo.names, as: actor) }
    let isOwn = undo.files[OwnPlugin.name] != nil
    let turn = try OwnPluginTurn(of: folder, isNeeded: isOwn)
    let followed = try changePlugins(
      as: actor, source: .cli, action: .undoPlugin, names: undo.files.keys.sorted(),
      agreeingTo: consent, takingBack: undo.names
    ) { enabled in
      for (name, digests) in undo.files {
        guard enabled.first(where: { $0.name == name })?.digest.hex == digests.to else {
          throw Refusal(.conflict, Text.undoPluginChanged(plugin: name))
        }
      }
      return enabled.filter { undo.files[$0.name] == nil } + undo.sources
    }
    if isOwn { try mirrorOwnPlugin(in: turn) }
    return followed
  }

  /// Takes a mapping back, of the tickets that it was about.
  private func takeBack(_ names: UndoneNames, as actor: Actor) throws -> [FollowedName] {
    try administer(as: actor) { administration in
      try administration.require(.pluginManage)
      try administration.require(.roleManage)
      let registry = administration.rulebook.registry
      return try administration.map(
        names.renamings(by: registry), in: registry, among: names.tickets)
    }
  }
}

extension Entry {
  /// Whether it changed the desk's folder of plugins too, which only a rollback changes back.
  fileprivate var isOfFolder: Bool {
    [DeskAction.installPlugin, .removePlugin, .rollBackPlugin].contains { isOf($0) }
  }
}

extension Reader {
  /// The entry of the desk's chain that is meant; `nil` where the target is of a ticket.
  fileprivate func deskEntry(of target: UndoTarget) throws -> Entry? {
    switch target {
    case .entry(let seq):
      guard let entry = try entry(seq), entry.ticket == .desk else { return nil }
      return entry
    case .request(let name):
      guard try traces(ofRequest: name).contains(where: { $0.ticket == .desk }) else { return nil }
      return try entries(of: .desk).last { $0.request == name }
    }
  }
}
