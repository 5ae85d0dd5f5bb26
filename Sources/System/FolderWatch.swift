import Glibc
import SystemPackage

/// Folders in which changes of files are told, and those beneath them; hidden ones are left out.
///
/// A folder that is made later is not watched. What changes before somebody waits is told as well.
package struct FolderWatch: ~Copyable {
  private let events: OpenFile
  /// The folders' paths, by the numbers that the system gave them.
  private let folders: [Int32: String]

  /// Begins to watch; throws if one of them is no folder or may not be read, or beyond the system's
  /// limit of watches.
  package init(_ folders: [String]) throws(SystemError) {
    let path = folders.first ?? ""
    let number = try doing(.watch, path) { try retrying { inotify_init1(Int32(IN_CLOEXEC)) } }
    let events = OpenFile(owning: FileDescriptor(rawValue: number), path: path)
    var known: [Int32: String] = [:]
    var waiting = folders
    while let folder = waiting.popLast() {
      let place: Int32
      do throws(SystemError) {
        place = try doing(.watch, folder) {
          try retrying { unsafe inotify_add_watch(number, folder, FolderWatch.mask) }
        }
      } catch {
        // It was removed since it was listed, which the folder around it tells.
        guard error.isMissing, !folders.contains(folder) else { throw error }
        continue
      }
      known[place] = folder
      for name in FileSystem.names(in: folder) {
        let place = "\(folder)/\(name)"
        if FileSystem.status(of: place, followsLink: false)?.kind == .folder {
          waiting.append(place)
        }
      }
    }
    self.folders = known
    self.events = events
  }

  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF
      | IN_MOVE_SELF | IN_ONLYDIR)

  /// Waits until something changes, and on until nothing does for that long; gives the paths, each
  /// once.
  ///
  /// What editors keep beside a file under another name is no change.
  package func wait(quiet: Duration = .milliseconds(50)) throws(SystemError) -> [String] {
    var changed: [String] = []
    repeat {
      for path in try told() where !changed.contains(path) { changed.append(path) }
    } while changed.isEmpty || isReady(events.descriptor, for: POLLIN, within: quiet)
    return changed
  }

  /// What the system has to tell; waits until that is something.
  private func told() throws(SystemError) -> [String] {
    let bytes = try events.read(upTo: 1 << 14)
    let headSize = MemoryLayout<inotify_event>.size
    var paths: [String] = []
    var start = 0
    while start + headSize <= bytes.count {
      let event = unsafe bytes.withUnsafeBytes {
        unsafe $0.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
      }
      let name = bytes[(start + headSize)...].prefix(Int(event.len)).prefix { $0 != 0 }
      start += headSize + Int(event.len)
      if event.mask & UInt32(IN_IGNORED) != 0 { continue }
      // Where more changed than the system keeps, it names no folder.
      let folder = folders[event.wd] ?? events.path
      if name.isEmpty {
        paths.append(folder)
      } else if let file = FolderWatch.shown(String(decoding: name, as: UTF8.self)) {
        paths.append("\(folder)/\(file)")
      }
    }
    return paths
  }

  /// The name; `nil` for one that an editor uses while it works.
  private static func shown(_ name: String) -> String? {
    name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") ? nil : name
  }
}
