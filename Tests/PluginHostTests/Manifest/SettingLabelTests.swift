import Kernel
import PluginHost
import Testing

/// What settings and their choices are called is the plugin's own business.
@Suite struct SettingLabelTests {
  private static let manifest = """
    settings = {
      mode = { type = "choice", choices = { "fast", "slow" }, default = "slow" },
      days = { type = "list", of = { type = "choice", choices = { "mon", "tue" } } },
      rules = { type = "map", of = { type = "record", fields = {
        by = { type = "choice", choices = { "turn", "load" } }, note = { type = "text" } } } },
    },
    """

  private static func source(_ name: String, _ texts: String) -> PluginSource {
    .sample(
      "", name: name, manifest: manifest, files: ["locales/en.lua": "return { \(texts) }"])
  }

  private func spoken(_ setting: String, _ value: JSON, by texts: String) throws -> JSON? {
    let source = Self.source("a", texts)
    let labels = try SettingLabels(of: source, language: "de")
    return try DeclaredSettings.specs(of: source, desk: DeskTraits())
      .first { $0.name == setting }?.labelled(value, by: labels)
  }

  @Test func `choices have labels, those within lists, maps and records too`() throws {
    let texts = #"""
      ["choice.mode.fast"] = "At once", ["choice.mode.slow"] = "slow",
      ["choice.days.mon"] = "Monday", ["choice.rules.by.turn"] = "In turn",
      """#
    #expect(try PluginLoader().load([Self.source("a", texts)]).problems == [])
    #expect(try spoken("mode", .string("fast"), by: texts) == .string("fast (At once)"))
    // Neither a label that says the same, nor none, says anything.
    #expect(try spoken("mode", .string("slow"), by: texts) == .string("slow"))
    #expect(
      try spoken("days", .array([.string("mon"), .string("tue")]), by: texts)
        == .array([.string("mon (Monday)"), .string("tue")]))
    let rule = JSON.object([("by", .string("turn")), ("note", .string("turn"))])
    let said = JSON.object([("by", .string("turn (In turn)")), ("note", .string("turn"))])
    #expect(
      try spoken("rules", .object([("own", rule)]), by: texts) == .object([("own", said)]))
  }

  @Test(arguments: [
    "choice.mode.medium", "choice.rules.turn", "choice.modes.fast", "field.rules.x",
  ])
  func `what a setting may not be has no label`(key: String) throws {
    let source = Self.source("a", #"["\#(key)"] = "Something""#)
    let problems = try PluginLoader().load([source]).problems
    #expect(problems.count == 1 && problems[0].message.contains("`\(key)`"), "\(problems)")
  }

  @Test func `each choice of a bundled plugin's setting has a label in each language`() throws {
    for plugin in try Bundled.all() {
      for spec in try DeclaredSettings.specs(of: plugin, desk: DeskTraits()) {
        for (path, choices) in spec.labelled {
          for (choice, language) in choices.flatMap({ one in plugin.languages.map { (one, $0) } }) {
            let text = try plugin.text("locales/\(language).lua") ?? ""
            let key = "[\"choice.\(path).\(choice)\"]"
            #expect(text.contains(key), "\(plugin.name) \(language): \(key)")
          }
        }
      }
    }
  }

  @Test func `what two plugins call settings of one name is told of each alone`() throws {
    let sources = [
      Self.source("a", #"["choice.mode.fast"] = "At once", ["field.mode"] = "Haste""#),
      Self.source("b", #"["choice.mode.fast"] = "Soon", ["field.mode"] = "Speed""#),
      PluginSource.sample(
        "docket.field{ name = 'mode', type = 'choice', choices = { 'fast' } }", name: "c",
        files: ["locales/en.lua": #"return { ["choice.mode.fast"] = "Quick" }"#]),
    ]
    let set = try PluginLoader().load(sources)
    #expect(set.problems == [])
    let found = try sources.prefix(2).map { source in
      let labels = try SettingLabels(of: source, language: "en")
      return [labels.label(of: "mode"), labels.choice("fast", of: "mode")]
    }
    #expect(found == [["Haste", "At once"], ["Speed", "Soon"]])
    #expect(Labels(set.registry.labels, language: "en").value("fast", of: "mode") == "Quick")
  }
}
