import Texts

/// The permissions that the kernel knows; plugins' actions bring their own.
package enum Permission: String, CaseIterable, Sendable {
  case ticketView = "ticket.view"
  case ticketCreate = "ticket.create"
  case ticketUpdate = "ticket.update"
  case ticketReply = "ticket.reply"
  case ticketClose = "ticket.close"
  case ticketReopen = "ticket.reopen"
  case ticketPostpone = "ticket.postpone"
  case ticketDiscard = "ticket.discard"
  case ticketRestore = "ticket.restore"
  case ticketPurge = "ticket.purge"
  case ticketRedact = "ticket.redact"
  case ticketForward = "ticket.forward"
  case ticketAttach = "ticket.attach"
  case ticketUndo = "ticket.undo"
  case ticketUndoOwn = "ticket.undo.own"
  case noteView = "note.view"
  case noteAdd = "note.add"
  case historyView = "history.view"
  case bulk
  case `import`
  case export
  case report
  case viewShare = "view.share"
  case personView = "person.view"
  case personAdd = "person.add"
  case personManage = "person.manage"
  case roleManage = "role.manage"
  case pluginManage = "plugin.manage"
  case outboxManage = "outbox.manage"
  case backup
  case `as`

  /// The names of all the kernel's permissions.
  package static let names = allCases.map(\.rawValue)

  /// How far a permission reaches.
  private struct Reach: OptionSet {
    let rawValue: Int
    /// It leads to notes, or to rights that others have: never for the customers' side.
    static let staffOnly = Reach(rawValue: 1)
    /// It is about the desk as a whole and no ticket.
    static let deskWide = Reach(rawValue: 2)
    /// Whoever has it acts as others, gives rights, changes the rules, or has a copy of everything.
    static let rule = Reach(rawValue: 4)
  }

  private var reach: Reach {
    switch self {
    case .ticketView, .ticketCreate, .ticketUpdate, .ticketReply, .ticketClose, .ticketReopen,
      .ticketPostpone, .ticketDiscard, .ticketRestore, .ticketPurge, .ticketRedact, .ticketForward,
      .ticketAttach, .ticketUndo, .ticketUndoOwn, .historyView, .bulk, .report:
      []
    case .noteView, .noteAdd: .staffOnly
    case .export, .viewShare, .personView: .deskWide
    // Customers come from the staff; an import writes in the names of others; the outbox has messages
    // to others.
    case .personAdd, .import, .outboxManage: [.staffOnly, .deskWide]
    case .personManage, .roleManage, .pluginManage, .backup, .as: [.staffOnly, .deskWide, .rule]
    }
  }

  /// The permission that allows a part of what this one does.
  package var lesser: Permission? { self == .ticketUndo ? .ticketUndoOwn : nil }

  /// Whether no role on the customers' side can have it.
  package var isForStaffOnly: Bool { reach.contains(.staffOnly) }

  /// Whether who has it controls the desk.
  package var rulesTheDesk: Bool { reach.contains(.rule) }

  /// Whether it is about the desk as a whole: then neither fields nor a condition can be meant with it.
  package var isDeskWide: Bool { reach.contains(.deskWide) }
}

extension Authority {
  /// Whether the kernel's permission holds, where only the answer matters.
  package func may(
    _ permission: Permission, on ticket: Ticket? = nil, fields: [String] = [],
    in context: EvaluationContext,
  ) -> Bool {
    may(permission.rawValue, on: ticket, fields: fields, in: context)
  }

  /// Whether there is any grant of the kernel's permission, whatever its condition, and no plain denial.
  package func mayEver(_ permission: Permission) -> Bool { mayEver(permission.rawValue) }

  /// Whether the kernel's permission holds whatever the ticket is like.
  package func mayEverywhere(_ permission: Permission) -> Bool {
    mayEverywhere(permission.rawValue)
  }
}

extension Permission: TextConvertible {
  package var textValue: TextValue { .words(rawValue) }
}

extension CompiledGrant {
  /// Whether it is about that permission of the kernel.
  package func covers(_ permission: Permission) -> Bool { covers(permission.rawValue) }
}
