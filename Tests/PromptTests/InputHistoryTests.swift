import Foundation
import Prompt
import System
import TestSupport
import Testing

@Suite struct InputHistoryTests {
  private let home: TemporaryFolder
  private var path: String { home.path + "/state/history" }

  init() throws {
    home = try TemporaryFolder()
  }

  private func history(limit: Int = InputHistory.limit) -> InputHistory {
    InputHistory(path: path, limit: limit, isSecret: { $0.contains("secret") })
  }

  @Test(arguments: ["a", "a\nb", "a\\nb\\", "\t日本\n\n👍", "a\\\nb"])
  func `an input comes back as it was`(input: String) {
    history().add(input)
    #expect(history().inputs == [input])
  }

  @Test(arguments: ["", " ", " a", "\n", "my secret"])
  func `what is blank, begins with a blank or is secret is not kept`(input: String) {
    let history = history()
    #expect(!history.add(input))
    #expect(history.inputs == [])
    #expect(!FileSystem.exists(path))
  }

  @Test func `equal neighbours are kept once`() throws {
    let history = history()
    for input in ["a", "a", "b", "a"] { history.add(input) }
    #expect(history.inputs == ["a", "b", "a"])
    #expect(try FileSystem.text(of: path, atMost: 100) == "a\nb\na\n")
  }

  @Test func `sessions do not lose each other's inputs`() {
    let (one, other) = (history(), history())
    one.add("a")
    other.add("b")
    one.add("c")
    #expect(history().inputs == ["a", "b", "c"])
  }

  @Test func `only its owner can read it`() {
    history().add("a")
    #expect(FileSystem.status(of: path)?.permissions == 0o600)
    #expect(FileSystem.status(of: home.path + "/state")?.permissions == 0o700)
  }

  @Test func `a file that others could read is closed to them`() throws {
    history().add("a")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    history().add("b")
    #expect(FileSystem.status(of: path)?.permissions == 0o600)
  }

  @Test func `the newest are kept, in the file too`() throws {
    let first = history(limit: 10)
    for number in 1...25 { first.add("\(number)") }
    #expect(first.inputs == (16...25).map(String.init))
    #expect(history(limit: 10).inputs == (16...25).map(String.init))
    let text = try FileSystem.text(of: path, atMost: 1000)
    #expect(text.split(separator: "\n").count == 10)
  }

  @Test func `a damaged file loses no more than its bad lines`() throws {
    history().add("a")
    let bad = Data([0x62, 0xFF, 0x0A]) + Data("\\x\n\u{1B}[31m\nlast\\\n\u{202E}\ngood\n".utf8)
    try home.write(Data("a\n".utf8) + bad, to: "state/history")
    #expect(history().inputs == ["a", "good"])
  }

  @Test func `a symbolic link is refused, and inputs are kept for the session`() throws {
    try FileManager.default.createDirectory(
      atPath: home.path + "/state", withIntermediateDirectories: true)
    try home.write("mine\n", to: "elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: home.path + "/elsewhere")
    let history = history()
    #expect(history.problem?.cause == .link)
    #expect(history.add("a"))
    #expect(history.inputs == ["a"])
    #expect(try FileSystem.text(of: home.path + "/elsewhere", atMost: 100) == "mine\n")
  }

  @Test(.enabled(if: geteuid() == 0)) func `another user's file is refused`() throws {
    history().add("a")
    try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: path)
    #expect(history().problem?.cause == .foreign)
  }

  @Test func `a long input is kept for the session only`() {
    let history = history()
    let long = String(repeating: "x", count: 100_000)
    #expect(history.add(long))
    #expect(history.inputs == [long])
    #expect(!FileSystem.exists(path))
  }
}
