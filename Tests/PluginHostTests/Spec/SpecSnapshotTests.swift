import PluginHost
import Testing

/// Values that a spec keeps in files beside it.
@Suite struct `Snapshots of a spec` {
  private func failures(_ bodies: [String], _ snapshots: SpecSnapshots) throws -> [String?] {
    let spec = bodies.enumerated().map { number, body in
      "spec.case('\(number)', { requires = { 'support' } }, function(desk) \(body) end)"
    }.joined(separator: "\n")
    let runner = SpecRunner(available: try Bundled.all()) { try BenchDesk($0, at: $1) }
    let source = PluginSource.sample("", files: ["spec.lua": spec])
    return try runner.run(source, SpecOptions(snapshots: snapshots)).map {
      $0.failure?.description
    }
  }

  private func failure(_ body: String, _ known: [String: String] = [:]) throws -> String? {
    try failures([body], SpecSnapshots(known))[0]
  }

  @Test func `what is written is what is read again`() throws {
    let body = """
      local id = desk:create{ subject = "\\"so\\" ä", body = "so\\n\\"so\\"" }
      spec.snapshot(desk:get(id), "ticket")
      spec.snapshot({ 1, 2.5, "x", {}, { ["a b"] = false, ["end"] = -1 } }, "odd_1-A")
      spec.snapshot(nil, "nothing")
      """
    let written = SpecSnapshots(isUpdating: true)
    #expect(try failures([body], written) == [nil])
    #expect(written.changes.map(\.name) == ["nothing", "odd_1-A", "ticket"])
    let known = Dictionary(uniqueKeysWithValues: written.changes.map { ($0.name, $0.text) })
    #expect(try failure(body, known) == nil)
    let again = SpecSnapshots(known, isUpdating: true)
    #expect(try failures([body], again) == [nil])
    #expect(again.changes.isEmpty)
  }

  @Test func `a value that differs is shown with its place and the file`() throws {
    let known = ["s": "return { a = { 1, 2 } }", "broken": "return {"]
    #expect(try failure("spec.snapshot({ a = { 1, 2 } }, 's')", known) == nil)
    let differs = try failure("spec.snapshot({ a = { 1, 3 } }, 's')", known)
    #expect(differs?.contains("s.a[2] is 3, and 2 in snapshots/s.lua") == true)
    #expect(differs?.contains("--update") == true)
    let missing = try failure("spec.snapshot(1, 'other')", known)
    #expect(missing?.contains("there is no snapshots/other.lua") == true)
    let broken = try failure("spec.snapshot(1, 'broken')", known)
    #expect(broken?.contains("snapshots/broken.lua") == true)
  }

  @Test(arguments: [
    ("1, '../up'", "is no name"), ("1, ''", "is no name"), ("1, 'a.b'", "is no name"),
    ("1, ('x'):rep(65)", "64 at most"), ("{ f = print }, 's'", "s.f is a function"),
    ("{ 1, docket.none }, 's'", "s[2] is docket.none"),
    ("{ 0 / 0 }, 's'", "not finite"),
    ("('x'):rep(300000), 's'", "262144 bytes"),
  ])
  func `what no file can hold is refused, also where files are written`(
    _ arguments: String, _ words: String,
  ) throws {
    for snapshots in [SpecSnapshots(), SpecSnapshots(isUpdating: true)] {
      let failure = try failures(["spec.snapshot(\(arguments))"], snapshots)[0]
      #expect(failure?.contains(words) == true, "\(failure ?? "")")
      #expect(snapshots.changes.isEmpty)
    }
  }

  @Test func `two values need two names`() throws {
    let bodies = ["spec.snapshot(1, 's')", "spec.snapshot(1, 's')", "spec.snapshot(2, 's')"]
    let written = SpecSnapshots(isUpdating: true)
    let failures = try failures(bodies, written)
    #expect(failures[0] == nil && failures[1] == nil)
    #expect(failures[2]?.contains("two values are kept as s") == true)
    #expect(written.changes.map(\.text) == ["return 1\n"])
  }

  @Test func `entries are kept without their digests, which are others in each run`() throws {
    let body = """
      local id = desk:create{ subject = "x" }
      desk:act("ann", "note", id, { text = "y" })
      spec.snapshot({ all = desk:history(id) }, "history")
      """
    let written = SpecSnapshots(isUpdating: true)
    #expect(try failures([body], written) == [nil])
    let text = try #require(written.changes.first?.text)
    #expect(text.contains("action = \"note\"") && !text.contains("digest"), "\(text)")
    #expect(!text.contains("previous"))
    #expect(try failure(body, ["history": text]) == nil)
  }

  @Test func `the snapshots among a plugin's files are those in its folder`() throws {
    let source = PluginSource.sample(
      "",
      files: [
        "snapshots/s.lua": "return { 1 }", "lib/snapshots/t.lua": "return 2",
        "spec.lua": "spec.case('a', {}, function() spec.snapshot({ 1 }, 's') end)",
      ])
    let snapshots = SpecSnapshots(of: source)
    let runner = SpecRunner(available: try Bundled.all()) { try BenchDesk($0, at: $1) }
    let results = try runner.run(source, SpecOptions(snapshots: snapshots))
    #expect(results.map(\.failure?.description) == [nil])
    #expect(snapshots.unused.isEmpty)
  }

  @Test func `files that no case asks for are known`() throws {
    let snapshots = SpecSnapshots(["s": "return 1\n", "old": "return 1\n"])
    #expect(try failures(["spec.snapshot(1, 's')"], snapshots) == [nil])
    #expect(snapshots.unused == ["old"])
  }
}
