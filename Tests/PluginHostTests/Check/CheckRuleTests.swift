import LuaSyntax
import PluginHost
import Testing
import Texts

/// Each rule of the check finds what is wrong, and leaves alone what is right.
@Suite struct CheckRuleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let rule: CheckRule
    let wrong: PluginSource
    /// Where the mistake is: `init.lua:1:5`.
    let place: String
    let right: PluginSource

    var testDescription: String { rule.rawValue }
  }

  static func findings(of source: PluginSource) throws -> [String] {
    try PluginCheck.findings(of: source, among: try Bundled.all()).map {
      "\($0.file):\($0.line):\($0.column): \($0.words) [\($0.rule.rawValue)]"
    }
  }

  @Test(arguments: CheckRuleTests.examples) func `a rule finds its mistake where it is`(
    example: Example
  ) throws {
    let found = try Self.findings(of: example.wrong)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix("\(example.place): ") == true, "\(found)")
    #expect(found.first?.hasSuffix(" [\(example.rule.rawValue)]") == true, "\(found)")
  }

  @Test(arguments: CheckRuleTests.examples) func `a rule leaves alone what is right`(
    example: Example
  ) throws {
    #expect(try Self.findings(of: example.right) == [])
  }

  @Test(arguments: [
    ("url = 'https://example.org/x'", "the permission http:example.org,"),
    ("url = docket.settings.url", "the permission http:HOST,"),
  ])
  func `a request says which permission would let it through`(url: String, words: String) throws {
    let source = PluginSource.sample(
      "docket.after('ticket.create', function() docket.http.request{ \(url) } end)",
      manifest: "settings = { url = { type = 'text', default = 'https://example.org' } }")
    let found = try Self.findings(of: source)
    let permission = try #require(found.first { $0.hasSuffix("[missing-permission]") })
    #expect(permission.contains(words), "\(found)")
  }

  @Test func `of what there is each name is told once, and that there is none where none is`()
    throws
  {
    let code = """
      docket.role{ name = "manager", grants = { "history.view" } }
      docket.subscription{ name = "s", to = "role:nosuch", event = "ticket.close", channel = "x" }
      """
    let found = try Self.findings(
      of: .sample(code, manifest: "requires = { support = '>=1.0' }"))
    let role = try #require(found.first { $0.contains("`nosuch`") })
    #expect(role.split(separator: "manager").count == 2, "\(role)")
    #expect(found.contains { $0.contains("`x`; there is none") }, "\(found)")
  }

  @Test func `every rule has an example, but for those of another program`() {
    // What the check cannot read, and Lua can, would be a mistake of the check.
    #expect(
      Set(Self.examples.map(\.rule)) == Set(CheckRule.allCases).subtracting([.luacheck, .unread]))
  }

  @Test func `a file that Lua takes and the check cannot read is told, with its place`() {
    let error = SyntaxError(.tooDeep, at: Place(line: 3, column: 7))
    let finding = CheckFinding(unread: error, file: "init.lua")
    #expect(finding.line == 3 && finding.column == 7 && finding.rule == .unread)
    #expect(finding.rule.severity == .warning && finding.words.description.contains("passed over"))
  }

  @Test(arguments: CheckRule.allCases) func `every rule says why and how`(rule: CheckRule) {
    #expect(rule.reason.hasSuffix(".") && rule.remedy.hasSuffix("."))
  }

  @Test func `the bundled plugins have no findings`() throws {
    let plugins = try Bundled.all()
    #expect(plugins.count >= 20)
    for plugin in plugins { #expect(try Self.findings(of: plugin) == [], "\(plugin.name)") }
  }
}

extension CheckRuleTests {
  private static func example(
    _ rule: CheckRule, at place: String, _ wrong: PluginSource, right: PluginSource,
  ) -> Example {
    Example(rule: rule, wrong: wrong, place: place, right: right)
  }

  /// Both with the same manifest, as code of a hook that runs after a change.
  private static func after(
    _ rule: CheckRule, column: Int, _ wrong: String, right: String, manifest: String = "",
    files: [String: String] = [:],
  ) -> Example {
    func source(_ code: String) -> PluginSource {
      .sample(
        "docket.after('ticket.create', function(change)\n\(code)\nend)", manifest: manifest,
        files: files)
    }
    return example(rule, at: "init.lua:2:\(column)", source(wrong), right: source(right))
  }

  static let examples: [Example] = files + code + hooks + texts

  private static let files = [
    example(
      .manifest, at: "plugin.lua:2:1", .sample("", manifest: "colour = 1"), right: .sample("")),
    example(
      .syntax, at: "init.lua:2:11", .sample("\nlocal x = = 1"),
      right: .sample("local x = 1 print(x)")),
    example(.loading, at: "init.lua:2:1", .sample("\nerror('no')"), right: .sample("")),
    example(
      .loadingCost, at: "lib/words.lua:1:1",
      .sample("", files: ["lib/words.lua": "return '\(String(repeating: "a", count: 140_000))'"]),
      right: .sample("", files: ["lib/words.lua": "return 'a'"])),
    example(
      .missingPermission, at: "init.lua:1:57",
      .sample("docket.after('ticket.create', function() docket.tickets.get(1) end)"),
      right: .sample(
        "docket.after('ticket.create', function() docket.tickets.get(1) end)",
        manifest: "permissions = { 'ticket.view' }")),
    example(
      .unusedPermission, at: "plugin.lua:2:17",
      .sample("", manifest: "permissions = { 'ticket.reply' }"),
      right: .sample("", manifest: "permissions = {}")),
  ]

