import Kernel
import Storage
import System
import Texts

extension Doctor {
  /// Looks at the desk's files as the system has them.
  mutating func lookAtFiles() {
    guard let mode = FileSystem.status(of: folder.path)?.permissions else { return }
    let isClosed = mode & 0o005 == 0
    let files = ["docket.db", "docket.db-wal", "docket.lua"]
    for name in [""] + files {
      let path = name.isEmpty ? folder.path : "\(folder.path)/\(name)"
      guard let mode = FileSystem.status(of: path)?.permissions else { continue }
      lookAtMode(mode, of: path, isClosed: isClosed)
    }
    lookAtRoom()
    lookAtJournal()
  }

  private mutating func lookAtMode(_ mode: UInt32, of path: String, isClosed: Bool) {
    if mode & 0o002 != 0 {
      note(
        Finding(
          "open_to_all", .error, at: Text(words: path),
          Text.doctorOpenToAll,
          remedy: Text.doctorCloseIt(path: path)))
    } else if mode & 0o004 != 0, !isClosed, path.hasSuffix(".db") || path.hasSuffix("-wal") {
      note(
        Finding(
          "readable_by_all", .warning, at: Text(words: path),
          Text.doctorReadableByAll, remedy: Text.doctorCloseIt(path: path)))
    }
    if !FileSystem.isWritable(path) {
      note(
        Finding(
          "read_only", .warning, at: Text(words: path), Text.doctorReadOnly,
          remedy: Text.doctorMakeWritable))
    }
  }

  private mutating func lookAtRoom() {
    guard let free = FileSystem.freeBytes(at: folder.path), free < habits.leastFreeBytes else {
      return
    }
    note(
      Finding(
        "disk", .warning, at: Text(words: folder.path),
        Text.doctorDisk(free: free >> 20, least: habits.leastFreeBytes >> 20),
        remedy: Text.doctorFreeSpace))
  }

  private mutating func lookAtJournal() {
    let bytes = folder.journalBytes
    guard bytes > habits.mostJournalBytes else { return }
    let readers = folder.journalReaders
    let who =
      readers.isEmpty ? nil : Text.doctorReaders(names: readers.joined(separator: ", "))
    note(
      Finding(
        "journal", .warning, at: Text(words: "docket.db-wal"),
        Text.doctorJournal(megabytes: bytes >> 20, who: who),
        remedy: Text.doctorEndReaders))
  }
}
