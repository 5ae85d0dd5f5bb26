import Foundation
import TestSupport
import Testing

/// Imports that are killed and begun again.
@Suite(.serialized) struct ImportProcessTests {
  /// A file, the script for it, and the plugin that it needs.
  struct Input {
    var file: String
    var script: String
    var source: String
    var plugin: String?
    var rows: Int64
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let realLog = root + "/../shared/data/helpdesk-log.csv"

  @Test func `an import that is killed ten times ends as one that never was`() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(Self.script, to: "cases.lua")
    let file = try folder.write(Self.rows(3_000), to: "cases.csv")
    try Self.check(Input(file: file, script: script, source: "cases", rows: 3_000))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: realLog), "the real log is not here"))
  func `an import of a real log that is killed ten times ends as one that never was`() throws {
    let folder = try TemporaryFolder()
    let log = try Data(contentsOf: URL(fileURLWithPath: Self.realLog))
    let lines = log.split(separator: 0x0A).prefix(3_001).joined(separator: [0x0A])
    let file = try folder.write(String(decoding: Data(lines), as: UTF8.self) + "\n", to: "log.csv")
    try Self.check(
      Input(
        file: file, script: Self.root + "/scripts/import-helpdesk-log.lua",
        source: "helpdesk-log", plugin: "helpdesk-log", rows: 3_000))
  }

  /// Before anything is committed, after the import has begun, within parts and between them.
  static let killPoints = [
    KillPoint(afterSyncs: 0, write: 1), KillPoint(afterSyncs: 0, write: 5),
    KillPoint(afterSyncs: 2, write: 4), KillPoint(afterSyncs: 3),
    KillPoint(afterSyncs: 3, write: 1), KillPoint(afterSyncs: 3, write: 40),
    KillPoint(afterSyncs: 4), KillPoint(afterSyncs: 4, write: 30), KillPoint(afterSyncs: 5),
    KillPoint(afterSyncs: 3, write: 30),
  ]

  /// Kills an import at ten moments, resumes it, and compares with one that nobody disturbed.
  static func check(_ input: Input) throws {
    let (calm, rough) = (try desk(for: input), try desk(for: input))
    let command = ["import", input.file, "--with", input.script]
    #expect(try calm.process(command).run().status == 0)
    for point in killPoints { try rough.process(command).run(until: point) }
    let last = try rough.process(command).run()
    let view = try DeskView(of: rough.path)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try view.importedRows(of: input.source) == input.rows)
    #expect(try view.tickets() == DeskView(of: calm.path).tickets())
  }

  static func desk(for input: Input) throws -> TestDesk {
    let desk = try TestDesk()
    if let plugin = input.plugin { try desk.run("plugin", "enable", plugin, "--yes") }
    return desk
  }

  /// Rows of cases that take turns: 7 rows each, people, notes, edits, quotes, and a bad one in 100.
  static func rows(_ count: Int) -> String {
    var text = "case,at,who,what,text\n"
    for row in 0..<count {
      let (block, step) = (row / 70, row % 70 / 10)
      let minutes = step * 5
      let at = "2025-01-\(block % 28 + 10 > 28 ? 28 : block % 28 + 10)T10:\(minutes + 10):00Z"
      let what = ["new", "note", "priority", "note", "tags", "subject", "note"][step]
      let said = ["Lamp, \"old\"", "line one\nline two", "high", "naïve", "hot", "Lamp", "bye"][
        step]
      let quoted = said.replacingOccurrences(of: "\"", with: "\"\"")
      let fault = row % 100 == 99 ? "fault" : what
      text += "C\(block)-\(row % 10),\(at),person-\(row % 13),\(fault),\"\(quoted)\"\n"
    }
    return text
  }

  static let script = """
    local known = {}
    local function person(import, name)
      known[name] = known[name] or import:person{ name = name, roles = { "agent" } }
      return known[name]
    end
    docket.importer{
      name = "cases",
      format = "csv",
      each = function(row, import)
        local common = { key = row.case, at = row.at, actor = person(import, row.who) }
        if row.what == "fault" then return end
        if not import:seen(row.case) then
          common.subject = row.text:gsub("\\n", " ")
          import:create(common)
        elseif row.what == "note" then
          common.text = row.text
          import:note(common)
        else
          common.set = { [row.what] = row.what == "tags" and { row.text } or row.text }
          import:update(common)
        end
      end,
    }
    """
}
