import PluginHost
import System
import Texts

/// Where a plugin's spec has recorded histories in files.
struct FixtureFolder {
  private let path: String

  /// The folder in that of a plugin; throws where something else has its name.
  init(in folder: String) throws {
    path = "\(folder)/\(SpecFixtures.folder)"
    // Through a link, files from anywhere would be read as the plugin's.
    let kind = FileSystem.status(of: path, followsLink: false)?.kind
    guard kind == nil || kind == .folder else {
      throw DeskError.unreadable(path: path, reason: Text.specFixtureFolder)
    }
  }

  /// The files that a spec may replay, read when it does; links are left alone.
  var fixtures: SpecFixtures {
    let path = path
    let names = FileSystem.names(in: path).filter { name in
      SpecFixtures.isName(name)
        && FileSystem.status(of: "\(path)/\(name)", followsLink: false)?.kind == .file
    }
    return SpecFixtures(names.sorted()) { name in
      try FileSystem.bytes(
        of: "\(path)/\(name)", atMost: SpecFixtures.mostBytes, waits: false)
    }
  }

  /// What of a plugin's folder only its author's specs need, and no pack has: the folders, with how many
  /// files are in each.
  static func leftOut(of folder: String) -> [(folder: String, count: Int)] {
    let count = FileSystem.names(in: "\(folder)/\(SpecFixtures.folder)").count
    return count > 0 ? [(SpecFixtures.folder, count)] : []
  }
}
