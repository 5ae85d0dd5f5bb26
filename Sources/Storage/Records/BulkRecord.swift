import Kernel

/// A bulk as it is kept: who asked for what, and how far it has come.
package struct BulkRecord: Equatable, Sendable {
  /// How far it has come.
  package enum State: String, Sendable {
    case running
    case done
    /// Somebody gave it up; what it had done stays.
    case abandoned
  }

  /// The request's name, as `r12`.
  package var request: String
  /// What makes it happen once; empty where nothing does.
  package var key: String
  package var actor: Actor
  package var action: String
  package var begun: Instant
  package var state: State
  /// How many tickets it is about.
  package var total: Int
  package var changed = 0
  package var unchanged = 0
  package var refused: [BulkRefusal] = []
  /// What is asked of each ticket, as JSON; empty once it has ended.
  package var template: String

  package init(
    request: String, key: String, actor: Actor, action: String, begun: Instant, total: Int,
    template: String,
  ) {
    self.request = request
    self.key = key
    self.actor = actor
    self.action = action
    self.begun = begun
    state = .running
    self.total = total
    self.template = template
  }

  /// What became of it.
  package var result: BulkResult {
    var result = BulkResult(name: request, total: total)
    result.changed = changed
    result.unchanged = unchanged
    result.refused = refused
    result.isFinished = state != .running
    return result
  }

  fileprivate static let list =
    "request, key, actor, action, begun, state, total, changed, unchanged, refused, template"

  fileprivate init(from row: Row) throws {
    guard let actor = Actor(text: row.text(2)), let state = State(rawValue: row.text(5)) else {
      throw RecordError(table: "bulk", key: row.text(0), column: "state")
    }
    self.init(
      request: row.text(0), key: row.text(1), actor: actor, action: row.text(3),
      begun: Instant(milliseconds: row.integer(4)), total: Int(row.integer(6)),
      template: row.text(10))
    self.state = state
    changed = Int(row.integer(7))
    unchanged = Int(row.integer(8))
    refused = try BulkRecord.refusals(row.text(9), of: request)
  }

  fileprivate static func text(_ refusals: [BulkRefusal]) -> String {
    JSON.array(refusals.map(\.json)).text
  }

  fileprivate static func refusals(_ text: String, of request: String) throws -> [BulkRefusal] {
    if text == "[]" { return [] }
    guard let items = try? JSON(parsing: text).array else {
      throw RecordError(table: "bulk", key: request, column: "refused")
    }
    return items.compactMap(BulkRefusal.init(json:))
  }
}

/// Tickets of a bulk that are done in one transaction.
package struct BulkPart: Equatable, Sendable {
  package var position: Int64
  package var targets: [BulkTarget]
}

extension Connection {
  func bulk(_ request: String) throws -> BulkRecord? {
    let sql = "SELECT \(BulkRecord.list) FROM bulk WHERE request = $1"
    return try first(sql, [.text(request)]) { try BulkRecord(from: $0) }
  }

  func unfinishedBulks() throws -> [BulkRecord] {
    let sql = "SELECT \(BulkRecord.list) FROM bulk WHERE state = 'running' ORDER BY begun, request"
    return try all(sql) { try BulkRecord(from: $0) }
  }
}

extension Reader {
  /// The bulk of that name, whatever became of it.
  package func bulk(_ request: String) throws -> BulkRecord? { try connection.bulk(request) }

  /// The bulks that were begun and not finished, oldest first.
  package func unfinishedBulks() throws -> [BulkRecord] { try connection.unfinishedBulks() }

  /// How many tickets of a bulk are done by now.
  package func progress(of request: String) throws -> BulkResult? {
    guard let bulk = try bulk(request) else { return nil }
    guard bulk.state == .running else { return bulk.result }
    let sql = """
      SELECT changed, unchanged, refused FROM bulk_part WHERE request = $1 AND is_done = 1
      """
    var result = bulk.result
    try connection.rows(sql, [.text(request)]) { row in
      result.changed = result.changed.addingSaturated(Int(row.integer(0)))
      result.unchanged = result.unchanged.addingSaturated(Int(row.integer(1)))
      result.refused += try BulkRecord.refusals(row.text(2), of: request)
    }
    return result
  }

  /// The tickets of a bulk that are not done.
  package func openTargets(of request: String) throws -> [BulkTarget] {
    let sql = """
      SELECT targets FROM bulk_part WHERE request = $1 AND is_done = 0 ORDER BY position
      """
    return try connection.all(sql, [.text(request)]) { row in
      try BulkRecord.targets(row.text(0), of: request)
    }.flatMap(\.self)
  }
}

