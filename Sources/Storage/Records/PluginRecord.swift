import Crypto
import Kernel

/// A plugin or script that the desk knows, enabled or not.
package struct PluginRecord: Equatable, Sendable {
  package var name: String
  package var version: String
  /// The digest of its files, by which they are kept.
  package var digest: String
  package var isEnabled: Bool
  /// Its place in the order of loading.
  package var position: Int64
  package var isScript: Bool
  /// Its settings, as a JSON object.
  package var settings: String

  package init(
    name: String, version: String, digest: String, isEnabled: Bool = true, position: Int64 = 0,
    isScript: Bool = false, settings: String = "{}",
  ) {
    self.name = name
    self.version = version
    self.digest = digest
    self.isEnabled = isEnabled
    self.position = position
    self.isScript = isScript
    self.settings = settings
  }
}

/// A file of a plugin as it was when the plugin was enabled.
package struct PluginFile: Equatable, Sendable {
  /// The path within the plugin's folder.
  package let path: String
  package let content: [UInt8]

  package init(path: String, content: [UInt8]) {
    self.path = path
    self.content = content
  }

  /// The digest over all files of a plugin.
  static func digest(of files: [PluginFile]) -> Digest {
    FileSet.digest(of: files.map { ($0.path, $0.content) })
  }
}

enum PluginColumn: Int, TableColumn {
  case name, version, digest, enabled, position, isScript, settings

  static let table = Table("plugin", of: Self.self)
  static let put = upsert(on: .name)
}

enum PluginFileColumn: Int, TableColumn {
  case digest, path, content

  static let table = Table("plugin_file", of: Self.self)
}

enum RegistryColumn: Int, TableColumn {
  case epoch, text

  static let table = Table("registry", of: Self.self)
  static let put = upsert(on: .epoch)
}

enum ConsentColumn: Int, TableColumn {
  case plugin, terms

  static let table = Table("plugin_consent", of: Self.self)
  static let put = upsert(on: .plugin)
}

extension DeskReader {
  /// All plugins in the order of loading.
  package func plugins() throws -> [PluginRecord] {
    try connection.all(PluginColumn.table.select + " ORDER BY position, name") {
      (row: Row<PluginColumn>) in
      PluginRecord(
        name: row.text(.name), version: row.text(.version), digest: row.text(.digest),
        isEnabled: row.isTrue(.enabled), position: row.integer(.position),
        isScript: row.isTrue(.isScript), settings: row.text(.settings))
    }
  }

  /// The files kept under a digest, by path.
  package func pluginFiles(digest: String) throws -> [PluginFile] {
    let sql = PluginFileColumn.table.select + " WHERE digest = $1 ORDER BY path"
    return try connection.all(sql, [.text(digest)]) { (row: Row<PluginFileColumn>) in
      PluginFile(path: row.text(.path), content: row.bytes(.content))
    }
  }

  /// The registry of an epoch, as text.
  package func registry(epoch: String) throws -> String? {
    try connection.text("SELECT text FROM registry WHERE epoch = $1", [.text(epoch)])
  }

  /// What was agreed to of each plugin, as JSON; one that was enabled by an older Docket has none.
  package func consents() throws -> [String: String] {
    let rows = try connection.all(ConsentColumn.table.select) { (row: Row<ConsentColumn>) in
      (row.text(.plugin), row.text(.terms))
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// The keys of a plugin's state that begin so, in the order of their bytes.
  package func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    var keys: [String] = []
    let sql = "SELECT key FROM plugin_state WHERE plugin = $1 AND key >= $2 ORDER BY key"
    for key in try connection.texts(sql, [.text(plugin), .text(prefix)]) {
      guard key.utf8.starts(with: prefix.utf8) else { break }
      keys.append(key)
    }
    return keys
  }
}
