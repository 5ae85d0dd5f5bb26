import Glibc
import Texts

/// The bytes of a file of any size one after the other, with the line in which one is.
final class FileStream {
  /// How many bytes the file has.
  let size: Int
  /// How many bytes were taken.
  private(set) var position = 0
  /// The line of the next byte, from 1.
  private(set) var line = 1

  private let file: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var next = 0

  /// Opens a file; throws `DeskError.unreadable`.
  init(path: String) throws(DeskError) {
    file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw DeskError.unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(file)
      throw DeskError.unreadable(path: path, reason: Text("desk.no_file"))
    }
    size = Int(status.st_size)
    self.path = path
  }

  deinit {
    Glibc.close(file)
  }

  /// The next byte, which stays; `nil` at the end.
  func peek() throws(DeskError) -> UInt8? {
    if next == buffer.count { try fill() }
    return next < buffer.count ? buffer[next] : nil
  }

  /// The next byte, which is taken; `nil` at the end.
  func take() throws(DeskError) -> UInt8? {
    guard let byte = try peek() else { return nil }
    next += 1
    position += 1
    if byte == 0x0A { line += 1 }
    return byte
  }

  /// The bytes up to the end of the line, without it; `nil` where a line is longer than `limit`.
  ///
  /// `isEnded` says whether the line's end was there.
  func takeLine(limit: Int) throws(DeskError) -> (bytes: [UInt8]?, isEnded: Bool) {
    var bytes: [UInt8] = []
    var isTooLong = false
    while try peek() != nil {
      let end = buffer[next...].firstIndex(of: 0x0A)
      let part = buffer[next..<(end ?? buffer.count)]
      if bytes.count + part.count > limit { isTooLong = true }
      if !isTooLong { bytes += part }
      position += part.count
      next = end ?? buffer.count
      guard end == nil else {
        _ = try take()
        return (isTooLong ? nil : bytes, true)
      }
    }
    return (isTooLong ? nil : bytes, false)
  }

  /// Passes over the mark that some programs put at the beginning of a file in UTF-8.
  func skipByteOrderMark() throws(DeskError) {
    guard position == 0, try peek() != nil, buffer.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    next = 3
    position = 3
  }

  private func fill() throws(DeskError) {
    var fresh = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe Glibc.read(file, &fresh, fresh.count)
    guard count >= 0 else {
      throw DeskError.unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    fresh.removeLast(fresh.count - count)
    buffer = fresh
    next = 0
  }
}
