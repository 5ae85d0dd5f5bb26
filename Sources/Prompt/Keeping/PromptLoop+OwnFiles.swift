import Desk
import Display
import Kernel
import System
import Texts

extension PromptLoop {
  /// Runs the files with which a session at a terminal begins: the desk's, then the person's.
  ///
  /// Only a file that nobody but the person and root can have written is run. What fails is said.
  func runOwnFiles() throws {
    let folders = [session.desk.folder.path, ThisProcess.setting("HOME")].compactMap(\.self)
    var paths: [String] = []
    for path in folders.map({ FileSystem.absolute($0) + "/.docketrc.lua" })
    where !paths.contains(path) && FileSystem.hasName(path) {
      paths.append(path)
    }
    for path in paths {
      do {
        try runOwnFile(path)
      } catch {
        let failure = Failure(error)
        try say(Text.promptOwnFile(path: path, problem: failure.text))
        for line in failure.below { try say(line) }
      }
    }
  }

  private func runOwnFile(_ path: String) throws {
    let text = try FileSystem.trustedText(of: path, atMost: PromptLoop.longestFile)
    let result = try session.evaluate(text, number: 0)
    guard let problem = result.problem else { return }
    throw ProblemPage(problem: problem, number: 0) { _ in text }.failure
  }
}
