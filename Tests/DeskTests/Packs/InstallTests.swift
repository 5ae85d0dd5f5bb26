import Crypto
import Desk
import Foundation
import Kernel
import Packs
import PluginHost
import Storage
import TestSupport
import Testing

@Suite struct InstallTests {
  private static func source(_ version: String, _ code: String = "") -> PluginSource {
    PluginSource(
      name: "lamp",
      texts: [
        "plugin.lua":
          "return { name = 'lamp', version = '\(version)', api = 1, summary = 'Lamps' }",
        "init.lua": "docket.after('ticket.create', function() end)\n\(code)",
      ])
  }

  /// The pack of a version, signed by a key.
  private static func pack(_ version: String, by key: SigningKey? = nil) throws -> Pack {
    let pack = try Pack(of: source(version))
    return try key.map { try pack.signed(by: $0) } ?? pack
  }

  @discardableResult
  private func install(
    _ pack: Pack, on desk: TemporaryDesk, isUnsigned: Bool = false, isDryRun: Bool = false,
  ) throws -> InstallOutcome {
    try desk.desk.install(
      desk.desk.tryPack(pack), as: .desk, isUnsignedAgreed: isUnsigned, isDryRun: isDryRun)
  }

  private func disk(_ desk: TemporaryDesk) throws -> String? {
    let path = desk.folder + "/plugins/lamp/plugin.lua"
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func decides(_ desk: TemporaryDesk) throws -> String? {
    try desk.desk.read { _, rulebook in rulebook.plugins["lamp"]?.version }
  }

  private func actions(_ desk: TemporaryDesk) throws -> [String] {
    try desk.entries(0).map(\.action)
  }

  @Test func `only what a trusted key has signed is installed, unless somebody wants it`() throws {
    let desk = try TemporaryDesk()
    let key = SigningKey()
    let signed = try Self.pack("1.0.0", by: key)
    for pack in [signed, try Self.pack("1.0.0")] {
      #expect(throws: Refusal.self) { try install(pack, on: desk) }
    }
    #expect(try disk(desk) == nil)
    try desk.desk.administer(as: .desk) { try $0.trust(PublicKey(of: key), as: "jane") }
    #expect(try install(signed, on: desk).version == "1.0.0")
    try desk.desk.administer(as: .desk) { try $0.distrust("jane") }
    #expect(throws: Refusal.self) { try install(Self.pack("1.1.0", by: key), on: desk) }
    #expect(try install(Self.pack("1.1.0"), on: desk, isUnsigned: true).previous == "1.0.0")
    #expect(try disk(desk)?.contains("1.1.0") == true)
  }

  @Test func `a key and a name are trusted once, and the history says which`() throws {
    let desk = try TemporaryDesk()
    let (one, other) = (PublicKey(of: SigningKey()), PublicKey(of: SigningKey()))
    try desk.desk.administer(as: .desk) { try $0.trust(one, as: "jane") }
    for (key, name) in [(one, "bob"), (other, "jane"), (other, " "), (other, "a\nb")] {
      #expect(throws: Refusal.self) {
        try desk.desk.administer(as: .desk) { try $0.trust(key, as: name) }
      }
    }
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .desk) { try $0.distrust("jan") }
    }
    let entry = try #require(desk.entries(0).last)
    #expect(entry.action == "trust.add" && entry.edits.map(\.field) == ["trust.jane"])
    #expect(entry.edits.first?.to == .text(one.hex))
  }

  @Test func `the history names the pack by its digest, and the audit follows it`() throws {
    let desk = try TemporaryDesk()
    let pack = try Self.pack("1.0.0")
    try install(pack, on: desk, isUnsigned: true)
    let entry = try #require(desk.entries(0).last)
    #expect(entry.action == "plugin.install")
    #expect(entry.edits.first { $0.field == "pack.lamp" }?.to == .text(pack.digest.hex))
    let count = try actions(desk).count
    #expect(try install(pack, on: desk, isUnsigned: true).isSame)
    #expect(try actions(desk).count == count)
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `an enabled plugin works by what is installed, rolled back and removed, at once`()
    throws
  {
    let desk = try TemporaryDesk()
    try install(Self.pack("1.0.0"), on: desk, isUnsigned: true)
    #expect(try decides(desk) == nil)
    try desk.enable(named: ["lamp"])
    #expect(try install(Self.pack("1.1.0"), on: desk, isUnsigned: true).isEnabled)
    #expect(try decides(desk) == "1.1.0")
    for version in ["1.0.0", "1.1.0", "1.0.0"] {
      #expect(try desk.desk.rollBackPlugin("lamp", as: .desk).version == version)
      #expect(try decides(desk) == version && disk(desk)?.contains(version) == true)
    }
    #expect(try desk.desk.removePlugin("lamp", as: .desk).version == nil)
    #expect(try decides(desk) == nil && disk(desk) == nil)
    #expect(try desk.desk.rollBackPlugin("lamp", as: .desk).version == "1.0.0")
    #expect(try disk(desk)?.contains("1.0.0") == true && decides(desk) == nil)
    #expect(try DeskView(of: desk.folder).auditProblems().isEmpty)
  }

  @Test func `a dry run, and what does not load beside the others, change nothing`() throws {
    let desk = try TemporaryDesk()
    let field = "docket.field{ name = 'lit', type = 'integer' }"
    try desk.enable(TestPlugin("shade", field))
    try install(Self.pack("1.0.0"), on: desk, isUnsigned: true)
    try desk.enable(named: ["lamp"])
    let before = try actions(desk)
    let dry = try install(Self.pack("1.1.0"), on: desk, isUnsigned: true, isDryRun: true)
    #expect(dry.version == "1.1.0")
    let clash = try Pack(of: Self.source("2.0.0", field))
    #expect(throws: DeskError.self) { try install(clash, on: desk, isUnsigned: true) }
    #expect(try actions(desk) == before)
    #expect(try decides(desk) == "1.0.0" && disk(desk)?.contains("1.0.0") == true)
  }

  @Test func `files of two versions never lie side by side`() throws {
    let desk = try TemporaryDesk()
    var first = Self.source("1.0.0").files
    first["lib/old.lua"] = Array("return 1\n".utf8)
    first["init.lua"] = Array("require('old') docket.after('ticket.create', function() end)".utf8)
    try install(Pack(of: PluginSource(name: "lamp", files: first)), on: desk, isUnsigned: true)
    try install(Self.pack("1.1.0"), on: desk, isUnsigned: true)
    let left = try FileManager.default.subpathsOfDirectory(atPath: desk.folder + "/plugins/lamp")
    #expect(left.sorted() == ["init.lua", "plugin.lua"])
    try install(Self.pack("1.2.0"), on: desk, isUnsigned: true)
    let kept = try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/plugins/.packs")
    #expect(kept.count == 1)
  }

  @Test func `names that a rollback takes back are the new ones again when it is rolled back`()
    throws
  {
    let desk = try TemporaryDesk()
    func install(_ version: String, _ fields: String) throws {
      let pack = try Pack(of: Self.source(version, fields))
      _ = try desk.desk.install(desk.desk.tryPack(pack), as: .desk, isUnsignedAgreed: true)
    }
    func rollBack() throws {
      do {
        _ = try desk.desk.rollBackPlugin("lamp", as: .desk)
      } catch DeskError.strands(let stranding) {
        var consent = Consent.none
        consent.stranding = stranding
        _ = try desk.desk.rollBackPlugin("lamp", as: .desk, agreeingTo: consent)
      }
    }
    func query() throws -> String {
      try desk.desk.read { reader, _ in try reader.views()[0].query }
    }
    try install("1.0.0", "docket.field{ name = 'a', type = 'text' }")
    try desk.enable(named: ["lamp"])
    try install("2.0.0", "docket.field{ name = 'b', type = 'text', was = 'a' }")
    try install(
      "3.0.0",
      """
      docket.field{ name = 'a', type = 'text' }
      docket.field{ name = 'c', type = 'text', was = 'b' }
      """)
    let admin = try desk.admin
    try desk.desk.administer(as: .person(admin.id)) { _ = try $0.saveView("v", "a:A2 c:C2") }
    try rollBack()
    #expect(try query() == "a:A2 b:C2")
    try rollBack()
    #expect(try query() == "a:A2 c:C2")
  }

  @Test func `what an interrupted installation left is finished by the same one`() throws {
    let desk = try TemporaryDesk()
    try install(Self.pack("1.0.0"), on: desk, isUnsigned: true)
    try desk.enable(named: ["lamp"])
    // The folder has the new version already, and the old one lies hidden; nothing is written down.
    let plugins = desk.folder + "/plugins"
    try FileManager.default.createDirectory(
      atPath: plugins + "/.packs/x", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: plugins + "/lamp", toPath: plugins + "/.packs/x/lamp")
    try FileManager.default.createDirectory(
      atPath: plugins + "/lamp", withIntermediateDirectories: true)
    for (path, content) in Self.source("1.1.0").files {
      try Data(content).write(to: URL(fileURLWithPath: "\(plugins)/lamp/\(path)"))
    }
    #expect(try decides(desk) == "1.0.0")
    try install(Self.pack("1.1.0"), on: desk, isUnsigned: true)
    #expect(try decides(desk) == "1.1.0")
    #expect(try desk.desk.rollBackPlugin("lamp", as: .desk).version == "1.0.0")
  }
}
