import Kernel
import Storage

extension Doctor {
  /// Looks for work that is not being done.
  mutating func lookAtOutbox(_ readers: Readers) throws {
    let (dead, stale, due) = try readers.read { reader in
      (
        try reader.outboxRows(OutboxFilter(state: .dead)),
        try reader.staleLeases(at: now.advanced(byMilliseconds: -Doctor.leaseTolerance)),
        try reader.countDue(at: now)
      )
    }
    if !dead.isEmpty { note(given(up: dead)) }
    if stale > 0 {
      note(
        Finding(
          "stale_leases", .warning, at: "the outbox",
          "\(rows(stale)) taken by workers that never came to their end",
          remedy: "any worker takes them over; docket doctor --repair gives them back at once",
          repair: .leases))
    }
    if due > 0, !habits.isWorkerAlive {
      note(
        Finding(
          "no_worker", .warning, at: "the outbox", "\(rows(due)) due, and no worker is alive",
          remedy: "docket work, best as a service (scripts/docket.service)"))
    }
  }

  private func given(up dead: [OutboxRow]) -> Finding {
    let last = dead[dead.count - 1]
    return Finding(
      "dead_rows", .warning, at: "the outbox",
      "\(rows(dead.count)) given up after too many tries; the last is row \(last.id)"
        + " (\(last.kind.rawValue) \(last.name)): \(last.lastError)",
      remedy: "mend the cause, then docket outbox retry \(last.id), or docket outbox drop")
  }

  private func rows(_ count: Int) -> String { count == 1 ? "1 row is" : "\(count) rows are" }

  /// How long a lease may be over before somebody should have noticed, in milliseconds.
  private static var leaseTolerance: Int64 { 60_000 }

  /// Looks whether anybody can still give roles.
  mutating func lookAtPeople(_ readers: Readers) throws {
    let admins = try readers.read { reader in
      try reader.people().filter { $0.roles.contains(RoleSpec.admin.name) }
    }
    if admins.isEmpty {
      note(
        Finding(
          "no_admin", .error, at: "people",
          "nobody has the role \(RoleSpec.admin.name), so nobody can give roles",
          remedy: "Docket never takes the last one away: restore a backup"))
    } else if admins.allSatisfy(\.login.isEmpty) {
      let name = admins[0].name
      note(
        Finding(
          "no_admin_login", .warning, at: "person \(name)",
          "no admin has a login, so nobody is one by logging in",
          remedy: "DOCKET_AS=\(name) docket person set \(name) --login LOGIN"))
    }
  }

  /// Looks for plugins that do not do what they should.
  mutating func lookAtPlugins(_ desk: Desk) throws {
    if let plugin = try desk.folder.stuckPlugin {
      note(
        Finding(
          "plugin_stuck", .error, at: "plugin \(plugin)",
          "it hung and took a process with it",
          remedy: "the next change on the desk suspends it; mend it, then docket plugin enable"
            + " \(plugin)"))
    }
    for plugin in try desk.pluginStatuses() where plugin.isEnabled {
      let place = "plugin \(plugin.name)"
      if let trouble = plugin.trouble {
        note(
          Finding(
            "plugin_trouble", .error, at: place, trouble,
            remedy: "mend it, then docket plugin enable \(plugin.name); or docket plugin disable"
              + " \(plugin.name)"))
      } else if plugin.faults > 0 {
        note(
          Finding(
            "plugin_faults", .warning, at: place,
            "it failed \(plugin.faults == 1 ? "once" : "\(plugin.faults) times") of late; the last"
              + " fault: \(plugin.lastFault ?? "")",
            remedy: "docket log --plugin \(plugin.name); the author mends it"))
      }
      if plugin.isMissing {
        note(
          Finding(
            "plugin_missing", .warning, at: place,
            "it is not on the disk any more; the desk works by the copy that it keeps",
            remedy: "put its folder back, or docket plugin disable \(plugin.name)"))
      } else if plugin.isChanged {
        note(
          Finding(
            "plugin_changed", .warning, at: place,
            "its files on the disk are not those that the desk works by",
            remedy: "docket plugin reload \(plugin.name) takes them over"))
      }
    }
  }
}
