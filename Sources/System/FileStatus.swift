import Glibc
import SystemPackage

/// What the system knows of a file or folder.
package struct FileStatus: Equatable, Sendable {
  package enum Kind: Sendable {
    case file
    case folder
    case link
    /// A pipe, a device or a socket.
    case special
  }

  package let kind: Kind
  package let size: Int64
  /// The bits of the mode that say who may do what.
  package let permissions: UInt32
  /// The number of the user who owns it.
  package let owner: UInt32
  /// When its content last changed, in milliseconds since 1970.
  package let modified: Int64
  /// Its number in its file system.
  package let inode: UInt64

  init(_ status: Stat) {
    kind =
      switch status.type {
      case .regular: .file
      case .directory: .folder
      case .symbolicLink: .link
      default: .special
      }
    size = status.size
    permissions = status.permissions.rawValue
    owner = status.userID.rawValue
    let time = status.st_mtim
    modified = FileStatus.milliseconds(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    inode = UInt64(status.inode.rawValue)
  }

  /// A moment in milliseconds since 1970; one that is too far away to count with, as some file systems
  /// keep it, is the furthest that is not.
  package static func milliseconds(seconds: Int, nanoseconds: Int) -> Int64 {
    let furthest: Int64 = 1 << 50
    return min(max(Int64(seconds), -furthest), furthest) * 1_000 + Int64(nanoseconds) / 1_000_000
  }
}
