import Kernel
import Lua
import Texts

/// `docket.export` and `docket.call`: what plugins answer one another.
enum ExportAPI {
  static let functions: [APIFunction] = [export, call]

  private static let export = APIFunction(
    "docket.export", "lets plugins that require this one call a function of it",
    [
      .init("name", .text, "what it is called by, behind the plugin's name"),
      .init(
        "fn", .function([], .answering),
        """
        takes and gives plain values; it reads with this plugin's permissions, within its limits, and \
        changes nothing
        """),
    ],
    example: """
      docket.export("open_of", function(queue)
        return docket.tickets.count("is:open queue:$queue", { values = { queue = queue } })
      end)
      """, lanes: .loading, isMetered: true,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    let name = call.text(0)
    func fail(_ problem: Text) -> HostError {
      HostError(
        Text.frameOf(owner: function.path, problem: Text.tableKey(key: "name", problem: problem)))
    }
    guard Names.isPlain(name) else { throw fail(Text.tableName(name: name)) }
    guard !context.draft.exports.contains(name) else {
      throw fail(Text.registrationTaken(name: name, what: Text.thingExport))
    }
    context.draft.exports.append(name)
    context.draft.functions[.export(name)] = call.function(1)
  }

  private static let call = APIFunction(
    "docket.call", "calls what another plugin exports; its error is raised here",
    [
      .init("export", .text, "as sla.open_of: the plugin, which requires names, and its export"),
      .init("value…", .rest(.any), "plain values, which are copied"),
    ],
    gives: .init(.any, "what the function gives, copied"),
    example: #"local open = docket.call("sla.open_of", "support")"#, lanes: .calling,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    let path = try ExportPath(call.text(0), calledBy: context.manifest)
    let (values, sandbox) = (Array(call.arguments.dropFirst()), call.sandbox)
    // What only this plugin's sandbox can use is not kept for another one.
    defer { sandbox.release(functionsIn: values) }
    for (number, value) in values.enumerated() {
      if let problem = value.objection(as: Text.apiCallArgument(number: number + 2)) {
        throw HostError(Text.frameOf(owner: function.path, problem: problem))
      }
    }
    guard let colleagues = context.colleagues else {
      throw HostError(Text.apiNoDesk(path: function.path))
    }
    let results = try colleagues.call(path, with: values, from: context, in: sandbox)
    let keys = context.layout.layout.keys
    for result in results { call.results.value(result, keys: keys) }
  }
}

/// Which export is called: `PLUGIN.NAME`.
struct ExportPath: CustomStringConvertible {
  let plugin: String
  let name: String

  var description: String { "\(plugin).\(name)" }

  init(plugin: String, name: String) { (self.plugin, self.name) = (plugin, name) }

  /// Reads it; throws what is wrong with it, or that the caller's manifest does not require the plugin.
  init(_ text: String, calledBy manifest: Manifest) throws(HostError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, Names.isPluginName(parts[0]), Names.isPlain(parts[1]) else {
      throw HostError(Text.apiCallPath(path: text))
    }
    (plugin, name) = (parts[0], parts[1])
    guard manifest.requires[plugin] != nil else {
      let nearest = nearestName(to: plugin, among: manifest.requires.keys.sorted())
      throw HostError(
        Text.apiCallRequired(plugin: plugin, hint: nearest.map { Text.hintNearestCode(name: $0) }))
    }
  }

  /// What is said where the plugin exports nothing of that name; `nil` where it does.
  func problem(among exports: [String]) -> Text? {
    guard !exports.contains(name) else { return nil }
    guard !exports.isEmpty else { return Text.apiCallNone(plugin: plugin) }
    return Text.apiCallUnknown(
      plugin: plugin, name: name, hint: Names.hint(name, among: exports))
  }
}

extension LuaValue {
  /// Why it cannot be handed to another plugin; `nil` where it can.
  func objection(as what: Text) -> Text? {
    if let foreign { return Text.apiCallForeign(what: what, kind: foreign.kindName) }
    guard byteCount <= Limit.exportedBytes else {
      return Text.apiCallLarge(what: what, most: Limit.exportedBytes)
    }
    return nil
  }

  /// A part that means something to its own sandbox only: a function, or a value of the desk, which may
  /// show what the other plugin must not see.
  private var foreign: LuaValue? {
    switch self {
    case .function, .record: self
    case .array(let items): items.lazy.compactMap(\.foreign).first
    case .table(let pairs): pairs.lazy.compactMap(\.value.foreign).first
    case .none, .null, .boolean, .integer, .number, .string, .bytes: nil
    }
  }

  /// The functions in it.
  fileprivate var functions: [LuaFunction] {
    switch self {
    case .function(let function): [function]
    case .array(let items): items.flatMap(\.functions)
    case .table(let pairs), .record(_, _, let pairs): pairs.flatMap(\.value.functions)
    case .none, .null, .boolean, .integer, .number, .string, .bytes: []
    }
  }
}

extension Sandbox {
  /// Lets all functions in values go.
  func release(functionsIn values: [LuaValue]) {
    for function in values.flatMap(\.functions) { release(function) }
  }
}
