import Foundation
import Testing

@Suite struct PagerTests {
  /// A desk with a ticket whose page is longer than the terminal's 40 lines.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    let body = (1...60).map { "line \($0)" }.joined(separator: "\n")
    try desk.run("new", "Long", "--body", body)
    return desk
  }

  /// A pager that marks what it shows.
  private let marking = ["DOCKET_PAGER": "sed -e 's/^/paged: /'", "NO_COLOR": "1"]

  @Test(arguments: [["show", "1"], ["history", "1"], ["help"], ["show", "--help"]])
  func `what is longer than the screen goes through the pager`(arguments: [String]) throws {
    let desk = try desk()
    let result = try desk.process(arguments, environment: marking).runOnTerminal(columns: 80)
    let isLong = arguments != ["show", "--help"]
    #expect(result.status == 0)
    #expect(result.lines.allSatisfy { $0.hasPrefix("paged: ") } == isLong)
  }

  @Test func `what fits does not, nor does JSON, nor what goes into a pipe`() throws {
    let desk = try desk()
    try desk.run("new", "Short")
    for arguments in [["show", "2"], ["show", "1", "--json"], ["show", "1", "--no-pager"]] {
      let result = try desk.process(arguments, environment: marking).runOnTerminal(columns: 80)
      #expect(result.status == 0)
      #expect(!result.output.contains("paged: "), "\(arguments)")
    }
    #expect(try !desk.process(["show", "1"], environment: marking).run().output.contains("paged"))
  }

  @Test func `less is told that it reads UTF-8, unless somebody says otherwise`() throws {
    let telling = ["DOCKET_PAGER": #"sh -c 'echo "charset $LESSCHARSET"; cat > /dev/null'"#]
    let desk = try desk()
    let shown = try desk.runOnTerminal("show", "1", environment: telling)
    #expect(shown.output.contains("charset utf-8"), "\(shown.output)")
    let own = try desk.runOnTerminal(
      "show", "1", environment: telling.merging(["LESSCHARSET": "latin1"]) { $1 })
    #expect(own.output.contains("charset latin1"), "\(own.output)")
  }

  @Test func `DOCKET_PAGER goes before PAGER`() throws {
    let pagers = ["PAGER": "sed s/^/other:/", "NO_COLOR": "1"]
    let desk = try desk()
    let other = try desk.runOnTerminal("show", "1", environment: pagers)
    #expect(other.output.hasPrefix("other:"))
    let both = pagers.merging(marking) { $1 }
    #expect(try desk.runOnTerminal("show", "1", environment: both).output.hasPrefix("paged: "))
  }

  @Test func `to quit the pager early is no error`() throws {
    let pager = ["DOCKET_PAGER": "head -n 1", "NO_COLOR": "1"]
    let desk = try TestDesk()
    try desk.run(
      "new", "Long", "--body", "-", input: String(repeating: "many words\n", count: 60_000))
    let result = try desk.runOnTerminal("show", "1", environment: pager)
    #expect(result.status == 0)
    #expect(result.lines == ["#1 Long"])
  }

  @Test func `a pager that there is not leaves the output as it is`() throws {
    let desk = try desk()
    let result = try desk.runOnTerminal(
      "show", "1", environment: ["DOCKET_PAGER": "no-such-pager -x"])
    #expect(result.status == 0)
    #expect(result.output.contains("line 60"))
  }

  @Test func `no shell reads the pager's words`() throws {
    let desk = try desk()
    let pager = ["DOCKET_PAGER": "sed -e s/^/x/; touch owned"]
    _ = try desk.runOnTerminal("show", "1", environment: pager)
    #expect(!FileManager.default.fileExists(atPath: desk.folder + "/owned"))
  }
}
