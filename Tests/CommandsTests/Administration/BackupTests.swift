import Foundation
import TestSupport
import Testing

/// Copies of a desk, and desks made of them.
@Suite struct BackupTests {
  /// A desk that is made of a backup, as the help tells it.
  static func restore(_ file: String, in folder: TemporaryFolder) throws -> String {
    let path = folder.path + "/restored"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: file, toPath: path + "/docket.db")
    return path
  }

  @Test func `a desk made of a backup is the one that was backed up`() throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    try desk.run("new", "Printer on fire", "--tag", "hot", as: "carl")
    try desk.run("note", "1", "Second time", as: "ann")
    let file = folder.path + "/monday.db"
    let backup = try desk.run("backup", file)
    #expect(backup.status == 0, "\(backup.errors)")
    #expect(backup.output.contains("1 ticket"))
    let copy = try Self.restore(file, in: folder)
    for command in [["list", "--json"], ["history", "1", "--json"], ["person", "list"]] {
      #expect(
        try desk.process(["--desk", copy] + command).run().output
          == desk.process(command).run().output)
    }
    #expect(try desk.run("--desk", copy, "audit", "verify").status == 0)
    #expect(try desk.run("--desk", copy, "new", "Another").output == "2\n")
    #expect(
      try desk.run("--desk", copy, "list", "'Second time'", as: "ann").output.contains("fire"))
  }

  @Test func `a backup ends and is whole while others write all the time`() throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    let script = try folder.write(ImportProcessTests.script, to: "cases.lua")
    let rows = try folder.write(ImportProcessTests.rows(6_000), to: "cases.csv")
    let writing = try desk.process(["import", rows, "--with", script]).start()
    let view = try DeskView(of: desk.path)
    try eventually("some rows are in") { try view.importedRows(of: "cases") > 0 }
    var copies: [String] = []
    while writing.isRunning, copies.count < 5 {
      copies.append(folder.path + "/copy\(copies.count).db")
      let backup = try desk.run("backup", copies[copies.count - 1])
      #expect(backup.status == 0, "\(backup.errors)")
    }
    _ = try writing.end()
    #expect(!copies.isEmpty)
    let copy = try Self.restore(copies[0], in: folder)
    #expect(try desk.run("--desk", copy, "audit", "verify").status == 0)
  }

  @Test func `a file that is there is replaced only by force`() throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    let file = try folder.write("precious", to: "desk.db")
    let refused = try desk.run("backup", file)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--force"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
    #expect(try desk.run("backup", file, "--force").status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)).starts(with: Data("SQLite".utf8)))
  }

  @Test func `a backup for which there is no room leaves nothing`() throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    try desk.run("new", "x")
    let result = try desk.process(["backup", folder.path + "/desk.db"])
      .runWithFiles(ofAtMost: 100)
    #expect(result.status == 1)
    #expect(!result.errors.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: ["/nowhere/at/all.db", "/"])
  func `a backup to where nothing can be written says why`(file: String) throws {
    let result = try TestDesk.unchanged().run("backup", file)
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot be written"))
  }

  @Test func `a backup needs its permission, since all is in it`() throws {
    let desk = try TestDesk.unchanged()
    for person in ["ann", "mia", "carl"] {
      #expect(try desk.run("backup", "/tmp/never.db", as: person).status == 4)
    }
  }

  @Test func `only its owner can read a backup`() throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    let file = folder.path + "/desk.db"
    try desk.run("backup", file)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a desk that is damaged gives no backup`() throws {
    let (desk, folder) = (try TestDesk(), try TemporaryFolder())
    try desk.run("new", "x")
    try desk.patch { database in
      guard let place = database.lastRange(of: Data("manual".utf8)) else { return }
      let page = place.lowerBound / 4_096 * 4_096
      database.replaceSubrange(page..<page + 4_096, with: Data(repeating: 0xFF, count: 4_096))
    }
    let result = try desk.run("backup", folder.path + "/desk.db")
    try desk.unpatch()
    #expect(result.status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
