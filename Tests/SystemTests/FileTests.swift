import System
import TestSupport
import Testing

/// Files and folders, and what is wrong with them.
@Suite struct `Files` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func file(_ text: String) throws -> String {
    let path = folder.path + "/file"
    try FileSystem.create(text, at: path)
    return path
  }

  @Test(arguments: [Int.max, 99_999_999_999_999_999, Int.min])
  func `a file may have changed at any time that a file system keeps`(seconds: Int) {
    let moment = FileStatus.milliseconds(seconds: seconds, nanoseconds: 999_999_999)
    #expect((moment > 0) == (seconds > 0))
    // What is worked out of it is a number still.
    #expect(!SystemTime.milliseconds.subtractingReportingOverflow(moment).overflow)
    #expect(FileStatus.milliseconds(seconds: 2, nanoseconds: 1_999_999) == 2_001)
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func `a whole file is read up to its limit`(_ count: Int) throws {
    let text = String(repeating: "x", count: count)
    let path = try file(text)
    #expect(try FileSystem.text(of: path, atMost: count) == text)
    guard count > 0 else { return }
    let error = #expect(throws: SystemError.self) {
      try FileSystem.bytes(of: path, atMost: count - 1)
    }
    #expect(error?.cause == .tooLarge(limit: count - 1))
  }

  @Test func `an error names operation, path and cause`() throws {
    let path = folder.path + "/absent"
    let error = #expect(throws: SystemError.self) { try FileSystem.bytes(of: path, atMost: 1) }
    #expect(error?.operation == .read)
    #expect(error?.path == path)
    #expect(error?.isMissing == true)
    let bytes = folder.path + "/bytes"
    try NewFile.write([0xFF], to: bytes, replaces: false)
    let other = #expect(throws: SystemError.self) { try FileSystem.text(of: bytes, atMost: 1) }
    #expect(other?.cause == .notUTF8)
  }

  @Test func `only a plain file is opened as one`() throws {
    let error = #expect(throws: SystemError.self) { _ = try OpenFile.plain(folder.path) }
    #expect(error?.cause == .folder)
    let other = #expect(throws: SystemError.self) { _ = try OpenFile.plain("/dev/null") }
    #expect(other?.cause == .special)
  }

  @Test func `bytes at an offset are all there up to the end`() throws {
    let open = try OpenFile.plain(file("0123456789"))
    #expect(try open.bytes(at: 3, count: 4) == Array("3456".utf8))
    #expect(try open.bytes(at: 8, count: 4) == Array("89".utf8))
    #expect(try open.bytes(at: 10, count: 4) == [])
  }

  @Test func `a file that exists is neither made nor published anew`() throws {
    let path = try file("old")
    try FileSystem.create("new", at: path)
    #expect(try FileSystem.text(of: path, atMost: 10) == "old")
    let error = #expect(throws: SystemError.self) {
      try NewFile.write([1], to: path, replaces: false)
    }
    #expect(error?.isTaken == true)
    try NewFile.write(Array("new".utf8), to: path, replaces: true)
    #expect(try FileSystem.text(of: path, atMost: 10) == "new")
    #expect(FileSystem.names(in: folder.path) == ["file"])
  }

  @Test func `a path beneath a folder follows no link`() throws {
    try FileSystem.makeFolder(folder.path + "/a/b")
    try FileSystem.create("deep", at: folder.path + "/a/b/file")
    let open = try OpenFile.plain(["a", "b", "file"], beneath: folder.path)
    #expect(try open.read(upTo: 10) == Array("deep".utf8))
    let error = #expect(throws: SystemError.self) {
      _ = try OpenFile.plain(["self", "exe"], beneath: "/proc")
    }
    #expect(error?.cause == .link)
  }

  @Test func `a lock on a folder ends with its owner`() throws {
    let lock = FolderLock(sharing: folder.path)
    #expect(FolderLock.isHeld(on: folder.path))
    _ = consume lock
    #expect(!FolderLock.isHeld(on: folder.path))
  }

  @Test func `a child process reads what is written to it, and its end is known`() throws {
    let path = folder.path + "/copy"
    let process = try ChildProcess(["sh", "-c", "cat > \(path); exit 3"])
    try process.write(Array("said".utf8))
    #expect(process.finish() == 3)
    #expect(try FileSystem.text(of: path, atMost: 10) == "said")
  }

  @Test func `what a program prints is read, up to a limit`() throws {
    let script = "cat; echo out; echo err >&2"
    #expect(try ChildProcess.output(of: ["sh", "-c", script], atMost: 100) == Array("out\n".utf8))
    let endless = try ChildProcess.output(of: ["sh", "-c", "while echo x; do :; done"], atMost: 10)
    #expect(endless == Array("x\nx\nx\nx\nx\n".utf8))
    #expect(throws: SystemError.self) { try ChildProcess.output(of: ["/nowhere"], atMost: 1) }
  }
}
