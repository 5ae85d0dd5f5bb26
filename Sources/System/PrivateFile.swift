import Glibc
import SystemPackage

/// A file that only its owner may use, and several programs in turn: it is locked while it is open.
package struct PrivateFile: ~Copyable {
  private let file: OpenFile
  private let path: String

  /// Opens a file, which is made if it does not exist, with its folder.
  ///
  /// Waits for others that have it open. Throws an error of the cause `.link` if it is a symbolic
  /// link, `.foreign` if it belongs to another user, `.special` or `.folder` if it is no plain file.
  package init(_ path: String) throws(SystemError) {
    self.path = path
    var opened = try PrivateFile.open(path)
    // Somebody may have put a new file in its place while this program waited for the lock.
    while FileSystem.status(of: path, followsLink: false)?.inode != (try opened.status().inode) {
      opened = try PrivateFile.open(path)
    }
    file = opened
  }

  private static func open(_ path: String) throws(SystemError) -> OpenFile {
    let file = try openMaking(path)
    let status = try file.status()
    switch status.kind {
    case .file: break
    case .folder: throw SystemError(.read, path, .folder)
    case .link, .special: throw SystemError(.read, path, .special)
    }
    guard status.owner == geteuid() else { throw SystemError(.read, path, .foreign) }
    try doing(.read, path) {
      if status.permissions & 0o077 != 0 {
        try retrying { fchmod(file.descriptor.rawValue, 0o600) }
      }
      try retrying { flock(file.descriptor.rawValue, LOCK_EX) }
    }
    return file
  }

  private static func openMaking(_ path: String) throws(SystemError) -> OpenFile {
    do {
      return try openPlain(path)
    } catch let error where error.isMissing {
      let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      guard !folder.isEmpty else { throw error }
      try FileSystem.makePrivateFolder(folder)
      return try openPlain(path)
    }
  }

  private static func openPlain(_ path: String) throws(SystemError) -> OpenFile {
    do {
      return try OpenFile(
        path, .readWrite, [.create, .append, .noFollow, .nonBlocking],
        permissions: .ownerReadWrite)
    } catch let error where error.cause == .number(ELOOP) {
      throw SystemError(.read, path, .link)
    }
  }

  /// All of it; throws `.tooLarge` if it has more bytes than the limit.
  package func bytes(atMost limit: Int) throws(SystemError) -> [UInt8] {
    try file.descriptor.wholeBytes(atMost: limit, for: .read, path)
  }

  /// Writes to the end.
  package func append(_ bytes: [UInt8]) throws(SystemError) { try file.write(bytes) }

  /// Puts another file in its place, at once and as a whole.
  package consuming func replace(with bytes: [UInt8]) throws(SystemError) {
    try NewFile.write(bytes, to: path, replaces: true)
  }
}

extension FileSystem {
  /// Makes a folder that only its owner may use, and those above it; one that exists stays.
  package static func makePrivateFolder(_ path: String) throws(SystemError) {
    if let above = path.lastIndex(of: "/"), above > path.startIndex {
      try makeFolder(String(path[..<above]))
    }
    do {
      try makeNewFolder(path)
    } catch let error where error.isTaken {}
  }

  /// Makes a folder of a random name that only its owner may use; gives its path.
  package static func makeTemporaryFolder() throws(SystemError) -> String {
    let place = ThisProcess.setting("TMPDIR") ?? "/tmp"
    let path = place + "/docket-\(String(UInt64.random(in: 1 << 60 ... .max), radix: 36))"
    try makeNewFolder(path)
    return path
  }

  private static func makeNewFolder(_ path: String) throws(SystemError) {
    try doing(.make, path) { try retrying { unsafe mkdir(path, 0o700) } }
  }
}
