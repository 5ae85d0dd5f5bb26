import Glibc
import SystemPackage

extension FileSystem {
  /// The text of a plain file that nobody but the user and root can have written.
  ///
  /// Throws an error of the cause `.foreign` if it belongs to somebody else, `.writable` if others
  /// may write it. It is the file that is read whose owner is asked, also behind a link.
  package static func trustedText(
    of path: String, atMost limit: Int,
  ) throws(SystemError) -> String {
    let file = try OpenFile.plain(path)
    let status = try file.status()
    guard status.owner == geteuid() || status.owner == 0 else {
      throw SystemError(.read, path, .foreign)
    }
    guard status.permissions & 0o022 == 0 else { throw SystemError(.read, path, .writable) }
    let bytes = try file.descriptor.wholeBytes(atMost: limit, for: .read, path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SystemError(.read, path, .notUTF8)
    }
    return text
  }
}
