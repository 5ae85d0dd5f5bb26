import Desk
import Kernel

/// Finds out what expressions are, by the API, the desk and what the session holds.
struct LuaKinds {
  let desk: DeskSession
  let session: PromptSession
  /// The variables that the entry itself has declared.
  let scope: LuaScope

  func kind(of path: LuaPath) -> LuaKind { kind(of: path, in: scope) }

  private func kind(of path: LuaPath, in scope: LuaScope) -> LuaKind {
    guard case .name(let first)? = path.steps.first else { return .unknown }
    var (kind, used) = (LuaKind.unknown, 1)
    if let (variable, rest) = scope.before(first) {
      // What it comes from cannot name itself.
      kind = variable.source.map { self.kind(of: $0, in: rest).element } ?? .unknown
    } else if first == "docket" {
      kind = .space(first)
    } else if LuaKinds.ticket(named: first) != nil {
      kind = .value(.shape("ticket"))
    } else if let name = PromptName(rawValue: first) {
      kind = name.kind
    } else {
      (kind, used) = held(at: path)
    }
    return path.steps.dropFirst(used).reduce(kind) { self.kind(behind: $1, of: $0) }
  }

  /// The ticket that a name such as `t42` stands for.
  private static func ticket(named name: String) -> Ticket.ID? {
    guard name.first == "t", name.dropFirst().utf8.allSatisfy(\.isDigit) else { return nil }
    return Int64(name.dropFirst()).map(Ticket.ID.init(rawValue:))
  }

  /// What is known of the session's own values, and how many steps led there.
  private func held(at path: LuaPath) -> (LuaKind, Int) {
    var keys: [PromptHeld.Key] = []
    for step in path.steps {
      guard let key = step.key else { break }
      keys.append(key)
    }
    return switch session.held(at: keys) {
    case .table(let names, let used): (.table(names), used)
    case .record(let kind, let used): (.value(.shape(kind)), used)
    case .list(let kind, let used): (.value(.list(.shape(kind))), used)
    case .rows(let used): (.rows(of: .unknown), used)
    case .groups(let used): (.groups, used)
    case .nothing: (.unknown, path.steps.count)
    }
  }

  private func kind(behind step: LuaPath.Step, of kind: LuaKind) -> LuaKind {
    switch (kind, step) {
    case (.function(let callable), .call): callable.gives
    case (.space(let path), .name(let name)): member(name, of: path)
    case (.value(.shape(let shape)), .name(let name)), (.value(.shape(let shape)), .key(let name)):
      members(of: shape).first { $0.name == name }.map { .value($0.sort) } ?? .unknown
    case (.value(.list(let sort)), .index): .value(sort)
    case (.value(.shape(let shape)), .method(let name)): method(name, of: shape)
    case (.rows(let row), .method(let name)):
      RowMethod(rawValue: name).map { .function($0.callable(on: row)) } ?? .unknown
    case (.groups, .method(let name)):
      GroupMethod(rawValue: name).map { .function($0.callable) } ?? .unknown
    default: .unknown
    }
  }
}

extension LuaKinds {
  private func member(_ name: String, of space: String) -> LuaKind {
    let path = "\(space).\(name)"
    if let found = LuaKinds.functions.first(where: { $0.name == path }) {
      return .function(LuaCallable(found))
    }
    if LuaKinds.functions.contains(where: { $0.name.hasPrefix(path + ".") }) { return .space(path) }
    guard space == LuaKinds.actions, let action = action(name) else { return .unknown }
    return .function(LuaCallable(action, isMethod: false))
  }

  func method(_ name: String, of shape: String) -> LuaKind {
    if let found = LuaKinds.functions.first(where: { $0.name == "\(shape):\(name)" }) {
      return .function(LuaCallable(found))
    }
    guard shape == LuaKinds.ticket, let action = action(name) else { return .unknown }
    return .function(LuaCallable(action, isMethod: true))
  }

  /// The members of a value, without fields that the person may not see.
  func members(of shape: String) -> [PluginAPI.Part] {
    let all = PluginAPI.topics.first { $0.name == shape }?.members ?? []
    guard shape == LuaKinds.ticket else { return all }
    return all.filter { TicketField(named: $0.name) == nil || desk.viewer.mayName($0.name) }
  }

  /// The actions of plugins that the person may take.
  var actions: [ActionSpec] {
    desk.rulebook.actions.values.filter { desk.may($0.permission) }.sorted { $0.name < $1.name }
  }

  private func action(_ name: String) -> ActionSpec? { actions.first { $0.name == name } }

  /// What a person can call.
  static let functions = PluginAPI.functions.filter(\.isByHand)
  /// The value whose methods are actions, and the namespace of the same.
  static let ticket = "ticket"
  static let actions = "docket.tickets"
}

extension LuaKinds {
  func sort(of argument: LuaArgument) -> PluginAPI.Sort? {
    guard case .function(let callable) = kind(of: argument.function),
      callable.parameters.indices.contains(argument.number - 1)
    else { return nil }
    return callable.parameters[argument.number - 1]
  }

  /// What stands at a place of a table; `nil` where nothing is known of it.
  func sort(at place: LuaTablePlace) -> PluginAPI.Sort? {
    var sort = sort(of: place.argument)
    for step in place.steps {
      switch (sort, step) {
      case (.table(let parts), .key(let name)): sort = parts.first { $0.name == name }?.sort
      case (.edits, .key(let name)), (.customFields, .key(let name)): sort = self.sort(of: name)
      case (.list(let item), .item): sort = item
      default: return nil
      }
    }
    return sort
  }

  /// What a field is set to.
  private func sort(of name: String) -> PluginAPI.Sort? {
    guard let field = desk.rulebook.field(name), desk.viewer.mayName(name) else { return nil }
    let one: PluginAPI.Sort =
      switch field.kind {
      case .boolean: .boolean
      case .person: .person
      case .ticket: .ticket
      default: .value(of: name)
      }
    return field.isMany ? .list(one) : one
  }

  /// The ticket that a method is called on, as in `t42:close{`.
  func ticket(of argument: LuaArgument) -> Ticket.ID? {
    guard case .name(let name)? = argument.function.steps.first,
      case .method? = argument.function.steps.last
    else { return nil }
    return LuaKinds.ticket(named: name)
  }
}

extension LuaPath.Step {
  /// The key by which a table is read; `nil` for a call.
  fileprivate var key: PromptHeld.Key? {
    switch self {
    case .name(let name), .key(let name): .name(name)
    case .index(let number): Int64(number).map(PromptHeld.Key.number)
    case .method, .call: nil
    }
  }
}
