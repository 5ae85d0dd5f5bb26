import System
import Texts

extension SystemError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch operation {
    case .read: Text("desk.unreadable", ["path": path, "reason": reason])
    case .make: Text("desk.unmakeable", ["path": path, "reason": reason])
    case .publish where isTaken: Text("storage.file_exists", ["path": path])
    case .publish: Text("storage.unwritable", ["path": path, "detail": detail])
    case .input: Text("file.input", ["reason": reason])
    case .output: Text("file.output", ["reason": reason])
    case .startThread: Text("storage.no_thread", ["code": number])
    case .startProcess: reason
    case .makePipe: Text("work.no_pipe")
    }
  }

  /// Why it was not done, without what was to be done.
  package var reason: Text {
    switch cause {
    case .number(let number):
      SystemError.words(for: number).map { Text(words: $0) }
        ?? Text("file.system_error", ["code": number])
    case .tooLarge(let limit): Text("desk.large_file", ["megabytes": limit >> 20])
    case .notUTF8: Text("file.not_utf8")
    case .folder: Text("attachment.folder")
    case .special: Text("attachment.no_plain_file")
    case .link: Text("import.link")
    case .noName: Text("storage.no_file_name")
    }
  }

  /// Why a file cannot be put in a place.
  private var detail: Text {
    if isMissing { return Text("storage.no_folder") }
    return cause == .folder ? Text("storage.folder") : reason
  }

  private var number: Int32 {
    if case .number(let number) = cause { number } else { 0 }
  }
}
