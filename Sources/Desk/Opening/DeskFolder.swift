import Glibc
import PluginHost
import Texts

/// Where the parts of a desk are.
package struct DeskFolder: Equatable, Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package var database: String { path + "/docket.db" }
  package var configuration: String { path + "/docket.lua" }
  package var plugins: String { path + "/plugins" }
  package var scripts: String { path + "/scripts" }

  /// Removes what a desk is made of, and the folder if nothing else is in it.
  func remove() {
    for suffix in ["", "-wal", "-shm"] { unsafe unlink(database + suffix) }
    unsafe unlink(configuration)
    for folder in [plugins, scripts, path] { unsafe rmdir(folder) }
  }

  /// What stands in `docket.lua`; the defaults where there is no such file.
  func readConfiguration() throws -> DeskConfiguration {
    guard unsafe access(configuration, F_OK) == 0 else { return DeskConfiguration() }
    guard let text = String(validating: try FileText.bytes(at: configuration), as: UTF8.self) else {
      throw DeskError.badConfiguration(place: configuration, reason: Text("desk.not_utf8"))
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
    if let path = unsafe getenv("DOCKET_PLUGINS") { return unsafe [String(cString: path)] }
    var folder = programFolder
    var folders: [String] = []
    while !folder.isEmpty {
      folders += ["\(folder)/share/docket/plugins", "\(folder)/plugins"]
      folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    }
    return folders.first { unsafe access("\($0)/support/plugin.lua", R_OK) == 0 }.map { [$0] } ?? []
  }()

  /// Where scripts lie that come with it: in `scripts`, beside the plugins.
  static var scriptFolders: [String] {
    folders.map { folder in
      String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]) + "/scripts"
    }
  }

  private static var programFolder: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return "" }
    let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
