import Desk
import PluginHost
import Testing

@Suite struct BundledPluginTests {
  @Test(arguments: [
    "support", "close-reasons", "inbox", "round-robin", "helpdesk-log", "support-tickets",
    "webhook", "organizations",
  ])
  func `a bundled plugin passes its own spec`(name: String) throws {
    let available = try Desk.bundledPlugins()
    let source = try #require(available.first { $0.name == name })
    let results = try Desk.testPlugin(source, among: available)
    #expect(!results.isEmpty)
    for result in results { #expect(result.failure == nil, "\(result.name)") }
  }
}
