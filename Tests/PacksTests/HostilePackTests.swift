import Crypto
import Kernel
import Packs
import PluginHost
import Testing

/// Archives that somebody made to do harm where they are unpacked: none is.
@Suite struct HostilePackTests {
  /// The entries of a good pack with further ones behind them.
  private func archive(_ add: (inout TarBytes) -> Void) throws -> [UInt8] {
    var archive = TarBytes()
    for entry in TarBytes.entries(of: try Packed.pack().bytes) {
      archive.add(entry.path, entry.content)
    }
    add(&archive)
    return archive.whole
  }

  private func failure(_ add: (inout TarBytes) -> Void) throws -> PackError? {
    let bytes = try archive(add)
    do throws(PackError) {
      _ = try Pack(reading: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func `what these tests write is a pack as long as nothing is wrong with it`() throws {
    #expect(try archive { _ in } == Packed.pack().bytes)
  }

  @Test(arguments: [
    ("1", "/etc/passwd"), ("2", "/etc/passwd"), ("2", "../../x"), ("3", ""), ("4", ""), ("5", ""),
    ("6", ""), ("7", ""), ("L", ""), ("x", ""), ("g", ""), ("S", ""), ("\u{1}", ""),
  ])
  func `an entry that is no plain file is refused`(kind: Character, link: String) throws {
    let error = try failure { $0.add("lamp/lib/x.lua", kind: kind, link: link) }
    #expect(error == .kind(path: "lamp/lib/x.lua", kind: String(kind)))
  }

  @Test(arguments: [
    "/etc/passwd", "../x.lua", "other/init.lua", "lamp", "lampinit.lua",
  ])
  func `a path outside of the plugin is refused`(path: String) throws {
    #expect(try failure { $0.add(path) } == .path(path))
  }

  @Test(arguments: [
    "../x.lua", "lib/../../x.lua", "lib//x.lua", "lib/./x.lua", "lib/.x.lua", ".git/x.lua", "x.lua",
    "lib/x.so", "lib/x", "lib/a b.lua", "lib/a\\b.lua", "lib/\u{E9}.lua", "lib/e\u{301}.lua",
    "lib/\u{1B}[31m.lua", "", "lib/", "/lib/x.lua", "spec.lua/x.lua", "lib/a/b/c/d/e/f/g/h/x.lua",
    "Plugin.lua", "LIB/x.lua",
  ])
  func `a path that no plugin's file has is refused`(path: String) throws {
    #expect(try failure { $0.add("lamp/" + path) } == .path(path))
    var files = Packed.source().files
    files[path] = []
    #expect(throws: PackError.path(path)) {
      try Pack(of: PluginSource(name: "lamp", files: files))
    }
  }

  @Test(arguments: [
    (["lib/bulb.lua"], "lib/bulb.lua"), (["lib/Bulb.lua"], "lib/bulb.lua"),
    (["lib/a/x.lua", "lib/A/y.lua"], "lib/a/x.lua"),
    (["lib/a.lua", "lib/a.lua/b.lua"], "lib/a.lua/b.lua"),
  ])
  func `two files that are one where case does not count are refused`(
    paths: [String], path: String,
  ) throws {
    let error = try failure { archive in for path in paths { archive.add("lamp/" + path) } }
    guard case .clash(path, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("77777777777", "0000644", "00000000000"), ("-0000000001", "0000644", "00000000000"),
    ("00000000000", "0004755", "00000000000"), ("00000000000", "0000644", "14000000000"),
  ])
  func `a size that is none, a mode and a time of its own are refused`(
    size: String, mode: String, time: String,
  ) throws {
    let error = try failure { $0.add("lamp/lib/x.lua", size: size, mode: mode, time: time) }
    guard case .header? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a size that leads past the end is refused`() throws {
    let error = try failure { $0.add("lamp/lib/x.lua", size: "00000010000") }
    guard case .cut? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `too many files and too many bytes are refused before anything is made of them`()
    throws
  {
    let many = try failure { archive in
      for number in 0...Limit.packFiles { archive.add("lamp/lib/x\(number).lua") }
    }
    #expect(many == .tooManyFiles(limit: Limit.packFiles))
    let large = [UInt8](repeating: 0, count: Limit.packBytes + 1)
    #expect(throws: PackError.tooLarge(limit: Limit.packBytes)) { try Pack(reading: large) }
    let source = Packed.source(["README.md": String(repeating: "x", count: Limit.packBytes)])
    #expect(throws: PackError.tooLarge(limit: Limit.packBytes)) { try Pack(of: source) }
  }

  @Test func `a file that pack.json does not name, or names otherwise, is refused`() throws {
    #expect(try failure { $0.add("lamp/lib/x.lua") } == .otherDocument)
    var archive = TarBytes()
    for entry in TarBytes.entries(of: try Packed.pack().bytes) {
      archive.add(entry.path, entry.path == "lamp/init.lua" ? [0x20] : entry.content)
    }
    let bytes = archive.whole
    #expect(throws: PackError.otherFile(path: "init.lua")) { try Pack(reading: bytes) }
  }

  @Test func `a pack.json that promises less than the manifest is refused`() throws {
    let entries = TarBytes.entries(of: try Packed.pack().bytes)
    let words = String(decoding: entries[0].content, as: UTF8.self)
    for (old, new) in [("ticket.view", "ticket.vieW"), (">=1.0", ">=2.0"), ("Lamps", "Lamp")] {
      var archive = TarBytes()
      archive.add(entries[0].path, Array(words.replacing(old, with: new).utf8))
      for entry in entries.dropFirst() { archive.add(entry.path, entry.content) }
      let bytes = archive.whole
      #expect(throws: PackError.otherDocument, "\(old)") { try Pack(reading: bytes) }
    }
  }

  @Test func `files in another order, and a pack of another name, are refused`() throws {
    let entries = TarBytes.entries(of: try Packed.pack().bytes)
    var turned = TarBytes()
    for entry in [entries[0]] + entries.dropFirst().reversed() {
      turned.add(entry.path, entry.content)
    }
    var renamed = TarBytes()
    for entry in entries {
      renamed.add("lump" + entry.path.dropFirst(4), entry.content)
    }
    for bytes in [turned.whole, renamed.whole] {
      #expect(throws: PackError.self) { try Pack(reading: bytes) }
    }
  }

  @Test(arguments: ["", "PK\u{3}\u{4}", "\u{1F}\u{8B}", "not an archive"])
  func `what is no archive is refused`(text: String) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 1, count: 2_048)
    #expect(throws: PackError.self) { try Pack(reading: bytes) }
  }
}
