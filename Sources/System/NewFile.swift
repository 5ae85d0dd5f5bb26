import Glibc
import SystemPackage

/// A file on its way: written under another name, and put in its place when it is whole.
package struct NewFile: Sendable {
  package let path: String
  /// Where it is written meanwhile, in the same folder.
  package let draft: String
  private let replaces: Bool

  /// Makes an empty draft, which only its owner can read if it is private.
  ///
  /// Throws an error that `isTaken` if something has the name and is not to be replaced.
  package init(
    at path: String, replaces: Bool, isPrivate: Bool = true,
  ) throws(SystemError) {
    guard !path.isEmpty, !path.hasSuffix("/") else { throw SystemError(.publish, path, .noName) }
    let present = FileSystem.status(of: path, followsLink: false)
    guard present?.kind != .folder else { throw SystemError(.publish, path, .folder) }
    guard present == nil || replaces else { throw NewFile.taken(path) }
    self.path = path
    self.replaces = replaces
    draft = path + ".\(String(UInt32.random(in: 1 << 28 ... .max), radix: 16)).partial"
    do {
      _ = try OpenFile(
        draft, .readWrite, [.create, .exclusiveCreate],
        permissions: FilePermissions(rawValue: isPrivate ? 0o600 : 0o666))
    } catch {
      throw SystemError(.publish, path, error.cause)
    }
  }

  /// Writes a whole file, which only its owner can read if it is private.
  ///
  /// If it cannot be written, nothing is left of it.
  package static func write(
    _ bytes: [UInt8], to path: String, replaces: Bool, isPrivate: Bool = true,
  ) throws(SystemError) {
    let file = try NewFile(at: path, replaces: replaces, isPrivate: isPrivate)
    do {
      try file.append(bytes)
      try file.publish()
    } catch {
      file.discard()
      throw error
    }
  }

  /// Appends bytes to the draft.
  package func append(_ bytes: [UInt8]) throws(SystemError) {
    try publishing { () throws(SystemError) in
      try OpenFile(draft, .writeOnly, .append).write(bytes)
    }
  }

  /// Puts the draft in its place, with all of it on the disk; returns its size.
  @discardableResult
  package func publish() throws(SystemError) -> Int64 {
    try publishing { () throws(SystemError) in
      let written = try OpenFile(draft, .readOnly)
      try doing(.publish, path) { try written.sync() }
      let size = try written.status().size
      // Without leave to replace, a link fails if somebody was faster.
      try doing(.publish, path) {
        try retrying { unsafe replaces ? rename(draft, path) : link(draft, path) }
      }
      if !replaces { FileSystem.remove(draft) }
      let name = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      let folder = try OpenFile(name, .readOnly, .directory)
      try doing(.publish, path) { try folder.sync() }
      return size
    }
  }

  /// Removes the draft and what SQLite may have left beside it.
  package func discard() {
    for suffix in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(draft + suffix) }
  }

  private func publishing<Result>(
    _ body: () throws(SystemError) -> Result,
  ) throws(SystemError) -> Result {
    do {
      return try body()
    } catch {
      throw SystemError(.publish, path, error.cause)
    }
  }

  private static func taken(_ path: String) -> SystemError {
    SystemError(.publish, path, .number(Errno.fileExists.rawValue))
  }
}
