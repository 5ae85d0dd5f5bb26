import Desk
import Kernel
import Storage

/// What the prompt costs: its start, going through rows, a long table.
struct PromptBench {
  let scale: Scale
  let place: WorkFolder

  private static let most = 10_000
  private static let shown = 1_000

  func rows() async throws -> [ReportRow] {
    let path = try await LargeDesk(tickets: scale.sizes[0], place: place).folder()
    return try starts(on: path) + [loop(onDeskAt: path)]
  }

  /// New processes; all of them have the same desk, and the file cache is warm.
  private func starts(on path: String) throws -> [ReportRow] {
    guard let program = BenchProgram.besideThis("docket") else {
      return [
        ReportRow(
          measure: "the prompt's start", unit: "ms",
          note: "there is no docket beside bench: swift build -c release --product docket")
      ]
    }
    func evaluate(_ entry: String) throws -> Double {
      try median([program, "--desk", path, "repl", "-e", entry])
    }
    let sqlite = try median(["/usr/bin/sqlite3", path + "/docket.db", ""])
    let show = try median([program, "--desk", path, "show", "1"])
    let nothing = try evaluate("")
    let one = try evaluate("return 1")
    let list = "tickets(\"limit:\(PromptBench.shown)\")"
    let table = try evaluate(
      "\(list):table{ \"id\", \"subject\", \"queue\", \"stage\", \"assignee\", \"created\" }")
    return [
      ReportRow(
        measure: "docket repl -e ''", unit: "ms", value: nothing, floorName: "sqlite3 FILE ''",
        floor: sqlite, note: "from a new process to its end"),
      ReportRow(
        measure: "docket repl -e 'return 1'", unit: "ms", value: one,
        floorName: "docket show 1", floor: show, target: .ratioAtMost(1.3)),
      ReportRow(
        measure: "a table of \(PromptBench.shown) tickets", unit: "ms", value: table - one,
        target: .valueAtMost(50), note: "beyond the start"),
    ]
  }

  private func median(_ arguments: [String]) throws -> Double {
    var readings = Readings()
    for ending in try BenchProgram.time(arguments, count: max(1, scale.repetitions * 3), in: place)
    {
      guard ending.status == 0 else {
        throw BenchError("\(arguments.joined(separator: " ")) failed")
      }
      readings.add(ending.milliseconds)
    }
    return readings.median
  }

  /// Going through tickets in Lua, against the statements that read the same rows.
  private func loop(onDeskAt path: String) throws -> ReportRow {
    let desk = try Desk(at: path)
    defer { desk.close() }
    let session = try PromptSession(desk, as: desk.admin, mayWrite: false) { _ in }
    let database = try RawDatabase(path: path + "/docket.db")
    let score = try database.score(BareReads.first(PromptBench.most))
    let entry = """
      local n = 0
      for ticket in tickets("limit:\(PromptBench.most)") do n = n + #ticket.subject end
      return n
      """
    var (bare, looped) = (Readings(), Readings())
    for _ in 0..<max(1, scale.repetitions) {
      bare.add(try measure { _ = try database.play(score) })
      looped.add(
        try measure {
          if let problem = try session.evaluate(entry, number: 1).problem { throw problem }
        })
    }
    return ReportRow(
      measure: "for ticket in tickets(q), \(Report.count(PromptBench.most))", unit: "µs",
      value: looped.median, floorName: "bare SQL", floor: bare.median, target: .ratioAtMost(2),
      note: "one field read of each, CPU")
  }

  private func measure(_ body: () throws -> Void) throws -> Double {
    try body()
    let start = Meter.cpu
    try body()
    return Meter.cpu - start
  }
}
