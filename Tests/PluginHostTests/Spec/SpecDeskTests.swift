import PluginHost
import Testing

/// What is on the desk of a case, and what a case that fails says.
@Suite struct `The desk of a case` {
  private func run(
    _ spec: String, main: String = "", files: [String: String] = [:], matching: [String] = [],
    beside: [PluginSource] = [],
  ) throws -> [SpecResult] {
    var files = files
    files["spec.lua"] = spec
    let runner = SpecRunner(available: try beside + Bundled.all()) { try BenchDesk($0, at: $1) }
    return try runner.run(.sample(main, files: files), matching: matching)
  }

  private func failure(
    _ body: String, options: String = "{}", main: String = "", files: [String: String] = [:],
    beside: [PluginSource] = [],
  ) throws -> String? {
    let spec = "spec.case('x', \(options), function(desk)\n\(body)\nend)"
    return try run(spec, main: main, files: files, beside: beside).first?.failure?.description
  }

  @Test(arguments: [
    ("desk:create{ subject = 'x' }", "no plugin of this case brings a type of ticket"),
    ("desk:act('ann', 'note', 1, { text = 'x' })", "brings the role `agent`"),
    ("desk:try('carl', 'note', 1, { text = 'x' })", "brings the role `customer`"),
    ("desk:person{ name = 'eve', roles = { 'agent' } }", "`agent`, which no plugin"),
  ])
  func `nothing is there but what is asked for, and the line says so`(
    _ body: String, _ words: String,
  ) throws {
    let failure = try #require(try failure(body))
    #expect(failure.hasPrefix("sample/spec.lua:2: "), "\(failure)")
    #expect(failure.contains(words), "\(failure)")
    #expect(failure.contains("requires = { \"support\" }"), "\(failure)")
  }

  @Test func `a case asks for plugins beside this one`() throws {
    let other = PluginSource.sample("docket.field{ name = 'room', type = 'text' }", name: "rooms")
    let body = """
      local id = desk:create{ subject = "x", fields = { room = "5" } }
      spec.equal(desk:get(id).fields.room, "5")
      """
    let options = "{ requires = { 'support', 'rooms' } }"
    #expect(try failure(body, options: options, beside: [other]) == nil)
    #expect(try failure(body, options: options)?.contains("rooms") == true)
  }

  @Test func `require finds the plugin's lib`() throws {
    let files = ["lib/words.lua": "return { answer = 42 }"]
    let body = "spec.equal(require('words').answer, 42)"
    #expect(try failure(body, files: files) == nil)
  }

  @Test(arguments: [
    ("{ a = { 1, 2 } }", "{ a = { 1, 3 } }", "at .a[2]: 2 is not 3"),
    ("{ 1, 2, 3 }", "{ 1, 2 }", "at [3]: 3 is not nil"),
    ("{ ['a b'] = 1 }", "{}", "at [\"a b\"]: 1 is not nil"),
    ("'one'", "'two'", "\"one\" is not \"two\""),
  ])
  func `two values that differ are shown with the place`(
    _ left: String, _ right: String, _ words: String,
  ) throws {
    #expect(try failure("spec.equal(\(left), \(right))")?.contains(words) == true)
  }

  @Test func `a failure lists the frames of one's own files`() throws {
    let files = ["lib/deep.lua": "return function(x) return x.y.z end"]
    let spec = "spec.case('x', {}, function()\n  local n = require('deep')({})\nend)"
    let failure = try #require(try run(spec, files: files).first?.failure)
    #expect(failure.line == 1)
    #expect(failure.file == "lib/deep.lua")
    #expect(
      failure.frames.map { $0.prefix { $0 != " " } } == [
        "sample/lib/deep.lua:1:", "sample/spec.lua:2:",
      ])
  }

  @Test func `words choose among the cases, however they are written`() throws {
    let spec = ["Late tickets", "late answers", "early"]
      .map { "spec.case('\($0)', {}, function() end)" }.joined(separator: "\n")
    #expect(try run(spec, matching: ["LATE"]).map(\.name) == ["Late tickets", "late answers"])
    #expect(try run(spec, matching: ["late", "tick"]).map(\.name) == ["Late tickets"])
    #expect(try run(spec, matching: ["never"]).isEmpty)
  }

  @Test func `a plugin without a spec is loaded`() throws {
    let runner = SpecRunner(available: []) { try BenchDesk($0, at: $1) }
    #expect(try runner.run(.sample("docket.queue{ name = 'hr' }")).isEmpty)
    #expect(throws: PluginProblem.self) {
      try runner.run(.sample("docket.field{ name = 'x' }"))
    }
  }

  @Test func `a plugin that does not load is told once`() throws {
    let spec = (1...3).map { "spec.case('\($0)', {}, function() end)" }.joined(separator: "\n")
    #expect(throws: PluginProblem.self) { try run(spec, main: "docket.field{ name = 'x' }") }
  }
}
