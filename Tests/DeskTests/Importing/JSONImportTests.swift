import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// Files of JSON, one document or one a line, and what is wrong with them.
@Suite struct JSONImportTests {
  static func script(_ format: String, rows: String? = nil) -> String {
    """
    docket.importer{
      name = "cases",
      format = "\(format)",
      \(rows.map { "rows = \"\($0)\"," } ?? "")
      each = function(row, import)
        if import:seen(row.case) then
          import:note{ key = row.case, at = row.at, text = row.text }
        else
          import:create{
            key = row.case, at = row.at, subject = row.text, tags = row.tags,
            assignee = row.who or docket.none,
          }
        end
      end,
    }
    """
  }

  static func take(
    _ bytes: [UInt8], _ script: String, into desk: TemporaryDesk,
  ) throws -> ImportReport {
    let files = try ImportFiles()
    let (file, code) = ("\(files.folder)/rows", "\(files.folder)/cases.lua")
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    try script.write(toFile: code, atomically: true, encoding: .utf8)
    return try desk.desk.importFile(file, script: code, as: try desk.admin)
  }

  static let lines = """
    {"case":1,"at":"2025-01-01T10:00:00Z","text":"Lamp","tags":["hot","old"],"who":null}
    {"case":1,"at":"2025-01-01T11:00:00.5Z","text":"hello"}

    """

  @Test(arguments: ["", "\u{FEFF}"], ["\n", "\r\n", "\n\n  \n"])
  func `lines of JSON come in, whatever ends them`(mark: String, end: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let text = mark + Self.lines.replacingOccurrences(of: "\n", with: end)
    let report = try Self.take(Array(text.utf8), Self.script("ndjson"), into: desk)
    #expect(report.bad == [])
    #expect(report.done == 2)
    #expect(try desk.ticket(1)?.tags == ["hot", "old"])
    #expect(try desk.ticket(1)?.assignee == nil)
    #expect(try desk.notes(1) == ["hello"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `importing longer lines again adds only what is new, also without a last line end`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    let whole = Self.lines.dropLast()
    _ = try Self.take(Array(whole.utf8), Self.script("ndjson"), into: desk)
    let more = Self.lines + "{\"case\":2,\"text\":\"Chair\",\"at\":1735725600}\n"
    let again = try Self.take(Array(more.utf8), Self.script("ndjson"), into: desk)
    #expect([again.done, again.skipped] == [1, 2])
    #expect(try desk.ticket(2)?.created.iso == "2025-01-01T10:00:00.000Z")
  }

