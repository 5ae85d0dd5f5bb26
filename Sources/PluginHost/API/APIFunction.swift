import Kernel
import Lua
import Texts

/// One function of the Lua API: all that dispatch, help and completion know of it.
package struct APIFunction: Sendable {
  /// What it does with a call.
  typealias Body = @Sendable (inout HostCall, SandboxContext) throws(HostError) -> Void

  /// `docket.tickets.get`, or `change:set` for a method.
  package let path: String
  /// Its parameters, as `id, {at, as}`.
  package let parameters: String
  /// One line of help.
  package let summary: String
  package let lanes: Set<Lane>
  /// The permission that the manifest must name, if any.
  package let permission: String?
  /// Whether the host keeps what it is called with, to be written or done later: one call may do
  /// that only so often, and with so many bytes.
  package let isMetered: Bool
  let body: Body

  init(
    _ path: String, _ parameters: String, _ summary: String, lanes: Set<Lane>,
    permission: String? = nil, isMetered: Bool = false, _ body: @escaping Body,
  ) {
    self.path = path
    self.parameters = parameters
    self.summary = summary
    self.lanes = lanes
    self.permission = permission
    self.isMetered = isMetered
    self.body = body
  }

  /// The function as a sandbox registers it; a method's path begins with a colon.
  var hostPath: String {
    path.contains(":") ? ":" + path.replacing(":", with: ".") : path
  }

  var hostFunction: HostFunction {
    HostFunction(hostPath) { (call: inout HostCall) throws(HostError) in
      guard let context = call.sandbox.context as? SandboxContext else {
        throw HostError(Text("api.no_desk", ["path": path]))
      }
      try check(context)
      if isMetered { try context.chargeEffect(call.arguments) }
      try body(&call, context)
    }
  }

  private func check(_ context: SandboxContext) throws(HostError) {
    guard lanes.contains(context.lane) else {
      let places = Lane.allCases.filter(lanes.contains).map(\.words)
      throw HostError(
        Text(
          "api.wrong_place",
          ["path": path, "places": Text(joining: places, by: ", or "), "place": context.lane.words])
      )
    }
    // A person's own permissions decide what they may read and write.
    guard let permission, context.lane != .byHand else { return }
    guard
      context.manifest.permissions.contains(where: { [permission, "*"].contains($0.permission) })
    else {
      throw HostError(
        Text(
          "api.needs_permission",
          [
            "path": path, "permission": permission, "plugin": context.plugin,
            "file": context.manifest.isScript ? "docket.script" : "plugin.lua",
          ]))
    }
  }
}

/// All functions of the API, by namespace.
package enum APIRegistry {
  package static let functions: [APIFunction] =
    RegistrationAPI.functions + ChangeAPI.functions + TicketsAPI.functions
    + HistoryAPI.functions + ExplainAPI.functions + PeopleAPI.functions + StateAPI.functions
    + TextAPI.functions
    + LogAPI.functions + TimeAPI.functions + EncodingAPI.functions + WritingAPI.functions
    + ImportAPI.functions + BulkAPI.functions + HTTPAPI.functions

  /// What `spec.lua` has besides.
  package static var specFunctions: [APIFunction] { SpecAPI.functions }

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

extension Set<Lane> {
  static var loading: Set<Lane> { [.load] }
  static var everywhere: Set<Lane> { Set(Lane.allCases) }
  /// Where there is a desk to read.
  static var reading: Set<Lane> { [.deciding, .reacting, .computing, .byHand] }
  /// Where a plugin may change its own state.
  static var remembering: Set<Lane> { [.deciding, .reacting, .byHand] }
  /// Where requests can be made.
  static var writing: Set<Lane> { [.reacting, .byHand] }
}
