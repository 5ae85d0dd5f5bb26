import Kernel
import PluginHost
import Storage
import Texts

extension Doctor {
  /// Looks for work that is not being done.
  mutating func lookAtOutbox(_ readers: Readers) throws {
    let (dead, lost, stale, due) = try readers.read { reader in
      (
        (
          count: try reader.outboxCounts()[.dead] ?? 0,
          last: try reader.outboxRows(OutboxFilter(state: .dead), last: 1).last
        ),
        try reader.lostOutboxRows(),
        try reader.staleLeases(at: now.advanced(byMilliseconds: -Doctor.leaseTolerance)),
        try reader.countDue(at: now)
      )
    }
    if let last = dead.last { note(given(up: dead.count, last)) }
    if let last = lost.last { note(dropped(lost.count, last)) }
    for pause in try readers.read({ try $0.deliveryPauses(at: now) }) { note(paused(pause)) }
    if stale > 0 {
      note(
        Finding(
          "stale_leases", .warning, at: Text.doctorOutbox,
          Text.doctorLeases(count: stale),
          remedy: Text.doctorTakeLeases,
          repair: .leases))
    }
    if due > 0, !habits.isWorkerAlive {
      note(
        Finding(
          "no_worker", .warning, at: Text.doctorOutbox,
          Text.doctorNoWorker(count: due),
          remedy: Text.doctorWork))
    }
  }

  private func given(up count: Int, _ last: OutboxRow) -> Finding {
    Finding(
      "dead_rows", .warning, at: Text.doctorOutbox,
      Text.doctorDead(
        count: count, row: last.id, kind: last.kind, name: last.name,
        problem: last.lastError),
      remedy: Text.doctorRetry(row: last.id))
  }

  private func paused(_ pause: DeliveryPause) -> Finding {
    let name = pause.lane.channel.isEmpty ? pause.lane.plugin : pause.lane.channel
    return Finding(
      "paused_host", .warning, at: Text.doctorLane(name: name), pause.text,
      remedy: Text.doctorMendHost(host: pause.host))
  }

  private func dropped(_ count: Int, _ last: OutboxRow) -> Finding {
    Finding(
      "dropped_rows", .warning, at: Text.doctorOutbox,
      Text.doctorLost(
        count: count, row: last.id, kind: last.kind, name: last.name,
        problem: last.lastError),
      remedy: Text.doctorRetry(row: last.id))
  }

  /// How long a lease may be over before somebody should have noticed, in milliseconds.
  private static var leaseTolerance: Int64 { 60_000 }

  /// Looks whether anybody can still mend the desk.
  mutating func lookAtPeople(_ desk: Desk) throws {
    let admin = RoleSpec.admin.name
    let keepers = try desk.keepers()
    guard keepers < .present else { return }
    let admins = try desk.read { reader, _ in try reader.people(withRole: admin) }
    let remedy = Text.doctorGiveBack
    if admins.isEmpty {
      note(
        Finding(
          "no_admin", .error, at: Text.headPeople, Text.doctorNoAdmin(role: admin),
          remedy: remedy, repair: .keepers))
    } else if keepers == .withoutLogin {
      let name = admins[0].name
      note(
        Finding(
          "no_admin_login", .warning, at: Text.doctorPerson(name: name),
          Text.doctorNoLogin, remedy: Text.doctorGiveLogin(name: name),
          repair: .keepers))
    } else {
      note(
        Finding(
          "locked_out", .error, at: Text.doctorRole(role: admin),
          Text.doctorLockedOut(powers: Keepers.powers.map(\.rawValue).joined(separator: ", ")),
          remedy: remedy, repair: .keepers))
    }
  }

  /// Looks for plugins that do not do what they should.
  mutating func lookAtPlugins(_ desk: Desk) throws {
    for stuck in try desk.folder.stuckPlugins {
      note(
        Finding(
          "plugin_stuck", .error, at: Text.doctorPlugin(plugin: stuck.plugin),
          Text.doctorPluginStuck,
          remedy: Text.doctorPluginStuckRemedy(plugin: stuck.plugin)))
    }
    let (plugins, health) = try desk.moment { moment in
      (try moment.pluginStatuses(), try moment.health())
    }
    for plugin in plugins where plugin.isEnabled {
      lookAtHealth(of: plugin.name, health[plugin.name])
      if plugin.trouble == nil { try lookAtSettings(of: plugin.name, on: desk) }
      let place = Text.doctorPlugin(plugin: plugin.name)
      if let trouble = plugin.trouble {
        note(
          Finding(
            "plugin_trouble", .error, at: place, trouble,
            remedy: Text.doctorMendPlugin(plugin: plugin.name)))
      } else if plugin.faults > 0 {
        note(
          Finding(
            "plugin_faults", .warning, at: place,
            Text.doctorPluginFaults(count: plugin.faults, fault: plugin.lastFault ?? ""),
            remedy: Text.doctorPluginFaultsRemedy(plugin: plugin.name)))
      }
      if plugin.isMissing {
        note(
          Finding(
            "plugin_missing", .warning, at: place,
            Text.doctorPluginMissing,
            remedy: Text.doctorPutBack(plugin: plugin.name)))
      } else if plugin.isChanged {
        note(
          Finding(
            "plugin_changed", .warning, at: place,
            Text.doctorPluginChanged,
            remedy: Text.doctorReload(plugin: plugin.name)))
      }
    }
  }

  /// Looks for queues that somebody set for a plugin, and that no ticket can have.
  private mutating func lookAtSettings(of plugin: String, on desk: Desk) throws {
    let missing = try desk.moment { moment in
      let given = try PluginStore<Reader>.given(to: plugin, in: moment.reader)
      guard !given.isEmpty else { return [(setting: String, queue: String)]() }
      let queues = try moment.rulebook.queues
      return try moment.settingSpecs(of: plugin).flatMap { spec in
        (given[spec.name].map(spec.queues) ?? []).filter { !queues.contains($0) }
          .map { (setting: spec.name, queue: $0) }
      }
    }
    for (setting, queue) in missing {
      note(
        Finding(
          "setting_queue", .warning, at: Text.doctorPlugin(plugin: plugin),
          Text.doctorSettingQueue(setting: setting, queue: queue),
          remedy: Text.doctorSettingQueueRemedy(
            queue: queue, plugin: plugin, setting: setting)))
    }
  }

  /// Tells what a plugin says of itself where that is not good.
  private mutating func lookAtHealth(of plugin: String, _ answer: HealthAnswer?) {
    let place = Text.doctorPlugin(plugin: plugin)
    switch answer {
    case .unwell(let text):
      note(
        Finding(
          "plugin_unwell", .warning, at: place, Text.doctorHealth(text: text),
          remedy: Text.doctorHealthRemedy(plugin: plugin)))
    case .failed(let message):
      note(
        Finding(
          "plugin_health", .warning, at: place, Text.doctorHealthFailed(message: message),
          remedy: Text.doctorPluginFaultsRemedy(plugin: plugin)))
    case .well, nil: break
    }
  }
}
