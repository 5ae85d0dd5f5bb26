import Foundation
import Testing

/// `docket plugin check` as a person, an editor and a service see it.
@Suite struct PluginCheckTests {
  private static let wrong = """
    docket.after("ticket.create", function(change)
      docket.log.info(change.after.subjekt)
    end)
    """

  private static func folder(_ main: String, files: [String: String] = [:]) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(plugin: "mine", files: files, main)
    return desk
  }

  private func run(
    _ arguments: String..., in desk: TestDesk, path: String? = nil,
  ) throws -> DocketProcess.Result {
    var environment = ["DOCKET_DESK": "/nowhere"]
    if let path { environment["PATH"] = path }
    return try DocketProcess(
      arguments: ["plugin", "check"] + arguments, environment: environment,
      folder: desk.path + "/plugins"
    ).run()
  }

  @Test func `a finding is a line that editors read`() throws {
    let desk = try Self.folder(Self.wrong)
    let result = try run("./mine/", in: desk)
    #expect(result.status == 1)
    #expect(
      result.lines == [
        "./mine/init.lua:2:32: error: there is no `change.after.subjekt`;"
          + " did you mean `change.after.subject`? [unknown-name]"
      ])
    #expect(result.errors == "1 plugin, 1 finding\n")
  }

  @Test func `a plugin without findings is told so, and ends well`() throws {
    let desk = try Self.folder("docket.queue{ name = 'hr' }")
    let result = try run("mine", in: desk)
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.errors == "1 plugin, 0 findings\n")
    #expect(try run("support", "inbox", "./mine", in: desk).errors == "3 plugins, 0 findings\n")
  }

  @Test(arguments: [["--json"], ["--format", "json"]])
  func `programs get a document of the schema`(options: [String]) throws {
    let desk = try Self.folder(Self.wrong)
    let result = try DocketProcess(
      arguments: ["plugin", "check", "./mine"] + options, folder: desk.path + "/plugins"
    ).run()
    #expect(result.status == 1)
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    #expect(try JSONSchema().problems(of: document, from: "plugin check") == [])
    let found = try #require((document as? [[String: Any]])?.first)
    #expect(found["rule"] as? String == "unknown-name")
    #expect(found["path"] as? String == "./mine/init.lua")
    #expect(found["line"] as? Int == 2 && found["column"] as? Int == 32)
  }

  @Test func `sarif has the rules, the level and the place`() throws {
    let desk = try Self.folder(Self.wrong)
    try FileManager.default.moveItem(
      atPath: desk.path + "/plugins/mine", toPath: desk.path + "/plugins/mine é")
    let result = try run("./mine é", "--format", "sarif", in: desk)
    #expect(result.status == 1)
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let log = try #require(document as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let first = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(first["columnKind"] as? String == "unicodeCodePoints")
    let driver = (first["tool"] as? [String: [String: Any]])?["driver"]
    let rules = (driver?["rules"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
    #expect(rules.count > 15)
    for result in try #require(first["results"] as? [[String: Any]]) {
      let rule = try #require(result["ruleId"] as? String)
      #expect(rules[try #require(result["ruleIndex"] as? Int)] == rule)
      #expect(["error", "warning"].contains(result["level"] as? String))
      let locations = result["locations"] as? [[String: [String: [String: Any]]]]
      let place = try #require(locations?.first?["physicalLocation"])
      let uri = place["artifactLocation"]?["uri"] as? String ?? ""
      #expect(uri.hasPrefix("mine%20%C3%A9/"), "\(uri)")
      #expect(place["region"]?["startLine"] as? Int ?? 0 > 0)
    }
  }

  @Test func `luacheck is asked where it is installed, without the plugin's configuration`() throws
  {
    let desk = try Self.folder(
      "local unused = 1", files: [".luacheckrc": "error('no')", "bin/luacheck": Self.luacheck])
    let tools = desk.path + "/plugins/mine/bin"
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: tools + "/luacheck")
    let result = try run("./mine", in: desk, path: "\(tools):/usr/bin:/bin")
    #expect(
      result.lines == ["./mine/init.lua:1:7: warning: (W211) unused variable 'unused' [luacheck]"])
    #expect(try run("./mine", in: desk, path: "/nowhere").lines == [])
  }

  /// Says what luacheck says of the first file, if it is asked as it should be.
  private static let luacheck = """
    #!/bin/sh
    case "$*" in *--no-config*--formatter\\ plain*) ;; *) exit 3;; esac
    for file; do
      case "$file" in */init.lua) echo "$file:1:7: (W211) unused variable 'unused'"; exit 1;; esac
    done
    """

  @Test(arguments: [
    ("./none", "no such folder"), ("/", "plugin.lua"), ("", "no plugin"),
    ("../plugins", "plugin.lua"),
  ])
  func `what is no plugin is an error that says so`(name: String, words: String) throws {
    let desk = try Self.folder("")
    let result = try run(name, in: desk)
    #expect(result.status != 0 && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `terminal controls of a plugin are shown, not sent`() throws {
    let desk = try Self.folder(
      "docket.after('ticket.create', function() x['\\27[2J'] = nothing\u{1B}[2J end)")
    let result = try run("./mine", in: desk)
    #expect(result.status == 1 && !result.output.contains("\u{1B}"))
  }

  @Test func `two formats at once are refused in words`() throws {
    let result = try run("support", "--json", "--format", "text", in: TestDesk.unchanged())
    #expect(result.status == 2)
    #expect(result.output.contains("--format") && !result.output.contains("Failure("))
  }

  @Test func `help explains every rule`() throws {
    let desk = try TestDesk.unchanged()
    let help = try DocketProcess(arguments: ["help", "check"], folder: desk.path).run().output
    let sarif = try run("support", "--format", "sarif", in: desk).output
    let log = try JSONSerialization.jsonObject(with: Data(sarif.utf8)) as? [String: Any]
    let tool = (log?["runs"] as? [[String: Any]])?.first?["tool"] as? [String: [String: Any]]
    let rules = (tool?["driver"]?["rules"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
    #expect(try #require(rules).count > 15)
    for rule in rules ?? [] { #expect(help.contains("\n  \(rule) "), "\(rule)") }
  }
}
