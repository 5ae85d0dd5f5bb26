import Foundation
import TestSupport
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

  private static let awkward = """
    spec.case("so & <so> #1", {}, function() end)
    spec.case("wrong", { requires = { "support" } }, function(desk)
      desk:create{ subject = "x" }
      spec.equal("<a>", "b\\n\\7")
    end)
    """

  @Test func `test prints the Test Anything Protocol`() throws {
    let desk = try Self.folder(["spec.lua": Self.awkward])
    let result = try run("plugin", "test", "./mine", "--format", "tap", in: desk)
    #expect(result.status == 1)
    #expect(
      result.lines == [
        "TAP version 14", "1..2", "ok 1 - mine: so & <so> \\#1", "not ok 2 - mine: wrong", "  ---",
        #"  message: "mine/spec.lua:4: spec.equal: \"<a>\" is not \"b\\n\\007\"""#, "  ...",
      ])
  }

  @Test func `test prints XML that keeps what is in names and values`() throws {
    let desk = try Self.folder(["spec.lua": Self.awkward])
    let result = try run("plugin", "test", "./mine", "--format", "junit", in: desk)
    #expect(result.status == 1)
    #expect(result.lines.first == #"<?xml version="1.0" encoding="UTF-8"?>"#)
    #expect(
      result.lines.contains(
        #"    <testcase classname="mine" name="so &amp; &lt;so&gt; #1"/>"#))
    #expect(
      result.lines.contains(#"  <testsuite name="mine" tests="2" failures="1">"#))
    let failure = try #require(result.lines.first { $0.contains("<failure") })
    #expect(failure.contains(#"spec.equal: &quot;&lt;a&gt;&quot; is not &quot;b\n\007&quot;"#))
    #expect(failure.hasSuffix("</failure>"))
  }

  @Test(arguments: [("tap", "not ok 1 - mine: spec.lua"), ("junit", #"failures="1""#)])
  func `a plugin that does not load is a case that fails`(_ format: String, _ line: String) throws {
    let desk = try Self.folder(["init.lua": "docket.queue{ name = 7 }"])
    let result = try run("plugin", "test", "./mine", "--format", format, in: desk)
    #expect(result.status == 1 && result.errors.isEmpty)
    #expect(result.output.contains(line), "\(result.output)")
    #expect(result.output.contains("init.lua:1"))
  }

  @Test func `test takes several plugins, and says whose case each is`() throws {
    let desk = try Self.folder(["spec.lua": "spec.case('one', {}, function() end)"])
    try desk.write(plugin: "other", files: ["spec.lua": "spec.case('two', {}, function() end)"], "")
    let result = try run("plugin", "test", "./mine", "./other", in: desk)
    #expect(result.status == 0)
    #expect(result.lines == ["mine", "✓ one", "other", "✓ two", "2 cases, 0 failed"])
    let both = try run("plugin", "test", "mine", "--json", "--format", "tap", in: desk)
    #expect(both.status == 2)
  }

  @Test(arguments: [[], ["--json"]])
  func `of several, one that does not load hides nothing of the others`(options: [String]) throws {
    let desk = try Self.folder(["spec.lua": "spec.case('one', {}, function() end)"])
    try desk.write(plugin: "broken", "docket.queue{ name = 7 }")
    let result = try DocketProcess(
      arguments: ["plugin", "test", "./broken", "./mine"] + options, folder: desk.path + "/plugins"
    ).run()
    #expect(result.status == 1)
    #expect(result.output.contains("one") && result.output.contains("init.lua:1"))
  }

  @Test func `a case that fails shows the steps of what it asked for last`() throws {
    let desk = try Self.folder(["spec.lua": Self.awkward])
    let page = try run("plugin", "test", "./mine", in: desk)
    #expect(page.lines.contains("    what it asked for last:"), "\(page.output)")
    #expect(page.lines.contains { $0.contains("authorize") })
    let result = try run("plugin", "test", "./mine", "--json", in: desk)
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let cases = try #require(document as? [[String: Any]])
    #expect((cases[0]["trace"] as? [Any])?.isEmpty == true)
    #expect((cases[1]["trace"] as? [Any])?.isEmpty == false)
    #expect(cases.allSatisfy { $0["plugin"] as? String == "mine" })
  }

  @Test func `update writes what snapshots keep, and only then`() throws {
    let spec = "spec.case('x', {}, function() spec.snapshot({ b = 1, a = { 2 } }, 'both') end)"
    let desk = try Self.folder(["spec.lua": spec])
    let file = desk.path + "/plugins/mine/snapshots/both.lua"
    #expect(try run("plugin", "test", "./mine", in: desk).status == 1)
    #expect(!FileManager.default.fileExists(atPath: file))
    let written = try run("plugin", "test", "./mine", "--update", in: desk)
    #expect(written.status == 0, "\(written.output)")
    #expect(written.errors == "1 snapshot written to ./mine/snapshots\n")
    let kept = try String(contentsOfFile: file, encoding: .utf8)
    #expect(kept == "return {\n  a = { 2 },\n  b = 1,\n}\n")
    #expect(try run("plugin", "test", "./mine", "--update", in: desk).errors.isEmpty)
    #expect(try run("plugin", "test", "./mine", in: desk).status == 0)
    try "return { a = { 3 }, b = 1 }".write(toFile: file, atomically: true, encoding: .utf8)
    let differs = try run("plugin", "test", "./mine", in: desk)
    #expect(differs.status == 1)
    #expect(differs.output.contains("both.a[1] is 2, and 3 in snapshots/both.lua"))
  }

  @Test func `snapshots are not written through a link`() throws {
    let spec = "spec.case('x', {}, function() spec.snapshot(1, 'both') end)"
    let desk = try Self.folder(["spec.lua": spec])
    let folder = desk.path + "/elsewhere"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "mine".write(toFile: folder + "/both.lua", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: desk.path + "/plugins/mine/snapshots", withDestinationPath: folder)
    for options in [[], ["--update"]] {
      let result = try DocketProcess(
        arguments: ["plugin", "test", "./mine"] + options, folder: desk.path + "/plugins"
      ).run()
      #expect(result.status != 0 && result.errors.contains("mine/snapshots"), "\(result.errors)")
    }
    #expect(try String(contentsOfFile: folder + "/both.lua", encoding: .utf8) == "mine")
  }

  @Test(arguments: ["lib", "snapshots"])
  func `what a linked folder leads to is no part of a plugin, nor of its pack`(name: String) throws
  {
    let desk = try Self.folder([:])
    let folder = desk.path + "/elsewhere"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "return 1".write(toFile: folder + "/foreign.lua", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: desk.path + "/plugins/mine/" + name, withDestinationPath: folder)
    let packed = try run("plugin", "pack", "./mine", "--force", "-o", "mine.pack", in: desk)
    #expect(packed.status == 0, "\(packed)")
    let bytes = FileManager.default.contents(atPath: desk.path + "/plugins/mine.pack")
    #expect(try #require(bytes).range(of: Data("foreign.lua".utf8)) == nil)
  }

  @Test func `below an input that fails stands what came of that one`() throws {
    let desk = try Self.folder([
      "init.lua": """
      docket.after("ticket.create", function(change) docket.log.info("saw " .. change.id) end)
      """,
      "spec.lua": """
      spec.case("x", { requires = { "support" } }, function(desk)
        spec.each(spec.any.integer(0, 1000), 20, function(n)
          if n >= 42 then desk:create{ subject = "x" } end
          desk:deliver()
          spec.equal(n < 42, true)
        end)
      end)
      """,
    ])
    let output = try run("plugin", "test", "./mine", in: desk).output
    #expect(output.contains("fails with 42 (input "), "\(output)")
    #expect(output.contains("what it asked for last:") && output.contains("saw 1"), "\(output)")
  }

  @Test func `what fails for a seed fails again for it`() throws {
    let desk = try Self.folder([
      "spec.lua": """
      spec.case("x", {}, function()
        spec.each(spec.any.integer(0, 1000000), 20, function(n) spec.equal(n < 500000, true) end)
      end)
      """
    ])
    let first = try run("plugin", "test", "./mine", "--seed", "7", in: desk)
    #expect(first.output.contains("fails with 500000 (input "), "\(first.output)")
    #expect(first.output.contains("--seed 7"))
    #expect(try run("plugin", "test", "./mine", "--seed", "7", in: desk).output == first.output)
    #expect(try run("plugin", "test", "./mine", "--seed", "-1", in: desk).status == 2)
  }

  @Test func `watch runs the cases again when a file changes, until it is interrupted`() throws {
    let desk = try Self.folder(["spec.lua": "spec.case('one', {}, function() end)"])
    let folder = desk.path + "/plugins/mine"
    let terminal = try TestSupport.PseudoTerminal(
      [DocketProcess.program.path, "plugin", "test", folder, "--watch"], in: [desk],
      environment: ["NO_COLOR": "1"])
    let first = try terminal.wait(for: "Ctrl-C ends it")
    #expect(first.contains("✓ one") && first.contains("watching \(folder)"), "\(first)")
    for (file, text, words) in [
      ("spec.lua", "spec.case('two', {}, function() end)", "✓ two"),
      ("init.lua", "docket.queue{ name = 7 }", "init.lua:1"),
      ("init.lua", "", "✓ two"),
    ] {
      try text.write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
      let again = try terminal.wait(for: "Ctrl-C ends it")
      #expect(again.contains("\(folder)/\(file)"), "\(again)")
      #expect(again.contains(words), "\(again)")
    }
    terminal.send("\u{3}")
    #expect(try terminal.end() == .signal(SIGINT))
  }

  @Test(arguments: [["--json"], ["--format", "tap"], ["--format", "junit"]])
  func `what a program reads is not written again and again`(options: [String]) throws {
    let desk = try Self.folder([:])
    let result = try DocketProcess(
      arguments: ["plugin", "test", "./mine", "--watch"] + options,
      folder: desk.path + "/plugins"
    ).run()
    #expect(result.status == 2)
    #expect(result.output.contains("--watch") || result.errors.contains("--watch"))
  }

  @Test func `a plugin that is not there is not waited for`() throws {
    let desk = try Self.folder([:])
    #expect(try run("plugin", "test", "./none", "--watch", in: desk).status != 0)
  }
}
