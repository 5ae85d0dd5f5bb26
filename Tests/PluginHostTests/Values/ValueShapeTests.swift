import Kernel
import PluginHost
import Testing

/// The values that plugins are handed have the members that the reference tells.
@Suite struct `Shapes of values` {
  private func members(_ name: String) throws -> Set<String> {
    Set(try #require(APITopic.named(name)).members.map(\.name))
  }

  /// The names in `<a b c>`.
  private func names(in message: String) -> Set<String> {
    let list = message.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
    return Set(list.split(separator: " ").map(String.init))
  }

  private static let tell = """
    local function tell(value)
      local names = {}
      for name in pairs(value) do names[#names + 1] = name end
      return "<" .. table.concat(names, " ") .. ">"
    end

    """

  private func run(_ desk: BenchDesk) -> ReactingHost.Run {
    .init(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
      Outcome(verdict: .refused(Refusal(.busy, "")))
    }
  }

  @Test func `a channel is given the members of a message`() throws {
    let source = PluginSource.sample(
      Self.tell + """
        docket.channel{ name = "pager", send = function(message)
          return nil, { code = "drop", message = tell(message) }
        end }
        """)
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let channel = try #require(desk.set.registry.channels.first)
    let ann = try #require(try desk.person(named: "ann"))
    let viewer = desk.rulebook.viewer(ofPlugin: "sample", at: desk.now, reading: desk)
    let message = SeenMessage(to: viewer, by: channel) { _ in
      ChannelMessage(id: 1, recipient: ann, text: "x", at: desk.now)
    }
    let sent = try ReactingHost(desk.set) { _ in }.send(
      #require(message), by: channel, in: run(desk))
    guard case .drop(let told) = sent.delivery else {
      Issue.record("\(sent.delivery)")
      return
    }
    #expect(try names(in: told).union(["ticket", "data"]) == members("message"))
  }

  @Test func `a timer's function is given the members of a timer`() throws {
    let source = PluginSource.sample(
      Self.tell + "docket.every(\"15m\", \"sweep\", function(timer) error(tell(timer)) end)")
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let firing = TimerFiring(name: "sweep", now: desk.now, late: 2000)
    let problem = #expect(throws: (any Error).self) {
      _ = try ReactingHost(desk.set) { _ in }.every(firing, plugin: "sample", in: run(desk))
    }
    let optional: Set = ["last", "data"]
    #expect(
      try names(in: "\(try #require(problem))").union(optional) == members("timer"))
  }

  @Test(arguments: [
    ("result", "desk:act('ann', 'note', id, { text = 'x' })"),
    ("refusal", "desk:try('carl', 'note', id, { text = 'x' })"),
    ("ticket", "desk:get(id)"), ("ticket", "desk:find('is:open')[1]"),
    ("entry", "desk:history(id)[1]"),
  ])
  func `a spec is given the members of what it asks for`(_ name: String, _ call: String) throws {
    let spec =
      Self.tell + """
        spec.case("x", { requires = { "support" } }, function(desk)
          local id = desk:create{ subject = "x" }
          error(tell(\(call)))
        end)
        """
    let source = PluginSource.sample("", files: ["spec.lua": spec])
    let results = try SpecRunner(available: Bundled.all()) { try BenchDesk($0, at: $1) }.run(source)
    let found = names(in: results.first?.failure?.message ?? "").subtracting(["refused"])
    let known = try members(name)
    #expect(!found.isEmpty && found.isSubset(of: known), "\(found)")
  }
}
