import Foundation
import TestSupport
import Testing

/// A plugin's way from its author's directory to a desk and back, as people type it.
@Suite struct PackCommandTests {
  /// Writes the plugin `lamp` into a directory beside the desk; gives its path.
  @discardableResult
  static func write(
    _ version: String, to name: String = "lamp", besides desk: TestDesk, code: String = "",
    permissions: String = "", requires: String = "", more: [String: String] = [:],
  ) throws -> String {
    let manifest = """
      return { name = "lamp", version = "\(version)", api = 1, summary = "Lamps",
        permissions = { \(permissions) }, requires = { \(requires) } }
      """
    let main = "docket.field{ name = 'watts', type = 'integer' }\n\(code)\n"
    let words = "return { [\"field.watts\"] = \"Watts \(version)\" }\n"
    let texts = ["plugin.lua": manifest, "init.lua": main, "locales/en.lua": words]
    for (file, text) in texts.merging(more, uniquingKeysWith: { $1 }) {
      let url = URL(fileURLWithPath: "\(desk.folder)/\(name)/\(file)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return name
  }

  /// Packs and signs a version; the desk trusts its key.
  static func pack(_ version: String, besides desk: TestDesk, code: String = "") throws {
    try write(version, besides: desk, code: code)
    let packed = try desk.run("plugin", "pack", "lamp", "--force")
    #expect(packed.status == 0, "\(packed)")
    if !FileManager.default.fileExists(atPath: desk.folder + "/jane.key") {
      let key = try desk.run("plugin", "key", "new", "jane").lines[0]
      let trusted = try desk.run("plugin", "trust", "add", "jane", key)
      #expect(trusted.status == 0, "\(trusted)")
    }
    let signed = try desk.run(
      "plugin", "sign", "lamp-\(version).docketpack", "--key", "jane.key")
    #expect(signed.status == 0, "\(signed)")
  }

  private static func version(on desk: TestDesk) throws -> String? {
    let plugins = try desk.json("plugin", "list") as? [[String: Any]]
    let lamp = plugins?.first { $0["name"] as? String == "lamp" }
    return lamp?["version"] as? String
  }

  @Test func `packing says which files stay with the author`() throws {
    let desk = try TestDesk()
    try Self.write(
      "1.0.0", besides: desk,
      more: ["fixtures/a.ndjson": "{}", "fixtures/b.ndjson": "{}", "snapshots/c.lua": "return 1"])
    let packed = try desk.run("plugin", "pack", "lamp", "--force")
    #expect(packed.status == 0, "\(packed)")
    #expect(packed.errors.contains("fixtures/ is not in the pack: 2 files"), "\(packed.errors)")
    #expect(!packed.errors.contains("snapshots/"), "\(packed.errors)")
    #expect(packed.output.contains("4 files"), "\(packed.output)")
  }

  @Test func `a signed pack is installed, works when it is enabled, and is replaced at once`()
    throws
  {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    let installed = try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
    #expect(installed.status == 0 && installed.output.contains("installed lamp 1.0.0"))
    #expect(installed.errors.contains("docket plugin enable lamp"), "\(installed)")
    try desk.run("plugin", "enable", "lamp", "--yes")
    try desk.run("new", "x", "--field", "watts=40")
    try Self.pack("1.1.0", besides: desk)
    let next = try desk.run("plugin", "install", "lamp-1.1.0.docketpack", "--yes")
    #expect(next.status == 0 && next.errors.contains("1.0.0"), "\(next)")
    #expect(try Self.version(on: desk) == "1.1.0")
    #expect(try desk.run("plugin", "list").output.contains("changed") == false)
    let back = try desk.run("plugin", "rollback", "lamp")
    #expect(back.output.contains("back at 1.0.0"), "\(back)")
    #expect(try Self.version(on: desk) == "1.0.0")
    try desk.run("plugin", "rollback", "lamp")
    #expect(try Self.version(on: desk) == "1.1.0")
    let history = try desk.run("history", "desk").output
    for word in ["plugin.install", "plugin.rollback", "pack.lamp"] {
      #expect(history.contains(word), "\(word): \(history)")
    }
  }

  @Test func `packing twice gives the same bytes, and tar lists them`() throws {
    let desk = try TestDesk()
    try Self.write("1.0.0", besides: desk)
    try desk.run("plugin", "pack", "lamp", "-o", "a.pack", "--force")
    try desk.run("plugin", "pack", "./lamp/", "-o", "b.pack", "--force")
    let (one, other) = (
      try Data(contentsOf: URL(fileURLWithPath: desk.folder + "/a.pack")),
      try Data(contentsOf: URL(fileURLWithPath: desk.folder + "/b.pack"))
    )
    #expect(one == other && !one.isEmpty)
    let again = try desk.run("plugin", "pack", "lamp", "-o", "a.pack")
    #expect(again.status == 1, "\(again)")
    let listed = try desk.shell("tar -tf a.pack")
    #expect(listed.lines.first == "lamp/pack.json", "\(listed)")
  }

  @Test func `what fails its check or its examples is neither packed nor installed`() throws {
    let desk = try TestDesk()
    let spec = "spec.case('two', {}, function() spec.equal(1, 2) end)\n"
    try Self.write("1.0.0", to: "wrong/lamp", besides: desk, code: "docket.fieeld{}")
    try Self.write("1.0.0", to: "bad/lamp", besides: desk, more: ["spec.lua": spec])
    for folder in ["wrong/lamp", "bad/lamp"] {
      for command in [["pack", "--force"], ["install", "--unsigned", "--yes"]] {
        let result = try desk.process(["plugin"] + command + [folder]).run()
        #expect(result.status == 1 && result.errors.contains("lamp"), "\(folder): \(result)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: desk.folder + "/lamp-1.0.0.docketpack"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/lamp"))
  }

  @Test func `a pack that nobody trusted has signed wants --unsigned`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    try desk.run("plugin", "trust", "remove", "jane")
    let verified = try desk.run("plugin", "verify", "lamp-1.0.0.docketpack")
    #expect(verified.status == 1 && verified.output.contains("does not trust"), "\(verified)")
    for path in ["lamp-1.0.0.docketpack", "lamp"] {
      let refused = try desk.run("plugin", "install", path, "--yes")
      #expect(refused.status == 1 && refused.errors.contains("--unsigned"), "\(refused)")
      #expect(try Self.version(on: desk) == nil)
    }
    #expect(try desk.run("plugin", "install", "lamp", "--yes", "--unsigned").status == 0)
    #expect(try Self.version(on: desk) == "1.0.0")
  }

  @Test func `verify believes the desk's keys, or the one that is given`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    let key = try desk.run("plugin", "trust", "list").output.split(separator: " ").last ?? ""
    let trusted = try desk.run("plugin", "verify", "lamp-1.0.0.docketpack")
    #expect(trusted.status == 0 && trusted.output.contains("jane, whom"), "\(trusted)")
    let outside = DocketProcess(
      arguments: [
        "plugin", "verify", desk.folder + "/lamp-1.0.0.docketpack", "--key",
        key.filter { !$0.isNewline },
      ], folder: "/")
    #expect(try outside.run().status == 0)
    let other = try desk.run("plugin", "key", "new", "bob").lines[0]
    let wrong = try desk.run("plugin", "verify", "lamp-1.0.0.docketpack", "--key", other)
    #expect(wrong.status == 1)
    #expect(try desk.run("plugin", "verify", "lamp-1.0.0.docketpack", "--key", "x").status == 1)
  }

  @Test func `a key that others can read signs nothing`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: desk.folder + "/jane.key")
    let refused = try desk.run("plugin", "sign", "lamp-1.0.0.docketpack", "--key", "jane.key")
    #expect(refused.status == 1 && refused.errors.contains("chmod 600"), "\(refused)")
    #expect(try desk.run("plugin", "key", "new", "jane").status == 1)
  }

