import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// Files of a folder, each taken in once.
@Suite struct IntakeFolderTests {
  /// A folder of files that have not changed for long.
  private final class Spool {
    let place: TemporaryFolder
    let desk: TemporaryDesk

    init() throws {
      place = try TemporaryFolder()
      desk = try TemporaryDesk(withForm: ())
    }

    func put(_ text: String, as name: String, isSettled: Bool = true) throws {
      let path = try place.write(text, to: name)
      guard isSettled else { return }
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: path)
    }

    func pass(isDryRun: Bool = false) throws -> [IntakeFolder.Taken] {
      let folder = try IntakeFolder(place.path)
      let ann = try desk.person("ann")
      var taken: [IntakeFolder.Taken] = []
      try folder.pass(isDryRun: isDryRun) { document in
        try desk.desk.take(document, by: "visit", as: ann, isOnce: true, isDryRun: isDryRun)
      } telling: {
        taken.append($0)
      }
      return taken
    }

    func text(_ name: String) -> String? {
      try? String(contentsOfFile: "\(place.path)/\(name)", encoding: .utf8)
    }

    var names: [String] {
      (try? FileManager.default.subpathsOfDirectory(atPath: place.path).sorted()) ?? []
    }
  }

  @Test func `a file is taken in and moved to done`() throws {
    let spool = try Spool()
    try spool.put(#"{"subject": "One"}"#, as: "a.json")
    try spool.put("{\"subject\": \"Two\"}\n{\"subject\": \"Three\"}\n", as: "b.json")
    let taken = try spool.pass()
    #expect(taken.map(\.place) == ["done/a.json", "done/b.json"])
    #expect(spool.names == ["done", "done/a.json", "done/b.json"])
    #expect(try spool.desk.ticket(3)?.subject == "Three")
    #expect(try spool.pass().isEmpty)
  }

  @Test func `a crash between commit and move makes no second ticket`() throws {
    let spool = try Spool()
    try spool.put(#"{"subject": "One"}"#, as: "a.json")
    _ = try spool.pass()
    // As if it had not been moved.
    try FileManager.default.moveItem(
      atPath: spool.place.path + "/done/a.json", toPath: spool.place.path + "/a.json")
    #expect(try spool.pass().first?.results.first?.receipt?.isRepeated == true)
    #expect(try spool.desk.ticket(2) == nil)
    #expect(spool.names == ["done", "done/a.json", "done/a.txt"])
    #expect(spool.text("done/a.txt") == "line 1: in before, as ticket 1\n")
  }

  @Test func `what fails is moved to failed with why, and what was right of it stays in`() throws {
    let spool = try Spool()
    try spool.put(
      "{\"subject\": \"One\"}\n{\"subject\": \"Two\", \"level\": \"hihg\"}\n{\"subj\n",
      as: "a.json")
    #expect(try spool.pass().first?.place == "failed/a.json")
    let why = try #require(spool.text("failed/a.txt"))
    let lines = why.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("line 1: taken in as ticket 1"))
    #expect(lines[1].hasPrefix("line 2: refused: level: "))
    #expect(lines[1].contains("did you mean high?"))
    #expect(lines[2].hasPrefix("line 3: "))
    try spool.put("{\"subject\": \"One\"}\n{\"subject\": \"Two\"}\n", as: "a.json")
    #expect(try spool.pass().first?.place == "done/a.json")
    #expect(try spool.desk.ticket(2)?.subject == "Two")
    #expect(try spool.desk.ticket(3) == nil)
  }

  @Test func `only settled files of JSON without a dot are taken`() throws {
    let spool = try Spool()
    try spool.put(#"{"subject": "x"}"#, as: ".a.json")
    try spool.put(#"{"subject": "x"}"#, as: "a.json.partial")
    try spool.put(#"{"subject": "x"}"#, as: "b.txt")
    try FileManager.default.createDirectory(
      atPath: spool.place.path + "/c.json", withIntermediateDirectories: true)
    #expect(try spool.pass().isEmpty)
    // A time to come is of no use: it is looked at twice.
    let path = try spool.place.write(#"{"subject": "x"}"#, to: "d.json")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 3_600)], ofItemAtPath: path)
    let folder = try IntakeFolder(spool.place.path)
    try folder.pass { _ in
      throw Refusal(.refused, "it is not to be read")
    } telling: { _ in
    }
    #expect(folder.unsettled == 1)
  }

  @Test func `links, pipes, large and empty files are refused`() throws {
    let spool = try Spool()
    try spool.put(#"{"subject": "x"}"#, as: "secret")
    try FileManager.default.createSymbolicLink(
      atPath: spool.place.path + "/a.json", withDestinationPath: "secret")
    unsafe mkfifo(spool.place.path + "/b.json", 0o600)
    try spool.put("", as: "c.json")
    unsafe truncate(try spool.place.write("{", to: "d.json"), off_t(Limit.documentFileBytes) + 1)
    let taken = try spool.pass()
    #expect(taken.map(\.place) == ["a", "b", "c", "d"].map { "failed/\($0).json" })
    #expect(taken.allSatisfy { $0.problem != nil })
    #expect(spool.text("failed/a.txt") == "links are not followed; put the file itself here\n")
    #expect(spool.text("secret") != nil)
    #expect(try spool.desk.ticket(1) == nil)
  }

  @Test(arguments: ["done", "failed"])
  func `nothing is moved to where a link leads`(name: String) throws {
    let spool = try Spool()
    let elsewhere = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(spool.place.path)/\(name)", withDestinationPath: elsewhere.path)
    try spool.put(#"{"subject": "x"}"#, as: "a.json")
    let refusal = #expect(throws: Refusal.self) { _ = try spool.pass() }
    #expect(refusal?.message.contains("links are not followed") == true)
    #expect(try spool.desk.ticket(1) == nil)
  }

  @Test func `a file takes the place of none that is there`() throws {
    let spool = try Spool()
    for subject in ["One", "Two", "Three"] {
      try spool.put("{\"subject\": \"\(subject)\"}", as: "a.json")
      _ = try spool.pass()
    }
    #expect(spool.names == ["done", "done/a-2.json", "done/a-3.json", "done/a.json"])
    #expect(spool.text("done/a-3.json")?.contains("Three") == true)
  }

  @Test func `a dry run moves nothing`() throws {
    let spool = try Spool()
    try spool.put(#"{"subject": "One"}"#, as: "a.json")
    #expect(try spool.pass(isDryRun: true).first?.place == nil)
    #expect(spool.names == ["a.json"])
    #expect(try spool.desk.ticket(1) == nil)
  }

  @Test func `what the desk's trouble ends stays where it is`() throws {
    let spool = try Spool()
    try spool.put(#"{"subject": "One"}"#, as: "a.json")
    let folder = try IntakeFolder(spool.place.path)
    #expect(throws: Refusal.self) {
      try folder.pass { _ in
        throw Refusal(.busy, "the desk is locked")
      } telling: { _ in
      }
    }
    #expect(spool.names == ["a.json"])
  }

  @Test func `only one at a time takes files in, and only from a folder`() throws {
    let spool = try Spool()
    let folder = try IntakeFolder(spool.place.path)
    let refusal = #expect(throws: Refusal.self) { _ = try spool.pass() }
    #expect(refusal?.code == .busy && folder.unsettled == 0)
    let missing = #expect(throws: Refusal.self) { _ = try IntakeFolder("/nowhere/at-all") }
    #expect(missing?.code == .notFound)
  }
}
