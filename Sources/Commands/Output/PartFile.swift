import Glibc

/// A file that gets its name only when all of it is written; until then, and if it never is, nothing
/// is there.
struct PartFile: ~Copyable {
  private let path: String
  private let part: String
  private let descriptor: Int32

  /// Begins a file beside the place where it is to be.
  init(at path: String) throws(Failure) {
    self.path = path
    var pattern = Array("\(path).part-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&pattern)
    guard descriptor >= 0 else { throw PartFile.failure(path) }
    part = String(decoding: pattern.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    _ = fchmod(descriptor, 0o666 & ~PartFile.mask)
  }

  deinit {
    close(descriptor)
    // Gone already where it has its name.
    _ = unsafe unlink(part)
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    try SystemCalls.write(bytes, to: descriptor)
  }

  /// Gives the file its name; another of that name is replaced only where that is wanted.
  func finish(isReplacing: Bool) throws(Failure) {
    let isDone = unsafe isReplacing ? rename(part, path) == 0 : link(part, path) == 0
    guard isDone else { throw PartFile.failure(path) }
  }

  private static func failure(_ path: String) -> Failure {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    return Failure(.failed, "\(path) cannot be written: \(reason)")
  }

  /// The permissions that new files do not get; asking for them sets them for a moment.
  private static var mask: mode_t {
    let mask = umask(0o077)
    _ = umask(mask)
    return mask
  }
}
