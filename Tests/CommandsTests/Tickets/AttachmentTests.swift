import Foundation
import Testing

@Suite struct AttachmentTests {
  @Test func `files are attached, shown and come back as they were`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let file = try DeskFile(
      in: desk, "photo.txt", Data([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 255]))
    let attached = try desk.run("attach", "1", file.path)
    #expect(attached.output == "attachments: – → photo.txt\n", "\(attached)")
    let shown = try desk.run("show", "1").output
    #expect(shown.contains("photo.txt   10 bytes  image/png"), "\(shown)")
    try desk.run("attachment", "1", "photo.txt", "--output", "copy.png")
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.folder + "/copy.png")) == file.data)
    let listed = try desk.json("show", "1") as? [String: Any]
    let attachments = listed?["attachments"] as? [[String: Any]]
    #expect(attachments?.first?["size"] as? Int == 10)
    #expect((attachments?.first?["digest"] as? String)?.count == 64)
  }

  @Test func `a new ticket and a reply bring files along`() throws {
    let desk = try TestDesk()
    let file = try DeskFile(in: desk, "a.txt", Data("hello\n".utf8))
    #expect(try desk.run("new", "x", "--attach", file.path).output == "1\n")
    #expect(try desk.run("reply", "1", "see b", "--attach", file.path, as: "ann").status == 0)
    #expect(try desk.run("attachment", "1", "a (2).txt").output == "hello\n")
  }

  @Test func `standard input is attached under a name`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let nameless = try desk.run("attach", "1", "-", input: "log")
    #expect(nameless.status == 2 && nameless.errors.contains("--name"))
    #expect(try desk.run("attach", "1", "-", "--name", "a.log", input: "log").status == 0)
    #expect(try desk.run("attachment", "1", "a.log").output == "log")
  }

  @Test func `a file that is there stays, unless it is to be replaced`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("attach", "1", "-", "--name", "a.txt", input: "new")
    let old = try DeskFile(in: desk, "a.txt", Data("old".utf8))
    let refused = try desk.run("attachment", "1", "a.txt", "--output", ".")
    #expect(refused.status == 1 && refused.errors.contains("--force"), "\(refused)")
    #expect(try old.text == "old")
    #expect(try desk.run("attachment", "1", "a.txt", "-o", ".", "--force").status == 0)
    #expect(try old.text == "new")
  }

  @Test func `what is not text is not written to a terminal, and text is written visibly`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("attach", "1", "-", "--name", "a.pdf", input: "%PDF-1.7")
    try desk.run("attach", "1", "-", "--name", "a.txt", input: "one\u{202E}two\n")
    let refused = try desk.runOnTerminal("attachment", "1", "a.pdf")
    #expect(refused.status == 1 && refused.output.contains("--output"), "\(refused)")
    let text = try desk.runOnTerminal("attachment", "1", "a.txt").output
    #expect(text.contains("one\\u{202E}two"), "\(text)")
  }

  @Test func `what cannot be attached is told, and nothing is left of the others`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let good = try DeskFile(in: desk, "a.txt", Data("hello".utf8))
    let large = try DeskFile(in: desk, "large", Data())
    unsafe truncate(large.path, 27_000_000)
    unsafe mkfifo(desk.folder + "/pipe", 0o600)
    for (path, words) in [
      ("missing", "No such file"), (".", "folder"), ("/dev/zero", "no plain file"),
      ("pipe", "no plain file"), (large.path, "at most 25 MB"),
    ] {
      let result = try desk.run("attach", "1", good.path, path)
      #expect(result.status == 1 && result.errors.contains(words), "\(path): \(result)")
    }
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect((shown?["attachments"] as? [Any])?.isEmpty == true)
    #expect(try desk.run("setting", "set", "attachment_limit", "30 MB").status == 0)
    #expect(try desk.run("attach", "1", good.path, large.path).status == 0)
  }

  @Test func `a wrong name tells the right ones, and a detached one is found in the past`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("attach", "1", "-", "--name", "report.txt", input: "words")
    let wrong = try desk.run("detach", "1", "reprot.txt")
    #expect(wrong.status == 3 && wrong.errors.contains("did you mean report.txt?"), "\(wrong)")
    #expect(try desk.run("attachment", "1", "x").errors.contains("it has report.txt"))
    #expect(try desk.run("detach", "1", "report.txt").output == "attachments: report.txt → –\n")
    #expect(try desk.run("attachment", "1", "report.txt").status == 3)
    #expect(try desk.run("attachment", "2", "report.txt").status == 3)
  }

  @Test func `a stranger to the ticket neither reads nor attaches`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("attach", "1", "-", "--name", "a.txt", input: "words")
    #expect(try desk.run("attachment", "1", "a.txt", as: "carl").output == "words")
    #expect(try desk.run("attachment", "1", "a.txt", as: "dora").status == 3)
    #expect(try desk.run("attach", "1", "-", "--name", "b", as: "dora", input: "x").status == 3)
  }

  @Test func `a setting is shown and changed, and a wrong one is told`() throws {
    let desk = try TestDesk()
    #expect(try desk.run("setting", "list").output.contains("attachment_limit = 25 MB"))
    #expect(try desk.run("setting", "set", "attachment_limit", "lots").errors.contains("50 MB"))
    #expect(try desk.run("setting", "set", "atachment_limit", "1").errors.contains("did you mean"))
    #expect(try desk.run("setting", "set", "attachment_limit", "1 MB", as: "ann").status == 4)
  }

  @Test func `standard input that cannot be read is called so in the reader's language`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp")
    let result = try desk.shell("docket attach 1 - --name notes.txt --lang de < /")
    #expect(result.status == 1, "\(result)")
    #expect(result.errors.contains("die Standardeingabe"), "\(result)")
    #expect(!result.errors.contains("standard input"), "\(result)")
  }
}

/// A file in a test desk's folder.
private struct DeskFile {
  let path: String
  let data: Data

  init(in desk: TestDesk, _ name: String, _ data: Data) throws {
    path = desk.folder + "/" + name
    self.data = data
    try data.write(to: URL(fileURLWithPath: path))
  }

  var text: String {
    get throws { String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self) }
  }
}
