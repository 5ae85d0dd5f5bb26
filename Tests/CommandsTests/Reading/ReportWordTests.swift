import Foundation
import Testing

@Suite struct ReportWordTests {
  @Test(arguments: [
    (["by=queue"], "--param by=queue"), (["since=-7d"], "--since -7d"),
    (["is:open", "until=today"], "--until today"),
  ])
  func `what a report takes is told as an option where it stands in the query`(
    words: [String], option: String,
  ) throws {
    let desk = try TestDesk.ofSupport()
    let result = try desk.process(["report", "volume"] + words).run()
    #expect(result.status == 2 && result.errors.contains("write \(option)"), "\(result.errors)")
    let weekly = try desk.process(["subscribe", "report", "volume"] + words).run()
    #expect(weekly.status == 2 && weekly.errors.contains("write \(option)"), "\(weekly.errors)")
  }

  @Test(arguments: [("tag", "there are no tags"), ("root-cause", "no ticket has a root cause")])
  func `a list of a desk without values says that there are none`(
    command: String, words: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    #expect(try desk.run(command, "list").errors.contains(words))
    #expect(try desk.run(command, "list", "id:99").errors.contains("no ticket matches"))
  }

  @Test func `an importer that there is not is told with those that there are`() throws {
    let desk = try TestDesk()
    try "id\n1\n".write(toFile: desk.folder + "/f.csv", atomically: true, encoding: .utf8)
    let result = try desk.run("import", desk.folder + "/f.csv", "--with", "zzzzzzzzzz")
    #expect(result.status == 3 && result.errors.contains("support-tickets"), "\(result.errors)")
  }
}
