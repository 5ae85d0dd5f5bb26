import Foundation
import Testing

/// What leads to rights and to notes, as an outsider tries it.
@Suite struct GuardedRightsTests {
  @Test(
    .enabled(if: geteuid() == 0, "only root can be somebody else"),
    arguments: [["--as", "ann"], []])
  func `neither --as nor the environment lends rights to a login that has not the permission`(
    option: [String],
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    try desk.run("note", "1", "SECRET", as: "ann")
    try desk.run("person", "set", "carl", "--login", "nobody")
    try desk.openToOthers()
    let environment = option.isEmpty ? ["DOCKET_AS": "ann"] : [:]
    var show = desk.process(["show", "1"] + option, environment: environment)
    show.isNobody = true
    let refused = try show.run()
    #expect(refused.status == 4, "\(refused)")
    #expect(!refused.output.contains("SECRET"))
    #expect(refused.errors.contains("carl may not act as ann"))
    show.arguments = ["show", "1"]
    show.environment = [:]
    #expect(try show.run().output.contains("Refund"))
    try desk.run("person", "set", "carl", "--role", "manager")
    try desk.run("role", "grant", "manager", "as")
    try desk.openToOthers()
    show.arguments += option
    show.environment = environment
    #expect(try show.run().output.contains("SECRET"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can be somebody else"))
  func `a login that nobody has learns no names by trying them`() throws {
    let desk = try TestDesk()
    try desk.openToOthers()
    let answers = try ["ann", "no.such"].map { name in
      var list = desk.process(["list"], environment: ["DOCKET_AS": name])
      list.isNobody = true
      return try list.run()
    }
    #expect(answers.allSatisfy { $0.status == 4 })
    #expect(answers[0].errors == answers[1].errors)
  }
}

extension TestDesk {
  /// Lets others read the desk's files, and write to them.
  fileprivate func openToOthers() throws {
    let files = ["", "/docket.db", "/docket.db-wal", "/docket.db-shm", "/docket.lua"]
    for file in [folder] + files.map({ path + $0 })
    where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: file)
    }
  }
}
