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

  fileprivate init(from row: Row<BulkColumn>) throws {
    guard let actor = Actor(text: row.text(.actor)), let state = State(rawValue: row.text(.state))
    else {
      throw RecordError(BulkColumn.state, of: row.text(.request))
    }
    self.init(
      request: row.text(.request), key: row.text(.key), actor: actor, action: row.text(.action),
      begun: Instant(milliseconds: row.integer(.begun)), total: Int(row.integer(.total)),
      template: row.text(.template))
    self.state = state
    changed = Int(row.integer(.changed))
    unchanged = Int(row.integer(.unchanged))
    refused = try BulkRecord.refusals(row.text(.refused), of: request)
  }

  fileprivate static func text(_ refusals: [BulkRefusal]) -> String {
    JSON.array(refusals.map(\.json)).text
  }

  fileprivate static func refusals(_ text: String, of request: String) throws -> [BulkRefusal] {
    if text == "[]" { return [] }
    guard let items = try? JSON(parsing: text).array else {
      throw RecordError(BulkColumn.refused, of: request)
    }
    return items.compactMap(BulkRefusal.init(json:))
  }
}

enum BulkColumn: Int, TableColumn {
  case request, key, actor, action, begun, state, total, changed, unchanged, refused, template

  static let table = Table("bulk", of: Self.self)
}

enum BulkPartColumn: Int, TableColumn {
  case request, position, targets, isDone, changed, unchanged, refused

  static let table = Table("bulk_part", of: Self.self)
}

/// Tickets of a bulk that are done in one transaction.
package struct BulkPart: Equatable, Sendable {
  package var position: Int64
  package var targets: [BulkTarget]
}

extension DeskReader {
  /// The bulk of that name, whatever became of it.
  package func bulk(_ request: String) throws -> BulkRecord? {
    try connection.first(
      BulkColumn.table.select + " WHERE request = $1", [.text(request)], BulkRecord.init(from:))
  }

  /// The bulks whose keys begin so, up to a slash, whatever became of them; `0` follows `/`.
  package func bulks(withKeysBeginning start: String) throws -> [BulkRecord] {
    precondition(start.hasSuffix("/"))
    return try connection.all(
      BulkColumn.table.select + " WHERE key <> '' AND key >= $1 AND key < $2",
      [.text(start), .text(start.dropLast() + "0")], BulkRecord.init(from:))
  }

  /// The bulks that were begun and not finished, oldest first.
  package func unfinishedBulks() throws -> [BulkRecord] {
    try connection.all(
      BulkColumn.table.select + " WHERE state = 'running' ORDER BY begun, request", [],
      BulkRecord.init(from:))
  }

  /// What the parts of a bulk came to that are done, added to a result.
  fileprivate func addParts(of request: String, to result: inout BulkResult) throws {
    let sql = BulkPartColumn.table.select + " WHERE request = $1 AND is_done = 1"
    try connection.rows(sql, [.text(request)]) { (row: Row<BulkPartColumn>) in
      result.changed = result.changed.addingSaturated(Int(row.integer(.changed)))
      result.unchanged = result.unchanged.addingSaturated(Int(row.integer(.unchanged)))
      result.refused += try BulkRecord.refusals(row.text(.refused), of: request)
    }
  }
}

extension Reader {
  /// How many tickets of a bulk are done by now.
  package func progress(of request: String) throws -> BulkResult? {
    guard let bulk = try bulk(request) else { return nil }
    guard bulk.state == .running else { return bulk.result }
    var result = bulk.result
    try connection.addParts(of: request, to: &result)
    return result
  }

  /// The tickets of a bulk that are not done.
  package func openTargets(of request: String) throws -> [BulkTarget] {
    let sql = """
      SELECT targets FROM bulk_part WHERE request = $1 AND is_done = 0 ORDER BY position
      """
    return try connection.texts(sql, [.text(request)])
      .flatMap { try BulkRecord.targets($0, of: request) }
  }
}

extension BulkRecord {
  fileprivate static func targets(_ text: String, of request: String) throws -> [BulkTarget] {
    guard let items = try? JSON(parsing: text).array else {
      throw RecordError(BulkPartColumn.targets, of: request)
    }
    return items.compactMap { item in
      guard let pair = item.array, pair.count == 2, let id = pair[0].integer else { return nil }
      return BulkTarget(ticket: Ticket.ID(rawValue: id), version: pair[1].integer)
    }
  }
}

extension WriteTransaction {
  /// The bulk that was begun with that key.
  package func bulk(withKey key: String) throws -> BulkRecord? {
    try connection.first(
      BulkColumn.table.select + " WHERE key = $1 AND key <> ''", [.text(key)],
      BulkRecord.init(from:))
  }

  /// Begins a bulk.
  package func add(_ bulk: BulkRecord) throws {
    try connection.insert(
      into: BulkColumn.self,
      [
        .request: .text(bulk.request), .key: .text(bulk.key), .actor: .text(bulk.actor.text),
        .action: .text(bulk.action), .begun: .integer(bulk.begun.milliseconds),
        .state: .text(bulk.state.rawValue), .total: .integer(Int64(bulk.total)),
        .changed: .integer(Int64(bulk.changed)), .unchanged: .integer(Int64(bulk.unchanged)),
        .refused: .text(BulkRecord.text(bulk.refused)), .template: .text(bulk.template),
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
      try connection.insert(
        into: BulkPartColumn.self,
        [
          .request: .text(request), .position: .integer(Int64(position)),
          .targets: .text(JSON.array(part).text), .isDone: .integer(0), .changed: .integer(0),
          .unchanged: .integer(0), .refused: .text(BulkRecord.text([])),
        ])
    }
  }

  /// The next part of a bulk that is not done; `nil` where none is left.
  package func nextPart(of request: String) throws -> BulkPart? {
    let sql =
      BulkPartColumn.table.select
      + " WHERE request = $1 AND is_done = 0 ORDER BY position LIMIT 1"
    return try connection.first(sql, [.text(request)]) { (row: Row<BulkPartColumn>) in
      BulkPart(
        position: row.integer(.position),
        targets: try BulkRecord.targets(row.text(.targets), of: request))
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
    var result = ended.result
    try connection.addParts(of: bulk.request, to: &result)
    try connection.run(
      """
      UPDATE bulk SET state = $2, changed = $3, unchanged = $4, refused = $5, template = ''
      WHERE request = $1
      """,
      [
        .text(bulk.request), .text(state.rawValue), .integer(Int64(result.changed)),
        .integer(Int64(result.unchanged)),
        .text(BulkRecord.text(result.refused.map(\.withoutWords))),
      ])
    try connection.run("DELETE FROM bulk_part WHERE request = $1", [.text(bulk.request)])
    return result
  }
}
