import Kernel
import PluginHost
import Storage
import Texts

/// Another name for something of the desk's own: a queue, a role, a tag or a root cause.
///
/// Tickets, people, views, grants, subscriptions and unfinished bulks that name it follow in the same
/// transaction; histories keep the name of then.
package struct DeskRename: Equatable, Sendable {
  package enum Subject: Sendable {
    case queue
    case role
    case tag
    case rootCause
  }

  package let subject: Subject
  package let from: String
  package let to: String

  package init(_ subject: Subject, from: String, to: String) {
    self.subject = subject
    self.from = from.composed
    self.to = to.composed
  }

  /// The way back.
  var inverted: DeskRename { DeskRename(subject, from: to, to: from) }
}

extension DeskRename.Subject: CaseIterable {
  var kind: Renaming.Kind {
    switch self {
    case .queue: .queue
    case .role: .role
    case .tag: .tag
    case .rootCause: .rootCause
    }
  }

  /// The field whose values need no declaration; `nil` for what is declared.
  package var field: TicketField? {
    switch self {
    case .tag: .tags
    case .rootCause: .rootCauses
    case .queue, .role: nil
    }
  }

  /// What the desk's chain calls it.
  var action: DeskAction {
    switch self {
    case .queue: .renameQueue
    case .role: .renameRole
    case .tag: .renameTag
    case .rootCause: .renameRootCause
    }
  }
}

extension DeskRename {
  /// What an entry of the desk's chain renamed, if that is what it tells of.
  init?(of entry: Entry) {
    guard let subject = Subject.allCases.first(where: { entry.isOf($0.action) }),
      let edit = entry.edits.first, let from = edit.from.text, let to = edit.to.text
    else { return nil }
    self.init(subject, from: from, to: to)
  }

  /// What the chain says first.
  var edit: Edit {
    Edit(field: "\(subject.kind.rawValue).\(from)", from: .text(from), to: .text(to))
  }

  /// What follows in tickets, people and conditions: of a queue also where it is the value of a field.
  func renamings(in registry: Registry) -> [Renaming] {
    let holders = subject == .queue ? registry.fields.filter { $0.kind == .queue } : []
    return [Renaming(subject.kind, from: from, to: to)]
      + holders.map { Renaming(.choice, of: $0.name, from: from, to: to) }
  }
}

extension Desk {
  /// Gives something of the desk's own another name; gives what followed.
  ///
  /// Throws a `Refusal` where there is nothing of the old name, or something of the new one, or where
  /// the actor may not: queues and roles take `role.manage`, tags and root causes `bulk` and the
  /// right to edit them on all tickets that have them.
  package func rename(_ rename: DeskRename, as actor: Actor) throws -> [FollowedName] {
    try administerPlugins(as: actor) { administration, store in
      try administration.prepare(rename)
      return try administration.carryOut(rename, in: store)
    }
  }
}

extension Administration {
  /// Checks what is asked, and renames the desk's own row of it.
  fileprivate func prepare(_ rename: DeskRename) throws {
    guard !rename.from.hasSameBytes(as: rename.to) else {
      throw Refusal(.refused, Text.renameSame(name: rename.to), field: "name")
    }
    switch rename.subject {
    case .queue:
      try require(.roleManage)
      try checkOwn(queue: rename.from)
      try checkNew(queue: rename.to, besides: rename.from)
      try transaction.removeQueue(rename.from)
      try transaction.addQueue(rename.to)
    case .role:
      try require(.roleManage)
      try checkOwn(role: rename.from)
      try checkNew(role: rename.to)
    case .tag, .rootCause: try checkFree(rename)
    }
  }

  private func checkFree(_ rename: DeskRename) throws {
    try require(.bulk)
    let renaming = Renaming(rename.subject.kind, from: rename.from, to: rename.to)
    let field = renaming.editedField ?? ""
    guard Value.text(rename.to).isTag, !rename.to.isEmpty else {
      throw Refusal(.invalid, Text.renameFreeName(name: rename.to), field: "name")
    }
    guard try transaction.tickets(concernedBy: renaming.inverted()).isEmpty else {
      throw Refusal(
        .refused,
        Text.renameFreeTaken(
          name: rename.to, command: rename.subject == .tag ? "tag" : "root-cause",
          old: rename.from),
        field: "name")
    }
    let concerned = try transaction.tickets(concernedBy: renaming)
    guard !concerned.isEmpty else {
      throw Refusal(.notFound, Text.renameFreeNone(name: rename.from), field: "name")
    }
    let context = rulebook.context(at: chain.clock, me: actor.person, reading: transaction)
    try eachTicket(of: concerned) { ticket in
      guard !authority.may(.ticketUpdate, on: ticket, fields: [field], in: context) else { return }
      throw Refusal(.denied, Text.renameFreeDenied(name: rename.from, field: field), field: field)
    }
  }

  fileprivate func carryOut(
    _ rename: DeskRename, in store: PluginStore<WriteTransaction>,
  ) throws -> [FollowedName] {
    let renamings = rename.renamings(in: rulebook.registry)
    // What is set for plugins follows as well; then they are loaded anew.
    let sources = try store.enabledSources()
    let settings = try store.follow(
      RenamedSettings(renamings, from: rulebook.registry, to: rulebook.registry),
      in: sources.filter { !rulebook.quarantine.contains($0.name) })
    guard settings.isEmpty else {
      let followed = try adoptSettings(
        of: sources, in: store, as: rename.subject.action, edits: [rename.edit] + settings,
        takingBack: UndoneNames(renamings: renamings.reversed().map { $0.inverted() }))
      // Where nobody goes by the name, it is told all the same.
      return followed.isEmpty
        ? renamings.prefix(1).map { FollowedName($0, tickets: nil, people: nil) } : followed
    }
    let tickets = try tickets(following: renamings, movingCategories: false)
    let registry = rulebook.registry
    var names = FollowingNames(renamings, from: registry, to: registry, in: transaction)
    try names.follow()
    let entry = try chain.append(rename.subject.action, edits: [rename.edit] + names.edits)
    try self.rename(tickets.ids, by: renamings, movingCategories: false, because: entry)
    try chain.bumpRevision()
    return renamings.prefix(1).map {
      FollowedName($0, tickets: tickets.counts[$0], people: names.people[$0])
    }
  }
}
