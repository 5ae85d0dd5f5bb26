import Desk
import Display
import Kernel
import System
import Texts

/// The files that a command line names, to be attached.
struct AttachedFiles {
  /// Paths; `-` stands for what comes in on standard input.
  var paths: [String] = []
  /// The name to be given instead of the file's own.
  var name: String?

  static let none = AttachedFiles()

  /// Opens and reads the files once, without keeping them in memory.
  ///
  /// Throws a `Failure` or a `Refusal` for the first that cannot be attached.
  func uploads(limit: Int64) throws -> [Upload] {
    guard name == nil || paths.count == 1 else {
      throw Failure(.usage, Text.attachmentOneName)
    }
    guard paths.count(where: { $0 == "-" }) <= 1 else {
      throw Failure(.usage, Text.attachmentInputOnce)
    }
    return try paths.map { try upload($0, limit: limit) }
  }

  private func upload(_ path: String, limit: Int64) throws -> Upload {
    guard path == "-" else {
      let own = String(path.split(separator: "/").last ?? "")
      return try Upload(name: name ?? own, content: content(of: path), limit: limit)
    }
    guard let name else {
      throw Failure(.usage, Text.attachmentInputName)
    }
    do {
      let content = try FileContent.spooled(from: .input, name: path, limit: limit)
      return try Upload(name: name, content: content, limit: limit)
    } catch DeskError.unreadable(path, let reason) {
      throw Failure(.failed, Text.deskUnreadable(path: Text.attachmentInput, reason: reason))
    }
  }

  private func content(of path: String) throws -> FileContent {
    do throws(SystemError) {
      return try FileContent(path: path)
    } catch let error where error.cause == .special {
      throw DeskError.unreadable(path: path, reason: Text.attachmentNoPlainFile)
    }
  }
}
