import PluginHost
import Testing
import Texts

/// Slips in a plugin's texts, found without running it.
@Suite struct WordsCheckTests {
  private func findings(
    _ main: String, _ locales: [String: String], lib: String = "",
  ) throws -> [String] {
    var files = Dictionary(
      uniqueKeysWithValues: locales.map { ("locales/\($0.key).lua", "return { \($0.value) }") })
    if !lib.isEmpty { files["lib/more.lua"] = lib }
    let runner = SpecRunner(available: []) { try BenchDesk($0, at: $1) }
    return try runner.findings(of: .sample(main, files: files)).map {
      "\($0.file):\($0.line): \($0.words)"
    }
  }

  @Test func `a language that lacks keys is named with them`() throws {
    let found = try findings(
      "docket.log.info(docket.tr('a')) docket.log.info(docket.tr('b'))",
      ["en": "a = 'A', b = 'B'", "de": "a = 'A'"])
    #expect(found == ["locales/de.lua:1: lacks b"])
  }

  @Test func `a key that nothing says is found, one that is put together is not`() throws {
    let found = try findings(
      "local x = 'a' local key = 'said.' .. x docket.log.info(x .. '.end')",
      ["en": "['said.a'] = 'A', ['my.end'] = 'E', never = 'N'"])
    #expect(found == ["locales/en.lua:1: nothing says `never`"])
  }

  @Test(arguments: [
    ("docket.tr('late')", "init.lua:1: docket.tr(\"late\") does not fill {days}, {who}"),
    ("docket.tr('late', { days = 3 })", "init.lua:1: docket.tr(\"late\") does not fill {who}"),
    ("docket.tr(\"late\", { days = f(1, { who = 2 }) })", "does not fill {who}"),
  ])
  func `places that a call does not fill are found`(_ call: String, _ words: String) throws {
    let found = try findings(
      "local function f() return \(call) end",
      ["en": "late = '{who} is {days} {days|day|days} late'"])
    #expect(found.count == 1 && found[0].hasSuffix(words), "\(found)")
  }

  @Test(arguments: [
    "docket.tr('late', { days = 3, who = 'ann' })", "docket.tr('late', values)",
    "docket.tr('late', { [\"days\"] = 3, who = 1 })", "docket.tr(key)", "say('late')",
    "docket.tr('late', { days = 3, -- who\n who = 1 })",
  ])
  func `what may be right is not found fault with`(call: String) throws {
    let found = try findings(
      "local values, key, say = {}, 'late', print local function f() return \(call) end",
      ["en": "late = '{who} is {days} late'"])
    #expect(found == [])
  }

  @Test func `a label has no places, and no language has others than English`() throws {
    let found = try findings(
      "docket.queue{ name = 'hr' } docket.log.info(docket.tr('n', { n = 1 }))",
      ["en": "['queue.hr'] = 'HR {x}', n = '{n}'", "de": "['queue.hr'] = 'HR', n = '{m}'"])
    #expect(
      found == [
        "locales/de.lua:1: `n` has {m}, English has not",
        "locales/en.lua:1: `queue.hr` has {x}, which nothing fills",
      ])
  }

  @Test(arguments: [
    "support", "close-reasons", "inbox", "round-robin", "helpdesk-log", "support-tickets",
    "webhook", "sla", "notify", "push",
  ])
  func `the bundled plugins have no slips`(name: String) throws {
    let runner = SpecRunner(available: try Bundled.all()) { try BenchDesk($0, at: $1) }
    #expect(try runner.findings(of: Bundled.plugin(name)) == [])
  }
}
