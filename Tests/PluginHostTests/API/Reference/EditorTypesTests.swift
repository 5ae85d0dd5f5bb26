import Kernel
import LuaSyntax
import PluginHost
import Testing

/// What editors are told of the API is Lua, and all of it.
@Suite struct EditorTypesTests {
  /// The file, read as Lua and as annotations.
  private struct File {
    let text: String
    let lines: [Substring]
    /// The paths of the functions that it declares, as `docket.tickets.get` and `change:set`, with their
    /// parameters.
    let functions: [String: [String]]

    init(_ text: String) throws {
      self.text = text
      lines = text.split(separator: "\n")
      let tree = try SyntaxTree(parsing: text)
      var functions: [String: [String]] = [:]
      for statement in tree.statements {
        guard case .assign(let targets, let values) = statement.kind,
          case .function(let function) = tree[values[0]].kind
        else { continue }
        let names = tree[function].parameters.map { tree[$0].name }
        var path = File.path(of: targets[0], in: tree)
        if names.first == "self", let dot = path.lastIndex(of: ".") {
          // The class of a method stands in for its value.
          let owner = String(path[..<dot]).replacing("_", with: "")
          path = "\(owner):\(path[path.index(after: dot)...])"
        }
        functions[path] =
          names.filter { $0 != "self" } + (tree[function].takesMore ? ["..."] : [])
      }
      self.functions = functions
    }

    private static func path(of id: SyntaxTree.Expression.ID, in tree: SyntaxTree) -> String {
      switch tree[id].kind {
      case .global(let name): name
      case .variable(let variable): tree[variable].name
      case .index(let base, let key):
        if case .string(let name) = tree[key].kind {
          path(of: base, in: tree) + "." + name
        } else {
          ""
        }
      default: ""
      }
    }

    /// The names of the classes and aliases that it declares.
    var classes: [String] {
      lines.compactMap { line in
        for mark in ["---@class ", "---@alias "] where line.hasPrefix(mark) {
          return String(line.dropFirst(mark.count))
        }
        return nil
      }
    }
  }

  private static let available = APIRegistry.written.filter(\.isAvailable)

  /// A desk's registry with fields and an action.
  private static func registry() -> Registry {
    var registry = Registry()
    var severity = FieldSpec(name: "severity", kind: .choice, plugin: "lamps")
    severity.choices = ["*": ["minor", "so \"to say\""]]
    var rooms = FieldSpec(name: "rooms", kind: .tag, plugin: "lamps")
    rooms.isMany = true
    registry.fields = [severity, rooms]
    registry.personFields = [FieldSpec(name: "vip", kind: .boolean, plugin: "lamps")]
    var spent = FieldSpec(name: "spent", kind: .duration, plugin: "lamps")
    spent.isRequired = true
    registry.actions = [
      ActionSpec(
        name: "log_time", params: [spent], permission: "lamps.log_time", plugin: "lamps",
        version: "1.0.0")
    ]
    return registry
  }

  @Test func `every function of the registry is declared, with its parameters`() throws {
    let file = try File(EditorTypes.text())
    for function in Self.available where !function.name.hasPrefix("desk.") {
      let found = try #require(file.functions[function.name], "\(function.name)")
      let names = function.parameters.map { $0.name.isEmpty ? "keys" : $0.name }
      #expect(found.count == names.count, "\(function.name): \(found)")
      for (one, other) in zip(found, names) where one != "..." {
        #expect(one == other || one == "\(other)_", "\(function.name)")
      }
    }
    #expect(file.functions.count == Self.available.count { !$0.name.hasPrefix("desk.") })
  }

  @Test func `what cannot be called yet is not declared`() throws {
    let file = try File(EditorTypes.text())
    let names = APIRegistry.written.filter { !$0.isAvailable }.map(\.name)
    #expect(names.allSatisfy { file.functions[$0] == nil })
  }

  @Test func `every class that is named is declared, once`() throws {
    for registry in [Registry(), Self.registry()] {
      let file = try File(EditorTypes.text(for: registry))
      #expect(Set(file.classes).count == file.classes.count)
      var named: Set<String> = []
      for line in file.lines where line.hasPrefix("---@") && !line.hasPrefix("---@meta") {
        let type = line.split(separator: " # ", maxSplits: 1)[0]
        for match in type.matches(of: /docket\.[A-Za-z0-9_.]+/) {
          named.insert(String(match.output))
        }
      }
      let unknown = named.subtracting(file.classes)
      #expect(unknown.isEmpty, "\(unknown.sorted())")
      #expect(named.count > 40)
    }
  }

  @Test func `every value with a topic has its members`() throws {
    let file = try File(EditorTypes.text())
    for topic in ["change", "ticket", "entry", "message", "manifest", "settings", "stages"] {
      for member in try #require(APITopic.named(topic)).members {
        let isThere = file.lines.contains {
          $0.hasPrefix("---@field \(member.name) ") || $0.hasPrefix("---@field \(member.name)? ")
        }
        #expect(isThere, "\(topic).\(member.name)")
      }
    }
  }

  @Test func `declarations with a topic are used by what takes them`() throws {
    let text = EditorTypes.text()
    for name in [
      "Setting", "Limits", "Param", "Choice", "Stage", "Transition", "Leads", "OnReply", "Grant",
      "Elements",
    ] {
      let uses = text.matches(of: try Regex("docket\\.\(name)\\b")).count
      #expect(uses > 1, "\(name) is declared and never used")
    }
  }

  @Test func `events are words, those of the desk among them`() throws {
    let text = EditorTypes.text()
    for event in [
      "ticket.close", "ticket.*", "field.priority", "person.add", "role.*", "plugin.enable",
    ] { #expect(text.contains("---| \"\(event)\""), "\(event)") }
    #expect(!text.contains("\"field.NAME\"") && !text.contains("ACTION\""))
  }

  @Test func `of a desk its fields and actions are declared too`() throws {
    let file = try File(EditorTypes.text(for: Self.registry()))
    #expect(
      file.lines.contains(
        #"---@field severity? "minor"|"so \"to say\"" # of the plugin lamps"#))
    #expect(file.lines.contains("---@field rooms string[] # of the plugin lamps"))
    #expect(file.lines.contains("---@field vip? boolean # of the plugin lamps"))
    #expect(file.lines.contains("---@field spent number|string|docket.None # of the plugin lamps"))
    #expect(file.functions["docket.tickets.log_time"] == ["id", "args"])
    #expect(file.functions["ticket:log_time"] == ["args"])
    #expect(file.text.contains("---| \"field.severity\""))
    #expect(file.text.contains("---| \"ticket.log_time\""))
    let alone = try File(EditorTypes.text())
    #expect(alone.functions["ticket:log_time"] == nil && !alone.text.contains("lamps"))
  }

  @Test func `a text of a plugin's stays in its line`() throws {
    var registry = Registry()
    var field = FieldSpec(name: "end", kind: .choice, plugin: "lamps")
    field.choices = ["*": ["a\nos.exit() --", "b]]"]]
    registry.fields = [field]
    let file = try File(EditorTypes.text(for: registry))
    #expect(!file.lines.contains { $0.contains("os.exit") && !$0.hasPrefix("---@") })
    #expect(file.text.contains("---@field [\"end\"]?"))
  }
}
