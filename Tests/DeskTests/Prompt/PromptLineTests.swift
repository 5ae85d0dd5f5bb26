import Desk
import Display
import Kernel
import Prompt
import TestSupport
import Testing

/// What stands before an entry.
@Suite struct PromptLineTests {
  private func prompt(after lines: String..., mayWrite: Bool = false) throws -> String {
    let desk = try TemporaryDesk(staffed: ["support"])
    var options = PromptLoop.Options()
    options.mayWrite = mayWrite
    let loop = try PromptLoop(
      desk.desk, as: try desk.person("mia"), on: Output(isJSON: false), options: options)
    for line in lines { try loop.run(line) }
    return loop.prompt.replacing(/\u{1B}\[[0-9;]*m/, with: "")
  }

  @Test func `the prompt says whose eyes are looked with, as of when, and whether it writes`()
    throws
  {
    #expect(try prompt() == "docket> ")
    #expect(try prompt(mayWrite: true) == "docket*> ")
    #expect(try prompt(after: ".as ann") == "docket ann> ")
    #expect(try prompt(after: ".at 2025-10-01") == "docket @2025-10-01> ")
    #expect(try prompt(after: ".at '2025-10-01 12:00'") == "docket @2025-10-01 12:00> ")
    #expect(
      try prompt(after: ".as ann", ".at 2025-10-01", mayWrite: true) == "docket ann @2025-10-01> ")
    #expect(
      try prompt(after: ".as ann", ".as", ".at -1d", ".at now", mayWrite: true) == "docket*> ")
  }
}
