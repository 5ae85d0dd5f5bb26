import Foundation
import Testing

/// An author's commands on a plugin in a folder, which no desk knows.
@Suite struct PluginFolderTests {
  private static let spec = """
    spec.case("a late ticket", { requires = { "support" } }, function(desk)
      spec.equal(desk:create{ subject = "x" }, 1)
    end)
    spec.case("another", {}, function() spec.equal({ 1, 2 }, { 1, 3 }) end)
    """

  /// A folder with the plugin `mine`; its files besides the manifest.
  private static func folder(_ files: [String: String]) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "mine", permissions: "\"ticket.view\"", files: files, "docket.queue{ name = 'hr' }")
    return desk
  }

  private func run(_ arguments: String..., in desk: TestDesk) throws -> DocketProcess.Result {
    let folder = desk.path + "/plugins"
    return try DocketProcess(
      arguments: arguments, environment: ["DOCKET_DESK": "/nowhere"], folder: folder
    ).run()
  }

  @Test func `info shows what is in a folder, without a desk`() throws {
    let desk = try Self.folder([:])
    for path in ["./mine", "mine/", "\(desk.path)/plugins/mine"] {
      let result = try run("plugin", "info", path, in: desk)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("ticket.view: see tickets"), "\(result.output)")
    }
    let broken = try Self.folder(["locales/en.lua": "return { ['queue.it'] = 'IT' }"])
    let told = try run("plugin", "info", "./mine", in: broken)
    #expect(told.output.contains("locales/en.lua:1: `queue.it` labels"), "\(told.output)")
    #expect(try run("plugin", "info", "./none", in: desk).status != 0)
  }

  @Test func `test runs the cases that the words choose`() throws {
    let desk = try Self.folder(["spec.lua": Self.spec])
    let chosen = try run("plugin", "test", "./mine", "--filter", "LATE", in: desk)
    #expect(chosen.status == 0)
    #expect(chosen.lines == ["✓ a late ticket", "1 case, 0 failed"])
    let all = try run("plugin", "test", "mine", in: desk)
    #expect(all.status == 1)
    let failure = "mine/spec.lua:4: spec.equal: { 1, 2 } is not { 1, 3 }; at [2]: 2 is not 3"
    #expect(all.lines.contains("    \(failure)"))
    let none = try run("plugin", "test", "./mine", "--filter", "early", in: desk)
    #expect(none.status == 3)
    #expect(none.errors.contains("“early”"))
  }

  @Test func `test of a plugin without a spec checks that it loads, and its texts`() throws {
    let desk = try Self.folder(["locales/en.lua": "return { never = 'N' }"])
    let result = try run("plugin", "test", "./mine", in: desk)
    #expect(result.status == 0)
    #expect(result.lines == ["! locales/en.lua:1: nothing says `never`", "0 cases, 0 failed"])
    #expect(result.errors.contains("the plugin loads"))
    let broken = try Self.folder(["init.lua": "docket.queue{ name = 7 }"])
    #expect(try run("plugin", "test", "./mine", in: broken).status == 1)
  }
}
