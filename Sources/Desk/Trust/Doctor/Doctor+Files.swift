import Glibc
import Kernel
import Storage

extension Doctor {
  /// Looks at the desk's files as the system has them.
  mutating func lookAtFiles() {
    guard let mode = Doctor.mode(of: folder.path) else { return }
    let isClosed = mode & 0o005 == 0
    let files = ["docket.db", "docket.db-wal", "docket.lua"]
    for name in [""] + files {
      let path = name.isEmpty ? folder.path : "\(folder.path)/\(name)"
      guard let mode = Doctor.mode(of: path) else { continue }
      lookAtMode(mode, of: path, isClosed: isClosed)
    }
    lookAtRoom()
    lookAtJournal()
  }

  private mutating func lookAtMode(_ mode: UInt32, of path: String, isClosed: Bool) {
    if mode & 0o002 != 0 {
      note(
        Finding(
          "open_to_all", .error, at: path,
          "everybody on this machine may write it, and so do anything on the desk",
          remedy: "chmod o-rwx \(path)"))
    } else if mode & 0o004 != 0, !isClosed, path.hasSuffix(".db") || path.hasSuffix("-wal") {
      note(
        Finding(
          "readable_by_all", .warning, at: path,
          "everybody on this machine may read it, with all notes", remedy: "chmod o-rwx \(path)"))
    }
    if unsafe access(path, W_OK) != 0 {
      note(
        Finding(
          "read_only", .warning, at: path, "you may only read it, so you can change nothing",
          remedy: "ask its owner to make it writable, or work as the owner"))
    }
  }

  private mutating func lookAtRoom() {
    var system = statvfs()
    guard unsafe statvfs(folder.path, &system) == 0 else { return }
    let free = Int64(
      clamping: UInt64(system.f_bavail).multipliedReportingOverflow(
        by: UInt64(system.f_frsize)
      ).partialValue)
    guard free < habits.leastFreeBytes else { return }
    note(
      Finding(
        "disk", .warning, at: folder.path,
        "the disk is nearly full: \(free >> 20) MB are left, less than"
          + " \(habits.leastFreeBytes >> 20) MB",
        remedy: "free some space: on a full disk nothing can be changed, though nothing is lost"))
  }

  private mutating func lookAtJournal() {
    let bytes = folder.journalBytes
    guard bytes > habits.mostJournalBytes else { return }
    let readers = folder.journalReaders
    let who = readers.isEmpty ? "" : "; \(readers.joined(separator: ", ")) reads through it"
    note(
      Finding(
        "journal", .warning, at: "docket.db-wal", "it has grown to \(bytes >> 20) MB\(who)",
        remedy: "end who reads for so long; a worker (docket work) then empties it"))
  }

  private static func mode(of path: String) -> UInt32? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? UInt32(status.st_mode) : nil
  }
}
