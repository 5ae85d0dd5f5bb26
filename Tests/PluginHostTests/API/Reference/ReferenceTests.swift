import Foundation
import Kernel
import PluginHost
import Testing

/// What the reference of the API says is what the code does.
@Suite struct ReferenceTests {
  private static let functions = APIRegistry.written.filter(\.isAvailable)

  private static let registering = functions.filter { function in
    function.lanes == [.load] && !function.keys.isEmpty
  }

  private func load(_ main: String) throws -> LoadedSet {
    let manifest = #"permissions = { "note.add", "ticket.view" }"#
    return try PluginLoader().load([.sample(main, manifest: manifest)])
  }

  /// What a registration says to a table, behind the arguments that it takes before.
  private func message(of function: APIFunction, with table: String) throws -> String {
    let isHook = function.arguments.contains { $0.name == "event" }
    let arguments = isHook ? "\"ticket.create\", function() end, " : ""
    let set = try load("\(function.path)(\(arguments)\(table))")
    return set.problems.map(\.description).joined()
  }

  /// A value that is not of the type; `nil` where any value is.
  private func wrong(_ type: APIType) -> String? {
    switch type {
    case .any: nil
    case .boolean, .integer, .number, .ticket, .time, .function: "\"x\""
    default: "true"
    }
  }

  private func known(in message: String) throws -> Set<String> {
    let start = try #require(message.range(of: "known: "), "\(message)")
    let list = message[start.upperBound...].prefix { $0 != ";" && $0 != "\n" }
    return Set(list.split(separator: ", ").map(String.init))
  }

  @Test func `every function says what it takes, gives, and how it is written`() {
    for function in Self.functions {
      #expect(!"\(function.gives)".isEmpty && !function.summary.isEmpty, "\(function.path)")
      for part in function.parameters + function.keys {
        #expect(!"\(part.type)".isEmpty && !(part.words.isEmpty && !part.name.isEmpty), "\(part)")
      }
    }
    #expect(Self.registering.count >= 13)
  }

  @Test func `every value that a function takes or gives is described`() {
    func shapes(_ type: APIType) -> [String] {
      switch type {
      case .shape(let name): [name]
      case .listOf(let type), .iterator(let type), .optional(let type), .rest(let type):
        shapes(type)
      case .either(let one, let other): shapes(one) + shapes(other)
      case .keys(let parts): parts.map(\.type).flatMap(shapes)
      default: []
      }
    }
    let types =
      Self.functions.compactMap(\.gives.type) + Self.functions.flatMap(\.parameters).map(\.type)
      + APITopic.all.flatMap(\.members).map(\.type)
    let names = Set(types.flatMap(shapes)).subtracting(["event"])
    #expect(names.count > 5 && names.allSatisfy { APITopic.named($0) != nil }, "\(names)")
  }

  @Test(arguments: ["docket", "spec"])
  func `every function that Lua reaches is described`(root: String) throws {
    let set = try load(
      """
      local names = {}
      local function walk(path, value)
        if type(value) ~= "table" then names[#names + 1] = path return end
        for name, member in pairs(value) do walk(path .. "." .. name, member) end
      end
      if \(root) then walk("\(root)", \(root)) end
      error("<" .. table.concat(names, " ") .. ">")
      """)
    let message = set.problems.map(\.description).joined()
    let list = message.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
    let found = Set(list.split(separator: " ").map(String.init)).subtracting(["docket.none"])
    let described = Set(APIRegistry.functions.map(\.path).filter { $0.hasPrefix("\(root).") })
    #expect(found == described)
    #expect(APITopic.named("docket.none") != nil && APITopic.named("docket.settings") != nil)
  }

  @Test func `a registration refuses keys that are not described, and names those that are`()
    throws
  {
    for function in Self.registering {
      let message = try message(of: function, with: "{ zzzzzzzzzzzzzzzz = 1 }")
      #expect(try known(in: message) == Set(function.keys.map(\.name)), "\(function.path)")
    }
  }

  @Test func `a registration reads every key that is described`() throws {
    for function in Self.registering {
      for key in function.keys {
        guard let value = wrong(key.type) else { continue }
        let message = try message(of: function, with: "{ \(key.name) = \(value) }")
        #expect(message.contains("`\(key.name)`"), "\(function.path) \(key.name): \(message)")
      }
    }
  }

  @Test func `a function refuses an argument that is not of the kind it declares`() throws {
    let kinds: [APIType] = [.text, .integer, .number, .time, .ticket, .person, .query]
    for function in Self.functions where function.lanes.contains(.load) {
      for (position, part) in function.arguments.enumerated() where kinds.contains(part.type) {
        let before = function.arguments.prefix(position).map {
          wrong($0.type) == "true" ? "'x'" : "1"
        }
        let arguments = (before + ["{}"]).joined(separator: ", ")
        let set = try load("\(function.path)(\(arguments))")
        let message = set.problems.map(\.description).joined()
        #expect(message.contains("`\(part.name)` wants "), "\(function.path): \(message)")
      }
    }
  }

