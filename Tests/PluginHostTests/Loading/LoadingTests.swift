import Kernel
import PluginHost
import Testing

@Suite struct Loading {
  private func load(_ sources: PluginSource...) throws -> LoadedSet {
    try PluginLoader().load(sources)
  }

  @Test func `what a plugin requires loads before it, else names decide`() throws {
    let set = try load(
      .sample("", name: "b"), .sample("", name: "c"),
      .sample("", name: "a", manifest: "requires = { c = \">=1.0\" }"))
    #expect(set.registry.plugins.map(\.name) == ["b", "c", "a"])
  }

  @Test func `a plugin loads after those that it comes after, where they are there`() throws {
    let after = "after = { \"b\", \"ghost\" }"
    let set = try load(
      .sample("", name: "a", manifest: after), .sample("", name: "b"), .sample("", name: "c"))
    #expect(set.problems.isEmpty && set.registry.plugins.map(\.name) == ["b", "a", "c"])
    let alone = try load(.sample("", name: "a", manifest: after))
    #expect(alone.problems.isEmpty, "\(alone.problems)")
  }

  @Test func `plugins that come after each other, or after themselves, do not load`() throws {
    let set = try load(
      .sample("", name: "a", manifest: "after = { \"b\" }"),
      .sample("", name: "b", manifest: "requires = { a = \"*\" }"), .sample("", name: "c"))
    #expect(set.problems.map(\.plugin) == ["a", "b"])
    #expect(set.problems.first?.message.contains("a → b → a") == true, "\(set.problems)")
    let own = try load(.sample("", name: "a", manifest: "after = { \"a\" }"))
    #expect(own.problems.first?.message.contains("itself") == true, "\(own.problems)")
  }

  @Test func `a plugin may speak of what one declares that loads after it by its name`() throws {
    let hook = "docket.before(\"field.level\", function() end, { name = \"raise\" })"
    let level = "docket.field{ name = \"level\", type = \"text\" }"
    let requires = "requires = { a = \"*\" }"
    let set = try load(
      .sample(hook, name: "a"), .sample("", name: "aa", manifest: requires),
      .sample(level, name: "b"))
    #expect(set.problems.isEmpty, "\(set.problems)")
    #expect(set.registry.plugins.map(\.name) == ["b", "a", "aa"])
    let without = try load(.sample(hook, name: "a"), .sample("", name: "b"))
    #expect(without.problems.map(\.plugin) == ["a"])
  }

  @Test func `scripts load after plugins, by file name`() throws {
    let script = "docket.script{ summary = \"x\" }"
    let set = try load(
      PluginSource(script: "a", text: script), .sample("", name: "z"),
      PluginSource(script: "b", text: script))
    #expect(set.registry.plugins.map(\.name) == ["z", "a", "b"])
  }

  @Test func `a missing requirement is named, and the others load`() throws {
    let set = try load(
      .sample("", name: "a", manifest: "requires = { ghost = \">=1.0\" }"), .sample("", name: "b"))
    #expect(set.problems.map(\.plugin) == ["a"])
    #expect(set.problems.first?.message.contains("docket plugin enable ghost") == true)
    #expect(set.plugins.map(\.name) == ["b"])
  }

  @Test func `a cycle is named with all its plugins`() throws {
    let set = try load(
      .sample("", name: "a", manifest: "requires = { b = \"*\" }"),
      .sample("", name: "b", manifest: "requires = { a = \"*\" }"), .sample("", name: "c"))
    #expect(set.problems.map(\.plugin) == ["a", "b"])
    #expect(set.problems.first?.message.contains("a → b → a") == true)
    #expect(set.plugins.map(\.name) == ["c"])
  }

  @Test func `who requires a plugin that does not load does not load either`() throws {
    let set = try load(
      .sample("docket.fild{}", name: "a"),
      .sample("", name: "b", manifest: "requires = { a = \"*\" }"))
    #expect(set.problems.map(\.plugin) == ["a", "b"])
    #expect(set.problems.last?.message == "requires `a`, which does not load")
  }

