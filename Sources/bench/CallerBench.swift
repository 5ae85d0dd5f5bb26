import Desk
import Kernel
import Storage

/// How many creates 64 callers get done together, against the same statements in the same batches.
struct CallerBench {
  let scale: Scale
  let place: WorkFolder

  private static let callers = 64

  func rows() async throws -> [ReportRow] {
    let base = place.fresh("callers-base")
    let first = try Samples.desk(at: base, plugins: Desk.standardPlugins)
    let admin = try first.admin.id
    first.close()
    let recorded = try await record(on: base, by: admin)
    var (own, desk) = (Readings(), Readings())
    for repetition in 0..<scale.repetitions {
      own.add(try measureOwn(recorded, on: base, repetition))
      desk.add(try await measureDesk(on: base, by: admin, repetition))
    }
    let batches = recorded.count { $0.sql == "COMMIT" }
    return [
      ReportRow(
        measure: "creates a second, 64 callers", unit: "/s", value: desk.median,
        floorName: "own", floor: own.median, target: .ratioAtLeast(0.5),
        note: "\(scale.shared / max(1, batches)) creates a transaction on average, wall time")
    ]
  }

  private func record(on base: String, by admin: Person.ID) async throws -> [RecordedStatement] {
    let path = place.fresh("callers-recorded")
    try place.copy(base, to: path)
    let desk = try Desk(at: path)
    defer { desk.close() }
    try await create(1...CallerBench.callers, on: desk, by: admin)
    let after = place.fresh("callers-after")
    desk.close()
    try place.copy(path, to: after)
    let again = try Desk(at: after)
    defer { again.close() }
    try place.copy(after, to: place.fresh("callers-start"))
    return try await again.recordStatements {
      try await create(measured, on: again, by: admin)
    }
  }

  private var measured: ClosedRange<Int> {
    CallerBench.callers + 1...CallerBench.callers + scale.shared
  }

  private func create(_ numbers: ClosedRange<Int>, on desk: Desk, by admin: Person.ID) async throws
  {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<CallerBench.callers {
        group.addTask {
          let start = numbers.lowerBound + caller
          for number in stride(from: start, through: numbers.upperBound, by: CallerBench.callers) {
            try await desk.submit(Samples.create(number, by: admin)).receipt()
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func measureDesk(
    on base: String, by admin: Person.ID, _ repetition: Int,
  ) async throws -> Double {
    let path = place.fresh("callers-desk", repetition)
    try place.copy(base, to: path)
    let desk = try Desk(at: path)
    defer { desk.close() }
    try await create(1...CallerBench.callers, on: desk, by: admin)
    let start = Meter.time
    try await create(measured, on: desk, by: admin)
    return Double(scale.shared) / (Meter.time - start) * 1_000_000
  }

  private func measureOwn(
    _ recorded: [RecordedStatement], on base: String, _ repetition: Int,
  ) throws -> Double {
    let path = place.fresh("callers-own", repetition)
    try place.copy(place.fresh("callers-start"), to: path)
    let database = try RawDatabase(path: path + "/docket.db")
    let score = try database.score(recorded)
    let start = Meter.time
    try database.play(score)
    return Double(scale.shared) / (Meter.time - start) * 1_000_000
  }
}
