import Foundation
import Testing

/// What commands that only read ask of the desk.
@Suite struct ReadingCountTests {
  /// Does the command in a program that counts, as the admin.
  private func readings(_ words: String, on desk: TestDesk) throws -> Int? {
    let process = Process()
    process.executableURL = DocketProcess.program.deletingLastPathComponent()
      .appendingPathComponent("hostile-child")
    process.arguments =
      ["readings", desk.path] + words.split(separator: " ").map(String.init)
      + ["--as", "admin"]
    process.currentDirectoryURL = URL(fileURLWithPath: desk.folder)
    process.environment = DocketProcess(arguments: [], folder: desk.folder).variables
    let ended = try RunningProcess(process, in: desk).end()
    #expect(ended.status == 0, "\(words): \(ended.errors)")
    return ended.output.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) }
  }

  @Test func `a command that reads begins one transaction`() throws {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--attach", "desk/docket.lua", as: "ann")
    try desk.run("view", "save", "mine", "is:open", as: "admin")
    let commands = [
      "show 1", "show 1 --json", "show 1 --lang nl", "list", "list is:open --json",
      "list --view mine", "list --group queue", "history 1", "history desk", "history --json",
      "inbox", "why ann ticket.close", "why ann ticket.close 1", "explain 1", "explain 1 subject",
      "person list", "person show ann", "view list", "view show mine", "role list",
      "role show agent", "plugin list", "plugin info support", "plugin info round-robin",
      "plugin order", "plugin settings support", "script list", "outbox list",
      "outbox list --json", "log", "log --plugin nothing", "subscribe list", "queue list",
      "setting list", "export", "export --format csv", "attachment 1 docket.lua",
      "audit bytes 1", "config export",
    ]
    for command in commands {
      #expect(try readings(command, on: desk) == 1, "\(command)")
    }
  }
}
