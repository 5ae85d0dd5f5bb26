import Desk
import Foundation
import TestSupport
import Testing

/// What of a plugin's code its examples run.
@Suite struct SpecCoverageTests {
  private static let files = [
    "plugin.lua": """
    return {
      name = "mine", version = "1.0.0", api = 1, summary = "A plugin of a test",
      permissions = { "ticket.view", "ticket.update" },
    }
    """,
    "init.lua": """
    local words = require("words")
    docket.field{ name = "count", type = "integer" }
    docket.before("ticket.create", function(change)
      if change.after.subject == "odd" then
        change:set("tags", { "odd" })
      end
      change:set("count", words.count(change.after.subject))
    end, { name = "count" })
    docket.after("ticket.close", function(change)
      docket.log.info("closed")
    end, { name = "closed" })
    """,
    "lib/words.lua": """
    local words = {}
    function words.count(text)
      local count = 0
      for _ in text:gmatch("%a+") do
        count = count + 1
      end
      return count
    end
    return words
    """,
    "spec.lua": """
    for turn = 1, 4 do
      spec.case("turn " .. turn, { requires = { "support" } }, function(desk)
        spec.equal(desk:get(desk:create{ subject = "a b" }).fields.count, 2)
      end)
    end
    spec.case("odd", { requires = { "support" } }, function(desk)
      spec.equal(desk:get(desk:create{ subject = "odd" }).tags, { "odd" })
    end)
    """,
  ]

  /// Statements of which Lua tells nothing on their own line, though they run.
  private static let quiet = [
    "init.lua": """
    local words = require("words")
    docket.before("ticket.create", function()
      words.run()()
    end, { name = "run" })
    """,
    "lib/words.lua": """
    local words = {}
    local first
    local second
    local MOST <const> = 2
    local TWICE <const> = -MOST * -2
    first = 1
    second = nil
    function words.run()
      local n =
        first
      while true do
        n = n + 1
        if n > TWICE then break end
      end
      if not false and MOST then
        n = second or n
      end
      return function()
        return n
      end
    end
    return words
    """,
    "spec.lua": """
    spec.case("one", { requires = { "support" } }, function(desk)
      desk:create{ subject = "a" }
    end)
    """,
  ]

  private func coverage(
    _ words: [String], _ files: [String: String] = files,
  ) throws -> (TemporaryFolder, ExampleCoverage) {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/mine/lib", withIntermediateDirectories: true)
    for (name, text) in Self.files.merging(files, uniquingKeysWith: { $1 }) {
      try folder.write(text + "\n", to: "mine/\(name)")
    }
    let report = try Desk.testPlugin(
      named: folder.path + "/mine", deskAt: "/nowhere", matching: words, notesLines: true)
    #expect(report.results.allSatisfy { $0.failure == nil }, "\(report.results)")
    return (folder, try #require(report.coverage))
  }

  @Test func `lines that no case runs are known, in every file`() throws {
    let (folder, coverage) = try coverage(["turn"])
    #expect(coverage.files.map(\.name) == ["init.lua", "lib/words.lua"])
    #expect(coverage.files[1].path.hasSuffix("/mine/lib/words.lua"))
    #expect(coverage.files[0].lines.map(\.number) == [1, 2, 3, 4, 5, 7, 9, 10])
    #expect(coverage.files[0].lines.filter { !$0.ran }.map(\.number) == [5, 10])
    #expect(coverage.files[1].lines.map(\.number) == [1, 3, 4, 5, 7, 9])
    #expect(coverage.files[1].lines.allSatisfy { $0.ran })
    _ = folder
  }

  @Test func `what every case runs counts, and hooks that none runs are named`() throws {
    let (_, coverage) = try coverage([])
    #expect(coverage.files[0].lines.filter { !$0.ran }.map(\.number) == [10])
    #expect(coverage.hooks.map(\.name) == ["closed", "count"])
    #expect(coverage.hooks.map(\.ran) == [false, true])
    #expect(coverage.hooks.map(\.line) == [9, 3])
    #expect(coverage.hooks.map(\.file) == ["init.lua", "init.lua"])
  }

  @Test func `only lines of which Lua tells are counted`() throws {
    let (_, coverage) = try coverage([], Self.quiet)
    #expect(coverage.files[1].lines.map(\.number) == [1, 6, 10, 12, 13, 16, 19, 22])
    for file in coverage.files { #expect(file.lines.allSatisfy { $0.ran }, "\(file)") }
  }

  @Test func `nothing is noted where nobody asks`() throws {
    let report = try Desk.testPlugin(named: "support", deskAt: "/nowhere", matching: ["reopen"])
    #expect(report.coverage == nil)
  }
}
