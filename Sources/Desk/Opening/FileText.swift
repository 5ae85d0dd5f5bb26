import Glibc
import Texts

/// Whole small files, read and written.
enum FileText {
  /// The bytes of a file of at most `limit` bytes.
  static func bytes(at path: String, limit: Int = 16 << 20) throws(DeskError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path: path, reason: reason()) }
    defer { Glibc.close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(file, &buffer, buffer.count)
      guard count >= 0 else { throw .unreadable(path: path, reason: reason()) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= limit else {
        throw .unreadable(path: path, reason: Text("desk.large_file", ["megabytes": limit >> 20]))
      }
    }
  }

  /// The text of a file in UTF-8.
  static func text(at path: String) throws(DeskError) -> String {
    guard let text = String(validating: try bytes(at: path), as: UTF8.self) else {
      throw .unreadable(path: path, reason: Text("file.not_utf8"))
    }
    return text
  }

  /// Writes a new file; one that is there already is left alone.
  static func create(_ text: String, at path: String) throws(DeskError) {
    try write(text, to: path, O_EXCL)
  }

  /// Writes to the end of a file, which is made where it is not there.
  static func append(_ text: String, to path: String) throws(DeskError) {
    try write(text, to: path, O_APPEND)
  }

  private static func write(
    _ text: String, to path: String, _ flag: Int32,
  ) throws(DeskError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flag, 0o644)
    guard file >= 0 else {
      if errno == EEXIST { return }
      throw .unmakeable(path: path, reason: reason())
    }
    defer { Glibc.close(file) }
    let bytes = Array(text.utf8)
    guard unsafe Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw .unmakeable(path: path, reason: reason())
    }
  }

  /// Removes a file that was just made; that it stays is only untidy.
  static func remove(_ path: String) {
    _ = unsafe unlink(path)
  }

  /// Makes a folder and those above it; one that is there already is left alone.
  static func createFolder(_ path: String) throws(DeskError) {
    if unsafe mkdir(path, 0o750) == 0 || errno == EEXIST { return }
    let problem = errno
    let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard problem == ENOENT, !parent.isEmpty else {
      throw .unmakeable(path: path, reason: reason(problem))
    }
    try createFolder(parent)
    guard unsafe mkdir(path, 0o750) == 0 else { throw .unmakeable(path: path, reason: reason()) }
  }

  private static func reason(_ code: Int32 = errno) -> Text {
    unsafe strerror(code).map { unsafe Text(words: String(cString: $0)) }
      ?? Text("file.system_error", ["code": code])
  }
}