extension BulkRecord {
  fileprivate static func targets(_ text: String, of request: String) throws -> [BulkTarget] {
    guard let items = try? JSON(parsing: text).array else {
      throw RecordError(table: "bulk_part", key: request, column: "targets")
    }
    return items.compactMap { item in
      guard let pair = item.array, pair.count == 2, let id = pair[0].integer else { return nil }
      return BulkTarget(ticket: Ticket.ID(rawValue: id), version: pair[1].integer)
    }
  }
}

extension WriteTransaction {
  /// The bulk of that name, whatever became of it.
  package func bulk(_ request: String) throws -> BulkRecord? { try connection.bulk(request) }

  /// The bulk that was begun with that key.
  package func bulk(withKey key: String) throws -> BulkRecord? {
    let sql = "SELECT \(BulkRecord.list) FROM bulk WHERE key = $1 AND key <> ''"
    return try connection.first(sql, [.text(key)]) { try BulkRecord(from: $0) }
  }

  /// Begins a bulk.
  package func add(_ bulk: BulkRecord) throws {
    try connection.run(
      """
      INSERT INTO bulk (\(BulkRecord.list))
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """,
      [
        .text(bulk.request), .text(bulk.key), .text(bulk.actor.text), .text(bulk.action),
        .integer(bulk.begun.milliseconds), .text(bulk.state.rawValue),
        .integer(Int64(bulk.total)), .integer(Int64(bulk.changed)),
        .integer(Int64(bulk.unchanged)), .text(BulkRecord.text(bulk.refused)),
        .text(bulk.template),
      ])
  }

  /// Adds the tickets of a bulk, in parts of one transaction each.
  package func add(_ targets: [BulkTarget], to request: String) throws {
    for (position, start) in stride(from: 0, to: targets.count, by: BulkOrder.part).enumerated() {
      let part = targets.dropFirst(start).prefix(BulkOrder.part).map { target in
        JSON.array([
          .integer(target.ticket.rawValue), target.version.map(JSON.integer) ?? .null,
        ])
      }
      try connection.run(
        """
        INSERT INTO bulk_part (request, position, targets, is_done, changed, unchanged, refused)
        VALUES ($1, $2, $3, 0, 0, 0, '[]')
        """,
        [.text(request), .integer(Int64(position)), .text(JSON.array(part).text)])
    }
  }

  /// The next part of a bulk that is not done; `nil` where none is left.
  package func nextPart(of request: String) throws -> BulkPart? {
    let sql = """
      SELECT position, targets FROM bulk_part WHERE request = $1 AND is_done = 0
      ORDER BY position LIMIT 1
      """
    return try connection.first(sql, [.text(request)]) { row in
      BulkPart(
        position: row.integer(0), targets: try BulkRecord.targets(row.text(1), of: request))
    }
  }

  /// Marks a part as done, in the transaction that does it.
  package func finish(_ part: BulkPart, of request: String, as result: BulkResult) throws {
    try connection.run(
      """
      UPDATE bulk_part SET is_done = 1, changed = $3, unchanged = $4, refused = $5
      WHERE request = $1 AND position = $2
      """,
      [
        .text(request), .integer(part.position), .integer(Int64(result.changed)),
        .integer(Int64(result.unchanged)), .text(BulkRecord.text(result.refused)),
      ])
  }

  /// Ends a bulk and gives what it came to; of what it asked and refused no words are kept.
  package func end(_ bulk: BulkRecord, as state: BulkRecord.State) throws -> BulkResult {
    var ended = bulk
    ended.state = state
    let sql = "SELECT changed, unchanged, refused FROM bulk_part WHERE request = $1 AND is_done = 1"
    try connection.rows(sql, [.text(bulk.request)]) { row in
      ended.changed = ended.changed.addingSaturated(Int(row.integer(0)))
      ended.unchanged = ended.unchanged.addingSaturated(Int(row.integer(1)))
      ended.refused += try BulkRecord.refusals(row.text(2), of: bulk.request)
    }
    try connection.run(
      """
      UPDATE bulk SET state = $2, changed = $3, unchanged = $4, refused = $5, template = ''
      WHERE request = $1
      """,
      [
        .text(bulk.request), .text(state.rawValue), .integer(Int64(ended.changed)),
        .integer(Int64(ended.unchanged)),
        .text(BulkRecord.text(ended.refused.map(\.withoutWords))),
      ])
    try connection.run("DELETE FROM bulk_part WHERE request = $1", [.text(bulk.request)])
    return ended.result
  }
}
