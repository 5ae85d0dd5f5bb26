import Crypto
import Kernel
import Packs
import PluginHost
import Storage
import Texts

/// A version of a plugin as it lay, or lies, in the desk's folder.
package struct InstalledVersion: Equatable, Sendable {
  package var version: String
  /// The digest of its files.
  var files: String
  /// The digest of its pack; `nil` where somebody put it there by hand.
  package var pack: String?
  /// The index that it came from; `nil` where it came from none.
  package var index: String?

  init(_ pack: Pack, from index: String? = nil) {
    version = "\(pack.manifest.version)"
    files = pack.source.digest.hex
    self.pack = pack.digest.hex
    self.index = index
  }

  /// What nothing was written down of.
  init(found source: PluginSource) {
    version = PluginSummary(of: source).version
    files = source.digest.hex
    pack = nil
  }

  fileprivate init?(_ json: JSON?) {
    guard let version = json?["version"]?.string, let files = json?["files"]?.string else {
      return nil
    }
    (self.version, self.files, pack) = (version, files, json?["pack"]?.string)
    index = json?["index"]?.string
  }

  fileprivate var json: JSON {
    .object(
      [
        ("version", .string(version)), ("files", .string(files)),
        ("pack", pack.map(JSON.string) ?? .null),
      ] + (index.map { [("index", JSON.string($0))] } ?? []))
  }
}

/// What was installed of one plugin, and the version that a rollback brings back.
struct InstalledPlugin: Equatable {
  var present: InstalledVersion?
  var previous: InstalledVersion?
  /// What it declared when it was removed: its values are still there.
  var left: DeclaredFields?
}

/// What was installed of which plugin, as the desk's setting has it.
struct PackLedger {
  private static let setting = "installed_packs"
  var plugins: [String: InstalledPlugin] = [:]

  init(readingFrom store: some RuleReading) throws {
    guard let text = try store.setting(PackLedger.setting) else { return }
    for (name, json) in try JSON(parsing: text).members ?? [] {
      plugins[name] = InstalledPlugin(
        present: InstalledVersion(json["present"]), previous: InstalledVersion(json["previous"]),
        left: json["left"].flatMap(DeclaredFields.init(json:)))
    }
  }

  /// The digests of the files that are kept for a rollback, by plugin.
  var kept: [String: String] { plugins.compactMapValues { $0.previous?.files } }

  func write(to transaction: WriteTransaction) throws {
    guard plugins.count <= Limit.installedPacks else {
      throw Refusal(.refused, Text.packTooManyPlugins(limit: Limit.installedPacks))
    }
    let members = plugins.map { name, plugin in
      (
        name,
        JSON.object(
          [
            ("present", plugin.present?.json ?? .null),
            ("previous", plugin.previous?.json ?? .null),
          ] + (plugin.left.map { [("left", $0.json)] } ?? []))
      )
    }
    try transaction.set(PackLedger.setting, to: JSON.object(members).text)
  }
}
