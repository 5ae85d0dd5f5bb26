import Desk
import PluginHost
import Testing
import Texts

/// Hooks of two plugins that come to something else the other way around.
@Suite struct SpecOrderTests {
  private static func source(
    _ name: String, _ main: String, after: [String] = [], spec: String? = nil,
  ) -> PluginSource {
    let names = after.map { "\"\($0)\"" }.joined(separator: ", ")
    var texts = [
      "plugin.lua": """
      return { name = "\(name)", version = "1.0.0", api = 1, summary = "A plugin of a test",
        permissions = { "ticket.view", "ticket.update", "note.add" }, after = { \(names) } }
      """,
      "init.lua": main,
    ]
    texts["spec.lua"] = spec
    return PluginSource(name: name, texts: texts)
  }

  private static let spec = """
    spec.case("x", { requires = { "support", "alpha" } }, function(desk)
      local id = desk:create{ subject = "x" }
      spec.equal(#desk:history(id) > 0, true)
      spec.equal(id, 1)
    end)
    """

  private static func set(_ field: String, _ value: String) -> String {
    "docket.before('ticket.create', function(change) change:set('\(field)', \(value)) end)"
  }

  /// What is told of orders in which the plugin has a part: it fails the case.
  private static func told(
    _ alpha: String, _ omega: String, after: [String] = [], spec: String = spec,
  ) throws -> [String] {
    let others = [source("alpha", alpha)] + (try Desk.bundledPlugins())
    let results = try Desk.testPlugin(
      source("omega", omega, after: after, spec: spec), among: others)
    let result = try #require(results.first)
    return ([result.failure?.message].compactMap(\.self) + result.warnings.map(\.description))
      .filter { $0.contains("comes out otherwise") }
  }

  @Test func `two that set one field are told, with what comes of either order`() throws {
    let told = try Self.told(
      Self.set("priority", "'high'"), Self.set("priority", "'low'"))
    #expect(told.count == 1)
    let words = try #require(told.first)
    for part in ["create", "alpha, omega", "omega, alpha", "priority", "low", "high", "after"] {
      #expect(words.contains(part), "\(part): \(words)")
    }
  }

  @Test func `one that reads what the other sets is told, too`() throws {
    let told = try Self.told(
      Self.set("tags", "{ change.after.priority }"), Self.set("priority", "'urgent'"))
    #expect(told.contains { $0.contains("tags") }, "\(told)")
  }

  @Test func `one that refuses what the other makes right is told, too`() throws {
    let refusing = """
      docket.before("ticket.create", function(change)
        if #change.after.tags == 0 then change:refuse("tags", "none") end
      end)
      """
    let spec = """
      spec.case("x", { requires = { "support", "alpha" } }, function(desk)
        spec.refused(desk:try("ann", "create", nil, { subject = "x" }), "tags")
      end)
      """
    let told = try Self.told(refusing, Self.set("tags", "{ 'new' }"), spec: spec)
    #expect(told.contains { $0.contains("refusal") }, "\(told)")
  }

  @Test func `two that leave each other alone are not`() throws {
    #expect(
      try Self.told(Self.set("priority", "'high'"), Self.set("tags", "{ 'new' }")).isEmpty)
  }

  @Test func `who says that it comes after the other is not told`() throws {
    #expect(
      try Self.told(
        Self.set("priority", "'high'"), Self.set("priority", "'low'"), after: ["alpha"]
      ).isEmpty)
  }

  @Test func `an order in which the plugin has no part is only told`() throws {
    let others = [
      Self.source("alpha", Self.set("priority", "'high'")),
      Self.source("beta", Self.set("priority", "'low'")),
    ]
    let spec = Self.spec.replacing(
      "\"support\", \"alpha\"", with: "\"support\", \"alpha\", \"beta\"")
    let results = try Desk.testPlugin(
      Self.source("omega", "", spec: spec), among: others + Desk.bundledPlugins())
    let result = try #require(results.first)
    #expect(result.failure == nil, "\(String(describing: result.failure))")
    #expect(result.warnings.count == 1, "\(result.warnings)")
  }

  @Test func `what is tried leaves nothing on the desk`() throws {
    let count = """
      docket.before('ticket.create', function(change)
        docket.state.add('count', 1)
        change:add_note('seen ' .. docket.state.get('count'))
      end)
      """
    let told = try Self.told(count, count)
    #expect(told.isEmpty, "\(told)")
  }
}
