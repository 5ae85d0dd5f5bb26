import Desk
import Display
import Kernel
import Texts

/// What is asked and said before a desk of an older Docket can be opened.
///
/// On a terminal it asks. Where nobody can be asked, as in a service, the desk is upgraded: a copy
/// of it is kept.
struct UpgradeOffer {
  /// Whether the answer is known to be yes.
  var isSure = false
  var keepsCopy = true

  /// Upgrades the desk in a folder; `nil` if there is nothing to do.
  ///
  /// Throws a `Failure` if whoever was asked does not want it.
  @discardableResult
  func accept(_ folder: String, on output: Output) throws -> Upgrade? {
    guard let pending = try Desk.pendingUpgrade(of: folder) else { return nil }
    let backup = keepsCopy ? pending.backup : nil
    try ask(pending, backup, in: folder, on: output)
    let copying = ProgressBar(Text.progressCopy, on: output.error)
    let rewriting = ProgressBar(Text.progressUpgrade, on: output.error)
    defer { rewriting.finish() }
    return try Desk.upgrade(at: folder, backup: backup) { done, total in
      copying.show(done, of: total, note: Text.progressPages(done: done, total: total))
    } rewriting: { done, total in
      if done <= 1 { copying.finish() }
      rewriting.show(done, of: total)
    }
  }

  private func ask(
    _ pending: PendingUpgrade, _ backup: String?, in folder: String, on output: Output,
  ) throws {
    let question = Question(output: output)
    guard !isSure, !output.isJSON, question.isAnswerable else { return }
    try output.say(
      Text.upgradeOlder(folder: folder, found: pending.from, format: pending.to))
    let asked = backup.map { Text.upgradeAsk(path: $0) } ?? Text.upgradeAskWithout
    guard try question.isAffirmed(Text.askLine(question: asked)) else {
      throw Failure(.refused, Text.saidUnchanged)
    }
  }
}
