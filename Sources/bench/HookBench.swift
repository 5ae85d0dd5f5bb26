import Desk
import Glibc
import Kernel

/// What one more before hook costs, end to end through the pipeline.
///
/// By difference, between desks whose plugin has more or fewer hooks. The tickets would have no
/// subject: all hooks run, then the kernel refuses, and no disk is waited for.
struct HookBench {
  let scale: Scale
  let place: WorkFolder

  private static let counts = [0, 1, 2, 20]

  func rows() throws -> [ReportRow] {
    let desks = try HookBench.counts.map { try desk(hooks: $0) }
    defer { for desk in desks { desk.close() } }
    return try rows(of: "create", "one ticket to show", on: desks, HookBench.create)
      + rows(of: "update", "the ticket before and after to show", on: desks, HookBench.update)
      + SandboxBench(scale: scale).rows()
  }

  private static func create(by person: Person.ID) -> Request {
    Request(actor: .person(person), source: .cli, action: .verb(.create))
  }

  private static func update(by person: Person.ID) -> Request {
    Request(
      actor: .person(person), source: .cli, action: .verb(.update),
      ticket: Ticket.ID(rawValue: 1), set: [("subject", .value(.text(" ")))])
  }

  private func rows(
    of action: String, _ note: String, on desks: [Desk], _ request: (Person.ID) -> Request,
  ) throws -> [ReportRow] {
    let request = request(try desks[0].admin.id)
    var (first, further) = (Readings(), Readings())
    for _ in 0..<max(1, scale.repetitions * 3) {
      let costs = try desks.map { try cost(of: request, on: $0) }
      first.add(costs[1] - costs[0])
      further.add((costs[3] - costs[1]) / Double(HookBench.counts[3] - HookBench.counts[1]))
    }
    let bare = try bareCall()
    return [
      ReportRow(
        measure: "first before hook of a plugin, \(action)", unit: "µs", value: first.median,
        floorName: "bare Lua", floor: bare, target: .valueAtMost(4),
        note: "reads 3 fields of change.after; \(note)"),
      ReportRow(
        measure: "second and further hook, \(action)", unit: "µs", value: further.median,
        floorName: "bare Lua", floor: bare, target: .valueAndRatioAtMost(2.5, 2.5),
        note: "mean of 19 more"),
    ]
  }

  /// A bare protected call that gets a table of 20 fields, built through Lua's C interface.
  private func bareCall() throws -> Double {
    let lua = try RawLua(
      function: """
        return function(ticket)
          local subject, priority, stage = ticket.subject, ticket.priority, ticket.stage
        end
        """)
    var readings = Readings()
    for _ in 0..<max(1, scale.repetitions * 3) {
      try lua.call(scale.hooked / 20)
      let start = Meter.cpu
      try lua.call(scale.hooked)
      readings.add((Meter.cpu - start) / Double(scale.hooked))
    }
    return readings.median
  }

  /// All in one transaction: threads that wake each other would cost more than what is measured.
  private func cost(of request: Request, on desk: Desk) throws -> Double {
    _ = try desk.perform(all: Array(repeating: request, count: max(1, scale.hooked / 20)))
    let requests = Array(repeating: request, count: scale.hooked)
    let start = Meter.cpu
    _ = try desk.perform(all: requests)
    return (Meter.cpu - start) / Double(scale.hooked)
  }

  private func desk(hooks count: Int) throws -> Desk {
    let path = place.fresh("hooks", count)
    let desk = try Samples.desk(at: path, plugins: ["support"])
    let code = (0..<count).map(HookBench.hook).joined()
    try HookPlugin(name: "bench-hooks", code: code).write(to: path)
    try desk.enablePlugins(["bench-hooks"], as: .desk)
    try desk.perform(Samples.create(1, by: desk.admin.id)).receipt()
    return desk
  }

  private static func hook(_ number: Int) -> String {
    ["create", "update"].map { action in
      """
      docket.before("ticket.\(action)", function(change)
        local after = change.after
        local subject, priority, stage = after.subject, after.priority, after.stage
      end, { name = "read-\(action)-\(number)" })

      """
    }.joined()
  }
}

/// A plugin of the benchmark's own, written into a desk's folder.
struct HookPlugin {
  let name: String
  let code: String

  /// Makes its folder; it is not enabled yet.
  func write(to desk: String) throws {
    let folder = "\(desk)/plugins/\(name)"
    unsafe mkdir("\(desk)/plugins", 0o755)
    unsafe mkdir(folder, 0o755)
    let manifest = """
      return { name = "\(name)", version = "1.0.0", api = 1, summary = "For the benchmark" }

      """
    try write(manifest, to: folder + "/plugin.lua")
    try write(code, to: folder + "/init.lua")
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = unsafe fopen(path, "w") else { throw BenchError("cannot write \(path)") }
    defer { unsafe fclose(file) }
    guard unsafe fputs(text, file) >= 0 else { throw BenchError("cannot write \(path)") }
  }
}