  @Test func `an action reads every argument that is described`() throws {
    // What is given for a field the kernel looks at, not the reader.
    let fields = ["docket.tickets.assign.to", "docket.tickets.close.root_causes"]
    var calls: [String] = []
    for function in Self.functions where function.path.hasPrefix("docket.tickets.") {
      let verb = String(function.path.dropFirst("docket.tickets.".count))
      guard let known = Verb(rawValue: verb), known.needsTicket else { continue }
      for key in function.keys where !fields.contains("\(function.path).\(key.name)") {
        guard let value = wrong(key.type) else { continue }
        calls.append("try(\"\(verb)\", \"\(key.name)\", \(value))")
      }
    }
    let set = try PluginLoader().load([
      Bundled.plugin("support"),
      .sample(
        """
        docket.before("ticket.create", function(change)
          local silent = {}
          local function try(verb, key, value)
            local isDone, problem = pcall(change.also, change, verb, 1, { [key] = value })
            if isDone or not problem:find("`" .. key .. "`", 1, true) then
              silent[#silent + 1] = verb .. "." .. key
            end
          end
          \(calls.joined(separator: "\n"))
          error("<" .. table.concat(silent, " ") .. ">")
        end)
        """),
    ])
    let desk = try BenchDesk(set, at: SpecRunner.start, isChecking: false)
    try desk.add(SpecPerson(name: "admin", roles: ["admin"]))
    let refusal = try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
    #expect(calls.count > 100 && refusal.contains("<>"), "\(refusal)")
  }

  @Test(arguments: [
    ("docket.lua", "zzzzzzzzzzzzzzzz = 1"), ("config", "docket = 1, zzzzzzzzzzzzzzzz = 1"),
  ])
  func `a desk's files take the keys that are described`(_ name: String, _ line: String) throws {
    let error = #expect(throws: (any Error).self) {
      if name == "config" {
        _ = try ConfigReader.document(of: "return { \(line) }", file: "desk.lua")
      } else {
        _ = try DeskConfiguration(reading: "return { \(line) }")
      }
    }
    let members = try #require(APITopic.named(name)).members
    #expect(try known(in: "\(try #require(error))") == Set(members.map(\.name)))
  }

  @Test func `a manifest takes the keys that are described, and no others`() throws {
    let topic = try #require(APITopic.named("manifest"))
    func message(_ line: String) throws -> String {
      let source = PluginSource(
        name: "sample", texts: ["plugin.lua": "return { \(line) }", "init.lua": ""])
      return try PluginLoader().load([source]).problems.map(\.description).joined(separator: ";")
    }
    #expect(try known(in: message("zzzzzzzzzzzzzzzz = 1")) == Set(topic.members.map(\.name)))
    for key in topic.members {
      let text = try message("\(key.name) = \(try #require(wrong(key.type)))")
      #expect(text.contains("`\(key.name)` wants") || text.contains("`limits`"), "\(key): \(text)")
    }
  }

  @Test(arguments: [
    ("settings", "settings = { x = { type = \"text\", zzzzzzzzzzzzzzzz = 1 } }"),
    ("limits", "limits = { zzzzzzzzzzzzzzzz = 1 }"),
    ("grants", "permissions = { { permission = \"note.add\", zzzzzzzzzzzzzzzz = 1 } }"),
  ])
  func `a table in a manifest takes the keys that are described`(
    _ name: String, _ line: String,
  ) throws {
    let set = try PluginLoader().load([.sample("", manifest: line)])
    let message = set.problems.map(\.description).joined()
    #expect(
      try known(in: message) == Set(try #require(APITopic.named(name)).members.map(\.name)))
  }

  @Test func `every kind of label is one that people are shown`() throws {
    let locales = try #require(APITopic.named("locales")).members.map(\.name)
    #expect(locales.allSatisfy { Labels.kinds.contains($0.prefix { $0 != "." }) })
    #expect(locales.count == Set(locales).count && locales.contains("stage.NAME"))
  }

  @Test func `every example is Lua, and those of registrations load`() throws {
    for function in Self.functions {
      let registers = function.lanes == [.load]
      let main =
        registers
        ? function.example
        : "local function sample(change, import, row, desk, spec)\n\(function.example)\nend"
      let set = try load(main)
      #expect(set.problems.isEmpty, "\(function.path): \(set.problems.map(\.description))")
    }
  }

  @Test(arguments: ["change", "ticket", "entry", "person", "message", "timer", "events"])
  func `values have their members in the reference`(name: String) throws {
    let topic = try #require(APITopic.named(name))
    #expect(topic.members.count > 4)
    #expect(Set(topic.members.map(\.name)).count == topic.members.count)
    #expect(topic.members.allSatisfy { !"\($0.type)".isEmpty })
  }

  @Test func `the events in the reference are those that hooks can wait for`() throws {
    let events = try #require(APITopic.named("events")).members.map(\.name)
    for event in events where !event.contains(where: \.isUppercase) {
      let set = try load("docket.after(\"\(event)\", function() end)")
      #expect(set.problems.isEmpty, "\(event): \(set.problems.map(\.description))")
    }
  }
}
