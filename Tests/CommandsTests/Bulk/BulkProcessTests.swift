import Foundation
import Glibc
import TestSupport
import Testing

/// Bulks that are killed and gone on with.
@Suite(.serialized) struct BulkProcessTests {
  private static let command = [
    "update", "type:question", "priority=low", "tags+=seen", "--yes", "--no-work",
  ]

  /// A desk with tickets from a file.
  private func desk(of count: Int) throws -> TestDesk {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    let script = try folder.write(Self.script, to: "many.lua")
    let rows = (1...count).map { "C\($0),2025-06-01T10:00:00Z" }
    let file = try folder.write("case,at\n" + rows.joined(separator: "\n") + "\n", to: "many.csv")
    #expect(try desk.run("import", file, "--with", script).status == 0)
    return desk
  }

  private static let script = """
    docket.importer{
      name = "many",
      format = "csv",
      each = function(row, import)
        import:create{ key = row.case, at = row.at, subject = row.case }
      end,
    }
    """

  /// Nothing has the desk open while it is killed: SQLite writes otherwise then.
  private func changed(on desk: TestDesk) throws -> Int {
    try changed(DeskView(of: desk.path))
  }

  private func changed(_ view: DeskView) throws -> Int {
    try view.tagged("seen")
  }

  /// Within a part, within the one after it, and between two, with the tickets changed by then.
  private static let killPoints = [
    (KillPoint(afterSyncs: 0, write: 3), 256), (KillPoint(afterSyncs: 2, write: 40), 512),
    (KillPoint(afterSyncs: 2), 768),
  ]

  @Test func `a bulk that is killed again and again ends with each ticket changed once`() throws {
    let desk = try desk(of: 1_500)
    try desk.process(Self.command).run(until: KillPoint(afterSyncs: 4))
    #expect(try changed(on: desk) == 256)
    let unfinished = try desk.json("update", "--list") as? [[String: Any]]
    let name = try #require(unfinished?.first?["bulk"] as? String)
    for (point, count) in Self.killPoints {
      try desk.process(["update", "--resume", name, "--no-work"]).run(until: point)
      #expect(try changed(on: desk) == count, "\(point)")
    }
    let last = try desk.run("update", "--resume", name, "--no-work")
    #expect(last.status == 0, "\(last.errors)")
    #expect(last.output == "\(name): 1500 tickets changed\n")
    for outline in try DeskView(of: desk.path).outlines() {
      #expect(outline.requests.count == 2)
      #expect(outline.requests.last == name)
      #expect(outline.tags == ["seen"])
    }
  }

  @Test func `a bulk that is asked to stop ends its part and says how to go on`() throws {
    let desk = try desk(of: 1_200)
    let view = try DeskView(of: desk.path)
    let process = try desk.process(Self.command).start()
    try eventually("it has begun") { try changed(view) > 0 || !process.isRunning }
    process.signal(SIGINT)
    let result = try process.end()
    #expect(result.status == 1, "\(result.output)\(result.errors)")
    #expect(result.errors.contains("docket update --resume r"))
    // The part that it ends may be the last one.
    #expect(try changed(view).isMultiple(of: 256) || changed(view) == 1_200)
    let words = result.errors.split(whereSeparator: \.isWhitespace)
    let name = try #require(words.last)
    #expect(try desk.run("update", "--resume", String(name)).status == 0)
    #expect(try changed(view) == 1_200)
  }

  @Test func `an undo of a bulk that is killed goes on as any bulk`() throws {
    let desk = try desk(of: 1_000)
    let done = try desk.process(Self.command).run()
    let bulk = try #require(done.output.split(separator: ":").first)
    try desk.process(["undo", String(bulk), "--yes", "--no-work"])
      .run(until: KillPoint(afterSyncs: 4, write: 70))
    #expect(try changed(on: desk) == 744)
    let unfinished = try desk.json("update", "--list") as? [[String: Any]]
    let name = try #require(unfinished?.first?["bulk"] as? String)
    let last = try desk.run("update", "--resume", name, "--no-work")
    #expect(last.output == "\(name): 1000 tickets changed\n", "\(last.errors)")
    for outline in try DeskView(of: desk.path).outlines() {
      #expect(outline.tags == [] && outline.priority == "normal")
      #expect(outline.requests.count == 3)
    }
  }
}
