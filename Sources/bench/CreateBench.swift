import Desk
import Kernel
import PluginHost
import Storage

/// What a durable create costs, in CPU time, against both floors.
struct CreateBench {
  let scale: Scale
  let place: WorkFolder

  /// Creates before those that are measured: caches fill, the first sandboxes are made.
  private var warmUp: Int { max(2, scale.creates / 10) }

  func rows() async throws -> [ReportRow] {
    let base = place.fresh("creates-base")
    try Samples.desk(at: base, plugins: Desk.standardPlugins).close()
    let (full, bundled) = (place.fresh("creates-full"), try Desk.bundledPlugins().map(\.name))
    try Samples.desk(at: full, plugins: bundled).close()
    let recorded = try await record(on: base)
    var (reference, own, desk, all) = (Readings(), Readings(), Readings(), Readings())
    for repetition in 0..<scale.repetitions {
      reference.add(try measureReference(repetition))
      own.add(try measureOwn(recorded, on: base, repetition))
      desk.add(try measureDesk(on: base, repetition))
      all.add(try measureDesk(on: full, repetition))
      Progress.say("  \(repetition + 1) of \(scale.repetitions)")
    }
    let statements = recorded.measured.count / scale.creates
    return [
      ReportRow(
        measure: "CPU per durable create, four plugins", unit: "µs", value: desk.median,
        floorName: "reference", floor: reference.median, target: .ratioAtMost(3),
        note: "process CPU, 1 create a transaction, median of \(scale.repetitions)"),
      ReportRow(
        measure: "CPU of its own SQL", unit: "µs", value: own.median, floorName: "reference",
        floor: reference.median, target: .ratioAtMost(1.5),
        note: "\(statements) statements a create, BEGIN and COMMIT included"),
      ReportRow(
        measure: "CPU per durable create, four plugins", unit: "µs", value: desk.median,
        floorName: "own", floor: own.median),
      ReportRow(
        measure: "CPU per durable create, all bundled plugins", unit: "µs", value: all.median,
        floorName: "four plugins", floor: desk.median, target: .ratioAtMost(2),
        note: "\(bundled.count) plugins, as they are set at first"),
    ]
  }

  /// What the desk executes for the creates, as recorded from real ones.
  private struct Recorded {
    let first: [RecordedStatement]
    let measured: [RecordedStatement]
  }

  private func record(on base: String) async throws -> Recorded {
    let path = place.fresh("creates-recorded")
    try place.copy(base, to: path)
    let desk = try Desk(at: path)
    defer { desk.close() }
    let first = try await desk.recordStatements { try create(1...warmUp, on: desk) }
    let measured = try await desk.recordStatements {
      try create(warmUp + 1...warmUp + scale.creates, on: desk)
    }
    return Recorded(first: first, measured: measured)
  }

  private func create(_ numbers: ClosedRange<Int>, on desk: Desk) throws {
    let admin = try desk.admin.id
    for number in numbers {
      try desk.perform(Samples.create(number, by: admin)).receipt()
    }
  }

  private func measureDesk(on base: String, _ repetition: Int) throws -> Double {
    let path = place.fresh("creates-desk", repetition)
    try place.copy(base, to: path)
    let desk = try Desk(at: path)
    defer { desk.close() }
    try create(1...warmUp, on: desk)
    let start = Meter.cpu
    try create(warmUp + 1...warmUp + scale.creates, on: desk)
    return (Meter.cpu - start) / Double(scale.creates)
  }

  private func measureOwn(
    _ recorded: Recorded, on base: String, _ repetition: Int,
  ) throws -> Double {
    let path = place.fresh("creates-own", repetition)
    try place.copy(base, to: path)
    let database = try RawDatabase(path: path + "/docket.db")
    return try measure(
      database, database.score(recorded.first), database.score(recorded.measured))
  }

  private func measureReference(_ repetition: Int) throws -> Double {
    let database = try RawDatabase(path: place.fresh("creates-reference", repetition))
    try database.run(Reference.schema)
    return try measure(
      database, database.score((1...warmUp).flatMap(Reference.create)),
      database.score((warmUp + 1...warmUp + scale.creates).flatMap(Reference.create)))
  }

  private func measure(_ database: RawDatabase, _ first: Score, _ rest: Score) throws -> Double {
    try database.play(first)
    let start = Meter.cpu
    try database.play(rest)
    return (Meter.cpu - start) / Double(scale.creates)
  }
}
