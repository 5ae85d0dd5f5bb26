import Kernel
import Lua
import Texts

/// `docket.field`, `docket.type`, `docket.before` …: what a plugin's top level registers.
enum RegistrationAPI {
  static let functions: [APIFunction] =
    [
      spec("field", "name, type, …", "declares a custom field") { draft, value throws(HostError) in
        try draft.addField(value)
      },
      spec("type", "name, lifecycle, defaults", "declares a type of ticket") {
        draft, value throws(HostError) in try draft.addType(value)
      },
      spec("lifecycle", "name, initial, stages, transitions, leads, on_reply", "declares stages") {
        draft, value throws(HostError) in try draft.addLifecycle(value)
      },
      spec("close_reason", "name, types, requires, clears", "declares a reason for closing") {
        draft, value throws(HostError) in try draft.addCloseReason(value)
      },
      spec("role", "name, side, grants", "declares a role, or adds to one") {
        draft, value throws(HostError) in try draft.addRole(value)
      },
      spec("queue", "name", "declares a queue") { draft, value throws(HostError) in
        try draft.addQueue(value)
      },
      spec("view", "name, query, share", "ships a saved query") { draft, value throws(HostError) in
        try draft.addView(value)
      },
      spec("action", "name, params, data, permission, when, propose", "adds a verb") {
        draft, value throws(HostError) in try draft.addAction(value)
      },
      spec("channel", "name, address, send", "adds a way to reach people") {
        draft, value throws(HostError) in try draft.addChannel(value)
      },
      spec(
        "subscription", "name, to, event, when, channel",
        "tells a role, or those with a part in a ticket, of a kind of change"
      ) { draft, value throws(HostError) in try draft.addSubscription(value) },
      spec("importer", "name, format, each, …", "adds an importer of files") {
        draft, value throws(HostError) in try draft.addImporter(value)
      },
    ] + hooks + [every, script] + later

  private static func spec(
    _ name: String, _ keys: String, _ summary: String,
    _ add: @escaping @Sendable (inout Draft, LuaValue) throws(HostError) -> Void,
  ) -> APIFunction {
    APIFunction("docket.\(name)", "{\(keys)}", summary, lanes: .loading, isMetered: true) {
      (call: inout HostCall, context) throws(HostError) in
      try add(&context.draft, call.argument(0))
    }
  }

  private static let hooks: [APIFunction] = [
    hook(.before, "amends or refuses a change"),
    hook(.validate, "refuses a final change"),
    hook(.after, "reacts once a change is committed"),
  ]

  private static func hook(_ kind: HookSpec.Kind, _ summary: String) -> APIFunction {
    APIFunction(
      "docket.\(kind)", "event, fn(change), o", summary, lanes: .loading, isMetered: true
    ) {
      (call: inout HostCall, context) throws(HostError) in
      let event = try call.text(0, "event")
      let function = try call.function(1, "fn")
      let options = call.isMissing(2) ? nil : call.argument(2)
      try context.draft.addHook(kind, event: event, function: function, options: options)
    }
  }

  private static let every = APIFunction(
    "docket.every", "interval|\"09:00\", name, fn(timer)", "runs a function again and again",
    lanes: .loading, isMetered: true,
  ) { (call: inout HostCall, context) throws(HostError) in
    let name = try call.text(1, "name")
    let function = try call.function(2, "fn")
    try context.draft.addTimer(call.argument(0), name: name, function: function)
  }

  private static let script = APIFunction(
    "docket.script", "{summary, permissions, settings, texts}",
    "is a single file's manifest, its first statement", lanes: [.load, .byHand],
  ) { (call: inout HostCall, context) throws(HostError) in
    try context.draft.setScript(call.argument(0), of: context.manifest)
    guard let manifest = context.draft.script else { return }
    context.manifest = manifest
    context.catalogue = Catalogue(texts: manifest.texts)
    if case .declaring = context.occupation { throw HostError(Text("loading.declared")) }
    let (_, problems) = SettingValues.resolve(
      manifest.settings, with: context.givenSettings, plugin: context.plugin)
    if let problem = problems.first { throw HostError(problem.reason) }
    do throws(LuaError) {
      try context.showSettings(in: call.sandbox)
    } catch {
      throw HostError(error.message)
    }
  }

  /// What the API has room for, but this Docket does not have yet.
  private static let later: [APIFunction] = ["report", "receive", "export", "call", "health"].map {
    name in
    APIFunction("docket.\(name)", "…", "is not available yet", lanes: .everywhere) {
      (_: inout HostCall, _) throws(HostError) in
      throw HostError(Text("api.not_yet", ["name": name]))
    }
  }
}
