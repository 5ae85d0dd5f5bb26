import Glibc
import SystemPackage

/// Files and folders by their paths.
package enum FileSystem {
  /// A whole file; throws `.tooLarge` if it has more bytes than the limit.
  ///
  /// If `waits` is false, a pipe that nobody writes to is read as empty.
  package static func bytes(
    of path: String, atMost limit: Int, waits: Bool = true,
  ) throws(SystemError) -> [UInt8] {
    let file = try OpenFile(path, .readOnly, waits ? [] : .nonBlocking)
    return try file.descriptor.wholeBytes(atMost: limit, for: .read, path)
  }

  /// A whole file of text in UTF-8; throws `.notUTF8` if it is something else.
  package static func text(of path: String, atMost limit: Int) throws(SystemError) -> String {
    guard let text = String(validating: try bytes(of: path, atMost: limit), as: UTF8.self) else {
      throw SystemError(.read, path, .notUTF8)
    }
    return text
  }

  /// Writes a new file that others may read; one that exists already stays as it is.
  package static func create(_ text: String, at path: String) throws(SystemError) {
    do {
      try write(text, to: path, .exclusiveCreate)
    } catch let error where error.isTaken {}
  }

  /// Writes to the end of a file, which is made if it does not exist.
  package static func append(_ text: String, to path: String) throws(SystemError) {
    try write(text, to: path, .append)
  }

  /// Writes to the end of a plain file that exists already, unless it has that many bytes by then.
  ///
  /// Waits for nobody, follows no link, and makes no file. Returns whether it was written.
  package static func append(
    _ bytes: [UInt8], toExisting path: String, ofLessThan limit: Int64,
  ) throws(SystemError) -> Bool {
    let file = try OpenFile(path, .writeOnly, [.append, .noFollow, .nonBlocking])
    let status = try file.status()
    guard status.kind == .file, status.size < limit else { return false }
    try file.write(bytes)
    return true
  }

  /// The bytes of a plain file from a place on, at most so many; follows no link.
  package static func bytes(
    of path: String, from place: Int64, atMost limit: Int,
  ) throws(SystemError) -> [UInt8] {
    let file = try OpenFile(path, .readOnly, [.noFollow, .nonBlocking])
    return try file.bytes(at: place, count: limit)
  }

  private static func write(
    _ text: String, to path: String, _ option: FileDescriptor.OpenOptions,
  ) throws(SystemError) {
    let file = try OpenFile(
      path, .writeOnly, option.union(.create),
      permissions: [.ownerReadWrite, .groupRead, .otherRead],
      for: .make)
    try file.write(Array(text.utf8))
  }

  /// Makes a folder and those above it; one that exists already stays as it is.
  package static func makeFolder(_ path: String) throws(SystemError) {
    do {
      try doing(.make, path) { try retrying { unsafe mkdir(path, 0o750) } }
    } catch let error where error.isTaken {
    } catch let error where error.isMissing {
      let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      guard !parent.isEmpty else { throw error }
      try makeFolder(parent)
      try doing(.make, path) { try retrying { unsafe mkdir(path, 0o750) } }
    }
  }

  /// Gives a file another name in the same file system; what has that name is replaced.
  package static func move(_ path: String, to other: String) throws(SystemError) {
    try doing(.publish, other) { try retrying { unsafe rename(path, other) } }
  }

  /// Removes a file; that it stays is only untidy.
  package static func remove(_ path: String) {
    _ = try? retrying { unsafe unlink(path) }
  }

  /// Removes a folder if it is empty.
  package static func removeFolder(_ path: String) {
    _ = try? retrying { unsafe rmdir(path) }
  }
}

extension FileSystem {
  /// What there is at a path; `nil` if there is nothing, or it may not be looked at.
  package static func status(of path: String, followsLink: Bool = true) -> FileStatus? {
    (try? unsafe path.withCString { try unsafe Stat($0, followTargetSymlink: followsLink) })
      .map(FileStatus.init)
  }

  /// Whether anything has that name, be it a link to nowhere.
  package static func hasName(_ path: String) -> Bool {
    status(of: path, followsLink: false) != nil
  }

  /// Whether there is a folder, be it through a link.
  package static func isFolder(_ path: String) -> Bool { status(of: path)?.kind == .folder }

  /// Whether others than its owner may do anything with a file.
  package static func isOpenToOthers(_ path: String) -> Bool {
    status(of: path).map { $0.permissions & 0o077 != 0 } ?? false
  }

  /// Leaves a file to its owner and group.
  package static func closeToOthers(_ path: String) throws(SystemError) {
    guard let permissions = status(of: path)?.permissions, permissions & 0o007 != 0 else { return }
    try doing(.make, path) { try retrying { unsafe chmod(path, permissions & 0o770) } }
  }

  package static func exists(_ path: String) -> Bool { allows(F_OK, path) }
  package static func isReadable(_ path: String) -> Bool { allows(R_OK, path) }
  package static func isWritable(_ path: String) -> Bool { allows(W_OK, path) }

  private static func allows(_ use: Int32, _ path: String) -> Bool {
    (try? retrying { unsafe access(path, use) }) != nil
  }

  /// The names in a folder, hidden ones left out, in no order; none if it cannot be read.
  package static func names(in path: String) -> [String] {
    allNames(in: path).filter { !$0.hasPrefix(".") }
  }

  /// The same with hidden ones.
  package static func allNames(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let item = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &item.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(cString: text)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The path from the root, without links and dots; the path itself if there is no such file.
  package static func absolute(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// What a symbolic link points to; `nil` if it is no link.
  package static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// How many bytes may still be written to the file system that has a path; `nil` if unknown.
  package static func freeBytes(at path: String) -> Int64? {
    var system = statvfs()
    guard (try? retrying { unsafe statvfs(path, &system) }) != nil else { return nil }
    let (bytes, isLarge) = UInt64(system.f_bavail)
      .multipliedReportingOverflow(by: UInt64(system.f_frsize))
    return isLarge ? .max : Int64(clamping: bytes)
  }
}
