import Kernel
import LuaSyntax

/// The API for the language server of Lua, from the registry that dispatches its calls: what
/// `docket plugin types` writes.
///
/// It is Lua that only declares: an editor reads it, no desk does.
package struct EditorTypes {
  /// The line that such a file begins with, by which it is known.
  package static let mark = "---@meta docket"

  /// What a desk's plugins declare besides.
  let registry: Registry
  private(set) var lines: [String] = []
  private let functions = APIRegistry.written.filter(\.isAvailable)

  private init(_ registry: Registry) { self.registry = registry }

  /// The whole file, with a line end behind it; `registry` are the plugins of a desk, if there is one.
  package static func text(for registry: Registry = Registry()) -> String {
    var types = EditorTypes(registry)
    types.writeHead()
    types.writeWords()
    types.writeFields()
    for topic in APITopic.all where topic.isValue { types.writeValue(topic) }
    types.writeMethodsOnly()
    types.writeNamespaces()
    for function in types.functions where !function.name.contains(":") { types.write(function) }
    types.writeActions()
    return types.lines.joined(separator: "\n") + "\n"
  }

  private mutating func writeHead() {
    lines += [
      EditorTypes.mark, "",
      "-- What plugins, scripts and specs call (api = \(PluginRuntime.api)), for editors with a language"
        + " server of Lua.",
      "-- `docket plugin types --output FILE` writes it anew, with what the plugins of a desk declare.",
    ]
  }

  mutating func blank() { lines.append("") }

  mutating func add(_ line: String) { lines.append(line) }

  /// What follows is said of; a text may have several lines.
  mutating func comment(_ text: String) {
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)" }
  }

  /// A member of a class.
  mutating func field(_ name: String, _ type: String, isOptional: Bool, _ words: String) {
    let key = EditorTypes.isName(name) ? name : "[\(EditorType.quoted(name))]"
    lines.append("---@field \(key)\(isOptional ? "?" : "") \(type)\(EditorTypes.remark(words))")
  }

  /// A remark in one line, behind a type.
  static func remark(_ words: String) -> String {
    let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? "" : " # \(line)"
  }

  /// Whether a text can be a name in Lua.
  static func isName(_ text: String) -> Bool {
    Names.isPlain(text) && !Keyword.contains(text)
  }
}

/// Values and the tables that functions take.
extension EditorTypes {
  private mutating func writeValue(_ topic: APITopic) {
    let owner = EditorType.className(ofTopic: topic.name)
    writeTables(of: topic.members, owner)
    blank()
    comment(topic.summary)
    add("---@class \(owner)")
    for member in topic.members {
      let isOptional =
        topic.isDeclaration ? !member.isRequired : EditorType.mayBeNil(member)
      field(
        member.name, typeText(of: member, in: owner), isOptional: isOptional, member.words)
    }
    if topic.name == "change" {
      field(
        "ticket", EditorType.className(ofTopic: "ticket"), isOptional: false, "the same as before")
    }
    writeMethods(of: topic.name)
  }

  /// Values that have methods and are no topic: `import` and a spec's `desk`.
  private mutating func writeMethodsOnly() {
    let topics = Set(APITopic.all.map(\.name))
    var seen: Set<String> = []
    for function in functions {
      let owner = String(function.name.prefix { $0 != ":" && $0 != "." })
      guard function.name.contains(":"), !topics.contains(owner), seen.insert(owner).inserted
      else { continue }
      blank()
      add("---@class \(EditorType.className(ofTopic: owner))")
      for member in functions where member.name.hasPrefix("\(owner).") {
        let type = member.gives.type.map { EditorType.text($0) } ?? "any"
        field(
          String(member.name.dropFirst(owner.count + 1)), type, isOptional: false, member.summary)
      }
      writeMethods(of: owner)
    }
  }

  private mutating func writeMethods(of owner: String) {
    let methods = functions.filter { $0.name.hasPrefix("\(owner):") }
    guard !methods.isEmpty else { return }
    add("local \(EditorTypes.variable(of: owner)) = {}")
    for method in methods { write(method) }
  }

  /// The name of the variable whose methods are declared.
  static func variable(of owner: String) -> String { "\(owner)_" }

  private mutating func writeNamespaces() {
    var seen: Set<String> = []
    for function in functions where !function.name.contains(":") {
      let parts = function.name.split(separator: ".")
      for count in 1..<max(parts.count, 1) {
        let name = parts[..<count].joined(separator: ".")
        guard name != "desk", seen.insert(name).inserted else { continue }
        blank()
        add("---@class \(name)")
        add("\(name) = {}")
      }
    }
    for topic in APITopic.files
    where topic.name.hasPrefix("docket.") && topic.name != "docket.lua" {
      blank()
      comment(topic.summary)
      let type = topic.name == "docket.none" ? "docket.None" : "table<string, any>"
      add("---@type \(type)")
      add("\(topic.name) = {}")
    }
  }

  /// The classes of tables with keys of their own within these parts.
  mutating func writeTables(of parts: [APIPart], _ owner: String) {
    for part in parts {
      guard case .keys(let keys) = part.type else { continue }
      let name = EditorTypes.table(part, of: owner)
      writeTables(of: keys, name)
      blank()
      add("---@class \(name)")
      for key in keys {
        field(key.name, typeText(of: key, in: name), isOptional: !key.isRequired, key.words)
      }
    }
  }

  static func table(_ part: APIPart, of owner: String) -> String {
    "\(owner).\(part.name.isEmpty ? "keys" : part.name)"
  }

  /// The type of a member or a key of that class.
  func typeText(of part: APIPart, in owner: String) -> String {
    EditorTypes.declared["\(owner).\(part.name)"]
      ?? EditorType.text(part.type, keys: EditorTypes.table(part, of: owner))
  }

  /// Tables and lists whose elements are topics of their own.
  static let declared = [
    "docket.Manifest.permissions": "(string|docket.Grant)[]",
    "docket.Manifest.settings": "table<string, docket.Setting>",
    "docket.Manifest.limits": "docket.Limits",
    "docket.script.keys.permissions": "(string|docket.Grant)[]",
    "docket.script.keys.settings": "table<string, docket.Setting>",
    "docket.field.keys.choices": "(string|docket.Choice)[]|table<string, (string|docket.Choice)[]>",
    "docket.action.keys.params": "table<string, docket.Param>",
    "docket.action.keys.data": "table<string, docket.Param>",
    "docket.report.keys.params": "table<string, docket.Param>",
    "docket.form.keys.fields": "docket.Param[]",
    "docket.role.keys.grants": "(string|docket.Grant)[]",
    "docket.lifecycle.keys.stages": "(docket.Stage|string[])[]",
    "docket.lifecycle.keys.transitions": "table<string, (string|docket.Transition)[]>",
    "docket.lifecycle.keys.leads": "docket.Leads",
    "docket.lifecycle.keys.on_reply": "docket.OnReply",
  ]
}

extension APITopic {
  /// Whether it describes a table that is handed over or written, as opposed to names.
  fileprivate var isValue: Bool {
    !members.isEmpty && !["events", "locales", "docket.lua", "config"].contains(name)
  }

  /// Whether it describes what plugins write.
  fileprivate var isDeclaration: Bool {
    (APITopic.files + APITopic.declarations).contains { $0.name == name }
  }
}
