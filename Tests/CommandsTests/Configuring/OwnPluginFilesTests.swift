import Foundation
import Testing

/// The folder of the desk's own plugin, where several programs change it or one ends in between.
@Suite struct OwnPluginFilesTests {
  private func folder(_ desk: TestDesk) -> String { "\(desk.path)/plugins/desk" }

  private func made(_ desk: TestDesk) throws -> String {
    try String(contentsOfFile: "\(folder(desk))/lib/made.lua", encoding: .utf8)
  }

  /// Adds a field with a label, as often as somebody else has the turn.
  private func add(_ name: String, to desk: TestDesk) throws {
    for _ in 1...200 {
      let result = try desk.run("field", "add", name, "--type", "text", "--label", "L \(name)")
      guard result.status == 5 else {
        #expect(result.status == 0, "\(result.errors)")
        return
      }
      #expect(result.errors.contains("try again"), "\(result.errors)")
    }
    Issue.record("\(name) never had its turn")
  }

  @Test func `what several programs declare at one moment is all there, and whole`() throws {
    let desk = try TestDesk()
    let names = (1...6).map { "f\($0)" }
    DispatchQueue.concurrentPerform(iterations: names.count) { index in
      do { try add(names[index], to: desk) } catch { Issue.record("\(error)") }
    }
    let (text, labels) = (
      try made(desk), try String(contentsOfFile: "\(folder(desk))/locales/en.lua", encoding: .utf8)
    )
    for name in names {
      #expect(text.contains("\"\(name)\"") && labels.contains("L \(name)"), "\(text)")
    }
    let reloaded = try desk.run("plugin", "reload", "desk")
    #expect(reloaded.status == 0, "\(reloaded.errors)")
    let list = try desk.run("field", "list").output
    for name in names { #expect(list.contains(name)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(desk.path)/plugins") == ["desk"])
  }

  @Test(arguments: [["field", "add", "b", "--type", "text"], ["plugin", "reload", "desk"]])
  func `a folder that was left half written is written anew as the desk decides`(
    line: [String],
  ) throws {
    let desk = try TestDesk()
    try desk.run("field", "add", "a", "--type", "text")
    let whole = try made(desk)
    try "".write(
      toFile: "\(desk.path)/plugins/.desk-unfinished", atomically: true, encoding: .utf8)
    try "return { field = { { name = \"half\", type = \"text\" } } }".write(
      toFile: "\(folder(desk))/lib/made.lua", atomically: true, encoding: .utf8)
    let result = try desk.process(line).run()
    #expect(result.status == 0, "\(result.errors)")
    let text = try made(desk)
    #expect(!text.contains("half") && text.contains("\"a\""), "\(text)")
    if line[0] == "plugin" { #expect(text == whole) }
    #expect(try !desk.run("field", "list").output.contains("half"))
    #expect(!FileManager.default.fileExists(atPath: "\(desk.path)/plugins/.desk-unfinished"))
  }
}
