import Kernel
import System

/// Another program that shows long output a screen at a time.
package struct Pager {
  private let words: [String]

  /// The one that `$DOCKET_PAGER`, else `$PAGER` names, else `less`; `nil` where it is `cat`.
  package init?() {
    let chosen = ThisProcess.setting("DOCKET_PAGER") ?? ThisProcess.setting("PAGER")
    words = ShellWords(chosen ?? "less -FRX").words
    if words.isEmpty || words == ["cat"] { return nil }
  }

  /// Shows the lines, and waits until whoever reads them has seen enough.
  ///
  /// Returns `false`, and has shown nothing, where there is no such program.
  package func show(_ lines: [String]) -> Bool {
    // What is written is UTF-8, whatever the locale says: less would show other letters by their bytes.
    let charset = (name: "LESSCHARSET", value: "utf-8")
    guard let process = try? ChildProcess(words, suggesting: [charset]) else { return false }
    // From here on the keyboard's signals are the pager's business, and so is its early end.
    ThisProcess.ignore([.pipe, .interrupt, .quit])
    feed(lines, to: process)
    // 127 is what a program ends with that could not be started.
    return process.finish() != 127
  }

  /// Writes all lines, or as many as are wanted: quitting early is no error.
  private func feed(_ lines: [String], to process: borrowing ChildProcess) {
    for line in lines {
      do {
        try process.write(Array((line + "\n").utf8))
      } catch {
        return
      }
    }
  }
}
