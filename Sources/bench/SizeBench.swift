import Desk
import Glibc
import Kernel

/// How much room tickets take on the disk, with their history, search rows and outbox.
struct SizeBench {
  let scale: Scale
  let place: WorkFolder

  func rows() async throws -> [ReportRow] {
    var rows: [ReportRow] = []
    for tickets in scale.sizes {
      let path = try await LargeDesk(tickets: tickets, place: place).folder()
      var words = 0
      for number in 0..<tickets {
        words += Samples.subject(number).utf8.count + Samples.body(number).utf8.count
      }
      rows.append(
        ReportRow(
          measure: "disk a ticket, \(Report.count(tickets)) tickets", unit: "KB",
          value: try size(of: path) / Double(tickets) / 1_024, floorName: "its words",
          floor: Double(words) / Double(tickets) / 1_024,
          note: "one entry each, with its words, digests and search row"))
    }
    return rows
  }

  private func size(of folder: String) throws -> Double {
    try ["docket.db", "docket.db-wal"].reduce(0) { sum, name in
      var status = stat()
      guard unsafe stat("\(folder)/\(name)", &status) == 0 else {
        if name.hasSuffix("wal") { return sum }
        throw BenchError("cannot read the size of \(folder)/\(name)")
      }
      return sum + Double(status.st_size)
    }
  }
}
