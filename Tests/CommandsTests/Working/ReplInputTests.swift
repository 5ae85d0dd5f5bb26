import Foundation
import Testing

/// The prompt without a terminal: entries as options, files and standard input.
@Suite struct ReplInputTests {
  @Test func `entries given as options are carried out in their order`() throws {
    let result = try TestDesk.unchanged().run(
      "repl", "-e", "kept = 20", "-e", "kept + 1", "-e", "print(kept + 2)")
    #expect(result.output == "21\n22\n")
    #expect(result.errors.isEmpty && result.status == 0)
  }

  @Test(arguments: [
    "error('wrong', 0)", "x = = 1", "undeclared", ".nothing", "is:nowhere", "t99", "x = {",
    "t1:note{ text = 'x' }",
  ])
  func `the first entry that fails ends it, with a status of its own`(entry: String) throws {
    let desk = try TestDesk.unchanged()
    let given = try desk.run("repl", "-e", "print('before')", "-e", entry, "-e", "print('after')")
    #expect(given.output == "before\n")
    #expect(given.status != 0 && !given.errors.isEmpty)
    let read = try desk.run("repl", input: "print('before')\n\(entry)\nprint('after')\n")
    #expect(!read.output.contains("after"))
    #expect(read.status != 0 && !read.errors.isEmpty)
  }

  @Test func `a file that is too large is refused with the size that it may have`() throws {
    let refused = try TestDesk.unchanged().run("repl", "/dev/zero")
    #expect(refused.status == 1 && refused.errors.contains("256 kB"), "\(refused)")
  }

  @Test func `a mistake in Lua has the status 1`() throws {
    #expect(try TestDesk.unchanged().run("repl", "-e", "error('x')").status == 1)
  }

  @Test func `a file is one entry, with the arguments behind it`() throws {
    let desk = try TestDesk()
    let file = desk.folder + "/count.lua"
    try Data("local words = { ... }\nfor at, word in ipairs(words) do print(at, word) end\n".utf8)
      .write(to: URL(fileURLWithPath: file))
    let result = try desk.run("repl", file, "one", "is:open")
    #expect(result.output == "1\tone\n2\tis:open\n")
    #expect(result.status == 0)
  }

  @Test func `standard input has entries of one or several lines, without prompts or colours`()
    throws
  {
    let input = "1 + 1\n\nfor n = 1, 2 do\n  print(n)\nend\nis:open\n'no newline'"
    let result = try TestDesk.unchanged().run("repl", input: input)
    #expect(result.output.hasPrefix("2\n1\n2\n"))
    #expect(result.output.hasSuffix("\"no newline\"\n"))
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("docket>"))
    #expect(result.errors.isEmpty && result.status == 0)
  }

  @Test func `with --json each value is a document`() throws {
    let result = try TestDesk.unchanged().run(
      "repl", "--json", "-e", "1, 'a', nil, { 1, { x = 2 } }", "-e", "t1.subject",
      "-e", "tickets():group('stage')")
    let documents = try documents(result.output)
    #expect(documents.count == 6)
    #expect(documents.first as? Int == 1)
    #expect(documents[4] as? String == "x")
    #expect((documents[5] as? [[String: Any]])?.first?["value"] as? Int == 1)
  }

  @Test func `whoever reads no further ends it quietly`() throws {
    for entry in ["for n = 1, 1e5 do print(n) end", "while true do print('x') end"] {
      let result = try TestDesk.unchanged().shell("docket repl -e \"\(entry)\" | head -1")
      #expect(result.lines.count == 1 && result.errors.isEmpty)
    }
  }

  @Test func `nobody changes anything without --write`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let refused = try desk.run("repl", "-e", "t1:note{ text = 'a' }")
    #expect(refused.status == 1 && refused.errors.contains("read-only"))
    #expect(try desk.run("repl", "--write", "-e", "t1:note{ text = 'b' }").status == 0)
    let history = try desk.run("history", "1").output
    #expect(history.contains("b") && !history.contains("refused"))
  }

  /// Documents, one after the other.
  private func documents(_ text: String) throws -> [Any] {
    var found: [Any] = []
    var lines: [Substring] = []
    for line in text.split(separator: "\n") {
      lines.append(line)
      let whole = Data(lines.joined(separator: "\n").utf8)
      guard
        let document = try? JSONSerialization.jsonObject(
          with: whole, options: [.fragmentsAllowed])
      else { continue }
      found.append(document)
      lines = []
    }
    #expect(lines.isEmpty)
    return found
  }
}
