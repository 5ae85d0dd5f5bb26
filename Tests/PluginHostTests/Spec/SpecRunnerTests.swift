import PluginHost
import Testing

@Suite struct `The spec runner` {
  private func run(_ spec: String) throws -> [SpecResult] {
    let source = PluginSource.sample("", files: ["spec.lua": spec])
    return try SpecRunner(available: Bundled.all()) { try BenchDesk($0, at: $1) }.run(source)
  }

  @Test func `a case that does not hold fails with its line`() throws {
    let results = try run(
      """
      spec.case("right", {}, function() spec.equal({ a = { 1 } }, { a = { 1.0 } }) end)
      spec.case("wrong", {}, function()
        spec.equal(1, 2)
      end)
      """)
    #expect(results.map(\.name) == ["right", "wrong"])
    #expect(results[0].failure == nil)
    #expect(results[1].failure?.description.hasPrefix("sample/spec.lua:3:") == true)
  }

  @Test(arguments: [
    (
      "spec.refused(desk:try(\"mia\", \"note\", desk:create{ subject = \"x\" }, { text = \"n\" }))",
      "it was done"
    ),
    ("desk:act(\"carl\", \"close\", desk:create{ subject = \"x\" }, {})", "refused"),
    ("desk:act(\"nina\", \"close\", 1, {})", "nina"),
    ("desk:crate{}", "create"),
    ("spec.raises(function() end)", "raises no error"),
    ("spec.raises(function() error(\"boom\") end, \"bang\")", "another error"),
    ("desk:create{ subjct = \"x\" }", "did you mean `subject`?"),
  ])
  func `what a case gets wrong fails it`(_ lua: String, _ words: String) throws {
    let results = try run(
      "spec.case(\"x\", { requires = { \"support\" } }, function(desk) \(lua) end)")
    #expect(results.first?.failure?.message.contains(words) == true)
  }

  @Test func `each case has a desk of its own`() throws {
    let spec = """
      for turn = 1, 2 do
        spec.case("turn " .. turn, { requires = { "support" } }, function(desk)
          spec.equal(desk:create{ subject = "x" }, 1)
        end)
      end
      """
    #expect(try run(spec).allSatisfy { $0.failure == nil })
  }
}
