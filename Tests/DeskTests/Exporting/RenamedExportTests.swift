import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// A desk whose names were renamed travels whole: the other one shows the same values.
@Suite struct RenamedExportTests {
  private static func choices(_ choices: String) -> String {
    "docket.field{ name = 'severity', type = 'choice', choices = { \(choices) } }"
  }

  private static func called(_ name: String, _ was: String) -> String {
    "{ name = '\(name)', was = '\(was)' }"
  }

  private static func desk(_ code: String, queues: [String] = []) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("own", code))
    try add(queues, to: desk)
    return desk
  }

  private static func add(_ queues: [String], to desk: TemporaryDesk) throws {
    let admin = try desk.admin
    for name in queues {
      try desk.desk.administer(as: .person(admin.id)) { try $0.addQueue(name) }
    }
  }

  /// Takes versions of the plugin over, one after the other.
  private static func reload(_ desk: TemporaryDesk, _ codes: [String]) throws {
    for (index, code) in codes.enumerated() {
      desk.time.advance(milliseconds: 10)
      try TestPlugin("own", code).write(toDesk: desk.folder, version: "\(index + 2).0.0")
      try desk.agreeing { try desk.desk.reloadPlugins("own", as: .desk, agreeingTo: $0) }
    }
  }

  /// A desk that declares what the other one does by now.
  private static func other(
    _ desk: TemporaryDesk, _ code: String, queues: [String] = [],
  ) throws -> TemporaryDesk {
    let other = try TemporaryDesk(plugins: ["support"])
    try other.enable(TestPlugin("own", code))
    try add(queues, to: other)
    let distance = desk.now.milliseconds - other.now.milliseconds
    other.time.advance(milliseconds: distance + 10)
    return other
  }

  private static func expectSame(
    _ old: TemporaryDesk, _ new: TemporaryDesk, tickets: ClosedRange<Int64>,
  ) throws {
    for id in tickets {
      let (before, after) = (try old.ticket(id), try new.ticket(id))
      #expect(before?.type == after?.type && before?.stage == after?.stage, "\(id)")
      #expect(before?.fields == after?.fields && before?.queue == after?.queue, "\(id)")
      #expect(before?.tags == after?.tags && before?.closeReason == after?.closeReason, "\(id)")
      #expect(before?.stagesBefore == after?.stagesBefore, "\(id)")
    }
    #expect(try new.auditProblems() == [])
  }

  /// The last of the versions by which minor and major change names.
  private static let swappedChoices = choices("\(called("major", "third")), 'minor', 'huge'")

  /// A desk with a minor ticket, a major one, and one that went from minor to huge, all before minor and
  /// major changed names.
  private static func swapped() throws -> TemporaryDesk {
    let desk = try desk(choices("'minor', 'major', 'huge'"))
    for severity in ["minor", "major", "minor"] {
      try desk.question(["severity": .text(severity)])
    }
    try desk.act("admin", "update", 1, ["priority": .text("high")]).receipt()
    try desk.act("admin", "update", 3, ["severity": .text("huge")]).receipt()
    try reload(
      desk,
      [
        choices("\(called("third", "minor")), 'major', 'huge'"),
        choices("'third', \(called("minor", "major")), 'huge'"), swappedChoices,
      ])
    try desk.act("admin", "update", 2, ["priority": .text("low")]).receipt()
    return desk
  }

  @Test func `names that were exchanged are the right ones on the other desk`() throws {
    let old = try Self.swapped()
    let new = try Self.other(old, Self.swappedChoices)
    let lines = try ExportTests.lines(of: old)
    #expect(try ExportTests.take(lines, into: new).bad == [])
    #expect(try new.ticket(1)?.fields["severity"] == .text("major"))
    #expect(try new.ticket(2)?.fields["severity"] == .text("minor"))
    try Self.expectSame(old, new, tickets: 1...3)
    #expect(try Self.entries(in: ExportTests.lines(of: new)) == Self.entries(in: lines))
    let again = try ExportTests.take(lines, into: new)
    #expect(again.bad == [] && again.done == 0)
  }

  private static func entries(in lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix("{\"entry\"") }
  }

  @Test func `an export tells what became of each name, and counts entries as they are`() throws {
    let old = try Self.swapped()
    let lines = try ExportTests.lines(of: old)
    let renamed = Self.entries(in: lines).filter { $0.contains("desk.rename") }
    #expect(renamed.count { $0.contains("\"ticket\":1,") } == 2)
    #expect(renamed.count { $0.contains("\"ticket\":2,") } == 1)
    #expect(!renamed.contains { $0.contains("\"ticket\":3,") })
    let told = lines.filter { $0.hasPrefix("{\"ticket\"") && $0.contains("\"renamed\"") }
    #expect(told.contains { $0.contains("\"id\":3,") }, "\(told)")
    for id: Int64 in 1...3 {
      let own = Self.entries(in: lines).filter { $0.contains("\"ticket\":\(id),") }
      #expect(own.count == Int(try old.ticket(id)?.number ?? 0))
    }
  }

  @Test func `an export goes on where an earlier one came in, whatever was renamed between`() throws
  {
    let queues = ["k1", "k2"]
    let old = try Self.desk(Self.choices("'minor'"), queues: queues)
    try old.question(["queue": .text("k1"), "tags": .texts(["gone"])])
    try old.act("admin", "update", 1, ["queue": .text("k2"), "tags": .texts(["kept"])]).receipt()
    try old.question(["queue": .text("k2"), "tags": .texts(["gone"])])
    let new = try Self.other(old, Self.choices("'minor'"), queues: queues)
    #expect(try ExportTests.take(ExportTests.lines(of: old), into: new).bad == [])
    let admin = try old.admin
    for rename in [
      DeskRename(.queue, from: "k1", to: "k3"), DeskRename(.queue, from: "k2", to: "k1"),
      DeskRename(.tag, from: "gone", to: "went"),
    ] {
      old.time.advance(milliseconds: 10)
      _ = try old.desk.rename(rename, as: .person(admin.id))
    }
    try old.act("admin", "update", 1, ["priority": .text("high")]).receipt()
    try Self.add(["k3"], to: new)
    new.time.advance(milliseconds: old.now.milliseconds - new.now.milliseconds + 10)
    let report = try ExportTests.take(ExportTests.lines(of: old), into: new)
    // Of the first ticket its own new name and the update, of the second both new names of it.
    #expect(report.bad == [] && report.done == 4, "\(report)")
    try Self.expectSame(old, new, tickets: 1...2)
  }

  @Test func `a ticket that left a queue before it was renamed goes in whole`() throws {
    let old = try Self.desk(Self.choices("'minor'"), queues: ["k1", "k2"])
    try old.question(["queue": .text("k1")])
    try old.act("admin", "update", 1, ["queue": .text("k2")]).receipt()
    old.time.advance(milliseconds: 10)
    let admin = try old.admin
    _ = try old.desk.rename(DeskRename(.queue, from: "k1", to: "k3"), as: .person(admin.id))
    let new = try Self.other(old, Self.choices("'minor'"), queues: ["k2", "k3"])
    #expect(try ExportTests.take(ExportTests.lines(of: old), into: new).bad == [])
    try Self.expectSame(old, new, tickets: 1...1)
  }

  @Test func `a ticket is left out whole where it would keep names of before`() throws {
    let old = try Self.swapped()
    let new = try Self.other(old, Self.swappedChoices)
    let lines = try ExportTests.lines(of: old)
    let broken = lines.map { line in
      line.contains("\"ticket\":1,")
        ? line.replacingOccurrences(of: "\"to\":\"high\"", with: "\"to\":\"higher\"") : line
    }
    #expect(broken != lines)
    let report = try ExportTests.take(broken, into: new)
    #expect(report.bad.contains { $0.reason.description.contains("left out with all") })
    #expect(try new.ticket(1) == nil)
    #expect(try new.ticket(2)?.fields["severity"] == .text("minor"))
    #expect(try ExportTests.take(lines, into: new).bad == [])
    try Self.expectSame(old, new, tickets: 1...3)
  }

  @Test func `a name that came to what is not here is said, not guessed`() throws {
    let old = try Self.swapped()
    let new = try Self.other(old, Self.choices("'minor', 'huge'"))
    let bad = try ExportTests.take(ExportTests.lines(of: old), into: new).bad
    #expect(bad.contains { $0.reason.description.contains("became `major`") }, "\(bad)")
    #expect(try new.ticket(1) == nil)
    #expect(try new.ticket(2)?.fields["severity"] == .text("minor"))
  }

  @Test func `a queue that was renamed twice, and one of its first name, stay two`() throws {
    let holder = "docket.field{ name = 'place', type = 'queue' }"
    let old = try Self.desk(holder, queues: ["k1", "k2"])
    try old.question(["queue": .text("k1"), "place": .text("k1"), "tags": .texts(["old", "x"])])
    try old.question(["queue": .text("k1"), "tags": .texts(["old"])])
    try old.act("admin", "update", 2, ["queue": .text("k2"), "tags": .texts(["x"])]).receipt()
    let admin = try old.admin
    for rename in [
      DeskRename(.queue, from: "k1", to: "k3"), DeskRename(.queue, from: "k3", to: "k4"),
      DeskRename(.tag, from: "old", to: "past"),
    ] {
      old.time.advance(milliseconds: 10)
      _ = try old.desk.rename(rename, as: .person(admin.id))
    }
    try Self.add(["k1"], to: old)
    try old.question(["queue": .text("k1"), "place": .text("k1"), "tags": .texts(["old"])])
    let new = try Self.other(old, holder, queues: ["k1", "k2", "k4"])
    let lines = try ExportTests.lines(of: old)
    #expect(try ExportTests.take(lines, into: new).bad == [])
    #expect(try new.ticket(1)?.queue == "k4" && new.ticket(3)?.queue == "k1")
    try Self.expectSame(old, new, tickets: 1...3)
    #expect(try Self.entries(in: ExportTests.lines(of: new)) == Self.entries(in: lines))
  }

  /// A life cycle, its type, a field and a reason, under such names.
  private static func declared(
    _ type: String, _ stage: String, _ field: String, _ reason: String, more: String = "",
    was old: [String] = [],
  ) -> String {
    let was = old.map { ", was = '\($0)'" } + Array(repeating: "", count: 4 - old.count)
    return """
      docket.lifecycle{ name = 'repair', initial = 'fresh',
        stages = { { 'fresh', 'open' }, { name = '\(stage)', category = 'waiting'\(was[1]) },
          { 'done', 'closed' } },
        transitions = { fresh = { '\(stage)', 'done' }, \(stage) = { 'fresh', 'done' },
          done = { 'fresh' } },
        leads = { close = 'done', reopen = 'fresh' } }
      docket.type{ name = '\(type)', lifecycle = 'repair'\(was[0]) }
      docket.field{ name = '\(field)', type = 'text'\(was[2]) }
      docket.close_reason{ name = '\(reason)'\(was[3]) }
      \(more)
      """
  }

  @Test func `old names that were declared anew are others than those of before`() throws {
    let old = try Self.desk(Self.declared("loan", "shop", "remark", "mended"))
    for _ in 1...2 {
      let id = try old.question(["type": .text("loan"), "remark": .text("hello")])
      try old.act("admin", "update", id, ["stage": .text("shop")]).receipt()
    }
    try old.act("admin", "update", 2, ["stage": .text("fresh")]).receipt()
    try old.act("admin", "close", 2, ["close_reason": .text("mended")]).receipt()
    try old.act("admin", "reopen", 2).receipt()
    let anew = """
      docket.type{ name = 'loan', lifecycle = 'repair' }
      docket.field{ name = 'remark', type = 'text' }
      docket.close_reason{ name = 'mended' }
      """
    let last = Self.declared("lend", "bench", "hint", "fixed", more: anew)
    try Self.reload(
      old,
      [
        Self.declared(
          "lend", "bench", "hint", "fixed", was: ["loan", "shop", "remark", "mended"]), last,
      ])
    let third = try old.question(["type": .text("loan"), "remark": .text("other")])
    try old.act("admin", "close", third, ["close_reason": .text("mended")]).receipt()
    let new = try Self.other(old, last)
    let lines = try ExportTests.lines(of: old)
    #expect(try ExportTests.take(lines, into: new).bad == [])
    #expect(try new.ticket(1)?.type == "lend" && new.ticket(3)?.type == "loan")
    try Self.expectSame(old, new, tickets: 1...3)
    #expect(try Self.entries(in: ExportTests.lines(of: new)) == Self.entries(in: lines))
  }
}
