import PluginHost
import Testing
import Texts

/// What the check follows, and where it stops.
@Suite struct CheckReachTests {
  private func rules(
    _ main: String, manifest: String = "", files: [String: String] = [:],
  ) throws -> [String] {
    try PluginCheck.findings(of: .sample(main, manifest: manifest, files: files), among: []).map {
      "\($0.file):\($0.line) \($0.rule.rawValue)"
    }
  }

  private static let lib = [
    "lib/more.lua": """
    local more = {}
    function more.ask() return docket.http.request{ url = "https://example.org" } end
    return more
    """
  ]
  private static let web = "permissions = { 'http:example.org' }"

  @Test func `a function runs where it is called from, also one of lib`() throws {
    let found = try rules(
      "local more = require('more')\ndocket.before('ticket.create', function() more.ask() end)",
      manifest: Self.web, files: Self.lib)
    #expect(found == ["lib/more.lua:2 wrong-lane"])
    let right = try rules(
      "local more = require('more')\ndocket.after('ticket.create', function() more.ask() end)",
      manifest: Self.web, files: Self.lib)
    #expect(right == [])
  }

  @Test(arguments: [
    "local function ask() docket.http.request{ url = 'https://example.org' } end ask()",
    "pcall(docket.http.request, { url = 'x' }) docket.http.request{ url = 'https://example.org' }",
    "local function f() return 1 end\nlocal x = f()\ndocket.tickets.get(x)",
  ])
  func `the top level only registers`(code: String) throws {
    let found = try rules(code, manifest: "permissions = { 'http:example.org', 'ticket.view' }")
    #expect(found.contains { $0.hasSuffix("wrong-lane") }, "\(found)")
  }

  @Test(arguments: [
    // A function that the top level makes runs later.
    "local function on(f) docket.after('ticket.create', f) end\non(function() docket.tickets.get(1) end)",
    "local later = {} later[1] = function() return docket.tickets.get(1) end print(#later)",
    "docket.after('ticket.create', function(change) local c = change c = nil print(c.nothing) end)",
    "docket.after('ticket.create', function(change) print(change.after.fields.whatever) end)",
    "docket.after('ticket.create', function(change) print(docket.tickets.some_action(1)) end)",
    "local f = docket['t' .. 'r'] print(f)",
    // Who runs in two lanes asks which one it is.
    "local function tell(c) if c.seq then docket.notify{ about = c.id, to = 'assignee', subject = 'x', text = 'x' }"
      + " else c:notify{ to = 'assignee', subject = 'x', text = 'x' } end end"
      + " docket.before('ticket.close', tell) docket.after('ticket.close', tell)",
    // What is handed on in a table may refuse there.
    "local rules = {} docket.validate('ticket.close', function(c) rules[1]({ change = c }) end)",
    "local rules = {} docket.validate('ticket.close', function(c) local s = {} s.c = c rules[1](s) end)",
    "local rules = {} local function f(c) rules[1](c) end docket.validate('ticket.close', f)"
      + " docket.validate('ticket.reopen', function(c) f(c) end)",
    "local unpack = table.unpack or unpack print(unpack)",
    // A function that is given now this and now that.
    "local function f(x) print(x.late) end docket.every('1h', 'x', f) docket.after('ticket.create', f)",
    "local function f(x) print(x.late) end docket.after('ticket.create', f) f({ late = 1 })",
    "local event = 'ticket.' .. 'create' docket.after(event, function(change) print(change.nothing) end)",
  ])
  func `what is not certain is not told`(code: String) throws {
    let found = try rules(code, manifest: "permissions = { 'ticket.view' }")
    #expect(found == [])
  }

  @Test(arguments: [
    ("change.afer", "change.after"), ("change.after.subjekt", "change.after.subject"),
    ("change:edted('x')", "change:edited"), ("change.edits[1].frm", "from"),
    ("docket.tickets.find('x')[1].subjekt", "subject"), ("string.fnd('x')", "string.find"),
  ])
  func `a wrong member is told with the right one`(code: String, right: String) throws {
    let source = PluginSource.sample(
      "docket.before('ticket.*', function(change) print(\(code)) end)",
      manifest: "permissions = { 'ticket.view' }")
    let found = try PluginCheck.findings(of: source, among: [])
    #expect(found.map(\.rule) == [.unknownName])
    #expect(found.first?.words.description.contains(right) == true, "\(found)")
  }

  @Test func `loops and helpers know what they are given`() throws {
    let found = try rules(
      """
      local function show(ticket) print(ticket.subjekt) end
      docket.after("ticket.create", function(change)
        show(change.after)
        for ticket in docket.tickets.each("is:open") do print(ticket.subjekt) end
        for _, one in ipairs(docket.tickets.find("is:open")) do print(one.subjekt) end
      end)
      """, manifest: "permissions = { 'ticket.view' }")
    #expect(found == [1, 4, 5].map { "init.lua:\($0) unknown-name" })
  }

