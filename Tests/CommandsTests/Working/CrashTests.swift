import Foundation
import TestSupport
import Testing

/// A plugin in whose midst the host itself crashes.
@Suite struct CrashTests {
  static let lanes = ["load", "deciding", "reacting", "computing", "reporting"]

  /// A desk with a plugin that logs in each lane where it is; it also checks urgent tickets.
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "crater", permissions: "'ticket.view'",
      files: [
        "rows.lua": """
        docket.importer{ name = "rows", format = "csv", each = function(row, import)
          docket.log.info("importing")
        end }
        """,
        "hand.lua": "docket.script{ summary = 'x' } docket.log.info('by_hand')",
      ],
      """
      print("load")
      docket.before("ticket.create", function() docket.log.info("deciding") end)
      docket.every("1h", "tick", function() docket.log.info("reacting") end)
      docket.field{ name = "hole", type = "integer",
        computed = function() docket.log.info("computing") return 1 end }
      docket.report{ name = "all", columns = { { "n", "integer" } }, run = function()
        docket.log.info("reporting")
        return {}
      end }
      docket.validate("ticket.create", function() end, { name = "check", when = "priority:urgent" })
      """)
    let enabled = try desk.run("plugin", "enable", "crater", "--yes")
    #expect(enabled.status == 0, "\(enabled)")
    return desk
  }

  private static func crash(
    _ desk: TestDesk, _ lane: String, _ how: String,
  ) throws -> DocketProcess.Result {
    let process = Process()
    process.executableURL = DocketProcess.program.deletingLastPathComponent()
      .appendingPathComponent("stuck-child")
    process.arguments = [desk.path, "crater", lane, how]
    process.environment = desk.process([]).variables
    return try RunningProcess(process, in: desk).end()
  }

  private static func left(_ name: String, in desk: TestDesk) throws -> String {
    try String(contentsOfFile: desk.path + "/" + name, encoding: .utf8)
  }

  @Test(arguments: lanes, ["SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT"])
  func `a signal leaves the plugin's name and lane, and one sentence`(
    _ lane: String, _ signal: String,
  ) throws {
    let desk = try Self.desk()
    let ended = try Self.crash(desk, lane, signal)
    let numbers = [
      "SIGSEGV": SIGSEGV, "SIGBUS": SIGBUS, "SIGILL": SIGILL, "SIGFPE": SIGFPE, "SIGABRT": SIGABRT,
    ]
    #expect(ended.status == numbers[signal], "\(ended)")
    #expect(ended.errors.split(separator: "\n").count == 1, "\(ended.errors)")
    #expect(ended.errors.hasPrefix("docket: the host crashed in the midst of crater"))
    #expect(try Self.left("docket.stuck", in: desk) == "crater \(lane) \(signal)\n")
    let report = try Self.left("docket.crash", in: desk)
    #expect(report.hasPrefix("plugin crater, lane \(lane), \(signal)"), "\(report)")
    #expect(report.split(separator: "\n").count > 5, "\(report)")
  }

  @Test(arguments: [("overflow", "SIGSEGV"), ("address", "SIGSEGV"), ("trap", "SIGILL")])
  func `so does a fault of the host's own code, a used up stack among them`(
    _ how: String, _ signal: String,
  ) throws {
    let desk = try Self.desk()
    for lane in ["deciding", "reacting"] {
      let ended = try Self.crash(desk, lane, how)
      #expect(ended.status == SIGSEGV || ended.status == SIGILL, "\(lane) \(how): \(ended)")
      #expect(!ended.errors.contains("Backtrace") && !ended.errors.contains(" at /"), "\(ended)")
    }
    let lines = try Self.left("docket.stuck", in: desk).split(separator: "\n")
    #expect(
      lines.map { $0.split(separator: " ").dropLast() } == [
        ["crater", "deciding"], ["crater", "reacting"],
      ])
    #expect(lines.allSatisfy { $0.hasSuffix(signal) }, "\(lines)")
  }

  @Test func `the next start suspends the plugin, and list and doctor say so`() throws {
    let desk = try Self.desk()
    _ = try Self.crash(desk, "deciding", "SIGSEGV")
    #expect(try desk.run("doctor").output.contains("crater"))
    let next = try desk.run("new", "x", as: "ann")
    #expect(next.output == "1\n")
    #expect(next.errors.contains("crater crashed with SIGSEGV in before and validate hooks"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/docket.stuck"))
    #expect(try !desk.run("new", "x", as: "ann").errors.contains("took its process"))
    let list = try desk.run("plugin", "list")
    #expect(list.lines.contains { $0.hasPrefix("crater ") && $0.contains("suspended") })
    #expect(list.errors.contains("crater crashed with SIGSEGV"), "\(list)")
    let doctor = try desk.run("doctor")
    #expect(doctor.status == 1 && doctor.output.contains("crater crashed with SIGSEGV"))
    let urgent = try desk.run("new", "x", "--priority", "urgent", as: "ann")
    #expect(urgent.status == 1 && urgent.errors.contains("hung or crashed once"))
    #expect(try desk.run("plugin", "enable", "crater", "--yes").status == 0)
    #expect(try desk.run("doctor").status == 0)
  }

  @Test(arguments: ["importing", "by_hand"])
  func `a script that somebody runs suspends nobody, whatever its file is called`(
    _ lane: String,
  ) throws {
    let desk = try Self.desk()
    let ended = try Self.crash(desk, lane, "SIGSEGV")
    #expect(ended.status == SIGSEGV && ended.errors.contains("the host crashed in the midst of"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/docket.stuck"))
    #expect(try Self.left("docket.crash", in: desk).contains("lane \(lane), SIGSEGV"))
    #expect(try !desk.run("new", "x", as: "ann").errors.contains("crashed"))
  }
}
