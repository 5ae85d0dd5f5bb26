import Foundation
import PluginHost
import Testing

/// What the reference of the API says is what the code does.
@Suite struct ReferenceTests {
  private static let functions = APIRegistry.functions.filter { function in
    !function.path.hasPrefix("each:") && function.summary != "is not available yet"
  }

  private static let registering = functions.filter { function in
    function.lanes == [.load] && function.doc?.keys.isEmpty == false
  }

  private func load(_ main: String) throws -> LoadedSet {
    try PluginLoader().load([.sample(main, manifest: "permissions = { \"note.add\" }")])
  }

  @Test func `every function says what it takes, gives, and how it is written`() {
    for function in Self.functions {
      #expect(function.doc != nil, "\(function.path)")
      #expect(function.doc?.gives.isEmpty == false && function.doc?.example.isEmpty == false)
      for part in (function.doc?.parameters ?? []) + (function.doc?.keys ?? []) {
        #expect(!part.name.isEmpty && !part.type.isEmpty, "\(function.path) \(part)")
      }
    }
    #expect(Self.registering.count >= 13)
  }

  @Test func `the keys of a registration that are documented are those that it takes`() throws {
    for function in Self.registering {
      let hooks = ["docket.before", "docket.validate", "docket.after"]
      let arguments = hooks.contains(function.path) ? "\"ticket.create\", function() end, " : ""
      let set = try load("\(function.path)(\(arguments){ zzzzzzzzzzzzzzzz = 1 })")
      let message = set.problems.map(\.description).joined()
      let start = try #require(message.range(of: "known: "), "\(function.path): \(message)")
      let list = message[start.upperBound...].prefix { $0 != ";" && $0 != "\n" }
      let known = Set(list.split(separator: ", ").map(String.init))
      #expect(known == Set(function.doc?.keys.map(\.name) ?? []), "\(function.path)")
    }
  }

  @Test func `every example is Lua, and those of registrations load`() throws {
    for function in Self.functions {
      let example = function.doc?.example ?? ""
      let registers = function.lanes == [.load]
      let main =
        registers ? example : "local function sample(change, import, row)\n\(example)\nend"
      let set = try load(main)
      #expect(set.problems.isEmpty, "\(function.path): \(set.problems.map(\.description))")
    }
  }

  @Test(arguments: ["change", "ticket", "entry", "person", "message", "timer", "events"])
  func `values have their members in the reference`(name: String) throws {
    let topic = try #require(APITopic.named(name))
    #expect(topic.members.count > 4)
    #expect(Set(topic.members.map(\.name)).count == topic.members.count)
    #expect(topic.members.allSatisfy { !$0.type.isEmpty })
  }

  @Test func `the events in the reference are those that hooks can wait for`() throws {
    let events = try #require(APITopic.named("events")).members.map(\.name)
    for event in events where !event.contains(where: \.isUppercase) {
      let set = try load("docket.after(\"\(event)\", function() end)")
      #expect(set.problems.isEmpty, "\(event): \(set.problems.map(\.description))")
    }
  }
}
