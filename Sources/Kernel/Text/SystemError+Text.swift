import System
import Texts

extension SystemError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch operation {
    case .read: Text.deskUnreadable(path: path, reason: reason)
    case .make: Text.deskUnmakeable(path: path, reason: reason)
    case .publish where isTaken: Text.storageFileExists(path: path)
    case .publish: Text.storageUnwritable(path: path, detail: detail)
    case .input: Text.fileInput(reason: reason)
    case .output: Text.fileOutput(reason: reason)
    case .startThread: Text.storageNoThread(code: number)
    case .startProcess: reason
    case .makePipe: Text.workNoPipe
    case .watch: Text.fileUnwatched(path: path, reason: reason)
    }
  }

  /// Why it was not done, without what was to be done.
  package var reason: Text {
    switch cause {
    case .number(let number):
      SystemError.words(for: number).map { Text(name: $0, of: .system) }
        ?? Text.fileSystemError(code: number)
    case .tooLarge(let limit): Text.deskLargeFile(size: ByteCount(Int64(limit)))
    case .notUTF8: Text.fileNotUtf8
    case .folder: Text.attachmentFolder
    case .special: Text.formSpecial
    case .link: Text.importLink
    case .foreign: Text.fileForeign
    case .writable: Text.fileWritable
    case .noName: Text.storageNoFileName
    }
  }

  /// Why a file cannot be put in a place.
  private var detail: Text {
    if isMissing { return Text.storageNoFolder }
    return cause == .folder ? Text.storageFolder : reason
  }

  private var number: Int32 {
    if case .number(let number) = cause { number } else { 0 }
  }
}
