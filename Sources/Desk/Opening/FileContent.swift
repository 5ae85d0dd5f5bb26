import Crypto
import Glibc
import Kernel
import Texts

/// An open file as the content of an attachment; it is closed with its last owner.
///
/// Only plain files are taken: a pipe or a device could be read only once, or without an end.
package final class FileContent: Content {
  package let size: Int64
  private let descriptor: Int32
  /// What messages call it.
  private let name: String

  /// Opens the file at a path; throws `DeskError.unreadable`.
  package convenience init(path: String) throws(DeskError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw .unreadable(path: path, reason: FileContent.reason())
    }
    try self.init(owning: file, name: path)
  }

  private init(owning descriptor: Int32, name: String) throws(DeskError) {
    self.descriptor = descriptor
    self.name = name
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let reason = FileContent.reason()
      Glibc.close(descriptor)
      throw .unreadable(path: name, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .unreadable(
        path: name,
        reason: isFolder
          ? Text("attachment.folder")
          : Text("attachment.no_plain_file"))
    }
    size = Int64(status.st_size)
  }

  deinit {
    Glibc.close(descriptor)
  }

  package func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let start = buffer.baseAddress {
        let read = unsafe pread(
          descriptor, start + filled, count - filled, off_t(offset) + off_t(filled))
        if read < 0, errno == EINTR { continue }
        failed = read < 0
        guard read > 0 else { break }
        filled += read
      }
    }
    guard !failed else { throw DeskError.unreadable(path: name, reason: FileContent.reason()) }
    return bytes
  }

  private static func reason(_ code: Int32 = errno) -> Text {
    unsafe strerror(code).map { unsafe Text(words: String(cString: $0)) }
      ?? Text("file.system_error", ["code": code])
  }
}

extension FileContent {
  /// Opens a file that is beside another, or in a folder beside it.
  ///
  /// Neither `..` nor a link leads out of the folder: each part of the path is opened by itself, and
  /// a link is no part that is taken.
  convenience init(path: String, beneath folder: String) throws(DeskError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
    guard isPlain else {
      throw .unreadable(
        path: path, reason: Text("import.beneath"))
    }
    var place = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for (index, part) in parts.enumerated() where place >= 0 {
      let isLast = index == parts.count - 1
      let kind = isLast ? O_NONBLOCK : O_DIRECTORY
      let next = unsafe openat(place, String(part), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
      let code = errno
      Glibc.close(place)
      guard next >= 0 else {
        let isLink = code == ELOOP || code == ENOTDIR && !isLast
        throw .unreadable(
          path: path, reason: isLink ? Text("import.link") : FileContent.reason(code))
      }
      place = next
    }
    guard place >= 0 else { throw .unreadable(path: folder, reason: FileContent.reason()) }
    try self.init(owning: place, name: path)
  }

  /// Keeps what comes in through a pipe, up to `limit` bytes and one, in a file that has no name.
  package static func spooled(
    from source: Int32, name: String, limit: Int64,
  ) throws(DeskError) -> FileContent {
    let file = try unnamedFile(for: name)
    var buffer = [UInt8](repeating: 0, count: Upload.part)
    var size: Int64 = 0
    while size <= limit {
      let count = unsafe Glibc.read(source, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      let isWritten = count >= 0 && isWritten(buffer[..<max(count, 0)], to: file)
      guard isWritten else {
        let reason = reason()
        Glibc.close(file)
        throw .unreadable(path: name, reason: reason)
      }
      if count == 0 { break }
      size += Int64(count)
    }
    return try FileContent(owning: file, name: name)
  }

  private static func unnamedFile(for name: String) throws(DeskError) -> Int32 {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/docket-\(RandomBytes.make(count: 8).hex)"
    let file = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw .unreadable(
        path: name, reason: Text("frame.of", ["owner": folder, "problem": reason()]))
    }
    _ = unsafe unlink(path)
    return file
  }

  private static func isWritten(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
