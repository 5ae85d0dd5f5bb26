import Foundation
import Glibc
import TestSupport
import Testing

/// A desk's database that is not as it should be, as a person meets it.
@Suite struct DatabaseTroubleTests {
  @Test func `where there is no desk, it says so and how to make one`() throws {
    let folder = try TemporaryFolder()
    let result = try DocketProcess(arguments: ["list"], folder: folder.path).run()
    #expect(result.status == 1)
    #expect(result.errors.contains("there is no desk at"))
    #expect(result.errors.contains("docket init"))
  }

  @Test func `a file that is no database is named, and left as it is`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/desk", withIntermediateDirectories: true)
    let text = String(repeating: "this is a letter, not a database\n", count: 100)
    let file = try folder.write(text, to: "desk/docket.db")
    for command in [["list"], ["new", "x"]] {
      let result = try DocketProcess(arguments: command, folder: folder.path).run()
      #expect(result.status == 1)
      #expect(result.errors.contains("is not a database"))
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
  }

  @Test func `a desk of a newer program is refused, and told to use that`() throws {
    let desk = try TestDesk()
    try desk.patch { database in
      // The schema's version: 4 bytes at 60. Source: https://www.sqlite.org/fileformat.html
      database.replaceSubrange(60..<64, with: [0, 0, 3, 0xE7])
    }
    for command in [["list"], ["new", "x"]] {
      let result = try desk.process(command).run()
      #expect(result.status == 1)
      #expect(result.errors.contains("newer docket (format 999"))
    }
    try desk.unpatch()
  }

  @Test func `a desk that another program is writing to says so after a while`() throws {
    let desk = try TestDesk()
    let file = desk.path + "/docket.lua"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("return {", with: "return {\n  lock_wait = 0.2,")
      .write(toFile: file, atomically: true, encoding: .utf8)
    try DeskView.whileLocked(desk.path) {
      let result = try desk.run("new", "x")
      #expect(result.status == 1)
      #expect(result.errors.contains("is locked by another program"))
      #expect(try desk.run("list").status == 0)
    }
    #expect(try desk.run("new", "x").output == "1\n")
  }

  @Test func `a text that was changed behind the desk's back is found by the audit`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Printer on fire")
    try desk.patch { database in
      let (old, new) = (Data("Printer on fire".utf8), Data("Printer in file".utf8))
      while let place = database.firstRange(of: old) { database.replaceSubrange(place, with: new) }
    }
    let audit = try desk.run("audit", "verify")
    #expect(audit.status == 1)
    #expect((audit.output + audit.errors).contains("ticket 1"))
    try desk.unpatch()
  }

  @Test func `a page of rubbish is found by the audit, which says what to do`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Printer on fire")
    try desk.patch { database in
      guard let place = database.firstRange(of: Data("Printer on fire".utf8)) else { return }
      let page = place.lowerBound / 4_096 * 4_096
      database.replaceSubrange(page..<page + 4_096, with: Data(repeating: 0xFF, count: 4_096))
    }
    let audit = try desk.run("audit", "verify")
    #expect(audit.status == 1)
    #expect(audit.errors.contains("is damaged"))
    #expect(audit.errors.contains("restore it from a backup"))
    try desk.unpatch()
  }

  @Test func `a disk without room refuses, and nothing that was there is lost`() throws {
    let desk = try TestDesk()
    let folder = try TemporaryFolder()
    try desk.run("new", "Printer on fire")
    let script = try folder.write(ImportProcessTests.script, to: "cases.lua")
    let file = try folder.write(ImportProcessTests.rows(600), to: "cases.csv")
    let command = ["import", file, "--with", script]
    let result = try desk.process(command).runWithFiles(ofAtMost: 400)
    #expect(result.status == 1)
    #expect(!result.errors.isEmpty)
    #expect(try desk.run("audit", "verify").status == 0)
    #expect(try desk.run("show", "1").output.contains("Printer on fire"))
    #expect(try desk.process(command).run().status == 0)
    #expect(try DeskView(of: desk.path).importedRows(of: "cases") == 600)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can be somebody else"))
  func `a desk that one may only read can be read, and a change says why not`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Printer on fire")
    try desk.run("person", "set", "ann", "--login", "nobody")
    for (path, mode) in [(desk.folder, 0o755), (desk.path, 0o755), (desk.database, 0o644)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    var read = desk.process(["list"])
    read.isNobody = true
    let listed = try read.run()
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(listed.output.contains("Printer on fire"))
    read.arguments = ["new", "x"]
    let refused = try read.run()
    #expect(refused.status == 1)
    #expect(refused.errors.contains("is read-only"))
  }
}

extension TestDesk {
  fileprivate var database: String { path + "/docket.db" }
  private var original: String { folder + "/docket.db.original" }

  /// Changes the bytes of the database behind the desk's back.
  func patch(_ change: (inout Data) -> Void) throws {
    try FileManager.default.copyItem(atPath: database, toPath: original)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: database))
    change(&bytes)
    try bytes.write(to: URL(fileURLWithPath: database))
  }

  /// Puts the database back as it was.
  func unpatch() throws {
    for suffix in ["", "-wal", "-shm"]
    where FileManager.default.fileExists(atPath: database + suffix) {
      try FileManager.default.removeItem(atPath: database + suffix)
    }
    try FileManager.default.moveItem(atPath: original, toPath: database)
  }
}
