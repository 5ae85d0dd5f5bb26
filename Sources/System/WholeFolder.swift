import CRename
import Glibc
import SystemPackage

/// Folders that are put in their place, or taken away, as a whole.
extension FileSystem {
  /// Gives each of two files or folders of one file system the other's name, at once.
  ///
  /// At no moment is one of the names free. Throws where the file system cannot, as some on a network.
  package static func exchange(_ path: String, with other: String) throws(SystemError) {
    try doing(.publish, other) { try retrying { unsafe exchange_names(path, other) } }
  }

  /// Waits until the names in a folder are on the disk.
  package static func sync(folder path: String) throws(SystemError) {
    let folder = try OpenFile(path, .readOnly, .directory)
    try doing(.publish, path) { try folder.sync() }
  }

  /// Removes a folder with all that is in it; links are removed, and not followed.
  ///
  /// That something stays is only untidy. Folders nested more than 32 deep stay.
  package static func removeTree(_ path: String, depth: Int = 0) {
    guard depth < 32, status(of: path, followsLink: false)?.kind == .folder else {
      return remove(path)
    }
    for name in allNames(in: path) { removeTree("\(path)/\(name)", depth: depth + 1) }
    removeFolder(path)
  }
}