  @Test func `a key's name with a slash is refused in words`() throws {
    let desk = try TestDesk()
    let refused = try desk.run("plugin", "key", "new", "keys/jane")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--output") && !refused.errors.contains("Failure("))
  }

  @Test func `an installation that wants more than was agreed to leaves all as it was`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
    try desk.run("plugin", "enable", "lamp")
    try Self.write(
      "2.0.0", besides: desk, code: "docket.role{ name = 'agent', grants = { 'role.manage' } }")
    let refused = try desk.run("plugin", "install", "lamp", "--unsigned", "--yes")
    #expect(refused.status == 1 && refused.errors.contains("--trust lamp"), "\(refused)")
    #expect(try Self.version(on: desk) == "1.0.0")
    let disk = try String(
      contentsOfFile: desk.path + "/plugins/lamp/plugin.lua", encoding: .utf8)
    #expect(disk.contains("1.0.0"))
  }

  @Test func `a version that another plugin does not take is refused, and names who needs it`()
    throws
  {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
    try desk.write(plugin: "shade", "")
    let manifest = """
      return { name = "shade", version = "1.0.0", api = 1, summary = "x",
        requires = { lamp = "^1.0" } }
      """
    try Data(manifest.utf8)
      .write(to: URL(fileURLWithPath: desk.path + "/plugins/shade/plugin.lua"))
    try desk.run("plugin", "enable", "lamp", "shade", "--yes")
    try Self.pack("2.0.0", besides: desk)
    let refused = try desk.run("plugin", "install", "lamp-2.0.0.docketpack", "--yes")
    #expect(refused.status == 1, "\(refused)")
    for word in ["shade", "lamp", "^1.0", "2.0.0"] { #expect(refused.errors.contains(word)) }
    let needed = try desk.run("plugin", "remove", "lamp", "--yes")
    #expect(needed.status == 1 && needed.errors.contains("shade"), "\(needed)")
    #expect(try Self.version(on: desk) == "1.0.0")
  }

  @Test func `what is removed is disabled, and a rollback brings it and its fields back`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
    try desk.run("plugin", "enable", "lamp", "--yes")
    try desk.run("new", "x", "--field", "watts=40")
    #expect(try desk.run("plugin", "remove", "lamp", "--dry-run", "--yes").status == 0)
    #expect(try Self.version(on: desk) == "1.0.0")
    let removed = try desk.run("plugin", "remove", "lamp", "--yes")
    #expect(removed.status == 0, "\(removed)")
    #expect(try Self.version(on: desk) == nil)
    let back = try desk.run("plugin", "rollback", "lamp")
    #expect(back.status == 0 && back.errors.contains("docket plugin enable lamp"), "\(back)")
    try desk.run("plugin", "enable", "lamp", "--yes")
    #expect(try desk.run("show", "1").output.contains("40"))
  }

