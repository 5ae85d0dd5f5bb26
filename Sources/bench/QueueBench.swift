import Desk
import Kernel
import Storage

/// The first 50 tickets of a queue, as somebody with a conditional role, against the bare SQL.
struct QueueBench {
  let scale: Scale
  let place: WorkFolder

  /// What one would write by hand for the same tickets, lists and fields included.
  private static let found = """
    SELECT id, type, subject, body, queue, stage, category, priority, requester, assignee, due, wake,
      parent, source, close_reason, created, updated, closed, version, touched, stage_since, been,
      number, head, stages_before
    FROM ticket
    WHERE queue = $1 AND category <> 'discarded' AND (queue = 'support' OR assignee = $2)
    ORDER BY id LIMIT 50
    """
  private static let values = """
    SELECT ticket, field, position, text, number, kind FROM ticket_value
    WHERE ticket IN (
      SELECT id FROM ticket
      WHERE queue = $1 AND category <> 'discarded' AND (queue = 'support' OR assignee = $2)
      ORDER BY id LIMIT 50)
    ORDER BY ticket, field, position
    """

  func rows() async throws -> [Row] {
    let path = try await LargeDesk(tickets: scale.tickets, place: place).folder()
    let desk = try Desk(at: path)
    defer { desk.close() }
    guard let viewer = try desk.read({ reader, _ in try reader.person(named: LargeDesk.viewer) })
    else { throw BenchError("the desk in \(path) is not one of the benchmark's: remove it") }
    let database = try RawDatabase(path: path + "/docket.db")
    let score = try database.score(
      [QueueBench.found, QueueBench.values].map {
        RecordedStatement($0, [.text("support"), .integer(viewer.id.rawValue)])
      })
    var (bare, list) = (Readings(), Readings())
    for _ in 0..<max(1, scale.repetitions * 2) {
      bare.add(try measure { try database.play(score) })
      list.add(try measure { try QueueBench.list(on: desk, as: viewer) })
    }
    return [
      Row(
        measure: "first 50 of a queue, conditional role", unit: "µs", value: list.median,
        floorName: "bare SQL", floor: bare.median, target: .ratioAtMost(1.5),
        note: "\(scale.tickets) tickets; query parsed, whole tickets read, CPU")
    ]
  }

  private static func list(on desk: Desk, as viewer: Person) throws -> Int {
    let tickets = try desk.session(as: viewer) { session in
      try session.list(session.query("queue:support"), limit: 50)
    }
    guard !tickets.isEmpty else { throw BenchError("the queue is empty") }
    return tickets.count
  }

  private func measure(_ body: () throws -> Int) throws -> Double {
    _ = try body()
    let start = Meter.cpu
    for _ in 0..<scale.lists { _ = try body() }
    return (Meter.cpu - start) / Double(scale.lists)
  }
}
