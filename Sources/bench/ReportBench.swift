import Desk
import Glibc
import Kernel
import Storage

/// What the bundled reports, the dashboard and a board cost on a large desk whose tickets have histories.
struct ReportBench {
  let scale: Scale
  let place: WorkFolder

  private static let callers = 128

  /// Each report as it is asked by itself, and grouped by what costs most.
  private static let questions: [(String, [String: Value])] = [
    ("volume", ["by": .text("tags")]), ("response", ["by": .text("queue")]),
    ("resolution", ["by": .text("assignee")]), ("reopened", ["by": .text("type")]),
    ("effort", ["by": .text("queue")]), ("backlog", ["every": .text("week")]), ("workload", [:]),
  ]

  func rows() async throws -> [ReportRow] {
    let tickets = scale.sizes[scale.sizes.count - 1]
    let path = try await folder(tickets)
    let desk = try Desk(at: path)
    defer { desk.close() }
    let admin = try desk.admin
    let size = "\(Report.count(tickets)) tickets"
    func measured(_ body: (DeskSession) throws -> Int) throws -> Double {
      var readings = Readings()
      _ = try desk.session(as: admin, body)
      for _ in 0..<max(1, scale.repetitions) {
        let start = Meter.cpu
        _ = try desk.session(as: admin, body)
        readings.add((Meter.cpu - start) / 1_000)
      }
      return readings.median
    }
    let reports = try ReportBench.questions.map { name, params in
      ReportRow(
        measure: "report \(name), \(size)", unit: "ms",
        value: try measured { try $0.answer(ReportQuestion(name, params: params)).rows.count },
        target: .valueAtMost(1_000), note: "4 entries a ticket, CPU")
    }
    return reports + [
      ReportRow(
        measure: "dashboard, \(size)", unit: "ms",
        value: try measured { try $0.dashboard(rows: 8).oldest.count },
        target: .valueAtMost(60), note: "what it shows, CPU"),
      ReportRow(
        measure: "board by stage, \(size)", unit: "ms", value: try measured(board),
        target: .valueAtMost(100), note: "counts and the cards of a screen, CPU"),
    ]
  }

  /// Reads what a board shows on a screen; gives how many cards that is.
  private func board(_ session: DeskSession) throws -> Int {
    let board = try session.board(of: session.query(""), by: session.boardField(named: "stage"))
    return try board.columns.reduce(0) { sum, column in
      sum + (try session.cards(of: column, on: board, limit: ReportBench.cards).count)
    }
  }

  private static let cards = 7

  /// A large desk with a story for each ticket, made once and kept for later runs.
  private func folder(_ tickets: Int) async throws -> String {
    let path = "\(place.kept)/stories-\(Upgrade.format)-\(tickets)"
    if unsafe access(path, F_OK) == 0 { return path }
    let large = try await LargeDesk(tickets: tickets, place: place).folder()
    Progress.say("  giving \(tickets) tickets histories, once")
    let building = place.fresh("stories")
    try place.copy(large, to: building)
    let desk = try Desk(at: building)
    do {
      try desk.enablePlugins(["reports"], as: .desk, agreeingTo: .none)
    } catch DeskError.wantsMore(let demands) {
      try desk.enablePlugins(
        ["reports"], as: .desk, agreeingTo: Consent(to: demands, naming: ["reports"]))
    }
    let admin = try desk.admin.id
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<ReportBench.callers {
        group.addTask {
          for number in stride(from: caller, to: tickets, by: ReportBench.callers) {
            for step in 0..<3 {
              let request = ReportBench.request(number, step, by: admin)
              try await desk.submit(request).receipt()
            }
          }
        }
      }
      try await group.waitForAll()
    }
    desk.close()
    guard unsafe rename(building, path) == 0 else {
      throw BenchError("cannot put the desk with histories at \(path)")
    }
    return path
  }

  /// A message, another assignee, and a note.
  private static func request(_ number: Int, _ step: Int, by person: Person.ID) -> Request {
    var request = Request(
      actor: .person(person), source: .import, action: .verb([.reply, .update, .note][step]),
      ticket: Ticket.ID(rawValue: Int64(number + 1)), text: step == 1 ? "" : "Is it plugged in?")
    if step == 1 {
      request.set = [
        ("assignee", .value(.person(Person.ID(rawValue: Int64(2 + (number + 1) % 5)))))
      ]
    }
    request.obeysRules = false
    request.hasEffects = false
    return request
  }
}
