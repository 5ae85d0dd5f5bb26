import Kernel
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
          "stale_leases", .warning, at: Text("doctor.outbox"),
          Text("doctor.leases", ["count": stale]),
          remedy: Text("doctor.take_leases"),
          repair: .leases))
    }
    if due > 0, !habits.isWorkerAlive {
      note(
        Finding(
          "no_worker", .warning, at: Text("doctor.outbox"),
          Text("doctor.no_worker", ["count": due]),
          remedy: Text("doctor.work")))
    }
  }

  private func given(up count: Int, _ last: OutboxRow) -> Finding {
    Finding(
      "dead_rows", .warning, at: Text("doctor.outbox"),
      Text(
        "doctor.dead",
        [
          "count": count, "row": last.id, "kind": last.kind.rawValue, "name": last.name,
          "problem": last.lastError,
        ]),
      remedy: Text("doctor.retry", ["row": last.id]))
  }

  private func paused(_ pause: DeliveryPause) -> Finding {
    let name = pause.lane.channel.isEmpty ? pause.lane.plugin : pause.lane.channel
    return Finding(
      "paused_host", .warning, at: Text("doctor.lane", ["name": name]), pause.text,
      remedy: Text("doctor.mend_host", ["host": pause.host]))
  }

  private func dropped(_ count: Int, _ last: OutboxRow) -> Finding {
    Finding(
      "dropped_rows", .warning, at: Text("doctor.outbox"),
      Text(
        "doctor.lost",
        [
          "count": count, "row": last.id, "kind": last.kind.rawValue, "name": last.name,
          "problem": last.lastError,
        ]),
      remedy: Text("doctor.retry", ["row": last.id]))
  }

  /// How long a lease may be over before somebody should have noticed, in milliseconds.
  private static var leaseTolerance: Int64 { 60_000 }

  /// Looks whether anybody can still mend the desk.
  mutating func lookAtPeople(_ desk: Desk) throws {
    let admin = RoleSpec.admin.name
    let keepers = try desk.keepers()
    guard keepers < .present else { return }
    let admins = try desk.read { reader, _ in try reader.people(withRole: admin) }
    let remedy = Text("doctor.give_back")
    if admins.isEmpty {
      note(
        Finding(
          "no_admin", .error, at: Text(words: "people"), Text("doctor.no_admin", ["role": admin]),
          remedy: remedy, repair: .keepers))
    } else if keepers == .withoutLogin {
      let name = admins[0].name
      note(
        Finding(
          "no_admin_login", .warning, at: Text("doctor.person", ["name": name]),
          Text("doctor.no_login"), remedy: Text("doctor.give_login", ["name": name]),
          repair: .keepers))
    } else {
      note(
        Finding(
          "locked_out", .error, at: Text("doctor.role", ["role": admin]),
          Text(
            "doctor.locked_out", ["powers": Keepers.powers.map(\.rawValue).joined(separator: ", ")]),
          remedy: remedy, repair: .keepers))
    }
  }

  /// Looks for plugins that do not do what they should.
  mutating func lookAtPlugins(_ desk: Desk) throws {
    for stuck in try desk.folder.stuckPlugins {
      note(
        Finding(
          "plugin_stuck", .error, at: Text("doctor.plugin", ["plugin": stuck.plugin]),
          Text("doctor.plugin_stuck"),
          remedy: Text("doctor.plugin_stuck_remedy", ["plugin": stuck.plugin])))
    }
    for plugin in try desk.pluginStatuses() where plugin.isEnabled {
      let place = Text("doctor.plugin", ["plugin": plugin.name])
      if let trouble = plugin.trouble {
        note(
          Finding(
            "plugin_trouble", .error, at: place, Text(words: trouble),
            remedy: Text("doctor.mend_plugin", ["plugin": plugin.name])))
      } else if plugin.faults > 0 {
        note(
          Finding(
            "plugin_faults", .warning, at: place,
            Text(
              "doctor.plugin_faults", ["count": plugin.faults, "fault": plugin.lastFault ?? ""]),
            remedy: Text("doctor.plugin_faults_remedy", ["plugin": plugin.name])))
      }
      if plugin.isMissing {
        note(
          Finding(
            "plugin_missing", .warning, at: place,
            Text("doctor.plugin_missing"),
            remedy: Text("doctor.put_back", ["plugin": plugin.name])))
      } else if plugin.isChanged {
        note(
          Finding(
            "plugin_changed", .warning, at: place,
            Text("doctor.plugin_changed"),
            remedy: Text("doctor.reload", ["plugin": plugin.name])))
      }
    }
  }
}
