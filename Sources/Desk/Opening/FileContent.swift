import Crypto
import Kernel
import System
import Texts

/// An open file as the content of an attachment; it is closed with its last owner.
///
/// Only plain files are taken: a pipe or a device could be read only once, or without an end.
package final class FileContent: Content {
  package let size: Int64
  private let file: OpenFile

  /// Opens the file at a path.
  package convenience init(path: String) throws(SystemError) {
    try self.init(.plain(path))
  }

  private init(_ file: consuming OpenFile) throws(SystemError) {
    size = try file.status().size
    self.file = file
  }

  package func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
    try file.bytes(at: offset, count: count)
  }
}

extension FileContent {
  /// Opens a file that is beside another, or in a folder beside it.
  ///
  /// Neither `..` nor a link leads out of the folder: each part of the path is opened by itself, and
  /// a link is no part that is taken.
  convenience init(path: String, beneath folder: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
    guard isPlain else {
      throw DeskError.unreadable(path: path, reason: Text.importBeneath)
    }
    try self.init(.plain(parts.map(String.init), beneath: folder))
  }

  /// Keeps what comes in through a pipe, up to `limit` bytes and one, in a file that has no name.
  package static func spooled(
    from source: StandardStream, name: String, limit: Int64,
  ) throws -> FileContent {
    let file = try unnamedFile(for: name)
    do throws(SystemError) {
      var size: Int64 = 0
      while size <= limit {
        let bytes = try source.read(upTo: Upload.part)
        if bytes.isEmpty { break }
        try file.write(bytes)
        size += Int64(bytes.count)
      }
      return try FileContent(file)
    } catch {
      throw DeskError.unreadable(path: name, reason: error.reason)
    }
  }

  private static func unnamedFile(for name: String) throws(DeskError) -> OpenFile {
    let folder = ThisProcess.variable("TMPDIR") ?? "/tmp"
    do throws(SystemError) {
      return try .unnamed(at: "\(folder)/docket-\(RandomBytes.make(count: 8).hex)")
    } catch {
      throw .unreadable(
        path: name, reason: Text.frameOf(owner: folder, problem: error.reason))
    }
  }
}
