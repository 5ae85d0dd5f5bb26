import Desk
import Kernel

/// Where the values of an argument come from.
enum CompletionSource: Equatable {
  case nothing
  case words([String])
  case files(ArgumentShape.Files)
  case tickets
  case people
  case types
  case queues
  case reasons
  case roles
  case permissions
  case plugins
  case views
  case actions
  case topics
  /// `FIELD=VALUE`; with `tickets`, a number is as welcome.
  case assignments
  case targets
  /// Names of fields, separated by commas.
  case fields
  case query
  /// A ticket, `desk`, or a query over entries.
  case history
  /// What can be told of.
  case events
  /// A value of that field.
  case values(String)

  /// What an argument of a command takes, by its own definition or by what it is called.
  init(_ argument: ArgumentShape, of path: [String]) {
    if !argument.values.isEmpty {
      self = .words(argument.values)
    } else if let files = argument.files {
      self = .files(files)
    } else if argument.kind == .positional {
      self = CompletionSource.positional(argument.name, of: path)
    } else {
      self = CompletionSource.option(argument.name, of: path)
    }
  }

  private static func option(_ name: String, of path: [String]) -> CompletionSource {
    switch name {
    case "as", "person", "requester", "assignee", "hand-over-to", "stand-in": .people
    case "type": .types
    case "queue": .queues
    case "reason": .reasons
    case "role", "share", "add-role", "remove-role": .roles
    case "parent", "ticket": .tickets
    case "plugin": .plugins
    case "with": path.first == "init" ? .plugins : .nothing
    case "view": .views
    case "field", "set": .assignments
    case "columns", "fields", "group": .fields
    case "when", "query": .query
    case "to":
      path.first == "discard"
        ? .values("discard") : path.first == "forward" ? .people : .nothing
    case "event": .events
    case "part": .words(TicketPart.allCases.map(\.rawValue))
    case "lang", "language": .words(["de", "en", "es", "nl", "ru"])
    default: .nothing
    }
  }

  private static func positional(_ name: String, of path: [String]) -> CompletionSource {
    switch (path.first, name) {
    case ("help", _): .topics
    case ("history", _): .history
    case ("update", _): .targets
    case ("person", "name"), ("why", "name"), ("why", "person"):
      path.last == "add" ? .nothing : .people
    case ("assign", "to"): .people
    case ("attachment", "name"), ("detach", "name"): .values(TicketField.attachments.rawValue)
    case ("setting", "name"): .words(DeskSetting.allCases.map(\.rawValue))
    case ("role", "name"), (_, "role"): .roles
    case (_, "permission"): .permissions
    case ("plugin", "name"), ("plugin", "names"): path.last == "new" ? .nothing : .plugins
    case ("view", "name"): path.last == "save" ? .nothing : .views
    case ("queue", "name"): path.last == "add" ? .nothing : .queues
    case ("do", "action"): .actions
    case (_, "query"): .query
    case (_, "field"): .fields
    case ("outbox", _), ("audit", _): .nothing
    case (_, "id"), (_, "ids"), (_, "ticket"), ("inbox", "tickets"): .tickets
    case (_, let other) where other.contains("="): .assignments
    default: .nothing
    }
  }
}
