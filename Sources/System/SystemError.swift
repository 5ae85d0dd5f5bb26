import Glibc
import SystemPackage

/// What the operating system refused to do, or a file that is not what was asked for.
package struct SystemError: Error, Equatable, Sendable {
  /// What was to be done.
  package enum Operation: Sendable {
    /// To open or read a file or folder.
    case read
    /// To make, or write to, a file or folder in its place.
    case make
    /// To write a whole file beside its place and then put it there.
    case publish
    /// To read from standard input.
    case input
    /// To write to standard output or standard error.
    case output
    case startThread
    case startProcess
    case makePipe
    /// To be told of changes in a folder.
    case watch
  }

  /// Why it was not done.
  package enum Cause: Equatable, Sendable {
    /// The system's error number, `errno`.
    case number(Int32)
    /// The file has more bytes than the limit.
    case tooLarge(limit: Int)
    case notUTF8
    /// A folder, where a file is expected.
    case folder
    /// A pipe, a device or a socket, where a plain file is expected.
    case special
    /// A symbolic link, where none may be followed.
    case link
    /// Another user's file, where one's own is expected.
    case foreign
    /// A file that others may write.
    case writable
    /// The path ends without a file's name.
    case noName
  }

  package let operation: Operation
  /// Empty if the operation has no path.
  package let path: String
  package let cause: Cause

  init(_ operation: Operation, _ path: String = "", _ cause: Cause) {
    self.operation = operation
    self.path = path
    self.cause = cause
  }
}

extension SystemError {
  /// Whether nothing has that name, or its folder does not exist.
  package var isMissing: Bool { cause == .number(Errno.noSuchFileOrDirectory.rawValue) }

  /// Whether something has that name already.
  package var isTaken: Bool { cause == .number(Errno.fileExists.rawValue) }

  /// The system's words for an error number; `nil` if it has none.
  package static func words(for number: Int32) -> String? {
    unsafe strerror(number).map { unsafe String(cString: $0) }
  }
}

/// Calls swift-system and says what was to be done when it fails.
@discardableResult
func doing<Result>(
  _ operation: SystemError.Operation, _ path: String = "", _ body: () throws -> Result,
) throws(SystemError) -> Result {
  do {
    return try body()
  } catch {
    throw SystemError(operation, path, .number((error as? Errno)?.rawValue ?? 0))
  }
}
