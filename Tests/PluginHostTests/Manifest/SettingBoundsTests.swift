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
}
