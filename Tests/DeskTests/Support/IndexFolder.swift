import Desk
import Foundation
import Kernel
import Packs
import PluginHost
import TestSupport
import Testing
import Texts

/// An index in a folder of its own, and the key that signs its next list.
final class IndexFolder {
  private let place: TemporaryFolder
  var key: SealKey
  /// When its lists are made; desks of tests begin with that moment.
  var now = Instant(milliseconds: 1_767_225_600_000)

  init(key: SealKey = SealKey()) throws {
    place = try TemporaryFolder()
    self.key = key
  }

  var path: String { place.path }
  var list: String { "\(path)/index.json" }

  var publicKey: PublicKey {
    get throws { try PublicKey(hex: key.publicHalf) }
  }

  static func source(
    _ name: String, _ version: String, requires: String = "", code: String = "", spec: String = "",
  ) -> PluginSource {
    let manifest = """
      return { name = "\(name)", version = "\(version)", api = 1, summary = "The \(name)",
        requires = { \(requires) } }
      """
    var texts = [
      "plugin.lua": manifest, "init.lua": "docket.after('ticket.create', function() end)\n\(code)",
    ]
    if !spec.isEmpty { texts["spec.lua"] = spec }
    return PluginSource(name: name, texts: texts)
  }

  /// Puts a pack into the folder.
  func add(
    _ name: String, _ version: String, requires: String = "", code: String = "", spec: String = "",
  ) throws {
    let pack = try Pack(
      of: Self.source(name, version, requires: requires, code: code, spec: spec))
    try Data(pack.bytes).write(to: URL(fileURLWithPath: "\(path)/\(pack.fileName)"))
  }

  @discardableResult
  func make(days: Int = 30, naming next: SealKey? = nil) throws -> PackIndex {
    try Desk.makeIndex(of: path, by: key, naming: next, days: days, now: now)
  }

  var bytes: [UInt8] {
    get throws { Array(try Data(contentsOf: URL(fileURLWithPath: list))) }
  }

  func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: list))
  }

  /// What a file holds, as a server sends it.
  func text(_ file: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(file)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

extension TemporaryDesk {
  /// Asks an index from now on.
  func ask(_ index: IndexFolder, as name: String = "corp") throws {
    _ = try desk.addIndex(
      name, at: IndexLocation(index.path), of: index.publicKey, as: .desk)
  }

  func answers(_ way: IndexWay = IndexWay()) throws -> [IndexAnswer] {
    try desk.askIndexes(as: .desk, by: way)
  }

  /// What is wrong with the first index; `nil` where nothing is.
  func problem(_ way: IndexWay = IndexWay()) throws -> String? {
    try answers(way).first?.problem?.description
  }

  /// Installs what a plan has; agrees to all that it takes.
  @discardableResult
  func carryOut(_ plan: PackPlan, isDryRun: Bool = false) throws -> [InstallOutcome] {
    let trial = try desk.tryPacks(desk.fetch(plan), of: plan)
    var outcomes: [InstallOutcome] = []
    try agreeing { consent in
      outcomes = try desk.install(trial, as: .desk, isDryRun: isDryRun, agreeingTo: consent)
    }
    return outcomes
  }

  @discardableResult
  func install(_ names: String...) throws -> [InstallOutcome] {
    try carryOut(desk.planInstalling(names.map { PackWish($0) }, by: answers()))
  }

  @discardableResult
  func upgrade(_ names: String...) throws -> [InstallOutcome] {
    try carryOut(desk.planUpgrading(names, by: answers()))
  }

  /// The versions that lie in the desk's own folder, as their manifests say.
  func versionOnDisk(_ name: String) -> String? {
    let path = "\(folder)/plugins/\(name)/plugin.lua"
    guard let text = FileManager.default.contents(atPath: path) else { return nil }
    let parts = String(decoding: text, as: UTF8.self).components(separatedBy: "version = \"")
    return parts.count > 1 ? parts[1].components(separatedBy: "\"").first : nil
  }

  /// The version that the desk decides by.
  func versionAtWork(_ name: String) throws -> String? {
    try desk.read { _, rulebook in rulebook.plugins[name]?.version }
  }
}