  @Test(arguments: ["seen[change.id] = true", "seen.all.x = 1", "n = n + 1"])
  func `what a decision leaves behind is told`(code: String) throws {
    let found = try rules(
      """
      local n, seen = 0, { all = {} }
      docket.before("ticket.create", function(change)
        local own = {} own[change.id] = true
        \(code)
      end)
      """)
    #expect(found == ["init.lua:4 kept-variable"])
  }

  @Test func `a table that keeps what was worked out is a cache`() throws {
    let found = try rules(
      """
      local cache = {}
      docket.before("ticket.create", function(change)
        local text = change.after.subject
        if not cache[text] then cache[text] = text:lower() end
      end)
      """)
    #expect(found == [])
  }

  @Test func `a value of the desk's is no number and no text`() throws {
    let found = try rules(
      "docket.after('ticket.create', function(change)\ndocket.tickets.get(change.after) end)",
      manifest: "permissions = { 'ticket.view' }")
    #expect(found == ["init.lua:2 wrong-argument"])
  }

  @Test func `a field of a plugin is offered where it stands`() throws {
    let source = PluginSource.sample(
      """
      docket.field{ name = "size", type = "integer" }
      docket.after("ticket.create", function(change) print(change.after.size) end)
      """)
    let found = try PluginCheck.findings(of: source, among: [])
    #expect(found.first?.words.description.contains("change.after.fields.size") == true, "\(found)")
  }

  @Test(arguments: [
    "is:open is:closed", "priority:low (priority:high or priority:urgent)",
    "no:due has:due", "no:assignee assignee:ann", "id:7 not:id:7",
  ])
  func `a condition that contradicts itself holds for nothing`(condition: String) throws {
    #expect(
      try rules("docket.view{ name = 'x', query = \"\(condition)\" }") == [
        "init.lua:1 impossible-condition"
      ])
  }

  @Test(arguments: [
    "is:open,closed", "tag:a tag:b", "not:is:open", "priority:low or priority:high",
    "is:open not:priority:low", "priority:low.. priority:..high", "assignee:ann requester:bob",
  ])
  func `a condition that can hold is left alone`(condition: String) throws {
    #expect(try rules("docket.view{ name = 'x', query = \"\(condition)\" }") == [])
  }
}

/// Plugins that are hardly ones.
@Suite struct CheckInputTests {
  private func rules(_ files: [String: [UInt8]]) throws -> Set<CheckRule> {
    Set(
      try PluginCheck.findings(of: PluginSource(name: "sample", files: files), among: []).map(
        \.rule))
  }

  private static let manifest = Array(
    #"return { name = "sample", version = "1.0.0", api = 1, summary = "x" }"#.utf8)

  @Test func `files that are no text are told of`() throws {
    #expect(try rules(["plugin.lua": Self.manifest, "init.lua": [0xFF, 0xFE]]) == [.syntax])
    #expect(try rules(["plugin.lua": [0x1B, 0x4C, 0x75, 0x61], "init.lua": []]).contains(.syntax))
    let large = [UInt8](repeating: 0x20, count: 300_000)
    #expect(try rules(["plugin.lua": Self.manifest, "init.lua": large]).contains(.syntax))
  }

  @Test func `a plugin without its files is told of`() throws {
    #expect(try rules(["plugin.lua": Self.manifest]) == [.loading])
    #expect(try rules(["init.lua": []]) == [.manifest])
    #expect(try rules(["plugin.lua": Array("return 7".utf8), "init.lua": []]) == [.manifest])
  }

  @Test func `nesting without end is a finding, not the end`() throws {
    let deep = "return " + String(repeating: "(", count: 100_000)
    #expect(try rules(["plugin.lua": Self.manifest, "init.lua": Array(deep.utf8)]) == [.syntax])
    let long = "local x = 1 x = x" + String(repeating: " + x", count: 20_000)
    #expect(try rules(["plugin.lua": Self.manifest, "init.lua": Array(long.utf8)]).isEmpty)
    let chain = "local x = docket x" + String(repeating: ":a()", count: 50_000)
    #expect(
      try rules(["plugin.lua": Self.manifest, "init.lua": Array(chain.utf8)]) == [.loading])
  }

  @Test func `what is missing is not told twice`() throws {
    let requiring =
      #"return { name = "sample", version = "1.0.0", api = 1, summary = "x","#
      + #" requires = { nothing = ">=1" } }"#
    #expect(try rules(["plugin.lua": Array(requiring.utf8), "init.lua": []]) == [.loading])
  }
}
