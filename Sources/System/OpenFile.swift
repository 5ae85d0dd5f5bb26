import Glibc
import SystemPackage

/// An open file, which is closed when its owner goes away.
///
/// Paths are taken as they are, byte for byte: `FilePath` would mend them.
package struct OpenFile: ~Copyable, Sendable {
  let descriptor: FileDescriptor
  /// What errors call it.
  let path: String

  /// Takes over a descriptor.
  init(owning descriptor: FileDescriptor, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  init(
    _ path: String, _ mode: FileDescriptor.AccessMode,
    _ options: FileDescriptor.OpenOptions = [], permissions: FilePermissions? = nil,
    for operation: SystemError.Operation = .read,
  ) throws(SystemError) {
    self.path = path
    descriptor = try doing(operation, path) {
      try unsafe path.withCString {
        try unsafe FileDescriptor.open(
          $0, mode, options: options.union(.closeOnExec), permissions: permissions)
      }
    }
  }

  deinit {
    // Not to be retried: Linux frees the descriptor even if a signal interrupts the call (close(2)).
    try? descriptor.close()
  }
}

extension OpenFile {
  /// Opens a plain file for reading, and waits for nobody; the error says if it is something else.
  package static func plain(_ path: String) throws(SystemError) -> OpenFile {
    let file = try OpenFile(path, .readOnly, .nonBlocking)
    try file.requirePlain()
    return file
  }

  /// Opens a plain file for reading that is in a folder or in a folder beneath it.
  ///
  /// `parts` is its path from there; each is opened by itself, and a link is not followed.
  package static func plain(
    _ parts: [String], beneath folder: String,
  ) throws(SystemError) -> OpenFile {
    let path = parts.joined(separator: "/")
    var place = try OpenFile(folder, .readOnly, .directory)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (isLast ? O_NONBLOCK : O_DIRECTORY)
      do throws(Errno) {
        let next = try retrying { unsafe openat(place.descriptor.rawValue, part, flags) }
        place = OpenFile(owning: FileDescriptor(rawValue: next), path: path)
      } catch {
        let isLink = error == .tooManySymbolicLinkLevels || error == .notDirectory && !isLast
        throw SystemError(.read, path, isLink ? .link : .number(error.rawValue))
      }
    }
    try place.requirePlain()
    return place
  }

  /// Makes a file that only this program sees: it has no name any more, and goes with its owner.
  package static func unnamed(at path: String) throws(SystemError) -> OpenFile {
    let file = try OpenFile(
      path, .readWrite, [.create, .exclusiveCreate], permissions: .ownerReadWrite, for: .make)
    FileSystem.remove(path)
    return file
  }

  private func requirePlain() throws(SystemError) {
    switch try status().kind {
    case .file: return
    case .folder: throw SystemError(.read, path, .folder)
    case .link, .special: throw SystemError(.read, path, .special)
    }
  }

  /// What the system knows of it.
  package func status() throws(SystemError) -> FileStatus {
    FileStatus(try doing(.read, path) { try Stat(descriptor) })
  }

  /// The next bytes, at most `count`; none at the end.
  package func read(upTo count: Int) throws(SystemError) -> [UInt8] {
    try unsafe descriptor.bytes(count, for: .read, path) { try unsafe $0.read(into: $1) }
  }

  /// The bytes at an offset, fewer than `count` only at the end.
  package func bytes(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    try unsafe descriptor.bytes(count, for: .read, path) { file, buffer in
      var filled = 0
      while filled < buffer.count {
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        let read = try unsafe file.read(fromAbsoluteOffset: offset + Int64(filled), into: room)
        guard read > 0 else { break }
        filled += read
      }
      return filled
    }
  }

  /// The rest of it; throws `.tooLarge` if there are more bytes than the limit.
  package func rest(atMost limit: Int) throws(SystemError) -> [UInt8] {
    try descriptor.wholeBytes(atMost: limit, for: .read, path)
  }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8], for operation: SystemError.Operation = .make)
    throws(SystemError)
  {
    try descriptor.writeWhole(bytes, for: operation, path)
  }

  /// Waits until all of it is on the disk; some file systems cannot do that for folders.
  func sync() throws(Errno) {
    do {
      try retrying { fsync(descriptor.rawValue) }
    } catch {
      guard error == .invalidArgument else { throw error }
    }
  }
}

extension FileDescriptor {
  /// What one call of `read` gives, at most `count` bytes.
  func bytes(
    _ count: Int, for operation: SystemError.Operation, _ path: String,
    _ read: (FileDescriptor, UnsafeMutableRawBufferPointer) throws -> Int,
  ) throws(SystemError) -> [UInt8] {
    try doing(operation, path) {
      try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = try unsafe read(self, UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }

  /// Reads to the end; throws `.tooLarge` if there are more bytes than the limit.
  func wholeBytes(
    atMost limit: Int, for operation: SystemError.Operation, _ path: String = "",
  ) throws(SystemError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { unsafe buffer.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count: Int
      do {
        count = try unsafe read(into: buffer)
      } catch Errno.resourceTemporarilyUnavailable where !bytes.isEmpty {
        // What there was to be had without waiting for whoever writes to a pipe.
        return bytes
      } catch {
        throw SystemError(operation, path, .number((error as? Errno)?.rawValue ?? 0))
      }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= limit else {
        throw SystemError(operation, path, .tooLarge(limit: limit))
      }
      unsafe bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Writes all bytes, and waits if the reader is slower than a descriptor that does not wait.
  func writeWhole(
    _ bytes: [UInt8], for operation: SystemError.Operation, _ path: String = "",
  ) throws(SystemError) {
    try doing(operation, path) {
      try unsafe bytes.withUnsafeBytes { buffer in
        var rest = unsafe buffer[...]
        while unsafe !rest.isEmpty {
          do {
            unsafe rest = try rest.dropFirst(write(UnsafeRawBufferPointer(rebasing: rest)))
          } catch Errno.resourceTemporarilyUnavailable {
            isReady(self, for: POLLOUT)
          }
        }
      }
    }
  }
}
