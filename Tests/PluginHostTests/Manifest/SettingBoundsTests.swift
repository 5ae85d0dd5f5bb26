import Kernel
import PluginHost
import Testing

/// Settings keep to bounds, forms and choices, as fields do.
@Suite struct SettingBoundsTests {
  private func problems(_ setting: String, _ given: JSON? = nil) throws -> [String] {
    let source = PluginSource.sample("", manifest: "settings = { s = { \(setting) } },")
    let settings = given.map { ["sample": ["s": $0]] } ?? [:]
    return try PluginLoader(settings: settings).load([source]).problems.map(\.description)
  }

  @Test(arguments: [
    ("type = 'integer', between = { 1, 5 }", JSON.integer(7), "a whole number from 1 to 5"),
    ("type = 'duration', between = { '1h', '2d' }", .string("3d"), "from 1h to 2d"),
    ("type = 'text', pattern = '%a+'", .string("12"), "a text of the form %a+"),
    ("type = 'text', length = { 1, 3 }", .string("abcd"), "a text of 1 to 3 characters"),
    ("type = 'text', choices = { 'a', 'b' }", .string("c"), "one of a, b"),
    (
      "type = 'list', of = { type = 'integer', between = { 1, 5 } }", .array([.integer(6)]),
      "1 to 5"
    ),
  ])
  func `a value beyond them is refused, and the other way round`(
    _ setting: String, _ given: JSON, _ words: String,
  ) throws {
    #expect(try problems(setting) == [])
    let found = try problems(setting, given)
    #expect(found.count == 1 && found[0].contains(words), "\(found)")
  }

  @Test(arguments: [
    ("type = 'integer', between = { 1, 5 }", JSON.integer(5)),
    ("type = 'duration', between = { '1h', '2d' }", .string("48h")),
    ("type = 'text', pattern = '%a+'", .string("ab")),
    ("type = 'text', choices = { 'a', 'b' }", .string("b")),
  ])
  func `a value within them is taken`(_ setting: String, _ given: JSON) throws {
    #expect(try problems(setting, given) == [])
  }

  @Test(arguments: [
    "type = 'text', between = { 1, 2 }", "type = 'integer', pattern = '%d'",
    "type = 'boolean', choices = { 'a' }", "type = 'integer', between = { 5, 1 }",
    "type = 'integer', between = { 1, 5 }, default = 9", "type = 'date', length = { 1, 2 }",
  ])
  func `what does not fit the type, or itself, is a wrong manifest`(setting: String) throws {
    #expect(try !problems(setting).isEmpty)
  }

  private static let rules = """
    settings = { s = { type = 'map', default = { a = {} }, of = { type = 'record', fields = {
      active = { type = 'boolean', default = true }, order = { type = 'integer', default = 7 },
      inner = { type = 'record', fields = { x = { type = 'text', default = 'y' } } } } } } },
    """

  @Test func `a record has what it says nothing of from the manifest, as far as it is there`()
    throws
  {
    let main = """
      local a, b = docket.settings.s.a, docket.settings.s.b
      local said = ("%s %s %s | %s %s %s"):format(
        tostring(a.active), a.order, tostring(a.inner), tostring(b.active), b.order, b.inner.x)
      error(said)
      """
    let given = JSON.object([
      ("a", .object([])),
      (
        "b",
        .object([("active", .boolean(false)), ("order", .integer(1)), ("inner", .object([]))])
      ),
    ])
    let found = try PluginLoader(settings: ["sample": ["s": given]])
      .load([.sample(main, manifest: Self.rules)]).problems.map(\.description)
    #expect(found.count == 1 && found[0].contains("true 7 nil | false 1 y"), "\(found)")
  }

  @Test func `an action that has rules says so in the registry, and only one can`() throws {
    let action = """
      docket.action{ name = "NAME", rules = "s", params = { rule = { type = "text" } },
        propose = function() end }
      """
    let first = action.replacing("NAME", with: "first")
    let set = try PluginLoader().load([.sample(first, manifest: Self.rules)])
    #expect(set.problems == [])
    #expect(set.registry.actions.map(\.rules) == ["s"])
    let both = first + "\n" + action.replacing("NAME", with: "second")
    let wrong = try PluginLoader().load([.sample(both, manifest: Self.rules)]).problems
    #expect(wrong.count == 1 && wrong[0].description.contains("another action"), "\(wrong)")
    let bare = first.replacing("params = { rule = { type = \"text\" } },", with: "")
    let without = try PluginLoader().load([.sample(bare, manifest: Self.rules)]).problems
    #expect(without.count == 1 && without[0].description.contains("`rule`"), "\(without)")
  }
}
