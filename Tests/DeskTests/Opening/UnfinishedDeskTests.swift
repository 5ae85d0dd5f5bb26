import Desk
import Foundation
import Storage
import TestSupport
import Testing

/// What a program leaves that is ended while it makes a desk.
@Suite struct UnfinishedDeskTests {
  private func create(in folder: TemporaryFolder) throws {
    try Desk.create(at: folder.path, plugins: [], login: "root").close()
  }

  @Test(arguments: [false, true])
  func `a desk is made where one was left unfinished`(hasTables: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/docket.db"
    if hasTables {
      _ = try Connection.open(path, mode: .create)
    } else {
      try Data().write(to: URL(fileURLWithPath: path))
    }
    try create(in: folder)
    #expect(throws: StorageError.exists(path: path)) { try create(in: folder) }
  }

  @Test func `what is no desk stays as it is`() throws {
    let folder = try TemporaryFolder()
    let file = URL(fileURLWithPath: folder.path + "/docket.db")
    let letter = Data("Dear desk, this is no database at all.".utf8)
    try letter.write(to: file)
    #expect(throws: StorageError.exists(path: file.path)) { try create(in: folder) }
    #expect(try Data(contentsOf: file) == letter)
  }

  @Test func `no path is the folder that one is in, never the root`() {
    #expect(DeskFolder(path: "").database == "./docket.db")
  }

  @Test func `a new desk is for its owner and group alone`() throws {
    let folder = try TemporaryFolder()
    try create(in: folder)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/docket.db")
    let permissions = try #require(attributes[.posixPermissions] as? NSNumber)
    #expect(permissions.intValue & 0o007 == 0)
  }
}
