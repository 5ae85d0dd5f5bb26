import PluginHost
import Testing

@Suite struct `Specs of the bundled plugins` {
  @Test(arguments: [
    "support", "close-reasons", "inbox", "round-robin", "helpdesk-log", "support-tickets",
  ])
  func `every case holds`(_ name: String) throws {
    let runner = SpecRunner(available: try Bundled.all()) { try BenchDesk($0, at: $1) }
    let results = try runner.run(Bundled.plugin(name))
    #expect(!results.isEmpty)
    for result in results {
      #expect(result.failure == nil, "\(result.name)")
    }
  }
}
