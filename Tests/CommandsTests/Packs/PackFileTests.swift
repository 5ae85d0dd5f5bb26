import Foundation
import TestSupport
import Testing

/// What packs are made of and what is taken for one, as people name it.
@Suite struct PackFileTests {
  @Test func `what a spec keeps in files is packed with it, and holds where it is installed`()
    throws
  {
    let desk = try TestDesk()
    let spec = "spec.case('one', {}, function() spec.snapshot({ 1 }, 's') end)\n"
    try PackCommandTests.write("1.0.0", besides: desk, more: ["spec.lua": spec])
    let missing = try desk.run("plugin", "pack", "lamp", "--force")
    #expect(missing.status == 1 && missing.errors.contains("snapshots/s.lua"), "\(missing)")
    #expect(try desk.run("plugin", "test", "lamp", "--update").status == 0)
    let packed = try desk.run("plugin", "pack", "lamp", "--force")
    #expect(packed.status == 0, "\(packed)")
    let listed = try desk.shell("tar -tf lamp-1.0.0.docketpack").lines
    #expect(listed.contains("lamp/snapshots/s.lua"), "\(listed)")
    let installed = try desk.run(
      "plugin", "install", "lamp-1.0.0.docketpack", "--unsigned", "--yes")
    #expect(installed.status == 0, "\(installed)")
    let tried = try desk.run("plugin", "test", "desk/plugins/lamp")
    #expect(tried.status == 0, "\(tried)")
  }

  @Test(arguments: [["install", "--yes"], ["verify"]])
  func `a file that is no pack is named, and nothing of it is shown`(command: [String]) throws {
    let desk = try TestDesk.unchanged()
    let folder = try TemporaryFolder()
    let path = try folder.write("root:x:0:0:root:/root:/bin/bash\n", to: "passwd")
    let result = try desk.process(["plugin"] + command + [path]).run()
    #expect(result.status == 1 && result.errors.contains("passwd: it is no pack"), "\(result)")
    #expect(!(result.output + result.errors).contains("root:x"), "\(result)")
  }

  @Test func `a version that is older than the one here says so before it is installed`() throws {
    let desk = try TestDesk()
    try PackCommandTests.pack("1.0.0", besides: desk)
    try PackCommandTests.pack("1.1.0", besides: desk)
    try desk.run("plugin", "install", "lamp-1.1.0.docketpack", "--yes")
    let back = try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--dry-run")
    #expect(back.errors.contains("1.1.0, which is newer"), "\(back)")
    try desk.run("plugin", "install", "lamp-1.0.0.docketpack", "--yes")
    let on = try desk.run("plugin", "install", "lamp-1.1.0.docketpack", "--dry-run")
    #expect(on.status == 0 && !on.errors.contains("newer"), "\(on)")
  }

  @Test func `going back gives tickets the names again that the newer version had changed`() throws
  {
    let desk = try TestDesk()
    try PackCommandTests.write("1.0.0", to: "old/lamp", besides: desk)
    try desk.run("plugin", "install", "old/lamp", "--unsigned", "--yes")
    try desk.run("plugin", "enable", "lamp", "--yes")
    try desk.run("new", "x", "--field", "watts=40")
    let field = "docket.field{ name = 'power', was = 'watts', type = 'integer' }\n"
    try PackCommandTests.write(
      "2.0.0", to: "new/lamp", besides: desk,
      more: ["init.lua": field, "locales/en.lua": "return { ['field.power'] = 'Power' }\n"])
    let next = try desk.run("plugin", "install", "new/lamp", "--unsigned", "--yes")
    #expect(next.errors.contains("field watts is called power now: 1 ticket"), "\(next)")
    try desk.run("update", "1", "power=60")
    for name in ["watts", "power", "watts"] {
      let moved = try desk.run("plugin", "rollback", "lamp")
      #expect(moved.status == 0 && moved.errors.contains("is called \(name) now"), "\(moved)")
      #expect(try desk.run("list", "\(name):60", "--columns", "id").output.contains("1"))
    }
    try desk.run("plugin", "install", "new/lamp", "--unsigned", "--yes")
    let older = try desk.run("plugin", "install", "old/lamp", "--unsigned", "--yes")
    #expect(
      older.status == 0 && older.errors.contains("field power is called watts now"), "\(older)")
  }

  @Test func `a plugin of the desk is packed by its name, and what is none says why`() throws {
    let desk = try TestDesk()
    try PackCommandTests.write("1.0.0", to: "desk/plugins/lamp", besides: desk)
    let packed = try desk.run("plugin", "pack", "lamp", "--force")
    #expect(packed.status == 0 && packed.output.contains("lamp-1.0.0.docketpack"), "\(packed)")
    for (path, words) in [
      ("nowhere/lamp", "there is no such folder"), ("desk/docket.lua", "it is a file"),
      ("./desk", "there is no plugin.lua in it"),
    ] {
      let refused = try desk.run("plugin", "pack", path)
      #expect(refused.status == 1 && refused.errors.contains(words), "\(refused)")
    }
    let near = try desk.run("plugin", "pack", "lamb")
    #expect(near.status == 3 && near.errors.contains("did you mean lamp?"), "\(near)")
  }

  @Test func `what a pack requires and is nowhere is to be installed first`() throws {
    let desk = try TestDesk()
    try PackCommandTests.write("1.0.0", besides: desk, requires: "shade = '^1.0'")
    let refused = try desk.run("plugin", "install", "lamp", "--unsigned", "--yes")
    #expect(refused.status == 1 && refused.errors.contains("requires `shade` ^1.0"), "\(refused)")
    #expect(refused.errors.contains("docket plugin install"), "\(refused)")
  }

  @Test func `another key of a name that is trusted says what to do first`() throws {
    let desk = try TestDesk()
    try PackCommandTests.pack("1.0.0", besides: desk)
    let other = try desk.run("plugin", "key", "new", "other").lines[0]
    let refused = try desk.run("plugin", "trust", "add", "jane", other)
    #expect(refused.status == 1 && refused.errors.contains("trust remove jane"), "\(refused)")
    let wrong = try desk.run("plugin", "sign", "lamp-1.0.0.docketpack", "--key", "desk/docket.lua")
    #expect(wrong.status == 1 && wrong.errors.contains("docket plugin key new"), "\(wrong)")
  }
}
