import Foundation
import Kernel
import Storage
import Testing

@Suite struct OpeningTests {
  @Test func `a desk that does not exist is named, with how to make one`() throws {
    #expect(throws: StorageError.missing(path: "/nowhere/docket.db")) {
      _ = try Connection.open("/nowhere/docket.db", mode: .write)
    }
    #expect("\(StorageError.missing(path: "desk"))".contains("docket init"))
  }

  @Test func `a desk is not made where there is one`() throws {
    let store = try TestStore()
    #expect(throws: StorageError.exists(path: store.path)) {
      _ = try Connection.open(store.path, mode: .create)
    }
  }

  @Test(arguments: [Connection.Mode.write, .read])
  func `a file that is not a database is refused`(mode: Connection.Mode) throws {
    let store = try TestStore()
    let path = store.folder + "/letter.db"
    try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
    #expect(throws: StorageError.notADatabase(path: path)) {
      _ = try Connection.open(path, mode: mode)
    }
  }

  @Test func `another program's database is refused and left alone`() throws {
    let store = try TestStore()
    try store.shell("PRAGMA application_id = 7")
    #expect(throws: StorageError.notADesk(path: store.path)) {
      _ = try Connection.open(store.path, mode: .write)
    }
  }

  @Test(arguments: [Connection.Mode.write, .read])
  func `a desk newer than the program is refused`(mode: Connection.Mode) throws {
    let store = try TestStore()
    try store.shell("PRAGMA user_version = 99")
    #expect(throws: StorageError.newerSchema(path: store.path, version: 99, known: Upgrade.format))
    {
      _ = try Connection.open(store.path, mode: mode)
    }
  }

  @Test(arguments: [Connection.Mode.write, .read])
  func `a desk older than the program is to be upgraded first`(mode: Connection.Mode) throws {
    let store = try TestStore()
    try store.shell("PRAGMA user_version = 1")
    #expect(
      throws: StorageError.olderSchema(path: store.path, version: 1, known: Upgrade.format)
    ) {
      _ = try Connection.open(store.path, mode: mode)
    }
  }

  @Test(arguments: [-2_147_483_648, -1, 0])
  func `a format that there never was is no desk's`(format: Int) throws {
    let store = try TestStore()
    try store.shell("PRAGMA user_version = \(format)")
    for mode in [Connection.Mode.write, .read, .upgrade] {
      #expect(throws: StorageError.notADesk(path: store.path)) {
        _ = try Connection.open(store.path, mode: mode)
      }
    }
  }

  @Test func `an empty file is not a desk`() throws {
    let store = try TestStore()
    let path = store.folder + "/empty.db"
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(throws: StorageError.notADesk(path: path)) {
      _ = try Connection.open(path, mode: .write)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
  }

  @Test func `paths with signs that mean something in a URI are just paths`() throws {
    let store = try TestStore()
    let path = store.folder + "/50%25 ?mode=ro#é.db"
    _ = try Connection.open(path, mode: .create)
    _ = try Connection.open(path, mode: .write)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test(
    .enabled(if: geteuid() != 0, "whoever is root may write everywhere"),
    arguments: [0o755, 0o555])
  func `a read-only desk can be read and says so when written`(folderRights: Int) throws {
    let store = try TestStore()
    try store.write { try $0.create("Kept") }
    store.writer.close()
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: store.path)
    try manager.setAttributes([.posixPermissions: folderRights], ofItemAtPath: store.folder)
    defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: store.folder) }
    #expect(try store.readers().read { try $0.ticket(Ticket.ID(rawValue: 1)) } != nil)
    #expect(throws: StorageError.readOnly(path: store.path)) {
      _ = try Connection.open(store.path, mode: .write)
    }
  }
}
