import Foundation
import Synchronization
import System
import TestSupport
import Testing

/// Folders in which somebody is told of changes.
@Suite struct FolderWatchTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/lib/deep", withIntermediateDirectories: true)
    try folder.write("one", to: "init.lua")
  }

  @Test func `a file that is written, moved or removed is told, in folders beneath too`() throws {
    let watch = try FolderWatch([folder.path])
    try folder.write("two", to: "init.lua")
    #expect(try watch.wait(quiet: .zero) == [folder.path + "/init.lua"])
    try folder.write("new", to: "lib/deep/stages.lua")
    #expect(try watch.wait(quiet: .zero) == [folder.path + "/lib/deep/stages.lua"])
    let (old, new) = (folder.path + "/init.lua", folder.path + "/lib/init.lua")
    try FileManager.default.moveItem(atPath: old, toPath: new)
    #expect(try watch.wait(quiet: .zero) == [old, new])
    try FileManager.default.removeItem(atPath: new)
    #expect(try watch.wait(quiet: .zero) == [new])
  }

  @Test func `what editors keep for themselves is no change`() throws {
    let watch = try FolderWatch([folder.path])
    for name in [".init.lua.swp", "init.lua~", "#init.lua#"] { try folder.write("x", to: name) }
    try folder.write("two", to: "lib/a.lua")
    #expect(try watch.wait(quiet: .zero) == [folder.path + "/lib/a.lua"])
  }

  @Test func `several folders are watched as one`() throws {
    let other = try TemporaryFolder()
    let watch = try FolderWatch([folder.path, other.path])
    try other.write("x", to: "a")
    #expect(try watch.wait(quiet: .zero) == [other.path + "/a"])
    try folder.write("x", to: "b")
    #expect(try watch.wait(quiet: .zero) == [folder.path + "/b"])
  }

  @Test func `a folder beneath that goes away meanwhile ends nothing`() throws {
    let path = folder.path
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { side in
      for number in 0..<400 {
        if side == 0 {
          let place = "\(path)/lib/\(number)"
          try? FileManager.default.createDirectory(
            atPath: place, withIntermediateDirectories: false)
          try? FileManager.default.removeItem(atPath: place)
        } else {
          do {
            _ = try FolderWatch([path])
          } catch {
            problems.withLock { $0.append("\(error)") }
          }
        }
      }
    }
    #expect(problems.withLock(\.self) == [])
  }

  @Test func `what is no folder cannot be watched`() throws {
    for path in [folder.path + "/none", folder.path + "/init.lua"] {
      let error = #expect(throws: SystemError.self) { _ = try FolderWatch([path]) }
      #expect(error?.operation == .watch && error?.path == path)
    }
  }
}
