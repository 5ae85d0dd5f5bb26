/// The English templates.
///
/// A section is made when the first of its texts is read.
package enum English {
  /// The names of all sections, in the order in which the list of error codes has them.
  package static let names = [
    "action", "attachment", "audit", "bulk", "close", "column", "condition", "desk", "field",
    "file", "forward", "forwarded", "frame", "hint", "history", "hook", "import", "json", "log",
    "move", "network", "outbox", "page", "permission", "person", "plugin", "purge", "query",
    "redact", "role", "said", "secret", "storage", "text", "ticket", "time", "trace", "undo",
    "usage",
  ]

  /// The section with that name.
  @Sendable
  package static func section(_ name: some StringProtocol) -> Section? {
    switch name {
    case "action": action
    case "attachment": attachment
    case "audit": audit
    case "bulk": bulk
    case "close": close
    case "column": column
    case "condition": condition
    case "desk": desk
    case "field": field
    case "file": file
    case "forward": forward
    case "forwarded": forwarded
    case "frame": frame
    case "hint": hint
    case "history": history
    case "hook": hook
    case "import": imports
    case "json": json
    case "log": log
    case "move": move
    case "network": network
    case "outbox": outbox
    case "page": page
    case "permission": permission
    case "person": person
    case "plugin": plugin
    case "purge": purge
    case "query": query
    case "redact": redact
    case "role": role
    case "said": said
    case "secret": secret
    case "storage": storage
    case "text": text
    case "ticket": ticket
    case "time": time
    case "trace": trace
    case "undo": undo
    case "usage": usage
    default: nil
    }
  }
}