  @Test func `what is wrong with a line is said with its number, and the others go in`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let long = String(repeating: "x", count: 9 << 20)
    var bytes = Array("{\"case\":1,\"text\":\"Lamp\"}\n{\"case\":1 \"text\"}\n[1]\n".utf8)
    bytes += Array("{\"case\":1,\"text\":\"".utf8) + [0xFF] + Array("\"}\n".utf8)
    bytes += Array("{\"case\":1,\"text\":\"\(long)\"}\n".utf8)
    bytes += Array("{\"case\":1,\"text\":\"good\"}\n{\"case\":1,\"te".utf8)
    let report = try Self.take(bytes, Self.script("ndjson"), into: desk)
    #expect(report.done == 2)
    #expect(report.bad.map(\.line) == [2, 3, 4, 5, 7])
    let reasons = ["byte 11", "an object with names", "UTF-8", "8 MB", "cut off"]
    for (bad, reason) in zip(report.bad, reasons) {
      #expect(bad.placedReason.description.contains(reason), "\(bad.placedReason)")
    }
    #expect(try desk.notes(1) == ["good"])
  }

  @Test func `a text of more than a megabyte is refused, and the row after it goes in`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let long = String(repeating: "x", count: 1_100_000)
    let text = Self.lines + "{\"case\":1,\"text\":\"\(long)\"}\n{\"case\":1,\"text\":\"good\"}\n"
    let report = try Self.take(Array(text.utf8), Self.script("ndjson"), into: desk)
    #expect(report.bad.map(\.line) == [3])
    #expect(report.bad.first?.reason.description.contains("1 MB") == true)
    #expect(try desk.notes(1) == ["hello", "good"])
  }

  @Test func `the rows of a document are the list at the importer's path`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let rows = Self.lines.split(separator: "\n").joined(separator: ",\n  ")
    let text =
      "{\"n\": {\"x\": [1, \"]}\"]}, \"data\": {\"k\\u0065ys\": 1, \"items\": [\n"
      + "  \(rows)\n]}, \"more\": 1}\n"
    let report = try Self.take(
      Array(text.utf8), Self.script("json", rows: "data.items"), into: desk)
    #expect(report.bad == [])
    #expect(report.done == 2)
    #expect(try desk.notes(1) == ["hello"])
  }

  @Test func `a list may be the whole document, and an empty one is no import`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let one = "[ {\"case\": 7, \"text\": \"Lamp\"} ]"
    #expect(try Self.take(Array(one.utf8), Self.script("json"), into: desk).done == 1)
    let other = try TemporaryDesk(staffed: ["support"])
    #expect(throws: DeskError.self) {
      _ = try Self.take(Array(" [ ] ".utf8), Self.script("json"), into: other)
    }
  }

  @Test(arguments: [
    ("{\"items\": []}", "itens", "did you mean `items`"), ("{\"a\": 1}", "a", "`a` is none"),
    ("[]", "items", "no object"), ("{}", "items", "no `items`"), ("case,text\n", "", "is none"),
  ])
  func `a document without the list says where the way ends`(
    text: String, rows: String, words: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let script = Self.script("json", rows: rows.isEmpty ? nil : rows)
    let error = #expect(throws: DeskError.self) {
      _ = try Self.take(Array(text.utf8), script, into: desk)
    }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("[{\"case\":1,\"text\":\"a\"},{\"case\":2,\"te", "cut off"),
    ("[{\"case\":1,\"text\":\"a\"},{\"case\":2,\"text\":\"b\"}", "cut off"),
    ("[{\"case\":1,\"text\":\"a\"} {\"case\":2}]", "comma"),
  ])
  func `a document that breaks off keeps what came before`(text: String, words: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let report = try Self.take(Array(text.utf8), Self.script("json"), into: desk)
    #expect(report.done >= 1)
    #expect(report.bad.count == 1)
    #expect(report.bad.first?.reason.description.contains(words) == true)
    #expect(try desk.ticket(1)?.subject == "a")
  }

  @Test func `an object that looks like a stored number stays an object`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let script = """
      docket.importer{ name = "n", format = "ndjson", each = function(row, import)
        import:create{ key = row.id, subject = row.contact.number .. " " .. row.size }
      end }
      """
    let line = "{\"id\":\"x\",\"contact\":{\"number\":\"42\"},\"size\":1.5}"
    let report = try Self.take(Array(line.utf8), script, into: desk)
    #expect(report.bad == [])
    #expect(try desk.ticket(1)?.subject == "42 1.5")
  }

  @Test func `closes and actions of plugins come in as what they are`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    let script = """
      docket.importer{ name = "n", format = "ndjson", each = function(row, import)
        import:create{ key = "a", at = row.at, subject = "Lamp" }
        import:act{ action = "postpone", key = "a", at = row.at + 60, till = row.at + 3600 }
        import:act{ action = "wake", key = "a", at = row.at + 90 }
        import:close{
          key = "a", at = row.at + 120, reason = "solved", root_causes = { "cable" },
          comment = "changed it", public = true,
        }
        import:reopen{ key = "a", at = row.at + 180 }
      end }
      """
    let report = try Self.take(Array("{\"at\":1735725600}".utf8), script, into: desk)
    #expect(report.bad == [])
    let entries = try desk.entries(1)
    #expect(entries.map(\.action) == ["create", "postpone", "wake", "close", "reopen"])
    #expect(entries[3].text == "changed it")
    #expect(entries[3].visibility == .public)
    #expect(try desk.ticket(1)?.stage == "open")
  }
}
