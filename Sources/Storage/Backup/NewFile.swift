import Crypto
import Glibc
import Texts

/// A file on its way: written under another name, and put in its place when it is whole.
package struct NewFile {
  let path: String
  /// Where it is written meanwhile, in the same folder.
  let draft: String
  private let replaces: Bool

  /// Makes an empty draft, which only its owner can read where it is private.
  package init(
    at path: String, replaces: Bool, isPrivate: Bool = true,
  ) throws(StorageError) {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw .unwritable(path: path, detail: Text("storage.no_file_name"))
    }
    var status = stat()
    let isThere = unsafe lstat(path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT != S_IFDIR else {
      throw .unwritable(path: path, detail: Text("storage.folder"))
    }
    guard !isThere || replaces else { throw .fileExists(path: path) }
    self.path = path
    self.replaces = replaces
    draft = path + ".\(RandomBytes.make(count: 4).hex).partial"
    let file = unsafe Glibc.open(
      draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
    guard file >= 0 else {
      let detail = errno == ENOENT ? Text("storage.no_folder") : NewFile.reason()
      throw .unwritable(path: path, detail: detail)
    }
    Glibc.close(file)
  }

  /// Writes a whole file, which only its owner can read where it is private.
  ///
  /// Throws `StorageError.fileExists` where there is one that is not to be replaced, and
  /// `.unwritable` where it cannot be written; then nothing is left of it.
  package static func write(
    _ bytes: [UInt8], to path: String, replaces: Bool, isPrivate: Bool = true,
  ) throws(StorageError) {
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
  package func append(_ bytes: [UInt8]) throws(StorageError) {
    let descriptor = unsafe Glibc.open(draft, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unwritable(path: path, detail: NewFile.reason()) }
    defer { Glibc.close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count >= 0 else { throw .unwritable(path: path, detail: NewFile.reason()) }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the draft in its place, with all of it on the disk; returns its size.
  @discardableResult
  package func publish() throws(StorageError) -> Int64 {
    let size = try NewFile.sync(draft, flags: O_RDONLY)
    // Without leave to replace, a link fails where somebody was faster.
    let code = unsafe replaces ? rename(draft, path) : link(draft, path)
    guard code == 0 else {
      if errno == EEXIST { throw .fileExists(path: path) }
      throw .unwritable(path: path, detail: NewFile.reason())
    }
    if !replaces { unsafe unlink(draft) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    _ = try NewFile.sync(folder, flags: O_RDONLY | O_DIRECTORY)
    return size
  }

  /// Removes the draft and what SQLite may have left beside it.
  package func discard() {
    for suffix in ["", "-journal", "-wal", "-shm"] { unsafe unlink(draft + suffix) }
  }

  private static func sync(_ path: String, flags: Int32) throws(StorageError) -> Int64 {
    let file = unsafe Glibc.open(path, flags | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(path: path, detail: reason()) }
    defer { Glibc.close(file) }
    var status = stat()
    // Some file systems know no sync of folders; that is no fault of the file.
    guard fsync(file) == 0 || errno == EINVAL, unsafe fstat(file, &status) == 0 else {
      throw .unwritable(path: path, detail: reason())
    }
    return Int64(status.st_size)
  }

  private static func reason() -> Text {
    unsafe strerror(errno).map { unsafe Text(words: String(cString: $0)) }
      ?? Text("file.system_error", ["code": errno])
  }
}
