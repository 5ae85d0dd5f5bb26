import Desk
import Glibc
import Kernel
import Storage

/// What people do all day, one durable change after the other, on a small and on a large desk.
///
/// The floor is the same statements through SQLite alone, on a copy of the same desk.
struct WriteBench {
  let scale: Scale
  let place: WorkFolder

  /// A change, and how to ask for it of a ticket that the benchmark has made.
  private struct Kind: Sendable {
    let measure: String
    let request: @Sendable (_ number: Int, _ ticket: Ticket.ID, _ person: Person.ID) -> Request
  }

  private static let kinds = [
    Kind(measure: "creates a second, one validation hook") { number, _, person in
      Samples.create(number, by: person)
    },
    Kind(measure: "updates of a field with a note a second") { _, ticket, person in
      var request = Request(
        actor: .person(person), source: .cli, action: .verb(.update), ticket: ticket,
        set: [("priority", .value(.text("urgent")))])
      request.note = "Called back, nobody there."
      return request
    },
    Kind(measure: "closes with a reason a second") { _, ticket, person in
      Request(
        actor: .person(person), source: .cli, action: .verb(.close), ticket: ticket,
        set: [
          ("close_reason", .value(.text("solved"))),
          ("root_causes", .value(.texts(["old fuser"]))),
        ])
    },
  ]

  /// What one kind took.
  private struct Figures {
    var rate = Readings()
    var perCPU = Readings()
    var floor = Readings()
  }

  func rows() async throws -> [ReportRow] {
    try await scale.rowsOfBothSizes(rows(onDeskOf:))
  }

  private func rows(onDeskOf tickets: Int) async throws -> [ReportRow] {
    let base = try await prepare(tickets)
    let recorded = try await record(on: base, tickets)
    var readings = WriteBench.kinds.map { _ in Figures() }
    for repetition in 0..<min(3, scale.repetitions) {
      try measureDesk(on: base, tickets, repetition, into: &readings)
      try measureFloor(recorded, on: base, tickets, repetition, into: &readings)
      Progress.say("  \(tickets) tickets, \(repetition + 1)")
    }
    return zip(WriteBench.kinds, readings).map { kind, readings in
      ReportRow(
        measure: "\(kind.measure), \(Report.count(tickets)) tickets", unit: "/s",
        value: readings.rate.median, floorName: "own", floor: readings.floor.median,
        note: "\(Report.digits(readings.perCPU.median)) a CPU second; one transaction each")
    }
  }

  /// A copy of the desk with the hook, warm.
  private func prepare(_ tickets: Int) async throws -> String {
    let large = try await LargeDesk(tickets: tickets, place: place).folder()
    let path = place.fresh("writes-base", tickets)
    try place.copy(large, to: path)
    try HookPlugin(name: "bench-validate", code: WriteBench.hook).write(to: path)
    let desk = try Desk(at: path)
    defer { desk.close() }
    try desk.enablePlugins(["bench-validate"], as: .desk)
    return path
  }

  private static let hook = """
    docket.validate("ticket.*", function(change)
      if #change.after.subject > 500 then change:refuse("subject", "is too long") end
    end, { name = "short-subject" })

    """

  private func record(on base: String, _ tickets: Int) async throws -> [[RecordedStatement]] {
    let path = place.fresh("writes-recorded", tickets)
    try place.copy(base, to: path)
    let desk = try Desk(at: path)
    defer { desk.close() }
    let admin = try desk.admin.id
    try warmUp(desk, after: tickets, by: admin)
    var recorded: [[RecordedStatement]] = []
    for kind in WriteBench.kinds {
      recorded.append(
        try await desk.recordStatements { try run(kind, on: desk, after: tickets, by: admin) })
    }
    return recorded
  }

  /// A few of each kind, on tickets that are not measured.
  private func warmUp(_ desk: Desk, after tickets: Int, by person: Person.ID) throws {
    for kind in WriteBench.kinds {
      for number in 1...WriteBench.warm {
        let ticket = Ticket.ID(rawValue: Int64(tickets + number))
        try desk.perform(kind.request(number, ticket, person)).receipt()
      }
    }
  }

  private static let warm = 10

  private func run(
    _ kind: Kind, on desk: Desk, after tickets: Int, by person: Person.ID,
  ) throws {
    for number in 1...scale.creates {
      let ticket = Ticket.ID(rawValue: Int64(tickets + WriteBench.warm + number))
      try desk.perform(kind.request(number, ticket, person)).receipt()
    }
  }

  private func measureDesk(
    on base: String, _ tickets: Int, _ repetition: Int, into readings: inout [Figures],
  ) throws {
    let path = place.fresh("writes-desk-\(tickets)", repetition)
    try place.copy(base, to: path)
    defer { place.drop(path) }
    let desk = try Desk(at: path)
    defer { desk.close() }
    let admin = try desk.admin.id
    try warmUp(desk, after: tickets, by: admin)
    for (index, kind) in WriteBench.kinds.enumerated() {
      let (time, cpu) = (Meter.time, Meter.cpu)
      try run(kind, on: desk, after: tickets, by: admin)
      readings[index].rate.add(Double(scale.creates) / (Meter.time - time) * 1_000_000)
      readings[index].perCPU.add(Double(scale.creates) / (Meter.cpu - cpu) * 1_000_000)
    }
  }

  private func measureFloor(
    _ recorded: [[RecordedStatement]], on base: String, _ tickets: Int, _ repetition: Int,
    into readings: inout [Figures],
  ) throws {
    let path = place.fresh("writes-own-\(tickets)", repetition)
    try place.copy(base, to: path)
    defer { place.drop(path) }
    let desk = try Desk(at: path)
    try warmUp(desk, after: tickets, by: desk.admin.id)
    desk.close()
    let database = try RawDatabase(path: path + "/docket.db")
    for (index, statements) in recorded.enumerated() {
      let score = try database.score(statements)
      let time = Meter.time
      try database.play(score)
      readings[index].floor.add(Double(scale.creates) / (Meter.time - time) * 1_000_000)
    }
  }
}
