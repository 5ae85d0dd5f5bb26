import Testing

@Suite struct PluginViewTests {
  @Test(arguments: [
    ("actions", "unassigned"), ("actions", "escalated"), ("notify", "loud"),
  ])
  func `a bundled plugin's view is called in every language`(
    plugin: String, view: String,
  ) throws {
    let desk = try TestDesk.ofSupport()
    try desk.run("plugin", "enable", plugin, "--yes")
    var labels: Set<String> = []
    for language in ["en", "nl", "de", "es", "ru"] {
      let lines = try desk.run("view", "list", "--lang", language).lines
      let own = try #require(lines.first { $0.hasPrefix("\(view) ") })
      let cells = own.split(separator: /\s{2,}/)
      labels.insert(String(try #require(cells.dropFirst().first)))
    }
    // Without a label, the number of tickets would stand there.
    #expect(labels.count == 5 && labels.allSatisfy { Int($0) == nil }, "\(labels)")
  }
}
