import Kernel
import Lua
import Texts

/// Plugins that go well together, under one name, with what is set for them.
package struct PluginSet: Equatable, Sendable {
  package let name: String
  package let summary: String
  /// The same in other languages, by their codes.
  package let summaries: [String: String]
  /// In the order in which they are enabled.
  package let plugins: [String]
  /// What a new desk sets for them, by plugin and setting.
  package let settings: [String: [String: JSON]]

  /// The file beside the bundled plugins that says which sets there are.
  package static let file = "sets.lua"

  private static let keys: [APIPart] = [
    .needed("name", .text, "as support-desk"),
    .needed("summary", .text, "what it is for, in a line"),
    .init("summaries", .table, "the same in other languages"),
    .needed("plugins", .listOf(.text), "the plugins, by name"),
    .init("settings", .table, "by plugin and setting"),
  ]

  /// The sets that a file lists; it runs in an empty sandbox of its own.
  ///
  /// Throws one thing that is wrong with it: an unknown key rather than what is missing.
  package static func reading(_ text: String) throws(PluginProblem) -> [PluginSet] {
    let value = try PlainData.value(of: text, file: file, plugin: "plugins")
    guard let items = value.items else {
      throw problem(Text.tableWants(wanted: Text.valueList, got: value.kindName), nil, in: text)
    }
    var sets: [PluginSet] = []
    for item in items {
      var table = SpecTable(file, item, keys)
      let set = PluginSet(from: &table)
      table.finish()
      if let wrong = table.problems.last { throw problem(wrong.text, wrong.key, in: text) }
      sets.append(set)
    }
    return sets
  }

  private init(from table: inout SpecTable) {
    name = table.required("name")
    if !name.isEmpty, !Names.isPluginName(name) {
      table.fail("name", Text.manifestName(name: name))
    }
    summary = table.required("summary")
    summaries = ManifestReader.summaries(&table)
    let plugins = table.texts("plugins")
    var settings: [String: [String: JSON]] = [:]
    for plugin in table.pairs("settings") {
      guard plugins.contains(plugin.key) else {
        table.fail("settings", Names.unknown(plugin.key, among: plugins))
        continue
      }
      for pair in plugin.value.pairs ?? [] {
        guard let json = pair.value.json else {
          table.fail(
            "settings", Text.configBadSetting(setting: pair.key, got: pair.value.kindName))
          continue
        }
        settings[plugin.key, default: [:]][pair.key] = json
      }
    }
    (self.plugins, self.settings) = (plugins, settings)
  }

  private static func problem(_ words: Text, _ key: String?, in text: String) -> PluginProblem {
    PluginProblem(
      plugin: "plugins", file: file, line: key.flatMap { LineFinder.line(of: $0, in: text) }, words)
  }
}