  @Test func `a field that two plugins declare names both`() throws {
    let field = "docket.field{ name = \"severity\", type = \"text\" }"
    let set = try load(.sample(field, name: "a"), .sample(field, name: "b"))
    #expect(set.problems.map(\.plugin) == ["b"])
    #expect(set.problems.first?.message.contains("plugin a's already; b") == true)
  }

  @Test func `a syntax error has file and line`() throws {
    let set = try load(.sample("local x = 1\nlocal = 2"))
    #expect(set.problems.first?.description.hasPrefix("sample/init.lua:2:") == true)
  }

  @Test func `a top level that never ends is stopped`() throws {
    let set = try load(.sample("while true do end"), .sample("", name: "other"))
    #expect(set.problems.map(\.plugin) == ["sample"])
    #expect(set.plugins.map(\.name) == ["other"])
  }

  @Test func `require finds only the plugin's own files`() throws {
    let good = PluginSource.sample(
      "docket.queue{ name = require(\"names\") }", files: ["lib/names.lua": "return \"lamps\""])
    #expect(try load(good).registry.queues == ["lamps"])
    let bad = try load(.sample("require(\"../other/init\")"))
    #expect(bad.problems.count == 1)
  }

  @Test func `the same plugins have the same epoch, another file another one`() throws {
    let field = "docket.field{ name = \"severity\", type = \"text\" }"
    let first = try load(.sample(field))
    #expect(try load(.sample(field)).epoch == first.epoch)
    #expect(try load(.sample(field + " ")).epoch != first.epoch)
    #expect(try Registry(jsonText: first.registry.jsonText) == first.registry)
  }

  @Test func `a plugin that loads no more still stands for what it validated`() throws {
    let source = PluginSource.sample("docket.validate(\"ticket.close\", function() end)")
    let before = try load(source)
    let after = try PluginLoader().load([.sample("oops(")], previous: before.registry)
    #expect(after.registry.plugins.first?.trouble?.contains("init.lua:1") == true)
    #expect(after.registry.hooks == before.registry.hooks)
  }

  @Test func `a script says what it is first`() throws {
    let silent = try load(PluginSource(script: "a", text: "docket.queue{ name = \"x\" }"))
    #expect(silent.problems.first?.message.contains("docket.script") == true)
    let late = try load(
      PluginSource(
        script: "a", text: "docket.queue{ name = \"x\" }\ndocket.script{ summary = \"x\" }"))
    #expect(late.problems.first?.description.hasPrefix("a/a.lua:2: docket.script") == true)
  }

  @Test func `a script has settings and texts of its own`() throws {
    let source = PluginSource(
      script: "greet",
      text: """
        docket.script{
          summary = "Greets",
          settings = { word = { type = "text", default = "hello" } },
          texts = { en = { greeting = "{word}!" } },
        }
        docket.queue{ name = docket.text(docket.tr("greeting", { word = docket.settings.word })):sub(1, 5) }
        """)
    let set = try load(source)
    #expect(set.problems == [])
    #expect(set.registry.queues == ["hello"])
  }
}

@Suite struct `Plugins whose code does not run` {
  private static let broken = DeskTraits(limits: ["support": ["memory": 1_000]])

  @Test func `what they registered is as it was, and others may require them`() throws {
    let sources = [
      try Bundled.plugin("support"), try Bundled.plugin("close-reasons"),
      try Bundled.plugin("round-robin"),
    ]
    let set = try PluginLoader().load(sources)
    let kept = try PluginLoader(desk: Self.broken, keeping: ["support"])
      .load(sources, previous: set.registry)
    #expect(kept.problems == [])
    #expect(kept.registry == set.registry)
    #expect(kept.epoch == set.epoch)
    #expect(kept.plugin("support") == nil && kept.plugin("close-reasons") != nil)
  }

  @Test func `files that nobody has seen yet are loaded all the same`() throws {
    let source = try Bundled.plugin("support")
    let loader = PluginLoader(desk: Self.broken, keeping: ["support"])
    #expect(try loader.load([source]).problems.map(\.plugin) == ["support"])
  }
}
