import System

/// Who reads a database through its journal file, as the system's table of locks has it.
///
/// A reader holds a shared lock on one of five bytes of `docket.db-shm` for as long as its
/// transaction lasts. Source: https://www.sqlite.org/walformat.html#wal_locks and proc(5).
package enum JournalReaders {
  /// The bytes that readers lock.
  private static let marks: ClosedRange<Int> = 123...127

  /// The processes, by their numbers, without this one; empty where the system does not tell.
  package static func processes(ofDatabase path: String) -> [Int32] {
    guard let inode = FileSystem.status(of: path + "-shm")?.inode,
      let table = text(of: "/proc/locks")
    else { return [] }
    let found = table.split(separator: "\n").compactMap { process(in: $0, ofFile: inode) }
    return Set(found).subtracting([ThisProcess.number]).sorted()
  }

  /// The name of a process's program; `nil` where there is none, or it is not told.
  package static func program(of process: Int32) -> String? {
    text(of: "/proc/\(process)/comm").map { String($0.prefix { $0 != "\n" }) }
  }

  /// `1: POSIX  ADVISORY  READ 1234 fe:00:5678 124 124`.
  private static func process(in line: Substring, ofFile inode: UInt64) -> Int32? {
    let words = line.split(separator: " ")
    guard words.count >= 8, words[1] == "POSIX", words[3] == "READ",
      words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode,
      let first = Int(words[6]), marks.contains(first)
    else { return nil }
    return Int32(words[4])
  }

  private static func text(of path: String) -> String? {
    (try? FileSystem.bytes(of: path, atMost: 64 << 20)).map { String(decoding: $0, as: UTF8.self) }
  }
}
