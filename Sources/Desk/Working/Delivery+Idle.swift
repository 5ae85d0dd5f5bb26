import Kernel
import Storage
import Texts

extension Delivery {
  /// Puts off what a plugin would do that is suspended, or that this worker does without.
  func refuseIfIdle(_ plugin: String) throws {
    guard !plugin.isEmpty else { return }
    let desk = worker.desk
    guard !desk.absentPlugins.contains(plugin) else {
      throw DeliveryFailure(.retry(after: nil), Text.pluginAbsent(plugin: plugin))
    }
    let now = desk.clock.now()
    let rulebook = try worker.rules().rulebook
    try refuseIfDisabled(plugin, rulebook)
    guard let suspension = rulebook.suspensions[plugin], suspension.holds(at: now),
      let words = rulebook.idleness(of: plugin, at: now)
    else { return }
    let wait: Int64? =
      switch suspension {
      case .until(let end): end.milliseconds(since: now)
      case .forGood, .quarantine: nil
      }
    throw DeliveryFailure(.retry(after: wait), words)
  }

  /// Ends what was left to a plugin that nobody has enabled; a channel's messages wait for one that
  /// has the channel.
  private func refuseIfDisabled(_ plugin: String, _ rulebook: Rulebook) throws {
    guard row.kind != .notify, !rulebook.registry.plugins.contains(where: { $0.name == plugin })
    else { return }
    throw DeliveryFailure(.lost, Text.outboxPluginGone(plugin: plugin, row: row.id))
  }

  /// Ends what a plugin no longer has anything for, under that name.
  func gone(_ thing: Text) -> DeliveryFailure {
    DeliveryFailure(.lost, Text.outboxGone(plugin: row.plugin, thing: thing, row: row.id))
  }
}
