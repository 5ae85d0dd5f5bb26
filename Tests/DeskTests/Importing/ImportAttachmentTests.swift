import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

@Suite struct ImportAttachmentTests {
  /// A row of `what` `attach` attaches the file that its text names.
  private static let script = ImportFiles.cases.replacing(
    "elseif row.what == \"note\" then",
    with: """
      elseif row.what == "attach" then
        common.path = row.text
        import:attach(common)
      elseif row.what == "bytes" then
        common.name = "hello.txt"
        common.base64 = row.text
        import:attach(common)
      elseif row.what == "note" then
      """)

  private static let first = "1,2025-01-01,ann,create,Slow\n"

  @Test func `a file beside the rows is attached, and one given in base64`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    try FileManager.default.createDirectory(
      atPath: files.folder + "/in", withIntermediateDirectories: true)
    try Data("words".utf8).write(to: URL(fileURLWithPath: files.folder + "/in/a.txt"))
    let report = try files.take(
      Self.first + "1,2025-01-02,ann,attach,in/a.txt\n1,2025-01-03,ann,bytes,SGVsbG8=\n",
      into: desk, script: Self.script)
    #expect(report.bad.isEmpty, "\(report.bad)")
    #expect(try desk.ticket(1)?.attachments.map(\.name) == ["a.txt", "hello.txt"])
    #expect(try desk.content("a.txt", of: 1) == "words")
    #expect(try desk.content("hello.txt", of: 1) == "Hello")
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [
    ("../secret", "without `..`"), ("/etc/passwd", "without `..`"), ("in/../../secret", "without"),
    ("link", "links are not followed"), ("out/secret", "links are not followed"),
    ("missing", "No such file"), ("in", "it is a folder"), ("", "without"),
  ])
  func `no file outside of the rows' folder is read, and the row says why`(
    _ path: String, _ words: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let (files, outside) = (try ImportFiles(), try ImportFiles())
    let manager = FileManager.default
    try Data("secret".utf8).write(to: URL(fileURLWithPath: outside.folder + "/secret"))
    try manager.createDirectory(
      atPath: files.folder + "/in", withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      atPath: files.folder + "/link", withDestinationPath: outside.folder + "/secret")
    try manager.createSymbolicLink(
      atPath: files.folder + "/out", withDestinationPath: outside.folder)
    let report = try files.take(
      Self.first + "1,2025-01-02,ann,attach,\(path)\n", into: desk, script: Self.script)
    #expect(report.bad.count == 1)
    #expect(report.bad.first?.reason.description.contains(words) == true, "\(report.bad)")
    #expect(try desk.ticket(1)?.attachments == [])
    #expect(try desk.contents() == "0|0\n")
  }

  @Test func `importing again attaches nothing twice`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let rows = Self.first + "1,2025-01-02,ann,bytes,SGVsbG8=\n"
    _ = try files.take(rows, into: desk, script: Self.script)
    _ = try files.take(rows, into: desk, script: Self.script)
    #expect(try desk.ticket(1)?.attachments.count == 1)
  }

  @Test func `what is not base64 is told with its row`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let report = try ImportFiles().take(
      Self.first + "1,2025-01-02,ann,bytes,SGVsbG8\n", into: desk, script: Self.script)
    #expect(report.bad.first?.reason.description.contains("is not base64") == true, "\(report.bad)")
  }
}
