/// The English templates.
///
/// A section is made when the first of its texts is read.
package enum English {
  /// The names of all sections, in the order in which the list of error codes has them.
  package static let names = [
    "action", "age", "api", "ask", "attachment", "audit", "bulk", "close", "column",
    "completion", "condition", "config", "consent", "desk", "doctor", "export", "field", "file",
    "forward", "forwarded", "frame", "hint", "history", "hook", "import", "importer", "json",
    "lane",
    "loading", "log", "manifest", "move", "network", "outbox", "page", "permission", "person",
    "plugin", "preview", "progress", "purge", "query", "redact", "registration", "role", "said",
    "script", "secret", "setting", "spec", "state", "storage", "strand", "subscription", "table",
    "text",
    "thing",
    "ticket", "time", "told", "trace", "undo", "usage", "value", "view", "why", "work",
  ]

  /// The section with that name.
  @Sendable
  package static func section(_ name: some StringProtocol) -> Section? {
    switch name {
    case "action": action
    case "age": age
    case "api": api
    case "ask": ask
    case "attachment": attachment
    case "audit": audit
    case "bulk": bulk
    case "close": close
    case "column": column
    case "completion": completion
    case "condition": condition
    case "config": config
    case "consent": consent
    case "desk": desk
    case "doctor": doctor
    case "export": export
    case "field": field
    case "file": file
    case "forward": forward
    case "forwarded": forwarded
    case "frame": frame
    case "hint": hint
    case "history": history
    case "hook": hook
    case "import": imports
    case "importer": importer
    case "json": json
    case "lane": lane
    case "loading": loading
    case "log": log
    case "manifest": manifest
    case "move": move
    case "network": network
    case "outbox": outbox
    case "page": page
    case "permission": permission
    case "person": person
    case "plugin": plugin
    case "preview": preview
    case "progress": progress
    case "purge": purge
    case "query": query
    case "redact": redact
    case "registration": registration
    case "role": role
    case "said": said
    case "script": script
    case "secret": secret
    case "setting": setting
    case "spec": spec
    case "state": state
    case "storage": storage
    case "strand": strand
    case "subscription": subscription
    case "table": table
    case "text": text
    case "thing": thing
    case "ticket": ticket
    case "time": time
    case "told": told
    case "trace": trace
    case "undo": undo
    case "usage": usage
    case "value": value
    case "view": view
    case "why": why
    case "work": work
    default: nil
    }
  }
}
