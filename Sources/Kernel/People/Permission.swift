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
