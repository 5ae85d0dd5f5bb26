import Kernel
import Lua
import Texts

/// One function of the Lua API: all that dispatch, checks, help and completion know of it.
package struct APIFunction: Sendable {
  /// What it does with a call, whose arguments are of the kinds that are declared.
  typealias Body =
    @Sendable (inout HostCall, SandboxContext, APIFunction) throws(HostError) -> Void

  /// `docket.tickets.get`, or `change:set` for a method.
  package let path: String
  /// One line of help.
  package let summary: String
  /// What it takes, in order; a method's own value is none of them.
  package let parameters: [APIPart]
  /// What it gives back.
  package let gives: APIResult
  /// Lua that can be put into a plugin; empty where the function is not available yet.
  package let example: String
  package let lanes: Lanes
  /// The permission that the manifest must name, if any.
  package let permission: Permission?
  /// The permission, or the beginning of one, that what it asks for is judged by later.
  private let judgedBy: String?
  /// Whether the host keeps the arguments, to write or do something later: how often one call may
  /// do that, and with how many bytes, is limited.
  package let isMetered: Bool
  private let body: Body

  init(
    _ path: String, _ summary: String, _ parameters: [APIPart] = [], gives: APIResult = .nothing,
    example: String, lanes: Lanes, permission: Permission? = nil, judgedBy: String? = nil,
    isMetered: Bool = false,
    _ body: @escaping Body,
  ) {
    self.path = path
    self.summary = summary
    self.parameters = parameters
    self.gives = gives
    self.example = example
    self.lanes = lanes
    self.permission = permission
    self.judgedBy = judgedBy
    self.isMetered = isMetered
    self.body = body
  }

  /// The permissions without which a plugin calls it in vain: names, or the beginning of one.
  var needs: [String] { [permission?.rawValue, judgedBy].compactMap(\.self) }

  /// Its parameters with names; a table that is its only argument has none.
  package var arguments: [APIPart] { parameters.filter { !$0.name.isEmpty } }

  /// The keys of its table.
  package var keys: [APIPart] {
    for case .keys(let keys) in parameters.lazy.map(\.type) { return keys }
    return []
  }

  /// How it is written: `docket.tickets.get(id, {at, as})`.
  package var call: String { name.hasPrefix("desk.") ? name : "\(name)(\(signature))" }

  /// Its parameters in one line: `id, {at, as}`.
  package var signature: String {
    isAvailable ? parameters.map(\.written).joined(separator: ", ") : "…"
  }

  /// What it is called by those who write it: in `spec.lua` the desk is a parameter of theirs.
  package var name: String {
    guard path.hasPrefix(SpecDeskAPI.prefix) else { return path }
    let name = String(path.dropFirst(SpecDeskAPI.prefix.count))
    return SpecDeskAPI.members.contains(name) ? "desk.\(name)" : "desk:\(name)"
  }

  /// Whether it can be called by now.
  package var isAvailable: Bool { !example.isEmpty }

  /// Whether it is called on a value.
  private var isMethod: Bool { path.contains(":") }

  /// The function as a sandbox registers it; a method's path begins with a colon.
  var hostPath: String {
    isMethod ? ":" + path.replacing(":", with: ".") : path
  }

  var hostFunction: HostFunction {
    let first = isMethod ? 1 : 0
    let isOfSpec = lanes == .spec
    return HostFunction(hostPath) { (call: inout HostCall) throws(HostError) in
      guard let context = call.sandbox.context as? SandboxContext else {
        throw HostError(Text.apiNoDesk(path: path))
      }
      try check(context)
      try check(call, from: first)
      if isMetered { try context.chargeEffect(call.arguments) }
      guard isOfSpec, let breakpoints = context.occupation.run?.options.breakpoints else {
        return try body(&call, context, self)
      }
      // What plugins of the case waited for who looks around is not the case's time.
      let (sandbox, before) = (call.sandbox, breakpoints.waited)
      defer {
        sandbox.postponeDeadline(by: .nanoseconds(Int64(clamping: breakpoints.waited &- before)))
      }
      try body(&call, context, self)
    }
  }

  /// Refuses arguments that are not of the kinds that are declared.
  private func check(_ call: borrowing HostCall, from first: Int) throws(HostError) {
    var position = first
    for parameter in parameters {
      repeat {
        let value = call.argument(position)
        position += 1
        guard let wanted = parameter.type.wanted(inPlaceOf: value) else { continue }
        throw APIFunction.wrong(parameter.name, wanted, value)
      } while parameter.isRepeated && position < call.arguments.count
    }
  }

  /// What is said of an argument that is something else than was wanted.
  static func wrong(_ name: String, _ wanted: Text, _ value: LuaValue) -> HostError {
    HostError(Text.apiWrongArgument(name: name, wanted: wanted, got: value.kindName))
  }

  /// The table of options at a position; empty where it was left out.
  func options(_ call: borrowing HostCall, _ position: Int) -> SpecTable {
    let value = call.argument(position)
    return SpecTable(path, value == .null ? .table([]) : value, keys)
  }

  private func check(_ context: SandboxContext) throws(HostError) {
    guard lanes.contains(context.lane) else {
      let places = Lane.allCases.filter(lanes.contains).map(\.words)
      throw HostError(
        Text.apiWrongPlace(
          path: path, places: Text(joining: places, by: ", or "), place: context.lane.words)
      )
    }
    if let permission { try context.require(permission, for: path) }
  }
}

extension SandboxContext {
  /// Refuses what the manifest does not ask for; a person's own permissions decide what scripts that
  /// they run by hand may read and write.
  func require(_ permission: Permission, for path: String) throws(HostError) {
    guard lane != .byHand else { return }
    guard
      manifest.permissions.contains(where: {
        $0.permission == permission.rawValue || $0.permission == "*"
      })
    else {
      throw HostError(
        Text.apiNeedsPermission(
          path: path, permission: permission, plugin: plugin,
          file: manifest.isScript ? "docket.script" : "plugin.lua"))
    }
  }
}

/// All functions of the API, by namespace.
package enum APIRegistry {
  package static let functions: [APIFunction] =
    RegistrationAPI.functions + ExportAPI.functions + ChangeAPI.functions + TicketsAPI.functions
    + MeasureAPI.functions
    + HistoryAPI.functions + ExplainAPI.functions + PeopleAPI.functions + StateAPI.functions
    + TextAPI.functions
    + LogAPI.functions + TimeAPI.functions + EncodingAPI.functions + WritingAPI.functions
    + ImportAPI.functions + BulkAPI.functions + HTTPAPI.functions + ReasonsAPI.functions

  /// What `spec.lua` has besides.
  package static var specFunctions: [APIFunction] { SpecAPI.functions }

  /// What plugins, scripts and specs write; an iterator's own step is called by Lua alone.
  package static let written =
    functions.filter { !$0.path.hasPrefix("each:") } + specFunctions

  static let hostFunctions = functions.map(\.hostFunction)

  /// Methods of `change`, by name.
  static let changeMethods = methods(of: "change:")
  /// Methods of `import`, by name.
  static let importMethods = methods(of: "import:")
  /// Methods of a bulk's plan, by name.
  static let planMethods = methods(of: "plan:")
  /// Methods of a ticket, by name.
  static let ticketMethods = methods(of: "ticket:")

  private static func methods(of prefix: String) -> [String: String] {
    var methods: [String: String] = [:]
    for function in functions where function.path.hasPrefix(prefix) {
      methods[String(function.path.dropFirst(prefix.count))] = function.hostPath
    }
    return methods
  }
}