  @Test(arguments: [true, false])
  func `a desk made of a backup rolls back to the version before`(isEnabled: Bool) throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    for version in ["1.0.0", "1.1.0"] {
      try Self.pack(version, besides: desk)
      try desk.run("plugin", "install", "lamp-\(version).docketpack", "--yes")
      if isEnabled { try desk.run("plugin", "enable", "lamp", "--yes") }
    }
    #expect(try desk.run("backup", folder.path + "/desk.db").status == 0)
    let copy = try BackupTests.restore(folder.path + "/desk.db", in: folder)
    let back = try desk.run("--desk", copy, "plugin", "rollback", "lamp", "--yes")
    #expect(back.status == 0 && back.output.contains("1.0.0"), "\(back)")
    let manifest = try String(
      contentsOfFile: copy + "/plugins/lamp/plugin.lua", encoding: .utf8)
    #expect(manifest.contains("version = \"1.0.0\""))
    #expect(try desk.run("--desk", copy, "audit", "verify").status == 0)
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test func `bundled plugins, the desk's own and unknown ones are not removed`() throws {
    let desk = try TestDesk.unchanged()
    #expect(try desk.run("plugin", "remove", "support").errors.contains("disable support"))
    #expect(try desk.run("plugin", "remove", "desk").status == 1)
    #expect(try desk.run("plugin", "remove", "lamb").status == 3)
    #expect(try desk.run("plugin", "rollback", "support").status == 3)
    #expect(try desk.run("plugin", "install", "nowhere.docketpack", "--yes").status == 1)
    #expect(try desk.run("plugin", "verify", ".", "--json").status == 1)
  }

  @Test func `files that are none of the plugin's are not lost by an installation`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
    let own = desk.path + "/plugins/lamp/.git"
    try Data().write(to: URL(fileURLWithPath: own))
    try Self.pack("1.1.0", besides: desk)
    let refused = try desk.run("plugin", "install", "lamp-1.1.0.docketpack", "--yes")
    #expect(refused.status == 1 && refused.errors.contains(".git"), "\(refused)")
    #expect(FileManager.default.fileExists(atPath: own))
  }

  @Test func `who may not manage plugins installs, trusts and removes nothing`() throws {
    let desk = try TestDesk()
    try Self.pack("1.0.0", besides: desk)
    let key = String(repeating: "ab", count: 32)
    for line in [
      ["install", "lamp-1.0.0.docketpack", "--yes"], ["remove", "lamp"], ["rollback", "lamp"],
      ["trust", "add", "x", key], ["trust", "remove", "jane"],
    ] {
      let result = try desk.process(["plugin"] + line, as: "ann").run()
      #expect(result.status == 4, "\(line): \(result)")
    }
    #expect(try desk.run("plugin", "trust", "list", as: "carl").status == 4)
  }
}
