import PluginHost
import Testing

/// Cases over generated inputs.
@Suite struct `Generated inputs` {
  /// Why a case with that body fails, by the seed.
  private func failure(_ body: String, seed: UInt64? = nil) throws -> String? {
    let spec = "spec.case('x', { requires = { 'support' } }, function(desk)\n\(body)\nend)"
    let runner = SpecRunner(available: try Bundled.all()) { try BenchDesk($0, at: $1) }
    let results = try runner.run(
      .sample("", files: ["spec.lua": spec]), SpecOptions(seed: seed))
    return try #require(results.first).failure?.description
  }

  @Test(arguments: [
    ("spec.any.integer(0, 100000)", "input < 42", "42"),
    ("spec.any.integer(-100000, 100000)", "input > -7", "-7"),
    ("spec.any.integer(0, math.maxinteger)", "input < 987654321987", "987654321987"),
    ("spec.any.integer(math.mininteger, 0)", "input > -987654321987", "-987654321987"),
    ("spec.any.integer(10, 20)", "input < 10", "10"),
    ("spec.any.boolean()", "not input", "true"),
    ("spec.any.text(40)", "utf8.len(input) < 4", "\"aaaa\""),
    ("spec.any.of{ 'low', 'high', 'urgent' }", "input == 'low'", "\"high\""),
    ("spec.any.list(spec.any.integer(0, 9), 8)", "#input < 3", "{ 0, 0, 0 }"),
    ("spec.any.list(spec.any.integer(0, 9), 2000)", "#input < 3", "{ 0, 0, 0 }"),
    (
      "spec.any.table{ n = spec.any.integer(0, 99), b = spec.any.boolean() }", "input.n < 5",
      "{ b = false, n = 5 }"
    ),
  ])
  func `of inputs that fail, the simplest is shown`(
    _ generator: String, _ holds: String, _ simplest: String,
  ) throws {
    let failure = try #require(
      try failure(
        """
        spec.each(\(generator), 60, function(input) spec.equal(\(holds), true) end)
        """))
    #expect(failure.hasPrefix("sample/spec.lua:2: "), "\(failure)")
    #expect(failure.contains("fails with \(simplest) (input "), "\(failure)")
    #expect(failure.contains("sample/spec.lua:2: spec.equal: false is not true"), "\(failure)")
  }

  @Test(arguments: [
    ("while true do end", "used up its budget of instructions"),
    ("local all = {} while true do all[#all + 1] = { all } end", "used up|out of memory"),
  ])
  func `an input that ends the sandbox is shown with why`(_ code: String, _ why: String) throws {
    let failure = try #require(
      try failure(
        """
        spec.each(spec.any.integer(0, 1000), 60, function(n) if n > 500 then \(code) end end)
        """))
    #expect(failure.contains("spec.each: fails with "), "\(failure)")
    #expect(why.split(separator: "|").contains { failure.contains($0) }, "\(failure)")
    #expect(!failure.contains("earlier fault"), "\(failure)")
  }

  @Test func `what all inputs together may use is the fault of none`() throws {
    let spent = try #require(
      try failure(
        "spec.each(spec.any.boolean(), 40, function() for _ = 1, 4000000 do end end)"))
    #expect(spent.contains("the case used up what it may use at input 1"), "\(spent)")
    #expect(spent.contains(" of 40, "), "\(spent)")
    #expect(!spent.contains("fails with"), "\(spent)")
  }

  @Test func `of inputs that fail, the simplest that there was time for is shown`() throws {
    let failure = try #require(
      try failure(
        """
        spec.each(spec.any.integer(1000000, 1000000000000), 5, function(n)
          for _ = 1, 4000000 do end
          spec.equal(n < 1000001, true)
        end)
        """))
    #expect(failure.contains("spec.each: fails with "), "\(failure)")
    #expect(failure.contains("sample/spec.lua:4: spec.equal: false is not true"), "\(failure)")
    #expect(!failure.contains("used up"), "\(failure)")
  }

  @Test func `each input has a desk as it was at the beginning`() throws {
    let failure = try failure(
      """
      desk:create{ subject = "before" }
      spec.each(spec.any.text(5), 4, function(words)
        spec.equal(desk:create{ subject = "x" .. words }, 1)
      end)
      """)
    #expect(failure == nil)
  }

  @Test func `inputs are the same for a seed, and others for another`() throws {
    let body = """
      local all = {}
      spec.each(spec.any.integer(0, 1000000), 5, function(n) all[#all + 1] = n end)
      error(table.concat(all, " "))
      """
    let first = try failure(body, seed: 5)
    #expect(try first == failure(body, seed: 5))
    #expect(try first != failure(body, seed: 6))
  }

  @Test(arguments: [
    ("spec.each({}, 5, function() end)", "spec.any.text(20), got"),
    ("spec.each(spec.any.text(), 0, function() end)", "from 1 to 1000 inputs, got 0"),
    ("spec.each(spec.any.text(), 1001, function() end)", "got 1001"),
    ("spec.any.integer(5, 4)", "`most` is from 5 to"),
    ("spec.any.text(-1)", "spec.any.text: `most` is from 0 to 10000, not -1"),
    ("spec.any.of{}", "`values` wants"),
    ("spec.any.list({ any = 'nonsense' })", "spec.any.list: "),
    ("spec.any.table{ subject = 'x' }", "`subject` wants what spec.any gives"),
    ("spec.each(spec.any.list(spec.any.text(400), 400), 1, function() end)", "more than 100000"),
    (
      "local t = spec.any.text(9000) for _ = 1, 9 do t = spec.any.list(t, 9000) end "
        + "spec.each(t, 1, function() end)", "more than 100000"
    ),
    (
      "spec.each(spec.any.list(spec.any.of{ ('x'):rep(400) }, 400), 1, function() end)",
      "more than 100000"
    ),
    (
      "spec.each(spec.any.list(spec.any.table{ [('k'):rep(400)] = spec.any.boolean() }, 400), "
        + "1, function() end)", "more than 100000"
    ),
  ])
  func `what makes no inputs is refused`(_ body: String, _ words: String) throws {
    let failure = try #require(try failure(body))
    #expect(failure.contains(words), "\(failure)")
  }

  @Test func `inputs are made inside a case only`() throws {
    let spec = "spec.each(spec.any.boolean(), 1, function() end)"
    let runner = SpecRunner(available: []) { try BenchDesk($0, at: $1) }
    let problem = #expect(throws: PluginProblem.self) {
      try runner.run(.sample("", files: ["spec.lua": spec]))
    }
    #expect(problem?.description.contains("spec.each works inside a case only") == true)
  }
}
