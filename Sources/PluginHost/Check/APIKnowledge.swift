import Kernel
import Lua

/// The registry of the API by the names that code has.
struct APIKnowledge: Sendable {
  /// Functions by path, as `docket.tickets.get`.
  private let functions: [String: APIFunction]
  /// What stands in a namespace, by its path.
  private let namespaces: [String: Set<String>]
  /// Methods by the value's topic.
  private let methods: [String: [String: APIFunction]]
  /// Members of values by topic.
  private let topics: [String: [String: APIType]]
  /// Verbs that plugins of this desk have added.
  private let actions: Set<String>
  /// Globals of the sandbox, with the members of those that are tables.
  private let globals: [String: Set<String>]

  /// The topics whose members are all known: what else is read of such a value is a mistake.
  private static let closed = [
    "change", "desk_change", "ticket", "entry", "edit", "actor", "cause", "attachment", "person",
    "message", "timer", "report", "plan", "bulk",
  ]

  /// Knows what `spec.lua` has besides, or not, and the actions and settings that there are.
  init(ofSpec isSpec: Bool, actions: [String], settings: [String]?) {
    var functions: [String: APIFunction] = [:]
    var methods: [String: [String: APIFunction]] = [:]
    var topics: [String: [String: APIType]] = [:]
    for name in APIKnowledge.closed {
      let members = APITopic.named(name)?.members ?? []
      topics[name] = Dictionary(members.map { ($0.name, $0.type) }) { first, _ in first }
    }
    topics["change"]?["ticket"] = .shape("ticket")
    let all = APIRegistry.functions + (isSpec ? APIRegistry.specFunctions : [])
    for function in all where !function.path.hasPrefix("each:") {
      let name = function.name
      if let colon = name.firstIndex(of: ":") {
        methods[String(name[..<colon]), default: [:]][String(name[name.index(after: colon)...])] =
          function
      } else if name.hasPrefix("desk.") {
        topics["desk", default: [:]][String(name.dropFirst(5))] = .any
      } else {
        functions[name] = function
      }
    }
    var namespaces: [String: Set<String>] = [:]
    let values = APITopic.files.map(\.name).filter { $0.hasPrefix("docket.") && $0 != "docket.lua" }
    let known = (settings ?? []).map { "docket.settings.\($0)" }
    for path in Array(functions.keys) + values + known {
      let parts = path.split(separator: ".").map(String.init)
      for count in 1..<parts.count {
        namespaces[parts[..<count].joined(separator: "."), default: []].insert(parts[count])
      }
    }
    if settings != nil { namespaces["docket.settings", default: []].formUnion([]) }
    self.functions = functions
    self.namespaces = namespaces
    self.methods = methods
    self.topics = topics
    self.actions = Set(actions)
    globals = APIKnowledge.sandboxGlobals.merging(
      (isSpec ? ["docket", "spec"] : ["docket"]).map { ($0, Set<String>()) }
    ) { first, _ in first }
  }

  /// What the sandbox itself says that it has.
  private static let sandboxGlobals: [String: Set<String>] = {
    let source = """
      local all = {}
      for name, value in pairs(_G) do
        local members = {}
        if type(value) == "table" and value ~= _G then
          for member in pairs(value) do members[#members + 1] = member end
        end
        all[name] = members
      end
      return all
      """
    let pairs = (try? LuaValue.evaluating(source, chunk: "globals", name: "globals"))?.pairs ?? []
    return Dictionary(pairs.map { ($0.key, Set($0.value.texts ?? [])) }) { first, _ in first }
  }()

  /// Functions of stock Lua that code may ask for before it uses them.
  private static let absent: Set<String> = ["collectgarbage", "dofile", "loadfile", "warn"]

  func function(_ path: String) -> APIFunction? { functions[path] }

  /// What there is in a namespace; `nil` where the path is none.
  func members(of namespace: String) -> Set<String>? { namespaces[namespace] }

  func method(_ name: String, of topic: String) -> APIFunction? { methods[topic]?[name] }

  /// The type of a member of a value; `nil` where nothing is known of it.
  func type(of member: String, in topic: String) -> APIType? { topics[topic]?[member] }

  /// The names that may be read of a value; `nil` where they are not all known.
  func names(of topic: String) -> Set<String>? {
    guard let members = topics[topic] else { return nil }
    return Set(members.keys).union(methods[topic]?.keys.map(\.self) ?? [])
      .union(topic == "ticket" ? actions : [])
  }

  /// Whether an action of some plugin has the name.
  func isAction(_ name: String) -> Bool { actions.contains(name) }

  /// Whether there is a global of that name, or it may be asked for.
  func isGlobal(_ name: String) -> Bool {
    globals[name] != nil || APIKnowledge.absent.contains(name)
  }

  var globalNames: [String] { globals.keys.sorted() }

  /// What a library of Lua has, as `string`; `nil` where it is none.
  func members(ofLibrary name: String) -> Set<String>? {
    globals[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The type of a handler's parameter by its name in the registry.
  func type(ofParameter name: String) -> APIType? {
    if name == "now" { return .time }
    return topics[name] != nil || methods[name] != nil ? .shape(name) : nil
  }
}
