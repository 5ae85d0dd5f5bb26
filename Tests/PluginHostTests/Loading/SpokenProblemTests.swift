import PluginHost
import Testing
import Texts

/// What a plugin raises while it loads, for people who read other languages.
@Suite struct SpokenProblemTests {
  private func problem(_ code: String) throws -> PluginProblem? {
    let source = PluginSource.sample(
      code,
      files: [
        "locales/en.lua": "return { [\"problem.idle\"] = \"rules.{rule}: it does nothing\" }",
        "locales/de.lua": "return { [\"problem.idle\"] = \"Regel {rule} tut nichts\" }",
      ])
    return try PluginLoader().load([source]).problems.first
  }

  @Test func `an error that is a text of the plugin's is read in each language`() throws {
    let problem = try #require(try problem("error('rules.a: it does nothing', 0)"))
    let german = try #require(Language("de"))
    #expect(problem.reason.rendered(in: german) == "Regel a tut nichts")
    #expect(problem.message == "rules.a: it does nothing")
  }

  @Test func `an error that is none of the plugin's texts stays as it was raised`() throws {
    let problem = try #require(try problem("error('it is late', 0)"))
    #expect(problem.reason.rendered(in: try #require(Language("de"))) == "it is late")
  }
}
