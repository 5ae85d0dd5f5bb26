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
    modified = Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    inode = UInt64(status.inode.rawValue)
  }
}
