import Kernel

extension OutboxScope {
  /// The condition on a row, as a further one; its parameters are numbered from `first` on.
  func condition(on row: String, from first: Int) -> (sql: String, values: [SQLValue]) {
    switch self {
    case .all: return ("", [])
    case .lane(let lane):
      let (sql, value) = OutboxScope.condition(lane, on: row, number: first)
      return ("AND " + sql, [value])
    case .besides(let lanes):
      let parts = lanes.enumerated().map { index, lane in
        OutboxScope.condition(lane, on: row, number: first + index)
      }
      return (parts.map { "AND NOT \($0.sql)" }.joined(separator: " "), parts.map(\.value))
    }
  }

  /// Channels are named desk-wide: who enabled one now has the rows of who had it before.
  private static func condition(
    _ lane: OutboxLane, on row: String, number: Int,
  ) -> (sql: String, value: SQLValue) {
    lane.channel.isEmpty
      ? ("(\(row).kind <> 'notify' AND \(row).plugin = $\(number))", .text(lane.plugin))
      : ("(\(row).kind = 'notify' AND \(row).name = $\(number))", .text(lane.channel))
  }
}

extension Reader {
  /// Those of the lanes that have a row which is due and which nobody is at.
  package func due(_ lanes: [OutboxLane], at now: Instant) throws -> [OutboxLane] {
    try lanes.filter { lane in
      let (condition, values) = OutboxScope.lane(lane).condition(on: "outbox", from: 2)
      let sql = """
        SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before <= $1
          AND (lease_owner = '' OR lease_until <= $1) \(condition) LIMIT 1
        """
      return try connection.has(sql, [.integer(now.milliseconds)] + values)
    }
  }
}
