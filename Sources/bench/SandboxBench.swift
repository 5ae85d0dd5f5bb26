import PluginHost

/// What plugins cost before they do anything: the time to load them, and the memory of one.
struct SandboxBench {
  let scale: Scale

  private static let count = 10

  func rows() throws -> [ReportRow] {
    var (loading, bare) = (Readings(), Readings())
    for _ in 0..<max(1, scale.repetitions * 3) {
      loading.add(try SandboxBench.milliseconds { _ = try SandboxBench.load() })
      bare.add(try SandboxBench.milliseconds { _ = try SandboxBench.loadBare() })
    }
    guard let plugin = try SandboxBench.load().plugins.first else {
      throw BenchError("no plugin loads")
    }
    let idle = try plugin.idleMemory(on: DeskTraits())
    guard let lua = try SandboxBench.loadBare().first else { throw BenchError("no Lua") }
    return [
      ReportRow(
        measure: "loading ten plugins", unit: "ms", value: loading.median, floorName: "bare Lua",
        floor: bare.median, target: .valueAtMost(5),
        note: "a field and two hooks each; manifest, top level and registry"),
      ReportRow(
        measure: "an idle sandbox", unit: "KiB", value: Double(idle) / 1024, floorName: "bare Lua",
        floor: try lua.memory(), target: .valueAtMost(64),
        note: "the guarded library and all of the API"),
    ]
  }

  private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Meter.cpu
    try body()
    return (Meter.cpu - start) / 1000
  }

  private static func load() throws -> LoadedSet {
    let set = try PluginLoader().load((0..<count).map(source))
    guard set.problems.isEmpty else { throw BenchError("\(set.problems)") }
    return set
  }

  private static func source(_ number: Int) -> PluginSource {
    let manifest = "return { name = 'p\(number)', version = '1.0.0', api = 1, summary = 'Bench' }"
    let code = """
      docket.field{ name = "field_\(number)", type = "text" }
      docket.before("ticket.create", function(change)
        if change.after.subject == "" then change:refuse("subject", "say what it is about") end
      end, { name = "subject" })
      docket.validate("ticket.*", function(change) return change.after.priority end, { name = "look" })
      """
    return PluginSource(name: "p\(number)", texts: ["plugin.lua": manifest, "init.lua": code])
  }

  /// As many states with all of the stock library, each running a text of that kind.
  private static func loadBare() throws -> [RawLua] {
    try (0..<count).map { number in
      try RawLua(
        function: """
          local docket = { field = function() end, before = function() end }
          docket.field{ name = "field_\(number)", type = "text" }
          docket.before("ticket.create", function(change) return change.after.subject end)
          return function() end
          """, withLibraries: true)
    }
  }
}
