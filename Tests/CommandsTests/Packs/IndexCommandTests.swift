import Foundation
import TestSupport
import Testing

/// Plugins come from an index, as people type it.
@Suite struct IndexCommandTests {
  /// Packs the plugins in those folders into an index that the desk asks from then on, by the name
  /// `corp`; again it makes the list anew.
  static func ask(_ desk: TestDesk, of folders: [String]) throws {
    let packs = desk.folder + "/packs"
    let isNew = !FileManager.default.fileExists(atPath: packs + "/index.json")
    try FileManager.default.createDirectory(atPath: packs, withIntermediateDirectories: true)
    for folder in folders {
      let file = "packs/\(folder.replacing("/", with: "-"))-\(UUID().uuidString).docketpack"
      let packed = try desk.run("plugin", "pack", folder, "-o", file, "--force")
      #expect(packed.status == 0, "\(packed)")
    }
    if isNew { try desk.run("plugin", "key", "new", "keeper") }
    let made = try desk.run("plugin", "index", "make", "packs", "--key", "keeper.key", "--json")
    #expect(made.status == 0, "\(made)")
    guard isNew else { return }
    let json = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any]
    let key = try #require(json?["key"] as? String)
    let added = try desk.run("plugin", "index", "add", "corp", "packs", "--key", key)
    #expect(added.status == 0, "\(added)")
  }

  private func write(
    _ name: String, _ version: String, besides desk: TestDesk, requires: String = "",
    beside: String? = nil, code: String = "", more: [String: String] = [:],
  ) throws -> String {
    let folder = "work/\(beside ?? version)/\(name)"
    let manifest = """
      return { name = "\(name)", version = "\(version)", api = 1, summary = "The \(name)",
        requires = { \(requires) } }
      """
    let main = "docket.after('ticket.create', function() end)\n\(code)\n"
    let texts = ["plugin.lua": manifest, "init.lua": main].merging(more) { $1 }
    for (file, text) in texts {
      let url = URL(fileURLWithPath: "\(desk.folder)/\(folder)/\(file)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return folder
  }

  @Test func `a plugin is found, installed with what it requires, outdated and upgraded`() throws {
    let desk = try TestDesk()
    try Self.ask(
      desk,
      of: [
        write("base", "1.0.0", besides: desk),
        write("extra", "1.0.0", besides: desk, requires: "base = '^1'"),
      ])
    let found = try desk.run("plugin", "search", "extra")
    #expect(found.status == 0 && found.output.contains("The extra"), "\(found)")
    #expect(try desk.run("plugin", "search", "whale").errors.contains("no plugin"))
    let installed = try desk.run("plugin", "install", "extra", "--yes")
    #expect(installed.status == 0, "\(installed)")
    #expect(installed.lines == ["installed base 1.0.0", "installed extra 1.0.0"])
    let enabled = try desk.run("plugin", "enable", "base", "extra", "--yes")
    #expect(enabled.status == 0, "\(enabled)")
    #expect(try desk.run("plugin", "outdated").status == 0)
    try Self.ask(
      desk,
      of: [
        write("base", "2.0.0", besides: desk),
        write("extra", "2.0.0", besides: desk, requires: "base = '^2'"),
      ])
    let outdated = try desk.run("plugin", "outdated")
    #expect(outdated.status == 1 && outdated.output.contains("2.0.0"), "\(outdated)")
    let upgraded = try desk.run("plugin", "upgrade", "--yes")
    #expect(upgraded.lines == ["installed base 2.0.0", "installed extra 2.0.0"], "\(upgraded)")
    #expect(try desk.run("plugin", "upgrade", "--yes").output.contains("up to date"))
  }

  @Test func `a conflict names the chain, and nothing is installed`() throws {
    let desk = try TestDesk()
    try Self.ask(
      desk,
      of: [
        write("clock", "1.4.0", besides: desk, beside: "a"),
        write("old", "1.0.0", besides: desk, requires: "clock = '<2'", beside: "a"),
        write("clock", "2.0.0", besides: desk, beside: "b"),
        write("plus", "1.0.0", besides: desk, requires: "clock = '^2'", beside: "b"),
        write("extra", "1.2.0", besides: desk, requires: "plus = '*'", beside: "b"),
      ])
    #expect(try desk.run("plugin", "install", "old", "--yes").status == 0)
    let refused = try desk.run("plugin", "install", "extra", "--yes")
    #expect(refused.status == 1, "\(refused)")
    for word in [
      "extra 1.2.0 requires plus *", "plus 1.0.0 requires clock ^2",
      "clock 1.4.0 (installed)", "old 1.0.0 (installed) requires clock <2",
    ] {
      #expect(refused.errors.contains(word), "\(word): \(refused.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/plus"))
    let ranged = try desk.run("plugin", "install", "clock@^2", "--yes")
    #expect(ranged.status == 1 && ranged.errors.contains("old"), "\(ranged)")
  }

  @Test func `an upgrade that breaks the examples of another plugin changes nothing`() throws {
    let desk = try TestDesk()
    let code = "docket.field{ name = 'watts', type = 'integer', default = %d }"
    try Self.ask(
      desk, of: [write("base", "1.0.0", besides: desk, code: code.replacing("%d", with: "40"))])
    try desk.run("plugin", "install", "base", "--yes")
    let spec = """
      spec.case("forty watts", { requires = { "support" } }, function(desk)
        spec.equal(desk:get(desk:create{ subject = "x" }).fields.watts, 40)
      end)
      """
    let extra = try write(
      "extra", "1.0.0", besides: desk, requires: "base = '*'", more: ["spec.lua": spec])
    #expect(try desk.run("plugin", "enable", "base", "--yes").status == 0)
    let installed = try desk.run("plugin", "install", extra, "--unsigned", "--yes")
    #expect(installed.status == 0, "\(installed)")
    try Self.ask(
      desk, of: [write("base", "2.0.0", besides: desk, code: code.replacing("%d", with: "60"))])
    let refused = try desk.run("plugin", "upgrade", "--yes")
    #expect(refused.status == 1 && refused.errors.contains("forty watts"), "\(refused)")
    #expect(refused.errors.contains("extra"))
    let manifest = try String(
      contentsOfFile: desk.path + "/plugins/base/plugin.lua", encoding: .utf8)
    #expect(manifest.contains("1.0.0"))
  }

  @Test func `a list that has been tampered with, or put back, is refused with its reason`() throws
  {
    let desk = try TestDesk()
    try Self.ask(desk, of: [write("lamp", "1.0.0", besides: desk)])
    let url = URL(fileURLWithPath: desk.folder + "/packs/index.json")
    let old = try Data(contentsOf: url)
    try Self.ask(desk, of: [])
    #expect(try desk.run("plugin", "search").status == 0)
    let present = try Data(contentsOf: url)
    var evil = present
    evil[evil.count / 2] ^= 1
    for bytes in [old, evil, Data(), Data("{}".utf8)] {
      try bytes.write(to: url)
      for line in [["search"], ["outdated"], ["upgrade", "--yes"], ["install", "lamp", "--yes"]] {
        let result = try desk.process(["plugin"] + line).run()
        #expect(result.status == 1 && result.errors.contains("corp"), "\(line): \(result)")
      }
    }
    try present.write(to: url)
    #expect(try desk.run("plugin", "install", "lamp", "--yes").status == 0)
  }

  private static let key = String(repeating: "a", count: 64)

  /// Command lines with their exit status.
  private static let wrong: [(line: [String], status: Int32)] = [
    (["install", "lamp@x"], 2), (["install", "lamp@"], 2), (["install", "lump"], 3),
    (["install", "lamp@^9"], 3), (["install", "lamp", "--index", "crop"], 3),
    (["upgrade", "lamp"], 3), (["search", "--index", "crop"], 3),
    (["index", "remove", "crop"], 3), (["index", "add", "corp", "packs", "--key", "x"], 1),
    (["index", "add", "two", "ftp://x/", "--key", key], 1),
    (["index", "add", "two", "nowhere", "--key", key], 1),
    (["index", "make", "nowhere", "--key", "keeper.key"], 1),
    (["index", "make", "packs", "--key", "keeper.key", "--days", "0"], 1),
    (["index", "make", "packs", "--key", "packs/index.json"], 1),
    (["remove", "lump", "--purge", "--yes"], 3), (["remove", "support", "--purge", "--yes"], 1),
  ]

  @Test func `wrong input is refused with a status that says how`() throws {
    let desk = try TestDesk()
    try Self.ask(desk, of: [write("lamp", "1.0.0", besides: desk)])
    for (line, status) in Self.wrong {
      let result = try desk.process(["plugin"] + line).run()
      #expect(result.status == status, "\(line): \(result)")
      #expect(!result.errors.isEmpty)
    }
  }
  @Test func `without an index, what asks one says how to add one`() throws {
    let desk = try TestDesk.unchanged()
    for line in [["search"], ["outdated"], ["upgrade"], ["install", "lamp"]] {
      let result = try desk.process(["plugin"] + line).run()
      #expect(result.status == 3 && result.errors.contains("index add"), "\(line): \(result)")
    }
    #expect(try desk.run("plugin", "index", "list").errors.contains("index add"))
  }

  @Test func `a purge takes the values away, says how many, and can be taken back`() throws {
    let desk = try TestDesk()
    let code = "docket.field{ name = 'watts', type = 'integer' }"
    try Self.ask(desk, of: [write("lamp", "1.0.0", besides: desk, code: code)])
    try desk.run("plugin", "install", "lamp", "--yes")
    try desk.run("plugin", "enable", "lamp", "--yes")
    try desk.run("new", "x", "--field", "watts=40")
    try desk.run("new", "y")
    let tried = try desk.run("plugin", "remove", "lamp", "--purge", "--dry-run")
    #expect(tried.status == 0 && tried.output.contains("values in 1 ticket"), "\(tried)")
    let unsure = try desk.run("plugin", "remove", "lamp", "--purge")
    #expect(unsure.status == 2 && unsure.errors.contains("--yes"), "\(unsure)")
    let removed = try desk.run("plugin", "remove", "lamp", "--yes")
    #expect(removed.status == 0 && removed.errors.contains("--purge"), "\(removed)")
    #expect(try desk.run("show", "1").output.contains("40"))
    let purged = try desk.run("plugin", "remove", "lamp", "--purge", "--yes")
    #expect(purged.status == 0 && purged.output.contains("values in 1 ticket"), "\(purged)")
    #expect(try desk.run("show", "1").output.contains("40") == false)
    #expect(try desk.run("history", "1").output.contains("watts: 40 → –"))
    let again = try desk.run("plugin", "remove", "lamp", "--purge", "--yes")
    #expect(again.status == 3, "\(again)")
    try desk.run("plugin", "rollback", "lamp")
    try desk.run("plugin", "enable", "lamp", "--yes")
    let words = purged.errors.split(separator: " ").map(String.init)
    let request = try #require(words.firstIndex(of: "undo").map { words[$0 + 1] })
    #expect(try desk.run("undo", request, "--yes").status == 0)
    #expect(try desk.run("show", "1").output.contains("40"))
  }

  @Test func `a list names the next key, and the desk goes over to it`() throws {
    let desk = try TestDesk()
    try Self.ask(desk, of: [write("lamp", "1.0.0", besides: desk)])
    try desk.run("plugin", "key", "new", "heir")
    let make = ["plugin", "index", "make", "packs", "--key"]
    let own = try desk.process(make + ["keeper.key", "--next-key", "keeper.key"]).run()
    #expect(own.status == 1 && own.errors.contains("cannot follow itself"), "\(own)")
    let named = try desk.process(make + ["keeper.key", "--next-key", "heir.key"]).run()
    #expect(named.status == 0 && named.errors.contains("may sign later lists"), "\(named)")
    #expect(try desk.run("plugin", "search").status == 0)
    let before = try #require(try desk.json("plugin", "index", "list") as? [[String: Any]])
    let next = try #require(before.first?["next_key"] as? String)
    #expect(try desk.run("plugin", "index", "list").errors.contains(next))
    #expect(try desk.process(make + ["heir.key"]).run().status == 0)
    #expect(try desk.run("plugin", "search").status == 0)
    let after = try #require(try desk.json("plugin", "index", "list") as? [[String: Any]])
    #expect(after.first?["key"] as? String == next && after.first?["next_key"] is NSNull)
    let old = try desk.process(make + ["keeper.key"]).run()
    #expect(old.status == 1 && old.errors.contains("has signed it"), "\(old)")
  }

  @Test func `who may not manage plugins asks no index`() throws {
    let desk = try TestDesk()
    try Self.ask(desk, of: [write("lamp", "1.0.0", besides: desk)])
    for line in [
      ["search"], ["outdated"], ["upgrade", "--yes"], ["install", "lamp", "--yes"],
      ["index", "remove", "corp"], ["remove", "lamp", "--purge", "--yes"],
    ] {
      let result = try desk.process(["plugin"] + line, as: "ann").run()
      #expect(result.status == 4, "\(line): \(result)")
    }
    #expect(try desk.run("plugin", "index", "list", as: "carl").status == 4)
  }
}
