import Foundation
import Kernel
import PluginHost
import Testing

@Suite struct `Bundled plugins` {
  @Test func `every bundled plugin has the same words in all five languages`() throws {
    for plugin in try Bundled.all() where !plugin.languages.isEmpty {
      #expect(plugin.languages == ["de", "en", "es", "nl", "ru"], "\(plugin.name)")
      let keys = try plugin.languages.map { language in
        let text = try #require(try plugin.text("locales/\(language).lua"))
        return text.matches(of: /\["([a-z_.]+)"\] =/).map { String($0.output.1) }.sorted()
      }
      #expect(keys.allSatisfy { $0 == keys[0] && !$0.isEmpty }, "\(plugin.name)")
    }
  }

  @Test func `every bundled plugin says in all five languages what it does`() throws {
    for plugin in try Bundled.all() {
      let manifest = try Manifest(of: plugin)
      #expect(manifest.summaries.keys.sorted() == ["de", "es", "nl", "ru"], "\(plugin.name)")
      #expect(!manifest.summaries.values.contains(manifest.summary), "\(plugin.name)")
    }
    let sets = try String(
      contentsOfFile: Bundled.root + "/plugins/" + PluginSet.file, encoding: .utf8)
    for set in try PluginSet.reading(sets) {
      #expect(set.summaries.keys.sorted() == ["de", "es", "nl", "ru"], "\(set.name)")
    }
  }

  @Test(arguments: ["de", "es", "nl", "ru"])
  func `no text of a bundled plugin stands as in English`(language: String) throws {
    // Words that German, Dutch or Spanish have as well, and names.
    let shared: Set = [
      "later", "median", "name", "open", "person", "problem", "product", "variant", "spam", "text",
      "ticket", "tickets", "jane", "lamp", "mini", "normal", "team",
    ]
    for plugin in try Bundled.all() where !plugin.languages.isEmpty {
      let english = try Bundled.texts(of: plugin, in: "en")
      for (key, text) in try Bundled.texts(of: plugin, in: language) where text == english[key] {
        let words = text.replacing(/\{[^{}]*\}|`[^`]*`|\S+@\S+/, with: " ").lowercased()
          .split { !$0.isLetter }.map(String.init)
        #expect(words.allSatisfy { $0.count < 4 || shared.contains($0) }, "\(key): \(text)")
      }
    }
  }

  @Test(arguments: [
    "support", "close-reasons", "inbox", "round-robin", "helpdesk-log", "webhook", "templates",
    "reports", "sla", "push",
  ])
  func `each loads without a problem`(_ name: String) throws {
    let set = try PluginLoader().load([Bundled.plugin(name)])
    #expect(set.problems == [])
    #expect(set.registry.plugins.map(\.name) == [name])
  }

  @Test func `no new plugin has the name of something that every example has`() throws {
    let registry = try PluginLoader().load([Bundled.plugin("support")]).registry
    let names =
      registry.types.map(\.name) + registry.lifecycles.map(\.name) + registry.roles.map(\.name)
    #expect(names.count > 4)
    for name in names { #expect(Names.problem(withNewPlugin: name) != nil, "\(name)") }
  }

  @Test func `all load together`() throws {
    let set = try PluginLoader().load(Bundled.all())
    #expect(set.problems == [])
    let names = set.registry.plugins.map(\.name)
    #expect(try names.sorted() == Bundled.all().map(\.name).sorted())
  }

  @Test func `every set names plugins that there are, and settings that they have`() throws {
    let text = try String(
      contentsOfFile: Bundled.root + "/plugins/" + PluginSet.file, encoding: .utf8)
    let sets = try PluginSet.reading(text)
    #expect(sets.map(\.name).contains("support-desk"))
    for set in sets {
      let loaded = try PluginLoader(settings: set.settings).load(set.plugins.map(Bundled.plugin))
      #expect(loaded.problems == [])
      #expect(Set(loaded.plugins.map(\.name)) == Set(set.plugins))
    }
  }

  @Test(arguments: [
    ("return 1", "list"), ("return { { name = 'x' } }", "plugins"),
    ("return { { name = 'x', summary = 's', plugns = {} } }", "did you mean `plugins`"),
    ("return { { name = 'x', summary = 's', plugins = { 'a' }, settings = { b = {} } } }", "`b`"),
    ("return { { name = 'A b', summary = 's', plugins = {} } }", "A b"),
  ])
  func `a file of sets that is wrong says where and what`(text: String, word: String) {
    #expect { try PluginSet.reading(text) } throws: { error in
      "\(error)".contains("sets.lua") && "\(error)".contains(word)
    }
  }

  @Test func `the importer of the help desk's log loads`() throws {
    let source = try PluginFolder.script(at: Bundled.root + "/scripts/import-helpdesk-log.lua")
    let set = try PluginLoader().load([source])
    #expect(set.problems == [])
    #expect(set.plugins.first?.importers.map(\.name) == ["helpdesk-log"])
  }

  @Test(arguments: [
    ("new", "answered", true), ("new", "open", false), ("answered", "open", true),
    ("postponed", "answered", false), ("open", "answered", true), ("resolved", "open", true),
    ("resolved", "answered", false), ("resolved", "postponed", false), ("spam", "deleted", true),
    ("deleted", "spam", false),
  ])
  func `questions move only as the life cycle says`(_ from: String, _ to: String, _ may: Bool)
    throws
  {
    let set = try PluginLoader().load([Bundled.plugin("support")])
    let moves = try #require(set.registry.lifecycles.first?.transitions[from])
    #expect(moves.contains { $0.to == to } == may)
  }

  @Test func `customers can never see notes`() throws {
    let set = try PluginLoader().load([Bundled.plugin("support")])
    let customer = try #require(set.registry.roles.first { $0.name == "customer" })
    #expect(customer.side == .customer)
    #expect(!customer.grants.contains { $0.permission == "note.view" })
  }
}
