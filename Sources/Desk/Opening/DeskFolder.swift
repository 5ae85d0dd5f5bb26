import PluginHost
import System
import Texts

/// Where the parts of a desk are.
package struct DeskFolder: Equatable, Sendable {
  package let path: String

  /// An empty path is the folder that one is in, never the root.
  package init(path: String) {
    self.path = path.isEmpty ? "." : path
  }

  package var database: String { path + "/docket.db" }
  package var configuration: String { path + "/docket.lua" }
  package var plugins: String { path + "/plugins" }
  package var scripts: String { path + "/scripts" }
  /// The folder of the desk's own plugin.
  var ownPlugin: String { "\(plugins)/\(OwnPlugin.name)" }

  /// What people call the desk: the folder's own name.
  package var name: String {
    let whole = FileSystem.absolute(path)
    return whole.split(separator: "/").last.map(String.init) ?? whole
  }

  /// The most bytes that one of its small files may have.
  static let fileLimit = 16 << 20

  /// Removes what a desk is made of, and the folder if nothing else is in it.
  func remove() {
    removeDatabase()
    FileSystem.remove(configuration)
    for folder in [plugins, scripts, path] { FileSystem.removeFolder(folder) }
  }

  /// Removes the database and the files beside it.
  func removeDatabase() {
    for suffix in ["", "-wal", "-shm", "-journal"] { FileSystem.remove(database + suffix) }
  }

  /// What stands in `docket.lua`; the defaults where there is no such file.
  func readConfiguration() throws -> DeskConfiguration {
    guard FileSystem.exists(configuration) else { return DeskConfiguration() }
    let text: String
    do throws(SystemError) {
      text = try FileSystem.text(of: configuration, atMost: DeskFolder.fileLimit)
    } catch let error where error.cause == .notUTF8 {
      throw DeskError.badConfiguration(place: configuration, reason: Text.deskNotUtf8)
    } catch {
      throw DeskError(error)
    }
    do {
      var read = try DeskConfiguration(reading: text)
      read.secrets = read.secrets.mapValues { $0.mapValues { $0.relative(to: path) } }
      return read
    } catch {
      // The problem knows its file by name only.
      let place = error.line.map { "\(configuration):\($0)" } ?? configuration
      throw DeskError.badConfiguration(place: place, reason: error.reason)
    }
  }

  /// Where plugins are looked for, the first that has one of a name wins.
  func pluginFolders(_ configuration: DeskConfiguration) -> [String] {
    let named = configuration.pluginPaths.map { $0.hasPrefix("/") ? $0 : "\(path)/\($0)" }
    return [plugins] + named + BundledPlugins.folders
  }
}

/// The plugins that come with the program.
enum BundledPlugins {
  /// `$DOCKET_PLUGINS`, else beside the program: `share/docket/plugins` or a source tree's `plugins`.
  static let folders: [String] = {
    if let path = ThisProcess.variable("DOCKET_PLUGINS") { return [path] }
    var folder = parent(of: ThisProcess.program ?? "")
    var folders: [String] = []
    while !folder.isEmpty {
      folders += ["\(folder)/share/docket/plugins", "\(folder)/plugins"]
      folder = parent(of: folder)
    }
    return folders.first { FileSystem.isReadable("\($0)/support/plugin.lua") }.map { [$0] } ?? []
  }()

  /// Where scripts lie that come with it: in `scripts`, beside the plugins.
  static var scriptFolders: [String] {
    folders.map { parent(of: $0) + "/scripts" }
  }

  private static func parent(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
