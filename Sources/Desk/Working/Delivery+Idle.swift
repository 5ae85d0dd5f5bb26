import Kernel
import Texts

extension Delivery {
  /// Puts off what a plugin would do that is suspended, or that this worker does without.
  func refuseIfIdle(_ plugin: String) throws {
    guard !plugin.isEmpty else { return }
    let desk = worker.desk
    guard !desk.absentPlugins.contains(plugin) else {
      throw RetryLater(
        milliseconds: nil, text: Text("plugin.absent", ["plugin": plugin]))
    }
    let now = desk.clock.now()
    let rulebook = try worker.rules().rulebook
    guard let suspension = rulebook.suspensions[plugin], suspension.holds(at: now),
      let words = rulebook.idleness(of: plugin, at: now)
    else { return }
    let wait: Int64? =
      switch suspension {
      case .until(let end): end.milliseconds(since: now)
      case .forGood, .quarantine: nil
      }
    throw RetryLater(milliseconds: wait, text: words)
  }
}
