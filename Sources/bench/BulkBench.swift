import Desk
import Kernel
import Storage

/// One update of many tickets, against the same statements in the same transactions.
struct BulkBench {
  let scale: Scale
  let place: WorkFolder

  func rows() async throws -> [ReportRow] {
    try await scale.rowsOfBothSizes { tickets in
      var rows: [ReportRow] = []
      for count in scale.bulks where count <= tickets {
        rows.append(try await row(count, onDeskOf: tickets))
      }
      return rows
    }
  }

  private func row(_ count: Int, onDeskOf tickets: Int) async throws -> ReportRow {
    let large = try await LargeDesk(tickets: tickets, place: place).folder()
    let recorded = try await record(count, on: large)
    var (desk, own) = (Readings(), Readings())
    for repetition in 0..<min(3, scale.repetitions) {
      desk.add(try onCopy(of: large, repetition) { try measure(count, in: $0) })
      own.add(try onCopy(of: large, repetition) { try measure(recorded, in: $0) })
    }
    return ReportRow(
      measure: "bulk update of \(Report.count(count)), \(Report.count(tickets)) tickets", unit: "s",
      value: desk.median, floorName: "own", floor: own.median,
      note: "wall time, kept in the database as it goes; the standard plugins")
  }

  /// Raises the priority of the first so many tickets.
  private func update(_ count: Int, on desk: Desk) throws {
    let admin = try desk.admin
    let order = try desk.session(as: admin) { session in
      BulkOrder(
        Request(
          actor: .person(admin.id), source: .cli, action: .verb(.update),
          set: [("priority", .value(.text("urgent")))]),
        for: try session.targets((1...count).map { Ticket.ID(rawValue: Int64($0)) }))
    }
    let result = try desk.perform(order)
    guard result.changed == count else {
      throw BenchError("\(result.changed) of \(count) tickets were changed")
    }
  }

  private func record(_ count: Int, on large: String) async throws -> [RecordedStatement] {
    let path = place.fresh("bulk-recorded", count)
    try place.copy(large, to: path)
    defer { place.drop(path) }
    let desk = try Desk(at: path)
    defer { desk.close() }
    return try await desk.recordStatements { try update(count, on: desk) }
  }

  private func onCopy(
    of large: String, _ repetition: Int, _ body: (String) throws -> Double,
  ) throws -> Double {
    let path = place.fresh("bulk", repetition)
    try place.copy(large, to: path)
    defer { place.drop(path) }
    return try body(path)
  }

  private func measure(_ count: Int, in path: String) throws -> Double {
    let desk = try Desk(at: path)
    defer { desk.close() }
    let start = Meter.time
    try update(count, on: desk)
    return (Meter.time - start) / 1_000_000
  }

  private func measure(_ recorded: [RecordedStatement], in path: String) throws -> Double {
    let database = try RawDatabase(path: path + "/docket.db")
    let score = try database.score(recorded)
    let start = Meter.time
    try database.play(score)
    return (Meter.time - start) / 1_000_000
  }
}
