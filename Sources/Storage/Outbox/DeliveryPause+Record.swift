import Kernel

enum DeliveryPauseColumn: Int, TableColumn {
  case plugin, channel, host, failures, since, until

  static let table = Table("delivery_pause", of: Self.self)
  static let put = upsert(on: .plugin, .channel, .host, setting: [.failures, .until])
}

extension Connection {
  /// The pauses of a lane, or of all; also those that are over, or have not begun.
  func deliveryPauses(of lane: OutboxLane? = nil) throws -> [DeliveryPause] {
    let condition = lane == nil ? "" : "WHERE plugin = $1 AND channel = $2"
    let sql = DeliveryPauseColumn.table.select + " \(condition) ORDER BY plugin, channel, host"
    let values: [SQLValue] = lane.map { [.text($0.plugin), .text($0.channel)] } ?? []
    return try all(sql, values) { (row: Row<DeliveryPauseColumn>) in
      DeliveryPause(
        lane: OutboxLane(plugin: row.text(.plugin), channel: row.text(.channel)),
        host: row.text(.host), failures: row.integer(.failures),
        since: Instant(milliseconds: row.integer(.since)),
        until: Instant(milliseconds: row.integer(.until)))
    }
  }
}

extension Reader {
  /// The pauses of a lane; also those that are over, or have not begun.
  package func deliveryPauses(of lane: OutboxLane) throws -> [DeliveryPause] {
    try connection.deliveryPauses(of: lane)
  }

  /// All pauses that hold at that moment.
  package func deliveryPauses(at now: Instant) throws -> [DeliveryPause] {
    try connection.deliveryPauses().filter { $0.holds(at: now) }
  }
}

extension WriteTransaction {
  /// Notes that a host has timed out for a lane once more.
  package func noteTimeout(of host: String, for lane: OutboxLane, at now: Instant) throws {
    let known = try connection.deliveryPauses(of: lane).first { $0.host.hasSameBytes(as: host) }
    var pause = known ?? DeliveryPause(lane: lane, host: host, since: now)
    pause.fail(at: now)
    try connection.run(
      DeliveryPauseColumn.put,
      DeliveryPauseColumn.values([
        .plugin: .text(lane.plugin), .channel: .text(lane.channel), .host: .text(host),
        .failures: .integer(pause.failures), .since: .integer(pause.since.milliseconds),
        .until: .integer(pause.until.milliseconds),
      ]))
  }

  /// Ends the pauses of a lane, or that of one host: what waits for them is due at once.
  package func endPauses(of lane: OutboxLane, host: String? = nil, at now: Instant) throws {
    for pause in try connection.deliveryPauses(of: lane)
    where host?.hasSameBytes(as: pause.host) ?? true {
      let (condition, values) = OutboxScope.lane(lane).condition(on: "outbox", from: 3)
      try connection.run(
        """
        UPDATE outbox SET not_before = $1
        WHERE state = 'waiting' AND lease_owner = '' AND not_before = $2 AND not_before > $1
          \(condition)
        """,
        [.integer(now.milliseconds), .integer(pause.until.milliseconds)] + values)
      try connection.run(
        "DELETE FROM delivery_pause WHERE plugin = $1 AND channel = $2 AND host = $3",
        [.text(lane.plugin), .text(lane.channel), .text(pause.host)])
    }
  }
}
