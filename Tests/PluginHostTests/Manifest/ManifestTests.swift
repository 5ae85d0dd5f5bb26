import Kernel
import PluginHost
import Testing

@Suite struct Manifests {
  private func problems(_ manifest: String) throws -> [String] {
    let source = PluginSource(
      name: "sample", texts: ["plugin.lua": manifest, "init.lua": "-- nothing"])
    return try PluginLoader().load([source]).problems.map(\.description)
  }

  @Test func `all errors come at once, with file and line`() throws {
    let found = try problems(
      """
      return {
        name = "sample",
        version = "one",
        api = 1,
        summry = "A sample",
        permissions = { "ticket.vieww" },
      }
      """)
    #expect(found.count == 4)
    #expect(found.contains { $0.hasPrefix("sample/plugin.lua:3:") && $0.contains("1.2.3") })
    #expect(found.contains { $0.hasPrefix("sample/plugin.lua:5:") && $0.contains("`summary`") })
    #expect(found.contains { $0.hasPrefix("sample/plugin.lua:6:") && $0.contains("ticket.view") })
    #expect(found.contains { $0.contains("`summary` is missing") })
  }

  @Test(arguments: [
    ("return {", "sample/plugin.lua:1"),
    ("return function() end", "plain data"),
    ("while true do end", "instructions"),
    ("return docket.field", "docket"),
    ("return 7", "wants a table"),
    (
      "return { name = \"other\", version = \"1.0.0\", api = 1, summary = \"x\" }",
      "the folder is called `sample`"
    ),
    (
      "return { name = \"sample\", version = \"1.0.0\", api = 2, summary = \"x\" }",
      "this Docket speaks 1"
    ),
    (
      "return { name = \"sample\", version = \"1.0.0\", api = 1, summary = \"x\", limits = { memory = 99999999999 } }",
      "can only lower it"
    ),
    (
      "return { name = \"sample\", version = \"1.0.0\", api = 1, summary = \"x\", requires = { a = \"soon\" } }",
      "range of versions"
    ),
    (
      "return { name = \"sample\", version = \"1.0.0\", api = 1, summary = \"x\", settings = { n = { type = \"integr\" } } }",
      "did you mean `integer`?"
    ),
    (
      "return { name = \"sample\", version = \"1.0.0\", api = 1, summary = \"x\", summaries = { Dutch = \"x\" } }",
      "codes of languages"
    ),
  ])
  func `a bad manifest says what would be right`(_ manifest: String, _ words: String) throws {
    let found = try problems(manifest).joined(separator: "\n")
    #expect(found.contains(words))
  }

  @Test(arguments: [
    (">=1.2", "1.2.0", true), (">=1.2", "1.1.9", false), (">=1.2, <2", "2.0.0", false),
    ("^1.2", "1.9.0", true), ("^1.2", "2.0.0", false), ("=1.0.0", "1.0.1", false),
    ("*", "0.0.1", true), (">=1.0.0", "1.0.0-beta", false),
  ])
  func `a range contains the versions that fit`(_ range: String, _ version: String, _ fits: Bool)
    throws
  {
    let range = try #require(VersionRange(range))
    #expect(try range.contains(#require(Version(version))) == fits)
  }

  @Test func `versions are ordered as Semantic Versioning says`() {
    let texts = [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
      "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "2.0.0",
    ]
    let versions = texts.compactMap { Version($0) }
    #expect(versions.count == texts.count)
    #expect(versions.shuffled().sorted() == versions)
  }

  @Test func `a setting that does not fit keeps the plugin from loading`() throws {
    let source = PluginSource.sample("", manifest: "settings = { n = { type = \"integer\" } }")
    let set = try PluginLoader(settings: ["sample": ["n": .string("x")]]).load([source])
    #expect(set.problems.map(\.message) == ["the setting `n` wants a whole number, got \"x\""])
    #expect(set.registry.plugins.first?.trouble != nil)
  }
}
