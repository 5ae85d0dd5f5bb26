import Texts

/// What the kernel can do to a ticket.
///
/// This file is the only table of verbs: what depends on the verb is said here, once for each.
package enum Verb: String, CaseIterable, Sendable {
  case create, update, note, reply, close, reopen, postpone, wake, assign, forward
  case attach, detach, discard, restore, purge, redact, undo

  /// What a verb's move does to a ticket's category.
  package enum Move: Equatable, Sendable {
    case into(Category)
    case outOf(Category)
  }

  /// What of it an import may bring.
  package enum Importing: Sendable {
    /// Importers have a method for it, and rows may ask for it.
    case byMethod
    /// Rows may ask for it by its name.
    case byName
    /// No row does it: it erases, takes back, or sends something away.
    case never
  }

  /// The permission that it needs.
  package var permission: Permission {
    switch self {
    case .create: .ticketCreate
    case .update, .assign: .ticketUpdate
    case .note: .noteAdd
    case .reply: .ticketReply
    case .close: .ticketClose
    case .reopen: .ticketReopen
    case .postpone, .wake: .ticketPostpone
    case .forward: .ticketForward
    case .attach, .detach: .ticketAttach
    case .discard: .ticketDiscard
    case .restore: .ticketRestore
    case .purge: .ticketPurge
    case .redact: .ticketRedact
    case .undo: .ticketUndo
    }
  }

  /// The fields that it brings along, for which its own permission is enough.
  var fields: [TicketField] {
    switch self {
    case .close: [.stage, .closeReason, .rootCauses]
    case .reopen, .discard, .restore: [.stage]
    case .postpone, .wake: [.stage, .wake, .due]
    case .create, .update, .note, .reply, .assign, .forward, .attach, .detach, .purge, .redact,
      .undo:
      []
    }
  }

  /// The move of the stage that means it; `nil` if no move does.
  package var move: Move? {
    switch self {
    case .close: .into(.closed)
    case .reopen: .outOf(.closed)
    case .postpone: .into(.postponed)
    case .wake: .outOf(.postponed)
    case .discard: .into(.discarded)
    case .restore: .outOf(.discarded)
    case .create, .update, .note, .reply, .assign, .forward, .attach, .detach, .purge, .redact,
      .undo:
      nil
    }
  }

  /// The categories to which a life cycle may lead it; `nil` if life cycles do not lead it.
  package var destinations: Set<Category>? {
    switch self {
    case .close: [.closed]
    case .postpone: [.postponed]
    case .discard, .undo: [.discarded]
    case .reopen: [.open, .waiting, .postponed]
    case .wake: [.open, .waiting, .closed, .discarded]
    case .restore: [.open, .waiting, .postponed, .closed]
    case .create, .update, .note, .reply, .assign, .forward, .attach, .detach, .purge, .redact:
      nil
    }
  }

  /// What of it an import may bring.
  package var importing: Importing {
    switch self {
    case .create, .update, .note, .reply, .close, .reopen, .assign, .attach, .detach: .byMethod
    case .postpone, .wake, .discard, .restore: .byName
    case .forward, .purge, .redact, .undo: .never
    }
  }

  /// Whether it is about a ticket that exists.
  package var needsTicket: Bool { self != .create }

  /// Whether it only edits fields: its permission is asked for those fields.
  var isEdit: Bool { permission == .ticketUpdate }

  /// Whether it leaves nothing but words for the staff.
  package var isInternal: Bool { self == .note }

  /// Whether it brings along what a close reason requires.
  var bringsEvidence: Bool { self == .close }

  /// Whether it brings the field of that name along.
  func brings(_ field: String) -> Bool { fields.contains { $0.rawValue == field } }
}

extension Verb {
  /// The names of all verbs.
  package static let names = allCases.map(\.rawValue)

  /// The verbs that a move of the stage may mean.
  package static let movers = allCases.filter { $0.move != nil }

  /// What a change of category means; `nil` if the category stays or none of them means anything.
  ///
  /// Among several meanings the discard counts first, then the close, then the postponement.
  static func meaning(from: Category, to: Category) -> Verb? {
    guard from != to else { return nil }
    for category in [Category.discarded, .closed, .postponed] {
      if to == category { return movers.first { $0.move == .into(category) } }
      if from == category { return movers.first { $0.move == .outOf(category) } }
    }
    return nil
  }
}

/// What a request asks for: a verb of the kernel, or an action that a plugin adds.
package enum Action: Hashable, Sendable {
  case verb(Verb)
  case plugin(String)

  /// Reads a name where it comes in: from a command line, Lua, or what is stored.
  package init(_ name: String) {
    self = Verb(rawValue: name).map(Action.verb) ?? .plugin(name)
  }

  /// Its name, as people write it and as entries have it.
  package var name: String {
    switch self {
    case .verb(let verb): verb.rawValue
    case .plugin(let name): name
    }
  }

  /// Whether it is about a ticket that exists.
  package var needsTicket: Bool { verb?.needsTicket ?? true }

  /// The verb; `nil` for a plugin's action.
  package var verb: Verb? {
    if case .verb(let verb) = self { verb } else { nil }
  }
}

extension Action: TextConvertible {
  /// Its name for people; a plugin's as it stands.
  package var text: Text { Text(name: name, of: .verb) }

  package var textValue: TextValue { .text(text) }
}

extension Rulebook {
  /// What a plugin declared of the action; `nil` for verbs, and for what no plugin declares.
  package func spec(of action: Action) -> ActionSpec? {
    if case .plugin(let name) = action { actions[name] } else { nil }
  }

  /// The name of the permission that an action needs.
  func permission(for action: Action) -> String {
    switch action {
    case .verb(let verb): verb.permission.rawValue
    case .plugin(let name): actions[name]?.permission ?? "ticket.\(name)"
    }
  }
}
