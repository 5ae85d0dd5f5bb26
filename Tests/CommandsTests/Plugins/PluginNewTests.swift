import Foundation
import TestSupport
import Testing

/// `docket plugin new` as somebody who begins with a plugin sees it.
@Suite struct PluginNewTests {
  private static let kinds = [
    "fields", "validator", "workflow", "channel", "intake", "importer", "report",
  ]

  @discardableResult
  private func run(
    _ arguments: String..., in folder: String, environment: [String: String] = [:],
  ) throws -> DocketProcess.Result {
    try DocketProcess(
      arguments: arguments, environment: ["DOCKET_DESK": "/nowhere"].merging(environment) { $1 },
      folder: folder
    ).run()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: kinds)
  func `every kind passes the check and its own examples`(kind: String) throws {
    let folder = try TemporaryFolder()
    let made = try run("plugin", "new", "two-words", "--kind", kind, in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output == "made ./two-words, a plugin of the kind \(kind)\n")
    #expect(made.errors.contains("docket plugin test ./two-words\n"))
    let check = try run("plugin", "check", "./two-words", in: folder.path)
    #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
    let test = try run("plugin", "test", "./two-words", in: folder.path)
    #expect(test.status == 0 && test.output.hasSuffix("cases, 0 failed\n"), "\(test.output)")
    #expect(test.lines.count { $0.hasPrefix("✓") } > 1)
  }

  @Test(arguments: kinds)
  func `a desk enables every kind, under the shortest name too`(kind: String) throws {
    let desk = try TestDesk()
    let made = try run("--desk", desk.path, "plugin", "new", "x", "--kind", kind, in: "/")
    #expect(made.status == 0 && made.output.hasPrefix("made \(desk.path)/plugins/x,"))
    let enabled = try desk.run("plugin", "enable", "x", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    #expect(try desk.run("new", "No light").status == 0)
  }

  @Test func `an editor is told of the API, and no placeholder is left`() throws {
    let folder = try TemporaryFolder()
    for kind in Self.kinds {
      try run("plugin", "new", "a-\(kind)", "--kind", kind, in: folder.path)
      let place = "\(folder.path)/a-\(kind)"
      for file in try #require(FileManager.default.enumerator(atPath: place)) {
        let path = "\(place)/\(file)"
        let type = try FileManager.default.attributesOfItem(atPath: path)[.type]
        if type as? FileAttributeType == .typeDirectory { continue }
        let words = try text(path)
        #expect(!words.contains("{{"), "\(file)")
        #expect(words.hasSuffix("\n") && !words.hasSuffix("\n\n"), "\(file)")
      }
      let bytes = Data(try text("\(place)/.luarc.json").utf8)
      let setup = try JSONSerialization.jsonObject(with: bytes)
      #expect((setup as? [String: Any])?["workspace.library"] as? [String] == ["types"])
      #expect(try text("\(place)/.luacheckrc").contains("read_globals = { \"docket\" }"))
      let types = try text("\(place)/types/docket.lua")
      #expect(types.contains("function docket.tickets.get(id, o) end"))
    }
  }

  @Test func `a table comes in by the importer as it is made`() throws {
    let desk = try TestDesk()
    try run("--desk", desk.path, "plugin", "new", "old-desk", "--kind", "importer", in: "/")
    try desk.run("plugin", "enable", "old-desk", "--yes")
    let folder = "\(desk.path)/plugins/old-desk"
    let command = ["import", "\(folder)/rows.csv", "--with", "\(folder)/import.lua"]
    let first = try desk.process(command).run()
    #expect(first.status == 0, "\(first.output) \(first.errors)")
    #expect(try desk.run("list", "old_desk_number:A-1", "--columns", "subject").lines.count == 2)
    let again = try desk.process(command + ["--json"]).run()
    #expect(again.status == 0 && again.output.contains("\"done\":0"), "\(again.output)")
  }

  @Test func `in a desk's directory it is made among the desk's plugins`() throws {
    let desk = try TestDesk()
    let made = try run("plugin", "new", "contract", in: desk.path)
    #expect(made.output == "made plugins/contract, a plugin of the kind fields\n")
    #expect(made.errors.contains("docket --desk . plugin enable contract"))
    #expect(try desk.run("plugin", "enable", "contract", "--yes").status == 0)
  }

  @Test func `a path says where`() throws {
    let folder = try TemporaryFolder()
    let made = try run("plugin", "new", "work/my plugins/lamps/", in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("docket plugin test \"work/my plugins/lamps\""))
    let test = try run("plugin", "test", "work/my plugins/lamps", in: folder.path)
    #expect(test.status == 0)
  }

  @Test func `what is there stays as it is`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "lamps")
    let refused = try run("plugin", "new", "lamps", in: folder.path)
    #expect(refused.status == 1 && refused.errors.contains("./lamps is there already"))
    #expect(try text("\(folder.path)/lamps") == "mine")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link", withDestinationPath: "/nowhere/at-all")
    #expect(try run("plugin", "new", "link", in: folder.path).status == 1)
  }

  @Test(arguments: [
    ("My Plugin", "did you mean `my-plugin`?"), ("Lamps", "did you mean `lamps`?"),
    ("9lives", "did you mean `lives`?"), ("", "cannot be a plugin's name"),
    ("a\u{1B}[31m", "cannot be a plugin's name"), ("end", "called `end`"),
    ("close", "called `close`"), ("close-reason", "called `close_reason`"),
    ("email", "called `email`"), ("question", "called `question`"), ("agent", "called `agent`"),
    ("admin", "called `admin`"), ("cli", "called `cli`"), ("desk", "called `desk`"),
    ("support", "comes with Docket"),
    (String(repeating: "x", count: 41), "at most 40"), ("../..", "cannot be a plugin's name"),
  ])
  func `a name that cannot be is refused, and nothing is made`(name: String, words: String) throws {
    let folder = try TemporaryFolder()
    let result = try run("plugin", "new", name, in: folder.path)
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    #expect(!result.errors.contains("\u{1B}"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [
    ("workflw", "did you mean workflow?"), ("nonsense", "there is fields, validator, workflow"),
  ])
  func `a kind that there is not is refused, with those that there are`(
    kind: String, words: String,
  ) throws {
    let folder = try TemporaryFolder()
    let result = try run("plugin", "new", "lamps", "--kind", kind, in: folder.path)
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `where nothing can be written nothing is left`() throws {
    let folder = try TemporaryFolder()
    let process = DocketProcess(arguments: ["plugin", "new", "lamps"], folder: folder.path)
    let result = try process.runWithFiles(ofAtMost: 4)
    #expect(result.status == 1, "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a directory that is no desk is told`() throws {
    let folder = try TemporaryFolder()
    let result = try run("--desk", folder.path, "plugin", "new", "lamps", in: "/")
    #expect(result.status != 0 && !result.errors.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
