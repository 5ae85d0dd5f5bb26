import Kernel
import PluginHost
import Testing

/// Stages and moves that one plugin adds to the life cycle of another.
@Suite struct LifecycleAdditionTests {
  private static let base = """
    docket.lifecycle{
      name = "repair", initial = "new",
      stages = { { "new", "open" }, { "done", "closed" } },
      transitions = { new = { "done" }, done = { "new" } },
      leads = { close = "done", reopen = "new" }, on_reply = { customer = { done = "new" } },
    }
    docket.type{ name = "repair", lifecycle = "repair" }
    """

  private func load(
    _ addition: String, name: String = "shop", keeping: Set<String> = [], previous: Registry? = nil,
  ) throws -> LoadedSet {
    try PluginLoader(keeping: keeping).load(
      [.sample(Self.base, name: "repairs"), .sample(addition, name: name)], previous: previous)
  }

  private static let shop = """
    docket.lifecycle{
      name = "repair", extends = true, stages = { { "shop", "waiting" } },
      transitions = { new = { "shop" }, shop = { "new", { to = "done", requires = { "tags" } } } },
      on_reply = { customer = { shop = "new" } },
    }
    """

  @Test func `stages, moves and where replies lead are added`() throws {
    let set = try load(Self.shop)
    #expect(set.problems == [])
    let cycle = try #require(set.registry.lifecycles.first)
    #expect(set.registry.lifecycles.count == 1)
    #expect(cycle.stages.map(\.name) == ["new", "done", "shop"])
    #expect(cycle.stages.map(\.plugin) == [nil, nil, "shop"])
    #expect(cycle.transitions["new"]?.map(\.to) == ["done", "shop"])
    #expect(cycle.transitions["shop"]?.map(\.to) == ["new", "done"])
    #expect(cycle.onReply["customer"] == ["done": "new", "shop": "new"])
    #expect(try Registry(jsonText: set.registry.jsonText) == set.registry)
  }

  @Test(arguments: [
    ("name = \"repair\", stages = { { \"done\", \"closed\" } }", "the stage `done`"),
    ("name = \"repair\", transitions = { new = { \"done\" } }", "the move from `new` to `done`"),
  ])
  func `what is there already is refused, naming both plugins`(keys: String, words: String) throws {
    let set = try load("docket.lifecycle{ extends = true, \(keys) }")
    let problem = try #require(set.problems.first)
    for word in [words, "the plugin repairs's already", "shop cannot have it too"] {
      #expect(problem.message.contains(word), "\(problem.message)")
    }
    #expect(set.registry.lifecycles.first?.stages.count == 2)
  }

  @Test(arguments: [
    ("name = \"repairs\"", "did you mean `repair`?"),
    ("name = \"repair\", initial = \"new\"", "`initial`"),
    ("name = \"repair\", leads = { close = \"done\" }", "`leads`"),
    ("name = \"repair\", transitions = { nwe = { \"done\" } }", "did you mean `new`?"),
    (
      "name = \"repair\", on_reply = { agent = { new = \"done\" } }", "where a reply in `new` leads"
    ),
    (
      "name = \"repair\", transitions = { done = { { to = \"done\", requires = { \"tgas\" } } } }",
      "did you mean `tags`?"
    ),
  ])
  func `an addition that cannot be says why`(keys: String, words: String) throws {
    let problems = try load("docket.lifecycle{ extends = true, \(keys) }").problems
    #expect(problems.first?.message.contains(words) == true, "\(problems)")
  }

  @Test func `a life cycle of its own still wants stages and the first of them`() throws {
    let problems = try load("docket.lifecycle{ name = \"x\" }").problems
    #expect(problems.first?.message.contains("`initial`") == true)
    #expect(problems.first?.message.contains("`stages`") == true)
  }

  @Test(arguments: [["repairs"], ["shop"], ["repairs", "shop"]])
  func `whose code does not run has what it had, and nothing twice`(kept: [String]) throws {
    let before = try load(Self.shop)
    let after = try load(Self.shop, keeping: Set(kept), previous: before.registry)
    #expect(after.problems == [])
    #expect(after.registry.lifecycles == before.registry.lifecycles)
  }

  @Test func `what the life cycle has no stage for any more is left out`() throws {
    let before = try load(Self.shop)
    let base = """
      docket.lifecycle{
        name = "repair", initial = "begun",
        stages = { { "begun", "open" }, { "done", "closed" } },
        transitions = { begun = { "done" }, done = { "begun" } },
        leads = { close = "done", reopen = "begun" },
      }
      docket.type{ name = "repair", lifecycle = "repair" }
      """
    let after = try PluginLoader(keeping: ["shop"]).load(
      [.sample(base, name: "repairs"), .sample(Self.shop, name: "shop")], previous: before.registry)
    let cycle = try #require(after.registry.lifecycles.first)
    #expect(cycle.stages.map(\.name) == ["begun", "done"])
    #expect(cycle.transitions.keys.sorted() == ["begun", "done"])
  }

  @Test func `the desk's own plugin comes after those that it adds to`() throws {
    let set = try load(Self.shop, name: "desk")
    #expect(set.problems == [])
    #expect(set.registry.plugins.map(\.name) == ["repairs", "desk"])
  }
}
