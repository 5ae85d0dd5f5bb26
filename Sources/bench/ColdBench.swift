import Kernel

/// One ticket shown by a process of its own on the large desk.
struct ColdBench {
  let scale: Scale
  let place: WorkFolder

  func rows() async throws -> [ReportRow] {
    try await scale.rowsOfBothSizes(rows(onDeskOf:))
  }

  private func rows(onDeskOf tickets: Int) async throws -> [ReportRow] {
    let size = "\(Report.count(tickets)) tickets"
    var time = ReportRow(
      measure: "docket show 1, new process, \(size)", unit: "ms", target: .valueAtMost(25))
    var memory = ReportRow(
      measure: "its memory at the most, \(size)", unit: "MB", target: .valueAtMost(40))
    guard let program = BenchProgram.besideThis("docket") else {
      time.note = "there is no docket beside bench: swift build -c release --product docket"
      memory.note = time.note
      return [time, memory]
    }
    let path = try await LargeDesk(tickets: tickets, place: place).folder()
    var (milliseconds, megabytes) = (Readings(), Readings())
    let endings = try BenchProgram.time(
      [program, "--desk", path, "show", "1"], count: max(1, scale.repetitions * 3), in: place)
    for ending in endings {
      guard ending.status == 0 else {
        time.note = "docket show 1 failed on the large desk"
        memory.note = time.note
        return [time, memory]
      }
      milliseconds.add(ending.milliseconds)
      megabytes.add(ending.megabytes)
    }
    time.value = milliseconds.median
    time.note = "median, least \(Report.digits(milliseconds.least)); the file cache is warm"
    memory.value = megabytes.median
    return [time, memory]
  }
}
