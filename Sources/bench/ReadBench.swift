import Desk
import Kernel
import Storage

/// What people look at all day, on a small and on a large desk, against the bare SQL.
///
/// The bare SQL is what one would write by hand for the same rows: it reads every column that the
/// desk reads, and makes nothing of them.
struct ReadBench {
  let scale: Scale
  let place: WorkFolder

  func rows() async throws -> [ReportRow] {
    try await scale.rowsOfBothSizes(rows(onDeskOf:))
  }

  private func rows(onDeskOf tickets: Int) async throws -> [ReportRow] {
    let large = try await LargeDesk(tickets: tickets, place: place).folder()
    let path = place.fresh("reads", tickets)
    try place.copy(large, to: path)
    defer { place.drop(path) }
    let desk = try Desk(at: path)
    defer { desk.close() }
    let story = try makeStory(on: desk)
    let database = try RawDatabase(path: path + "/docket.db")
    let size = "\(Report.count(tickets)) tickets"
    return try looks(of: story).map { try row($0, size, on: desk, database) }
      + [grantRow(size, on: desk)]
  }

  /// What a grant costs: the tickets of an organization as one of its people finds them, who sees no
  /// others, and as somebody asks for them who sees all.
  private func grantRow(_ size: String, on desk: Desk) throws -> ReportRow {
    let (admin, customer) = (try desk.admin, try person(LargeDesk.customer, on: desk))
    let question = "requester.organization:\(LargeDesk.organization(0))"
    func first(_ text: String, as person: Person) throws -> Double {
      try measure {
        try desk.session(as: person) { try $0.list($0.query(text), limit: 50).count }
      }
    }
    var (asked, granted) = (Readings(), Readings())
    for _ in 0..<max(1, scale.repetitions * 2) {
      asked.add(try first(question, as: admin))
      granted.add(try first("", as: customer))
    }
    return ReportRow(
      measure: "an organization's first 50 by a grant, \(size)", unit: "µs",
      value: granted.median, floorName: "by the query", floor: asked.median,
      target: .ratioAtMost(1.5), note: "the same tickets, CPU")
  }

  private func person(_ name: String, on desk: Desk) throws -> Person {
    guard let person = try desk.read({ reader, _ in try reader.person(named: name) })
    else { throw BenchError("the large desk has no \(name): remove .build/bench") }
    return person
  }

  /// A ticket with 20 changes after its creation.
  private func makeStory(on desk: Desk) throws -> Ticket.ID {
    let admin = try desk.admin.id
    let id = try desk.perform(Samples.create(1, by: admin)).receipt().ticket
    for number in 1...20 {
      try desk.perform(
        Request(
          actor: .person(admin), source: .cli, action: .verb(.update), ticket: id,
          set: [("subject", .value(.text(Samples.subject(number))))])
      ).receipt()
    }
    return id
  }

  /// Something to look at: through the desk, and in SQL.
  private struct Look {
    let measure: String
    var target = ReportRow.Target.none
    let viewer: String
    let read: (DeskSession) throws -> Int
    let bare: (Person.ID) -> [RecordedStatement]
  }

  private func looks(of story: Ticket.ID) -> [Look] {
    [
      Look(
        measure: "first 50 of a queue, conditional role", target: .ratioAtMost(1.5),
        viewer: LargeDesk.viewer,
        read: { try $0.list($0.query("queue:support"), limit: 50).count },
        bare: { BareReads.queue("support", of: $0.rawValue) }),
      Look(
        measure: "first 50 of colleagues' tickets, by a grant", target: .ratioAtMost(1.5),
        viewer: LargeDesk.customer,
        read: { try $0.list($0.query(""), limit: 50).count },
        bare: { BareReads.colleagues(of: $0.rawValue, in: LargeDesk.organization(0)) }),
      Look(
        measure: "search of a common word, newest 50", viewer: "admin",
        read: { try $0.list($0.query("text:printer"), limit: 50).count },
        bare: { _ in BareReads.search("printer") }),
      Look(
        measure: "count of a stage", viewer: "admin",
        read: { try $0.count($0.query("stage:answered")) },
        bare: { _ in BareReads.count(stage: "answered") }),
      Look(
        measure: "history of a ticket with 20 changes", viewer: "admin",
        read: { try $0.history(story)?.count ?? 0 },
        bare: { _ in BareReads.history(of: story.rawValue) }),
    ]
  }

  private func row(
    _ look: Look, _ size: String, on desk: Desk, _ database: RawDatabase,
  ) throws -> ReportRow {
    let viewer = try person(look.viewer, on: desk)
    let score = try database.score(look.bare(viewer.id))
    var (bare, found) = (Readings(), Readings())
    for _ in 0..<max(1, scale.repetitions * 2) {
      bare.add(try measure { try database.play(score) })
      found.add(try measure { try desk.session(as: viewer, look.read) })
    }
    return ReportRow(
      measure: "\(look.measure), \(size)", unit: "µs", value: found.median,
      floorName: "bare SQL", floor: bare.median, target: look.target,
      note: "whole rows read; query and statements prepared once, CPU")
  }

  private func measure(_ body: () throws -> Int) throws -> Double {
    guard try body() > 0 else { throw BenchError("nothing was found on the large desk") }
    let start = Meter.cpu
    for _ in 0..<scale.lists { _ = try body() }
    return (Meter.cpu - start) / Double(scale.lists)
  }
}
