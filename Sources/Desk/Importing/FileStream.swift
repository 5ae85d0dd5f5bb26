import Kernel
import System
import Texts

/// The bytes of a file of any size one after the other, as UTF-8, with the line in which one is.
final class FileStream {
  /// How many bytes the file has.
  let size: Int
  /// How many of them were read.
  private(set) var position = 0
  /// The line of the next byte, from 1.
  private(set) var line = 1

  private let file: OpenFile
  private var buffer: [UInt8] = []
  private var next = 0
  private var isAfterReturn = false
  private let named: TextEncoding?
  /// What makes UTF-8 of the file's bytes; `nil` before the first of them.
  private var decoder: TextDecoder?

  /// Opens a file; throws `DeskError.unreadable`.
  ///
  /// Without an encoding it is what the mark at the file's beginning names, else UTF-8.
  init(path: String, encoding: TextEncoding? = nil) throws(DeskError) {
    named = encoding
    do throws(SystemError) {
      file = try .plain(path)
      size = Int(try file.status().size)
    } catch let error where error.cause == .folder || error.cause == .special {
      throw .unreadable(path: path, reason: Text.deskNoFile)
    } catch {
      throw DeskError(error)
    }
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
    // A line ends with LF, with CR, or with both.
    if byte == 0x0D || byte == 0x0A && !isAfterReturn { line += 1 }
    isAfterReturn = byte == 0x0D
    return byte
  }

  /// The next bytes, as many as are at hand; they stay.
  func beginning() throws(DeskError) -> ArraySlice<UInt8> {
    _ = try peek()
    return buffer[next...]
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
      isAfterReturn = false
      next = end ?? buffer.count
      guard end == nil else {
        _ = try take()
        return (isTooLong ? nil : bytes, true)
      }
    }
    return (isTooLong ? nil : bytes, false)
  }

  /// Reads on until there is a byte, or the file has ended.
  private func fill() throws(DeskError) {
    (buffer, next) = ([], 0)
    var isAtEnd = false
    while buffer.isEmpty, !isAtEnd {
      let bytes = try read()
      isAtEnd = bytes.isEmpty
      var decoder = self.decoder ?? TextDecoder(TextEncoding.marked(bytes)?.encoding ?? .utf8)
      let mark = position == 0 ? TextEncoding.marked(bytes) : nil
      if position == 0, let named, mark == nil || named.upper != nil {
        decoder = TextDecoder(named)
      }
      position += bytes.count
      buffer = decoder.decode(Array(bytes.dropFirst(mark?.count ?? 0)), isLast: isAtEnd)
      self.decoder = decoder
    }
  }

  private func read() throws(DeskError) -> [UInt8] {
    do throws(SystemError) {
      return try file.read(upTo: 1 << 16)
    } catch {
      throw DeskError(error)
    }
  }
}