  private static let code = [
    after(
      .unknownExport, column: 13, "docket.call('support.nothing')",
      right: "local name = 'support.nothing' .. change.id docket.call(name)",
      manifest: "requires = { support = '>=1.0' }"),
    after(.unknownGlobal, column: 1, "prnt(change.id)", right: "print(change.id)"),
    after(.unknownName, column: 12, "docket.log.inf('x')", right: "docket.log.info('x')"),
    after(
      .unknownKey, column: 34, "docket.tickets.find('is:open', { lmit = 3 })",
      right: "docket.tickets.find('is:open', { limit = 3 })",
      manifest: "permissions = { 'ticket.view' }"),
    after(
      .wrongArgument, column: 20, "docket.tickets.get('7')", right: "docket.tickets.get(7)",
      manifest: "permissions = { 'ticket.view' }"),
    after(
      .pairsOrder, column: 1, "for k in pairs({ a = 1, b = 2 }) do return k end",
      right: "for k in pairs({ a = 1, b = 2 }) do print(k) end"),
  ]

  private static let hooks = [
    example(
      .wrongArgument, at: "init.lua:2:8",
      .sample(
        "docket.validate('ticket.create', function(change)\nchange.refuse('subject', 'no') end)"),
      right: .sample(
        "docket.validate('ticket.create', function(change)\nchange.refuse(change, 'subject', 'no') end)"
      )),
    example(
      .wrongLane, at: "init.lua:2:8",
      .sample(
        "docket.validate('ticket.create', function(change)\nchange:set('tags', {}) change:refuse(nil, 'no') end)",
        manifest: "permissions = { 'ticket.update' }"),
      right: .sample(
        "docket.before('ticket.create', function(change)\nchange:set('tags', {}) change:refuse(nil, 'no') end)",
        manifest: "permissions = { 'ticket.update' }")),
    example(
      .wrongLane, at: "init.lua:2:13",
      .sample(
        "docket.before('ticket.create', function()\ndocket.http.request{ url = 'https://example.org' } end)",
        manifest: "permissions = { 'http:example.org' }"),
      right: .sample(
        "docket.after('ticket.create', function()\ndocket.http.request{ url = 'https://example.org' } end)",
        manifest: "permissions = { 'http:example.org' }")),
    example(
      .unknownEvent, at: "init.lua:1:14", .sample("docket.after('ticket.craete', print)"),
      right: .sample("docket.after('ticket.create', print)")),
    example(
      .impossibleCondition, at: "init.lua:1:34",
      .sample("docket.view{ name = 'x', query = 'priority:low priority:high' }"),
      right: .sample("docket.view{ name = 'x', query = 'priority:low,high' }")),
    example(
      .keptVariable, at: "init.lua:3:1",
      .sample("local n = 0\ndocket.before('ticket.create', function()\nn = n + 1 end)"),
      right: .sample("docket.before('ticket.create', function()\nlocal n = 0 n = n + 1 end)")),
    example(
      .silentValidator, at: "init.lua:1:8",
      .sample("docket.validate('ticket.create', function(change) print(change.id) end)"),
      right: .sample(
        "docket.validate('ticket.create', function(change) change:refuse(nil, 'no') end)")),
  ]

  private static let texts = [
    after(
      .unknownText, column: 27, "docket.log.info(docket.tr('helo'))",
      right: "docket.log.info(docket.tr('hello'))",
      files: ["locales/en.lua": "return { hello = 'Hello' }", "lib/x.lua": "return 'hello'"]),
    example(
      .missingText, at: "locales/de.lua:1:1", said(["en": "a = 'A', b = 'B'", "de": "a = 'A'"]),
      right: said(["en": "a = 'A', b = 'B'", "de": "a = 'A', b = 'B'"])),
    example(
      .unusedText, at: "locales/en.lua:1:28", said(["en": "a = 'A', b = 'B', c = 'C'"]),
      right: said(["en": "a = 'A', b = 'B'"])),
    example(
      .unfilledPlace, at: "init.lua:1:17", said(["en": "a = 'A {who}', b = 'B'"]),
      right: said(["en": "a = 'A', b = 'B'"])),
  ]

  private static func said(_ locales: [String: String]) -> PluginSource {
    .sample(
      "print(docket.tr('a'), docket.tr('b'))",
      files: Dictionary(
        uniqueKeysWithValues: locales.map { ("locales/\($0.key).lua", "return { \($0.value) }") }))
  }
}
