/// The permissions that the kernel knows; plugins' actions bring their own.
package enum Permission {
  /// All the kernel's permissions.
  package static let all: [String] = [
    "ticket.view", "ticket.create", "ticket.update", "ticket.reply", "ticket.close",
    "ticket.reopen", "ticket.postpone", "ticket.discard", "ticket.restore", "ticket.purge",
    "ticket.redact", "ticket.forward", "ticket.attach", "ticket.undo", "note.view", "note.add",
    "history.view", "bulk", "import", "export", "report", "view.share", "person.view",
    "person.manage", "role.manage", "plugin.manage", "outbox.manage", "backup", "as",
  ]

  /// What leads to notes, or to rights that others have: never for the customers' side.
  ///
  /// Whoever acts as others, manages people, roles or plugins, or has a copy of the database can
  /// do all that staff can; the outbox has messages to others; an import writes in their names.
  package static func isForStaffOnly(_ name: String) -> Bool {
    staffOnly.contains(name)
  }

  private static let staffOnly: Set<String> = [
    "note.view", "note.add", "person.manage", "role.manage", "plugin.manage", "outbox.manage",
    "import", "backup", "as",
  ]

  /// Whether who has it controls the desk: acts as others, gives rights, changes the rules, or has a
  /// copy of everything.
  package static func rulesTheDesk(_ name: String) -> Bool {
    ["as", "role.manage", "person.manage", "plugin.manage", "backup"].contains(name)
  }

  /// Whether it is about the desk as a whole and no ticket: then neither fields nor a condition can be
  /// meant with it.
  package static func isDeskWide(_ name: String) -> Bool { deskWide.contains(name) }

  private static let deskWide: Set<String> = [
    "import", "export", "view.share", "person.view", "person.manage", "role.manage",
    "plugin.manage", "outbox.manage", "backup", "as",
  ]

  /// The permission for an action: most are `ticket.ACTION`, some share another's.
  package static func name(for action: String) -> String {
    switch action {
    case "assign": "ticket.update"
    case "wake": "ticket.postpone"
    case "detach": "ticket.attach"
    case "note": "note.add"
    default: "ticket.\(action)"
    }
  }
}
