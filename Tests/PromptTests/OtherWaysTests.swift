import Foundation
import TestSupport
import Testing

@Suite struct OtherWaysTests {
  @Test func `without a terminal inputs are read by lines, and no prompt is shown`() throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: LineTerminal.program)
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data("one\r\nf(\n2)\n\nlast(".utf8))
    try input.fileHandleForWriting.close()
    let read = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(read == "got \"one\"\ngot \"f(\\n2)\"\ngot \"\"\ngot \"last(\"\nended\n")
  }

  @Test func `an editor gets a private file and the terminal, and what it saves is read`() throws {
    let home = try TemporaryFolder()
    let script = """
      #!/bin/sh
      stat -c '%a' "$2" "$(dirname "$2")" >"\(home.path)/modes"
      echo "$2" >"\(home.path)/path"
      read -r typed
      echo "$1 $typed" >>"$2"

      """
    let editor = try home.write(script, to: "editor")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor)
    let line = try LineTerminal(in: home, environment: ["VISUAL": "\(editor)  $(id);x"])
    line.terminal.send("edit\r")
    try line.terminal.wait(for: "\u{1B}[?2004l")
    line.terminal.send("typed\r")
    #expect(try line.terminal.wait(for: "first>").contains("edited start\r\n$(id);x typed\r\n"))
    #expect(try String(contentsOfFile: home.path + "/modes", encoding: .utf8) == "600\n700\n")
    let path = try String(contentsOfFile: home.path + "/path", encoding: .utf8).dropLast()
    #expect(path.hasSuffix(".lua"))
    #expect(!FileManager.default.fileExists(atPath: String(path)))
    #expect(try line.reads("x\r") == "x")
  }

  @Test func `an editor that fails saves nothing`() throws {
    let line = try LineTerminal(environment: ["EDITOR": "/bin/false"])
    line.terminal.send("edit\r")
    try line.terminal.wait(for: "edited nothing\r\n")
  }
}
